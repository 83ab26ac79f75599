"""The command that tries the installed program: it opens the window, writes, saves, reopens, exports and quits."""

from argparse import Namespace
from importlib import import_module

from planwriter.cli.command import HELP, Command, add_nothing

MODULE = "planwriter.app.selftest"


def _run(arguments: Namespace) -> int:
    status: int = import_module(MODULE).run_selftest(arguments.data_dir)
    return status


COMMAND = Command(
    name="selftest",
    uses=((HELP, "selftest", "Tries the installed program from end to end."),),
    summary="Opens the window, writes, saves, reopens, exports and quits; says each step.",
    example="selftest --data-dir trial",
    add_arguments=add_nothing,
    run=_run,
)
