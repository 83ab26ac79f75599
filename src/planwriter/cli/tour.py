"""The command that walks the real window through the sample plan by itself and takes pictures."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planwriter.cli.command import HELP, Command


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=None, help="where to put everything; else a new folder here"
    )


def _run(arguments: Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # it needs no display and must not fill somebody's
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nor put its token into their keyring
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1"  # it sends to this computer only

    from planwriter.app.tour import run_tour  # Qt is needed only here

    out = arguments.out or _new_folder(Path("planwriter-tour"))
    not_sent = run_tour(out, on_file=lambda words, path: print(f"{words}: {path}", flush=True))
    if not_sent:
        print(not_sent, file=sys.stderr)
    return 0


def _new_folder(wanted: Path) -> Path:
    """Return the folder, or the first of its numbered namesakes that is not there yet."""
    number = 1
    folder = wanted
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


COMMAND = Command(
    name="tour",
    uses=((HELP, "tour [--out DIR]", "Walks through the sample plan by itself, with pictures."),),
    summary="Walks the window through the sample plan by itself, exports it, and takes pictures.",
    example="tour --out pictures",
    add_arguments=_add_arguments,
    run=_run,
)
