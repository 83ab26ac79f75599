"""Where two wordings differ, word by word."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

_WORDS = re.compile(r"\w+|\s|[^\w\s]")
_MOST_WORDS = 6000  # beyond it comparing word by word would take seconds; then it is done block by block


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference: the old characters that went, and the new ones that stand in their place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def differences(old: str, new: str) -> tuple[Hunk, ...]:
    """Return where `new` differs from `old`, in order; what lies between two differences is alike."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    start = _alike(before, after)
    tail = _alike(before[start:][::-1], after[start:][::-1])
    old_at, new_at = _places(before), _places(after)
    old_words, new_words = before[start : len(before) - tail], after[start : len(after) - tail]
    codes = SequenceMatcher(str.isspace, old_words, new_words, autojunk=False).get_opcodes()
    return tuple(
        Hunk(old_at[start + i1], old_at[start + i2], new_at[start + j1], new_at[start + j2])
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )


@dataclass(frozen=True)
class Matching:
    """Which old character is which new one."""

    hunks: tuple[Hunk, ...]

    def new_place(self, old: int, *, is_behind: bool) -> int:
        """Return where an old place outside of all differences stands in the new wording.

        Args:
            old: The place.
            is_behind: Whether new words that stand at just this place come before it.
        """
        number = bisect_right(self._starts, old) - 1
        while number >= 0 and not is_behind and self.hunks[number].old_start == old:
            number -= 1
        if number < 0:
            return old
        return old + self.hunks[number].new_end - self.hunks[number].old_end

    @cached_property
    def _starts(self) -> list[int]:
        return [hunk.old_start for hunk in self.hunks]


def slack(hunk: Hunk, old: str, new: str) -> tuple[int, int]:
    """Return the first and last old place at which the same difference could stand as well.

    "a b" becomes "a a b" by a new word before the first or after it; nobody can tell which.
    """
    came, went = new[hunk.new_start : hunk.new_end], old[hunk.old_start : hunk.old_end]
    if came and went:
        return hunk.old_start, hunk.old_end
    start, moving = hunk.old_start, came or went
    while start and old[start - 1] == moving[-1]:
        start, moving = start - 1, moving[-1] + moving[:-1]
    end, moving = hunk.old_end, came or went
    while end < len(old) and old[end] == moving[0]:
        end, moving = end + 1, moving[1:] + moving[0]
    return start, end


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _places(words: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, words))]
