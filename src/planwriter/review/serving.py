"""The work of the child process that reads a file which came back: limits first, then the file, then its answer.

It stands apart from `child`, whose side starts processes, so that the child loads no more than it needs.
"""

import gc
import json
import sys
from typing import Any

from planwriter.errors import FormatError
from planwriter.word.package import MAX_FILE_BYTES

COPY, MATRIX = b"c", b"m"  # what the child is to read, before the file
MEMORY_BYTES = 200 * 1024 * 1024
TIMEOUT_S = 30.0
ADVICE = "It may be damaged, or made to do harm. Ask the person who sent it to save it again in Word, and import that."


def serve() -> int:
    """Read the file on standard input and write what is in it to standard output: the child's whole work."""
    limit_this_process()
    gc.disable()  # this process ends with its one file: there is nothing to collect for
    task = sys.stdin.buffer.read(1)
    sys.stdout.buffer.write(_answer(task, sys.stdin.buffer.read(MAX_FILE_BYTES + 1)))
    sys.stdout.buffer.flush()
    return 0


def limit_this_process() -> None:
    """Have the system hold this process to its memory, its time and no file of its own, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    seconds = int(TIMEOUT_S) + 1
    for name, most in (("RLIMIT_AS", MEMORY_BYTES), ("RLIMIT_CPU", seconds), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        kind: Any = getattr(resource, name, None)
        if kind is not None:
            try:
                resource.setrlimit(kind, (most, most))
            except (ValueError, OSError):  # macOS has no limit of memory to set
                continue


def _answer(task: bytes, data: bytes) -> bytes:
    try:
        return _matrix(data) if task == MATRIX else _copy(data)
    except FormatError as error:
        return _refusal(error.title, error.advice)
    except MemoryError:  # there may be none left to make words with
        return _TOO_MUCH


def _copy(data: bytes) -> bytes:
    from planwriter.review.reader import read_returned  # with it comes lxml, which must find the limits in force
    from planwriter.review.transport import packed

    return packed(read_returned(data))


def _matrix(data: bytes) -> bytes:
    from dataclasses import astuple

    from planwriter.review.matrix import read_matrix  # which few files are

    name, _, file = data.partition(b"\n")
    return json.dumps([astuple(row) for row in read_matrix(file, name.decode())]).encode()


def _refusal(title: str, advice: str) -> bytes:
    return json.dumps({"refused": [title, advice]}, separators=(",", ":")).encode()


_TOO_MUCH = _refusal("This file was not read: it needs far more memory than a document does.", ADVICE)
