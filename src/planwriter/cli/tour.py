"""The command that walks the real window through the sample plan by itself and takes pictures."""

import os
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

from planwriter.cli.command import HELP, Command

MODULE = "planwriter.app.tour"


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=None, help="where to put everything; else a new folder here"
    )


def _run(arguments: Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # it needs no display and must not fill somebody's
    status: int = import_module(MODULE).run_tour(arguments.out, arguments.data_dir)
    return status


COMMAND = Command(
    name="tour",
    uses=((HELP, "tour [--out DIR]", "Walks through the sample plan by itself, with pictures."),),
    summary="Walks the window through the sample plan by itself, exports it, and takes pictures.",
    example="tour --out pictures",
    add_arguments=_add_arguments,
    run=_run,
)
