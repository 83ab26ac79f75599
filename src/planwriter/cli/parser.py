"""All commands, the options of all, and the help that groups them under the product's five words."""

import argparse
from pathlib import Path
from typing import NoReturn

from planwriter import __version__
from planwriter.cli import (
    check,
    compare,
    doctor,
    drafts,
    export,
    matrix,
    merge,
    new,
    prove,
    receipt,
    review,
    schema,
    seal,
    selftest,
    show,
    submit,
    tour,
    window,
)
from planwriter.cli.command import GROUPS, Command
from planwriter.errors import UsageError

COMMANDS: tuple[Command, ...] = (
    window.COMMAND,
    new.COMMAND,
    drafts.COMMAND,
    show.COMMAND,
    compare.COMMAND,
    merge.COMMAND,
    check.COMMAND,
    schema.COMMAND,
    export.COMMAND,
    review.COMMAND,
    matrix.COMMAND,
    prove.COMMAND,
    seal.COMMAND,
    submit.COMMAND,
    receipt.COMMAND,
    tour.COMMAND,
    selftest.COMMAND,
    doctor.COMMAND,
)

_ABOUT = """Helps a federal agency with its Customer Service Plan under Executive Order 13571:
write it, check it, clear it, publish it, send it.
Without a command the window opens."""
_FILE = """FILE is a working copy (.csplan), a public copy (.json), or the id of a draft on this computer.
“planwriter COMMAND --help” tells more about a command, with an example."""
_STATUS = (
    "Exit status: 0 done; 1 the answer is no; 2 wrong use; 3 the disk, a file or a program said no; 4 the network."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        help_of = f"{self.prog} --help"
        raise UsageError(f"planwriter did not understand this command: {message}.", f"“{help_of}” shows how it goes.")


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the arguments of one command line; `run` among them does the command.

    Raises:
        UsageError: It is no command line of planwriter.
        SystemExit: After --help and --version.
    """
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="planwriter",
        usage="planwriter [OPTIONS] [COMMAND …]",
        description=_ABOUT,
        epilog=_overview(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_options(parser)
    parser.set_defaults(data_dir=None, log="", run=window.run_on_start_page)
    subparsers = parser.add_subparsers(
        metavar="COMMAND", prog="planwriter", help=argparse.SUPPRESS, parser_class=_Parser
    )
    for command in COMMANDS:
        one = subparsers.add_parser(
            command.name,
            description=command.summary,
            epilog=f"example:\n  planwriter {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(one)
        _add_options(one)
        one.set_defaults(run=command.run)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of all, which may stand before or after the command."""
    group = parser.add_argument_group("options of all commands")
    group.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="keep drafts, settings and logs in DIR; the real ones are not touched",
    )
    group.add_argument(
        "--log",
        metavar="LEVEL",
        choices=("debug", "info", "warning", "error"),
        default=argparse.SUPPRESS,
        help="tell on stderr what happens: debug, info, warning or error",
    )
    group.add_argument("--version", action="version", version=f"planwriter {__version__}")


def _overview() -> str:
    blocks = []
    for group in GROUPS:
        lines = [(words, told) for one in COMMANDS for where, words, told in one.uses if where == group]
        if lines:
            blocks.append("\n".join([group, *(f"  {words:<34} {told}" for words, told in lines)]))
    example = "example:\n  planwriter check plan.csplan --for clearance"
    return "\n\n".join([*blocks, _FILE, example, _STATUS])
