"""The command line: everything the window can do to a file, with the same code. `main` is the program's entry point.

Exit status: 0 done; 1 the answer is no; 2 wrong use; 3 the disk, a file or a program said no; 4 the network did.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from planwriter.errors import PlanwriterError

FAULT = 3
STOPPED = 130
_CHILD_WORD = "read-returned-copy"  # how the packaged program starts itself to read a file apart (review/serving.py)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; without a command the window opens.

    Args:
        argv: The words after the program's name; None takes those it was started with.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    if words == [_CHILD_WORD]:  # before anything heavy, and before the streams are set to hold text
        from planwriter.review.serving import serve

        return serve()

    from planwriter.cli.parser import parse
    from planwriter.cli.window import with_command

    for stream in (sys.stdout, sys.stderr):
        _write_utf_8(stream)
    try:
        arguments = parse(with_command(words))
        _set_up_log(arguments.log)
        status = _run(arguments)
        sys.stdout.flush()
    except SystemExit as end:  # argparse leaves so after --help and --version
        return int(end.code or 0)
    except BrokenPipeError:  # the reader, for example `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except PlanwriterError as error:
        print(error.title, error.advice, sep="\n", file=sys.stderr)
        return error.exit_status
    return status


def _run(arguments: Namespace) -> int:
    try:
        status: int = arguments.run(arguments)
    except (PlanwriterError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  the border of the program: a fault of ours is told in words, too
        _log(error)
        print(
            f"planwriter has a fault ({type(error).__name__}).",
            "Run the command again with --log debug, and send what it prints to your help desk.",
            sep="\n",
            file=sys.stderr,
        )
        return FAULT
    return status


def _write_utf_8(stream: TextIO) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _log(error: Exception) -> None:
    import logging

    logging.getLogger(__name__).debug("unhandled", exc_info=error)


def _set_up_log(level: str) -> None:
    if level:
        import logging  # 8 ms that only who asks for a log should pay

        logging.basicConfig(level=level.upper(), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
