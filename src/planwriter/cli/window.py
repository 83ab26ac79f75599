"""The commands that open the window: on the start page, or on a plan."""

from argparse import Namespace

from planwriter.cli.command import WRITE, Command, add_file

_PLANS = (".csplan", ".json")
_WITH_VALUE = ("--data-dir", "--log")


def with_command(words: list[str]) -> list[str]:
    """Return a command line with `open` before a plan that stands where a command should: a desktop names only that."""
    is_value = False
    for place, word in enumerate(words):
        if not is_value and not word.startswith("-"):
            return [*words[:place], "open", *words[place:]] if word.lower().endswith(_PLANS) else words
        is_value = word in _WITH_VALUE and not is_value
    return words


def run_on_start_page(arguments: Namespace) -> int:
    """Open the window on the start page and return once it is closed."""
    from planwriter.app.window import run_window  # Qt is needed only here

    return run_window(arguments.data_dir)


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import find_file

    find_file(arguments.file)

    from planwriter.app.window import run_window  # Qt is needed only here

    return run_window(arguments.data_dir, arguments.file)


COMMAND = Command(
    name="open",
    uses=((WRITE, "open FILE", "Opens the window on a plan."),),
    summary="Opens the window on a plan.",
    example="open SSA.csplan",
    add_arguments=add_file,
    run=_run,
)
