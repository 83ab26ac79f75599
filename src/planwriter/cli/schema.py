"""The command that prints the JSON Schema of a plan."""

import json
from argparse import Namespace

from planwriter.cli.command import CHECK, Command, add_nothing


def _run(_arguments: Namespace) -> int:
    from planwriter.template.loader import load_catalogue
    from planwriter.template.schema import plan_schema

    print(json.dumps(plan_schema(load_catalogue()), indent=2, ensure_ascii=False))
    return 0


COMMAND = Command(
    name="schema",
    uses=((CHECK, "schema", "Prints the JSON Schema of a plan."),),
    summary="Prints the JSON Schema of a plan (draft 2020-12).",
    example="schema > plan.schema.json",
    add_arguments=add_nothing,
    run=_run,
)
