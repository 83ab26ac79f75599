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

    from planwriter.app.tour import run_tour  # Qt is needed only here

    out = arguments.out or _new_folder(Path("planwriter-tour"))
    run_tour(out, on_file=lambda words, path: print(f"{words}: {path}", flush=True))
    print("No endpoint is installed here, so the tour sent nothing.", file=sys.stderr)
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
