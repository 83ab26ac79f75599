"""Finds the answers that reviewers wrote where a copy said that one is missing: beside, below or over the note.

Takes: a Compared. Gives: what was written for each missing answer, in order. The note itself is never part of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planwriter.plan.draft import path_from_key
from planwriter.plan.plan import field_at
from planwriter.plan.text import BlockKind
from planwriter.review.bits import LOOSE, Bit
from planwriter.review.bundles import Printed
from planwriter.review.compared import Compared
from planwriter.review.flow import END, Token
from planwriter.review.note_words import is_reworded
from planwriter.review.proposal import BlockEnd
from planwriter.template.catalogue import Kind


@dataclass(frozen=True)
class Written:
    """What somebody wrote as an answer that was missing.

    Attributes:
        bits: The new words and ends, in order.
        tokens: Everything that is told with it, the note's words that went among it.
        old: The baseline paragraph that stood for the answer.
    """

    printed: Printed
    bits: tuple[Bit, ...]
    tokens: tuple[Token, ...]
    old: int


def written_anew(made: Compared) -> Iterator[Written]:
    """Yield what was written for missing answers, and mark in `made` what is told by that."""
    for key, places in made.baseline.awaited.items():
        old = places[0]
        place = made.place_of.get(old)
        if place is None or made.bundles.all[place].old != [old] or _is_reworded(made, old, place):
            continue
        found = [*_at_note(made, old, place), *_below(made, old, place)]
        if any(bit.text.strip() and not bit.is_end for bit in found):
            yield _written(made, key, old, found)


def _is_reworded(made: Compared, old: int, place: int) -> bool:
    """Whether somebody put the note itself in other words, without tracking."""
    back = made.flow.paragraphs[made.bundles.all[place].new[0]].text
    return is_reworded(made.baseline.paragraphs[old].text, back)


def _written(made: Compared, key: str, old: int, found: Sequence[Bit]) -> Written:
    path = path_from_key(key)
    printed = made.printed[key] = Printed(key, path, field_at(made.catalogue, path), None, is_many=False)
    for bit in found:
        bit.owner = key
    tokens = [bit.token for bit in found if bit.token is not None]
    tokens += _note_gone(made, made.place_of[old], tokens)
    ends = {bit.token.paragraph: bit.ends for bit in made.bits.get(made.place_of[old], ()) if bit.is_end and bit.token}
    return Written(printed, tuple(_Parting(printed, ends).parted(found)), tuple(tokens), old)


def _note_gone(made: Compared, place: int, tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the note's words that those who wrote took away, and mark them as told."""
    authors = {mark.author for token in tokens for mark in token.marks if mark.kind.is_new}
    for bit in made.bits.get(place, ()):
        marks = bit.token.marks if bit.token is not None else ()
        takers = {mark.author for mark in marks if mark.kind.is_gone}
        if bit.is_gone and takers <= authors:
            bit.is_told = True
            if bit.token is not None:
                yield bit.token


# --- what belongs to a note -----------------------------------------------------------------------------------------


def _at_note(made: Compared, old: int, place: int) -> list[Bit]:
    """Return what came in within the note's paragraph, or right before it where nothing else can claim that."""
    bits = [bit for bit in made.bits.get(place, ()) if bit.owner in ("", LOOSE)]
    above = _leading(bits, old)
    before = made.baseline.paragraphs[old - 1]
    is_free = _is_note_gone(bits) or not (before.stretches or before.awaits) or not _is_one_cell(made, old - 1, old)
    new = [bit for bit in bits[0 if is_free else len(above) :] if not bit.is_base]
    return _before_heading(made, new)


def _below(made: Compared, old: int, place: int) -> list[Bit]:
    """Return the new paragraphs directly behind the note: alone, and those that stand before the next one of ours."""
    bundle = made.bundles.all[place]
    loose = set(made.bundles.loose)
    at = bundle.new[-1] + 1
    found: list[Bit] = []
    while at in loose and _can_be_below(made, bundle.new[0], at):
        own = [_loose_bit(token, old) for token in made.flow.paragraphs[at].tokens]
        kept = _before_heading(made, own)
        if len(kept) < len(own):
            return found
        found += kept
        made.bundles.loose.remove(at)
        at += 1
    following = made.place_of.get(old + 1)
    if at in loose or following is None or made.bundles.all[following].new[0] != at:
        return found
    if not _is_one_cell(made, old, old + 1):
        return found
    bits = made.bits.get(following, [])
    if made.baseline.paragraphs[old + 1].awaits and _is_note_gone(bits):
        return found
    return [*found, *_before_heading(made, _leading(bits, old + 1))]


def _is_one_cell(made: Compared, one: int, other: int) -> bool:
    """Whether two paragraphs came back in the same cell, or both outside of tables."""
    found = [made.matches.of.get(place) for place in (one, other)]
    cells = [made.flow.paragraphs[place].cell for place in found if place is not None]
    return len(cells) == 2 and cells[0] == cells[1]


def _can_be_below(made: Compared, note: int, at: int) -> bool:
    paragraph = made.flow.paragraphs[at]
    is_plain = at not in made.bundles.second and not made.is_contents(paragraph)
    return is_plain and paragraph.cell == made.flow.paragraphs[note].cell


def _is_note_gone(bits: Sequence[Bit]) -> bool:
    return all(bit.is_gone for bit in bits if bit.is_base and not bit.is_end)


def _leading(bits: Sequence[Bit], old: int) -> list[Bit]:
    """Return the new paragraphs before anything of a paragraph that went out."""
    found: list[Bit] = []
    for bit in bits:
        if bit.owner is not LOOSE or bit.is_base or bit.old != old or bit.offset:
            break
        found.append(bit)
    while found and not found[-1].is_end:
        found.pop()
    return found


def _loose_bit(token: Token, old: int) -> Bit:
    return Bit(token.text, 0, token, is_base=False, is_untracked=not token.is_new, old=old)


def _before_heading(made: Compared, bits: Sequence[Bit]) -> list[Bit]:
    """Return what stands before the first new heading: what is under that is no answer to what is above it."""
    kept: list[Bit] = []
    for bit in bits:
        if bit.token is not None and bit.token.paragraph in made.headings:
            break
        kept.append(bit)
    return kept


# --- in the form of an answer ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Parting:
    """Puts new words into the form of an answer.

    Attributes:
        ends: What the paragraphs of the file end in which the note stood, by their numbers.
    """

    printed: Printed
    ends: Mapping[int, BlockEnd | None]

    def parted(self, found: Sequence[Bit]) -> list[Bit]:
        """Return the bits with an end between paragraphs and, in a text, behind the last one; none before the first."""
        parted: list[Bit] = []
        for bit in _without_edges(found):
            last = parted[-1] if parted else None
            if bit.is_end and (last is None or last.is_end):
                continue
            if last is not None and last.token is not None and not last.is_end and not bit.is_end:
                parted[-1:] = self._apart(last, last.token, bit)
            parted.append(bit)
        last = parted[-1]
        if self.printed.field.kind is not Kind.TEXT:
            return parted[:-1] if last.is_end else parted
        return parted if last.is_end or last.token is None else [*parted, self._end_behind(last, last.token)]

    def _apart(self, last: Bit, token: Token, bit: Bit) -> list[Bit]:
        """Return a bit with what parts it from the next where our note or the end of its paragraph stands between."""
        number, start = (bit.token.paragraph, bit.token.start) if bit.token is not None else (-1, 0)
        if number != token.paragraph:
            return [last, self._end_behind(last, token)]
        if token.start + len(last.text) == start or last.text[-1:].isspace() or bit.text[:1].isspace():
            return [last]
        return [replace(last, text=f"{last.text} ")]

    def _end_behind(self, last: Bit, token: Token) -> Bit:
        """Return the end of a paragraph that came in with the words before it."""
        ends = self.ends.get(token.paragraph) or BlockEnd(BlockKind.PARAGRAPH)
        return replace(last, text=END, token=replace(token, text=END, ends=ends, formatted=()))


def _without_edges(found: Sequence[Bit]) -> list[Bit]:
    """Return the bits without the blanks that part them from the note."""
    kept = [bit for bit in found if bit.text]
    for strip, place in ((str.lstrip, 0), (str.rstrip, -1)):
        words = [bit for bit in kept if not bit.is_end]
        while words and not words[place].text.strip():
            kept.remove(words[place])
            del words[place]
        at = next(number for number, bit in enumerate(kept) if bit is words[place])
        kept[at] = replace(kept[at], text=strip(kept[at].text))
    return kept
