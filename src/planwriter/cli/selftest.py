"""The command that tries the installed program: it opens the window, writes, saves, reopens, exports and quits."""

import os
import sys
from argparse import Namespace

from planwriter.cli.command import HELP, Command, add_nothing


def _run(arguments: Namespace) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the first step says that nothing is to be seen

    from planwriter.app.selftest import run_selftest  # Qt is needed only here

    run_selftest(arguments.data_dir, lambda words: print(words, flush=True))
    return 0


COMMAND = Command(
    name="selftest",
    uses=((HELP, "selftest", "Tries the installed program from end to end."),),
    summary="Opens the window, writes, saves, reopens, exports and quits; says each step.",
    example="selftest --data-dir trial",
    add_arguments=add_nothing,
    run=_run,
)
