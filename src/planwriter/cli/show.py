"""The command that prints one plan in its JSON form."""

import sys
from argparse import ArgumentParser, Namespace

from planwriter.cli.command import WRITE, Command, add_file
from planwriter.errors import UsageError


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser, "draft")
    parser.add_argument(
        "--at",
        metavar="SEQ|NAME",
        default="",
        help="the draft as it was: the number of a step, or the name of a version",
    )


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import draft_and_moment, find_file, names_draft, read_source
    from planwriter.plan.stored import plan_bytes

    file = arguments.draft
    if arguments.at:
        find_file(file)
        if not names_draft(file) or draft_and_moment(file)[1]:
            raise UsageError("--at goes with the id of a draft.", "A file holds one moment only; leave --at out.")
        file = f"{file}@{arguments.at}"
    source = read_source(file, arguments.data_dir)
    sys.stdout.write(plan_bytes(source.plan, source.catalogue, source.copy).decode())
    return 0


COMMAND = Command(
    name="show",
    uses=((WRITE, "show DRAFT [--at SEQ|NAME]", "Prints one draft's plan as JSON, now or as it was."),),
    summary="Prints one draft's plan as JSON, now or as it was.",
    example='show 2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10 --at "Sent to clearance 1"',
    add_arguments=_add_arguments,
    run=_run,
)
