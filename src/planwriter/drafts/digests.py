"""Digests by which a draft's file proves that it holds what was written: of each row, of all rows, of the history.

The root is the sum of the row digests modulo 2^256. One changed row costs one subtraction and one addition however
many rows there are, and a row that is lost, doubled, old or swapped changes the sum. It is meant against damage; it
does not stop somebody who rewrites the file on purpose, who could as well rewrite any other digest beside the data.
"""

import hashlib
from collections.abc import Iterable

NOTHING = bytes(32)
"""The root of no rows, and the head of a history without a step."""


def row_digest(table: str, key: str, value: str) -> bytes:
    """Return the digest of one row; the key belongs to it, so that swapped values are seen."""
    return _digest(table, key, value)


def link_digest(previous: bytes, *parts: str | int | None) -> bytes:
    """Return the digest of one step of the history, which hangs on the step before it."""
    return _digest(previous.hex(), *("" if part is None else f"={part}" for part in parts))


def root_after(root: bytes, *, gone: bytes | None = None, come: bytes | None = None) -> bytes:
    """Return the root after one row's digest has gone, come or been replaced."""
    total = int.from_bytes(root) - int.from_bytes(gone or NOTHING) + int.from_bytes(come or NOTHING)
    return (total % 2**256).to_bytes(32)


def root_of(digests: Iterable[bytes]) -> bytes:
    """Return the root of all rows."""
    return (sum(map(int.from_bytes, digests)) % 2**256).to_bytes(32)


def _digest(*parts: str) -> bytes:
    data = [part.encode() for part in parts]
    # lengths first: ("ab", "c") is not ("a", "bc")
    return hashlib.sha256(b"".join([len(one).to_bytes(8) + one for one in data])).digest()
