"""How values are kept small in a draft's file: long ones packed, and words that changed as what came and what went."""

import json
import zlib
from dataclasses import dataclass
from typing import Any

LONG = 1000
"""Values of more characters are packed; shorter ones share a page of the file anyway."""

_MOST = 64 * 1024 * 1024


class UnpackableError(ValueError):
    """What is stored is not what `pack` made of a value."""


def encoded(value: Any) -> str:
    """Return the JSON of a value as it is stored and digested: ASCII, so that even half a character is kept."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def pack(text: str | None) -> str | bytes | None:
    """Return what to store for a value in JSON; it is ASCII."""
    if text is None or len(text) <= LONG:
        return text
    packed = zlib.compress(text.encode("ascii"), 1)
    return packed if len(packed) < len(text) else text


def unpack(stored: object) -> str | None:
    """Return the value that was stored.

    Raises:
        UnpackableError: It was damaged.
    """
    if stored is None or isinstance(stored, str):
        return stored
    if not isinstance(stored, bytes):
        raise UnpackableError
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(stored, _MOST)
        if not unpacker.eof or unpacker.unused_data:
            raise UnpackableError
        return data.decode("ascii")
    except (zlib.error, UnicodeDecodeError) as error:
        raise UnpackableError from error


@dataclass(frozen=True)
class Splice:
    """What makes one text of another: from `at`, so many characters go and others come."""

    at: int
    cut: int
    come: str

    @classmethod
    def between(cls, old: str, new: str) -> "Splice":
        """Return the smallest single splice that makes `new` of `old`."""
        at = _same_at_start(old, new)
        end = _same_at_start(old[at:][::-1], new[at:][::-1])
        return cls(at, len(old) - end - at, new[at : len(new) - end])

    def of(self, old: str) -> str:
        """Return the new text.

        Raises:
            UnpackableError: It was not made for this text.
        """
        if not 0 <= self.at <= self.at + self.cut <= len(old):
            raise UnpackableError
        return old[: self.at] + self.come + old[self.at + self.cut :]


def _same_at_start(one: str, other: str) -> int:
    """Return how many characters are the same; halving is much quicker than counting."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
