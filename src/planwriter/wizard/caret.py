"""Says where the caret belongs after undo or redo: right behind what came back or went away."""

from itertools import takewhile

from planwriter.plan.draft import Draft, path_key
from planwriter.plan.plan import Path
from planwriter.plan.text import Text


def caret_behind_change(before: Draft, after: Draft, path: Path, hint: int | None = None) -> int | None:
    """Return the place in the words of `after` behind which nothing differs from those of `before`.

    Args:
        before: The draft that was shown.
        after: The draft that is shown now.
        path: Of the answer that differs.
        hint: Where the caret stood about then: of several such places, as in "one one", the nearest is right.

    Returns:
        Counted in UTF-16 units, as Qt counts; None where the answer is neither a text nor a line.
    """
    old, new = _words(before, path), _words(after, path)
    if old is None or new is None:
        return None
    start = _alike(old, new)
    last = len(new) - _alike(old[start:][::-1], new[start:][::-1])
    first = min(len(new) - _alike(old[::-1], new[::-1]), last)
    place = last if hint is None else min(max(hint, first), last)
    return len(new[:place].encode("utf-16-le")) // 2


def _alike(first: str, second: str) -> int:
    """Return how many letters two words begin with in common."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _words(draft: Draft, path: Path) -> str | None:
    if typed := draft.typed.get(path_key(path)):
        return typed
    match draft.plan.at(path):
        case None:
            return ""
        case Text() as text:
            return text.plain
        case str() as line:
            return line
        case _:
            return None
