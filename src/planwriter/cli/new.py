"""The command that starts a plan."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planwriter.cli.command import WRITE, Command
from planwriter.errors import StorageError, UsageError


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--agency", metavar="NAME", required=True, help="the agency's name, or its acronym")
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=None,
        help="write a working copy (.csplan); without it the plan is printed",
    )


def _run(arguments: Namespace) -> int:
    import uuid

    from planwriter.atomic import write_atomically
    from planwriter.plan.new import new_plan
    from planwriter.plan.stored import plan_bytes
    from planwriter.template.agencies import find_agency
    from planwriter.template.loader import load_catalogue

    name, out = arguments.agency, arguments.out
    if not name.strip():
        raise UsageError("The agency has no name.", "Give it after --agency, in quotation marks.")
    plan = new_plan(str(uuid.uuid4()), name, find_agency(name))
    data = plan_bytes(plan, load_catalogue())
    if out is None:
        sys.stdout.write(data.decode())
        return 0
    if out.exists():
        raise StorageError(f"“{out.name}” is already there.", "Give another name after --out, so that nothing is lost.")
    write_atomically(out, data)
    print(out)
    return 0


COMMAND = Command(
    name="new",
    uses=((WRITE, "new --agency NAME [--out FILE]", "Starts a plan."),),
    summary="Starts a plan; an agency of the list brings its acronym, code and kind.",
    example='new --agency "Social Security Administration" --out SSA.csplan',
    add_arguments=_add_arguments,
    run=_run,
)
