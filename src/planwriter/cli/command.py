"""What one command of the command line is: its words in the help, its arguments and what it does."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

WRITE, CHECK, CLEAR, PUBLISH, SEND = "write it", "check it", "clear it", "publish it", "send it"
HELP = "help"
GROUPS = (WRITE, CHECK, CLEAR, PUBLISH, SEND, HELP)


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: As it is typed.
        uses: Lines of the program's help: the group, how the command is typed there, and what it does.
        summary: What it does, as its own help says.
        example: One command line that works, without the program's name.
        add_arguments: Adds its arguments to its parser.
        run: Does it and returns the exit status; imports what it needs only then, so that the program starts quickly.
    """

    name: str
    uses: tuple[tuple[str, str, str], ...]
    summary: str
    example: str
    add_arguments: Callable[[ArgumentParser], object]
    run: Callable[[Namespace], int]


def add_file(parser: ArgumentParser, name: str = "file") -> None:
    """Add the argument FILE."""
    parser.add_argument(
        name,
        metavar=name.upper(),
        help="a working copy (.csplan), a public copy (.json), or the id of a draft on this computer",
    )


def add_json(parser: ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")


def add_nothing(_parser: ArgumentParser) -> None:
    """Add no argument."""
