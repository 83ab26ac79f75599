"""The command that prints one plan in its JSON form."""

import sys
from argparse import ArgumentParser, Namespace

from planwriter.cli.command import WRITE, Command, add_file


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser, "draft")


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import read_source
    from planwriter.plan.stored import plan_bytes

    source = read_source(arguments.draft, arguments.data_dir)
    sys.stdout.write(plan_bytes(source.plan, source.catalogue, source.copy).decode())
    return 0


COMMAND = Command(
    name="show",
    uses=((WRITE, "show DRAFT", "Prints one draft's plan as JSON."),),
    summary="Prints one draft's plan as JSON.",
    example="show 2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10",
    add_arguments=_add_arguments,
    run=_run,
)
