"""The command that says what changed between two plans, in words."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from planwriter.cli.command import WRITE, Command, add_json

if TYPE_CHECKING:
    from planwriter.plan.compare import PlanChange

_HELP = "a working copy (.csplan), a public copy (.json), the id of a draft, or ID@SEQ or ID@NAME for a draft as it was"


def _add_arguments(parser: ArgumentParser) -> None:
    for name in ("older", "newer"):
        parser.add_argument(name, metavar=name.upper(), help=_HELP)
    add_json(parser)


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import read_source
    from planwriter.plan.compare import changes_between
    from planwriter.plan.stored import Copy

    older, newer = (read_source(file, arguments.data_dir) for file in (arguments.older, arguments.newer))
    before, after = older.plan, newer.plan
    if Copy.PUBLIC in (older.copy, newer.copy):  # what is internal was left out of it and did not change
        before, after = (plan.without_internal(newer.catalogue) for plan in (before, after))
    found = changes_between(before, after, newer.catalogue)
    if arguments.json:
        print(json.dumps([one.as_json() for one in found], indent=2, ensure_ascii=False))
    else:
        print_changes(found)
    return 0


def print_changes(found: "tuple[PlanChange, ...]") -> None:
    """Print changes for people: what and where, then the words before and after."""
    if not found:
        print("Nothing changed.")
    for one in found:
        print(f"{str(one.kind).capitalize()}: {one.title} [{one.path}]")
        for label, words in (("was", one.old), ("now", one.new)):
            if words is not None:
                print(f"  {label}: " + "\n       ".join(words.splitlines()))


COMMAND = Command(
    name="compare",
    uses=((WRITE, "compare OLDER NEWER [--json]", "Says what changed between two plans, in words."),),
    summary="Says what changed between two plans, in words.",
    example="compare SSA-october.csplan SSA.csplan",
    add_arguments=_add_arguments,
    run=_run,
)
