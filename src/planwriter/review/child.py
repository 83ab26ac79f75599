"""Reads Word files that came back in a process of its own, so that a bad file costs a message and never the window.

The parent hands over the file's bytes and gets data back, nothing that could run. The child (`serving`) has no more
than MEMORY_BYTES of memory and TIMEOUT_S of time. On Linux and other POSIX systems the system holds it to that; on
Windows there is no such limit for a process without a job, so that only the caps on a file's size and parts and the
time count.
"""

import importlib.util
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from planwriter.errors import FormatError, StorageError
from planwriter.review.guard import refuse_other_kinds
from planwriter.review.matrix import MatrixRow, is_word_file, read_matrix
from planwriter.review.returned import ReturnedCopy
from planwriter.review.serving import ADVICE, COPY, MATRIX, TIMEOUT_S
from planwriter.review.transport import unpacked_copy
from planwriter.word.package import MAX_FILE_BYTES

CHILD_WORD = "read-returned-copy"
"""What the packaged program is started with to read a file; it stands in no help."""
LARGEST_ANSWER = 64 * 1024 * 1024
_START = """
import os, sys
sys.path[:0] = sys.argv[1:]
from planwriter.review.serving import serve
os._exit(serve())  # all is written: nothing is to be taken down piece by piece
"""
_NEEDED_VARIABLES = ("SYSTEMROOT",)  # without it Python does not start on Windows
_NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0


def read_in_child(data: bytes, *, timeout_s: float = TIMEOUT_S) -> ReturnedCopy:
    """Return what stands in a returned Word file; may be called from any thread.

    Raises:
        FormatError: It is no Word file, protected, damaged beyond reading, too large, or built to do harm.
        StorageError: The process could not be started.
    """
    refuse_other_kinds(data)
    return unpacked_copy(_read(COPY, data, timeout_s))


def read_matrix_in_child(data: bytes, name: str, *, timeout_s: float = TIMEOUT_S) -> tuple[MatrixRow, ...]:
    """Return the rows of a comment matrix that was filled in; may be called from any thread.

    A table of plain text is read right here: nothing in it can do harm.

    Args:
        data: The file, Word or CSV.
        name: Its name, for the words of a refusal.
        timeout_s: How long it may take.

    Raises:
        FormatError: It is no matrix, damaged, too large, or built to do harm.
        StorageError: The process could not be started.
    """
    if not is_word_file(data):
        return read_matrix(data, name)
    rows = json.loads(_read(MATRIX, name.encode().replace(b"\n", b" ") + b"\n" + data, timeout_s))
    return tuple(MatrixRow(int(number), str(mark), str(choice), str(words)) for number, mark, choice, words in rows)


def _read(task: bytes, data: bytes, timeout_s: float) -> bytes:
    if len(data) > MAX_FILE_BYTES:
        raise FormatError("This file was not opened: it is larger than 50 MB.", ADVICE)
    answer = _answer_of_child(task + data, timeout_s)
    if answer.startswith(b'{"refused":'):
        title, advice = json.loads(answer)["refused"]
        raise FormatError(str(title), str(advice))
    if not answer:
        raise FormatError("This file could not be read: reading it had to be stopped.", ADVICE)
    return answer


def _answer_of_child(data: bytes, timeout_s: float) -> bytes:
    try:
        process = subprocess.Popen(  # noqa: S603  the program is this one
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
            creationflags=_NO_CONSOLE,
        )
    except OSError as error:
        title = "The file was not read: the computer could not start another process for it."
        raise StorageError(title, "Close other programs, then import the file again.") from error
    was_late = threading.Event()

    def stop() -> None:
        was_late.set()
        process.kill()

    clock = threading.Timer(timeout_s, stop)
    feeder = threading.Thread(target=_feed, args=(process.stdin, data), name="returned copy", daemon=True)
    with process:
        clock.start()
        feeder.start()
        answer = process.stdout.read(LARGEST_ANSWER + 1) if process.stdout else b""
        if len(answer) > LARGEST_ANSWER:
            process.kill()
        process.wait()
        clock.cancel()
        feeder.join()
    if was_late.is_set():
        raise FormatError(f"This file was not read: it took longer than {timeout_s:g} seconds.", ADVICE)
    if len(answer) > LARGEST_ANSWER:
        raise FormatError("This file was not read: it holds far more than a document does.", ADVICE)
    return answer if process.returncode == 0 else b""


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.close()
    except OSError:  # the child has ended before it read everything; its answer tells why
        return


def _command() -> list[str]:
    """Return how this program is started as the child: by its Python, or packaged, by itself."""
    if not Path(sys.executable).name.lower().startswith("python"):
        return [sys.executable, CHILD_WORD]
    lxml = importlib.util.find_spec("lxml")
    found = Path(lxml.origin) if lxml and lxml.origin else Path(__file__)
    folders = [str(Path(__file__).parents[2]), str(found.parents[1])]
    # cut off from the person's own modules and variables, as the installed program is
    return [sys.executable, "-I", "-S", "-c", _START, *folders]


def _environment() -> dict[str, str]:
    import os

    return {name: os.environ[name] for name in _NEEDED_VARIABLES if name in os.environ}
