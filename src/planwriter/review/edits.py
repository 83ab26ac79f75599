"""What each proposal does to the standing words of a passage, as places and words: so that two can be held together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planwriter.plan.text import BlockKind
from planwriter.review.proposal import Passage, Stretch

_FIRST_END = 0xFDD0  # one character that no writing has for each kind of end, so that an end is a character like others
_KINDS = tuple(BlockKind)


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where a proposal changes the standing words.

    Attributes:
        start, end: The standing characters it takes away.
        new: What it brings in there; each end of a block as a character of its own.
    """

    start: int
    end: int
    new: str

    def meets(self, other: "Edit") -> bool:
        """Whether both change the same words: new words of two at one spot do not."""
        if self.start == self.end:
            return other.start < self.start < other.end
        if other.start == other.end:
            return self.start < other.start < self.end
        return self.start < other.end and other.start < self.end


def signs(stretch: Stretch) -> str:
    """Return the characters of a stretch; the end of a block as one character that tells its kind."""
    if stretch.ends is None:
        return stretch.text
    return chr(_FIRST_END + 2 * _KINDS.index(stretch.ends.kind) + stretch.ends.level)


def words_of_signs(written: str) -> str:
    """Return the signs as words people read: an end of a block is a line feed."""
    return "".join("\n" if _is_end(one) else one for one in written)


def standing(passage: Passage) -> str:
    """Return the signs that stand when nothing is accepted."""
    return "".join(signs(one) for one in passage.stretches if not one.inserted_by)


def placed(stretches: Iterable[Stretch]) -> Iterator[tuple[int, Stretch]]:
    """Yield each stretch with the number of standing characters before it."""
    at = 0
    for stretch in stretches:
        yield at, stretch
        if not stretch.inserted_by:
            at += len(signs(stretch))


def edits_of(passage: Passage) -> Mapping[str, tuple[Edit, ...]]:
    """Return the edits of each proposal that touches the standing words, in order; neighbors of one are joined."""
    found: dict[str, list[Edit]] = {}
    for at, stretch in placed(passage.stretches):
        written = signs(stretch)
        if stretch.inserted_by:
            for one in stretch.inserted_by:
                _join(found.setdefault(one, []), Edit(at, at, written))
        else:
            for one in stretch.deleted_by:
                _join(found.setdefault(one, []), Edit(at, at + len(written), ""))
    return {one: tuple(edits) for one, edits in found.items()}


def plainest(edit: Edit, words: str) -> Edit:
    """Return the smallest edit of the standing `words` with the same outcome; alike ones are equal values."""
    start, end, new = edit.start, edit.end, edit.new
    while start < end and new and words[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    while start < end and new and words[start] == new[0]:
        start, new = start + 1, new[1:]
    if new and start == end:
        while start and words[start - 1] == new[-1]:
            start, new = start - 1, new[-1] + new[:-1]
        return Edit(start, start, new)
    if not new:
        while start and words[start - 1] == words[end - 1]:
            start, end = start - 1, end - 1
    return Edit(start, end, new)


def whole_words(edit: Edit, words: str) -> Edit:
    """Return the edit with the rest of the word that it cuts: whoever changes letters changes the word."""
    start, end = edit.start, edit.end
    touched = words[start:end]
    if _has_letter(edit.new[:1] + touched[:1]):
        while start and words[start - 1].isalnum():
            start -= 1
    if _has_letter(edit.new[-1:] + touched[-1:]):
        while end < len(words) and words[end].isalnum():
            end += 1
    return replace(edit, start=start, end=end)


def nested(passage: Passage) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return what each proposal takes away of words that another one brings in: the place and the words."""
    found: dict[str, list[tuple[int, str]]] = {}
    for at, stretch in placed(passage.stretches):
        if stretch.inserted_by:
            for one in stretch.deleted_by:
                found.setdefault(one, []).append((at, signs(stretch)))
    return {one: tuple(parts) for one, parts in found.items()}


def replacing(stretches: Sequence[Stretch]) -> Mapping[int, int]:
    """Return which new words stand for words right before them (-1) or behind them (1), by their number.

    Further new words at such a spot belong on their other side: what replaces a word stands where the word stood.
    """
    found: dict[int, int] = {}
    for step in (1, -1):
        taken: frozenset[str] = frozenset()
        for number in range(len(stretches))[::step]:
            one = stretches[number]
            if not one.inserted_by:
                taken = frozenset(one.deleted_by)
            elif not taken.isdisjoint(one.inserted_by):
                found.setdefault(number, -step)
    return found


def joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches with neighbors joined that share look and fate, and without empty ones."""
    kept: list[Stretch] = []
    for one in stretches:
        if one.ends is None and not one.text:
            continue
        if kept and one.ends is None and replace(kept[-1], text=one.text) == one:
            kept[-1] = replace(one, text=kept[-1].text + one.text)
        else:
            kept.append(one)
    return tuple(kept)


def cut(stretches: Iterable[tuple[int, Stretch]], cuts: Sequence[int]) -> list[tuple[int, Stretch]]:
    """Return placed stretches that stand, cut at these places, which are in order."""
    parts: list[tuple[int, Stretch]] = []
    number = 0
    for at, one in stretches:
        end = at + len(signs(one))
        while number < len(cuts) and cuts[number] <= at:
            number += 1
        start = at
        while number < len(cuts) and cuts[number] < end:
            parts.append((start, replace(one, text=one.text[start - at : cuts[number] - at])))
            start, number = cuts[number], number + 1
        parts.append((start, one if start == at else replace(one, text=one.text[start - at :])))
    return parts


def _join(edits: list[Edit], edit: Edit) -> None:
    if edits and edits[-1].end == edit.start:
        last = edits[-1]
        edits[-1] = Edit(last.start, edit.end, last.new + edit.new)
    else:
        edits.append(edit)


def _has_letter(written: str) -> bool:
    return any(one.isalnum() for one in written)


def _is_end(sign: str) -> bool:
    return _FIRST_END <= ord(sign) < _FIRST_END + 2 * len(_KINDS)
