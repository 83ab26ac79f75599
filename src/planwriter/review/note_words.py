"""Tells a note that an answer is missing from what a reviewer who does not track changes wrote beside or over it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from planwriter.review.differences import Hunk, differences
from planwriter.review.flow import END
from planwriter.review.likeness import alike

_BEGINNING = "Not written yet"
_SAME = 0.7


def note_differences(old: str, new: str) -> Sequence[Hunk]:
    """Return where a note that went out differs from what came back, its words never taken for the reviewer's.

    Args:
        old, new: The paragraphs with their ends.
    """
    note, back = old.removesuffix(END), new.removesuffix(END)
    if is_reworded(note, back):
        return differences(old, new)
    if back.startswith(note):
        return (Hunk(len(note), len(note), len(note), len(back)),)
    if back.endswith(note):
        return (Hunk(0, 0, 0, len(back) - len(note)),)
    kept = _kept(note, back)
    return (Hunk(kept, len(note), kept, len(back)),)


def is_reworded(note: str, back: str) -> bool:
    """Whether what came back is the note itself in other words, and no answer."""
    if back.startswith(note) or back.endswith(note) or _kept(note, back):
        return False
    return not back.strip() or alike(_words(note), _words(back)) >= _SAME


def _kept(note: str, back: str) -> int:
    """Return how many characters of the note stand before the reviewer's words, whole words only."""
    same = "".join(one for one, _other in takewhile(lambda pair: pair[0] == pair[1], zip(note, back, strict=False)))
    if not same.startswith(_BEGINNING):
        return 0
    found = re.match(r".*[\s:]", same)
    return max(len(_BEGINNING), found.end() if found else 0)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))
