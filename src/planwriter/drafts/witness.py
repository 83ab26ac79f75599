"""A small file beside the draft that has seen how far it was kept, so that a draft which went back is noticed.

A journal that lost its end, or an older file put in the draft's place, is whole in itself: nothing inside it tells
that there was more. The witness is written after each commit and never waited for; after a power cut it may be old,
which does no harm, and it says nothing of a file of another generation.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "draft.witness"
_LENGTH = 160


@dataclass(frozen=True)
class Seen:
    """How far a draft was kept.

    Attributes:
        generation: Of the file it speaks of.
        edits: Edits that were committed: they survive a crash of the program.
        durable: Edits behind which a barrier stands: they survive a power cut.
    """

    generation: str
    edits: int
    durable: int


class Witness:
    """The file of one draft, held open from the first note on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def seen(self) -> Seen | None:
        """Return what was noted last; None when nothing was, or it cannot be told any more."""
        try:
            words = self._path.read_bytes()[:_LENGTH].decode("ascii")
            body, _, digest = words.rstrip("\n").rstrip().rpartition(" ")
            generation, edits, durable = body.split(" ")
            return Seen(generation, int(edits), int(durable)) if digest == _digest(body) else None
        except (OSError, ValueError):
            return None

    def note(self, seen: Seen) -> None:
        """Note how far the draft is kept now; what the disk says to it does not matter."""
        body = f"{seen.generation} {seen.edits} {seen.durable}"
        line = f"{body} {_digest(body)}".ljust(_LENGTH - 1) + "\n"
        with suppress(OSError):
            if self._handle is None:
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
                self._handle = os.open(self._path, flags, 0o600)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, line.encode("ascii"))

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
