"""Takes a bundle apart into the characters that went out and those that came in, and says whose each is."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeAlias

from planwriter.review.baseline import Baseline
from planwriter.review.bundles import Bundle, Printed, key_at_end
from planwriter.review.differences import Hunk, differences, slack
from planwriter.review.flow import END, FlowParagraph, Token
from planwriter.review.proposal import BlockEnd
from planwriter.review.returned import Mark

_ALIKE = str.maketrans("\u00a0\t\n\v", "    ")  # blanks that are one and the same in an answer
Differ: TypeAlias = Callable[[str, str], Sequence[Hunk]]
LOOSE = None
"""The owner of whole paragraphs that came in and belong to no answer."""


@dataclass(slots=True)
class Bit:
    """Characters that went out together or came in together, or the end of a paragraph.

    Attributes:
        text: Characters, or END.
        place: Of the first of them in what went out; where they came in, of what stands behind.
        token: What they are in the returned file; None for what is no longer there.
        is_base: Whether they went out.
        is_untracked: Whether they came in or went away without tracking.
        owner: Path key of the answer; "" for our own words; LOOSE.
        old: Number of the baseline paragraph; for what came in that of what stands behind.
        offset: The place in that paragraph.
        looked: Changes of looks in its paragraph.
        is_told: Whether it is part of something else that is told.
    """

    text: str
    place: int
    token: Token | None
    is_base: bool
    is_untracked: bool = False
    owner: str | None = ""
    old: int = 0
    offset: int = 0
    looked: tuple[Mark, ...] = ()
    is_told: bool = False

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a paragraph."""
        return self.text == END

    @property
    def is_changed(self) -> bool:
        """Whether it came in or goes away, tracked or not."""
        return not self.is_base or self.is_untracked or (self.token is not None and self.token.is_gone)

    @property
    def is_gone(self) -> bool:
        """Whether it went out and goes away, tracked or not."""
        return self.is_base and self.is_changed

    @property
    def ends(self) -> BlockEnd | None:
        """What it ends in the returned file."""
        return self.token.ends if self.token is not None else None


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of what went out: an answer's stretch, or our own words."""

    start: int
    end: int
    key: str


@dataclass
class Ground:
    """What went out of one bundle, as one string in which END stands for the ends of paragraphs.

    Attributes:
        text: All of it.
        starts: Of each paragraph.
        segments: In order; every character is in one.
    """

    text: str
    starts: list[int]
    numbers: list[int]
    segments: list[Segment]

    def key_at(self, place: int) -> str:
        """Return the key of the answer at a place; "" for our own words and beyond both ends."""
        if not 0 <= place < len(self.text):
            return ""
        return self.segments[bisect_right(self.segments, place, key=lambda one: one.start) - 1].key

    def paragraph_at(self, place: int) -> tuple[int, int]:
        """Return the baseline paragraph at a place, and the offset in it."""
        number = bisect_right(self.starts, place) - 1
        return self.numbers[number], place - self.starts[number]


def ground_of(bundle: Bundle, baseline: Baseline, printed: Mapping[str, Printed]) -> Ground:
    """Return what went out of a bundle."""
    text = ""
    starts: list[int] = []
    segments: list[Segment] = []
    for number in bundle.old:
        paragraph = baseline.paragraphs[number]
        at = len(text)
        starts.append(at)
        place = 0
        for stretch in paragraph.stretches:
            if stretch.end <= place and stretch.end:
                continue  # another answer that prints once with the one before
            if stretch.start > place:
                segments.append(Segment(at + place, at + stretch.start, ""))
            if stretch.end > stretch.start:
                segments.append(Segment(at + stretch.start, at + stretch.end, printed[stretch.key].key))
            place = stretch.end
        if place < len(paragraph.text):
            segments.append(Segment(at + place, at + len(paragraph.text), ""))
        text += paragraph.text + END
        segments.append(Segment(len(text) - 1, len(text), key_at_end(paragraph, printed)))
    return Ground(text, starts, list(bundle.old), segments)


def is_clean(ground: Ground, paragraphs: Sequence[FlowParagraph]) -> bool:
    """Whether what came back is what went out, to the letter and without any change."""
    if any(one.is_changed for one in paragraphs):
        return False
    back = "".join([one.text + END for one in paragraphs])
    return back == ground.text or _folded(back) == _folded(ground.text)


def _folded(words: str) -> str:
    return words.translate(_ALIKE)


def bits_of(ground: Ground, paragraphs: Sequence[FlowParagraph], *, cuts: Sequence[int], in_cell: bool,
            is_many: Callable[[str], bool], differ: Differ = differences) -> list[Bit]:  # fmt: skip
    """Return the bits of a bundle in order, each with its owner.

    Args:
        cuts: Places at which a bit must end beside the ends of segments: where looks change.
        in_cell: Whether it stands in a table.
        is_many: Whether new paragraphs can be part of the answer of a key.
        differ: How what was not tracked is found.
    """
    walk = _Walk(ground, [token for one in paragraphs for token in one.tokens], sorted({*cuts}), differ)
    bits = walk.bits()
    _Owners(ground, bits, in_cell, is_many).give()
    for bit in bits:
        bit.old, bit.offset = ground.paragraph_at(min(bit.place, len(ground.text) - 1))
    _share_looks(bits)
    return bits


def _share_looks(bits: Sequence[Bit]) -> None:
    """Let each bit know who changed the looks of its paragraph; the first of an answer tells it, else the end."""
    for end in [bit for bit in bits if bit.token is not None and bit.token.formatted]:
        marks, number = end.token.formatted if end.token else (), end.token.paragraph if end.token else 0
        own = [bit for bit in bits if bit.token is not None and bit.token.paragraph == number]
        for bit in own:
            bit.looked = marks
        teller = next((bit for bit in own if bit.owner), end)
        if teller is not end and teller.token is not None and end.token is not None:
            end.token = replace(end.token, formatted=())
            teller.token = replace(teller.token, formatted=marks)


@dataclass
class _Walk:
    """Goes through the returned tokens and what went out side by side."""

    ground: Ground
    tokens: Sequence[Token]
    cuts: Sequence[int]
    differ: Differ
    found: list[Bit] = field(default_factory=list)

    def bits(self) -> list[Bit]:
        """Return the bits, without owners."""
        back = "".join([token.text for token in self.tokens if not token.is_new])
        old, new = _folded(self.ground.text), _folded(back)
        hunks = _whole_phrases(self.differ(old, new), old) if old != new else []
        self._hunks = [self._beside_answer(hunk, old, new) for hunk in hunks]
        self._base = self._back = 0
        for token in self.tokens:
            if token.is_new:
                self.found.append(Bit(token.text, self._base, token, is_base=False))
            else:
                self._take(token)
        self._close_hunks()
        return self.found

    def _beside_answer(self, hunk: Hunk, old: str, new: str) -> Hunk:
        """Move words that could as well have come in a little before or behind to where an answer is."""
        key_at = self.ground.key_at
        if hunk.old_end > hunk.old_start or key_at(hunk.old_start - 1) or key_at(hunk.old_start):
            return hunk
        first, last = slack(hunk, old, new)
        for place in range(first, last + 1):
            if (key_at(place - 1) or key_at(place)) and END not in old[first:last]:
                by = place - hunk.old_start
                return Hunk(place, place, hunk.new_start + by, hunk.new_end + by)
        return hunk

    def _take(self, token: Token) -> None:
        done = 0
        while done < len(token.text):
            self._close_hunks()
            hunk = self._hunks[0] if self._hunks else None
            if hunk is not None and self._back >= hunk.new_start:
                count = min(len(token.text) - done, hunk.new_end - self._back)
                self._came(token, done, count)
            else:
                count = len(token.text) - done
                count = count if hunk is None else min(count, hunk.new_start - self._back)
                self._stayed(token, done, count)
            done += count

    def _close_hunks(self) -> None:
        """Say what went away where the next difference begins; drop differences that are over."""
        while self._hunks and self._hunks[0].new_start <= self._back:
            hunk = self._hunks[0]
            if self._base < hunk.old_end:
                for start, end in self._parts(self._base, hunk.old_end):
                    self.found.append(Bit(self.ground.text[start:end], start, None, is_base=True, is_untracked=True))
                self._base = hunk.old_end
            if self._back < hunk.new_end:
                return
            self._hunks.pop(0)

    def _came(self, token: Token, start: int, count: int) -> None:
        part = _part(token, start, count)
        for piece in part.text.split(END) if END in part.text and len(part.text) > 1 else [part.text]:
            self.found.append(Bit(piece, self._base, part, is_base=False, is_untracked=True))
        self._back += count

    def _stayed(self, token: Token, start: int, count: int) -> None:
        for begin, end in self._parts(self._base, self._base + count):
            part = _part(token, start + begin - self._base, end - begin)
            self.found.append(Bit(part.text, begin, part, is_base=True))
        self._base += count
        self._back += count

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        segments = self.ground.segments
        edges = {start, end}
        number = bisect_right(segments, start, key=lambda one: one.start) - 1
        while number < len(segments) and segments[number].start < end:
            edges.add(max(segments[number].start, start))
            number += 1
        edges |= {cut for cut in self.cuts if start < cut < end}
        ordered = sorted(edges)
        return list(pairwise(ordered))


def _part(token: Token, start: int, count: int) -> Token:
    if not start and count == len(token.text):
        return token
    return replace(token, text=token.text[start : start + count], start=token.start + start)


def _whole_phrases(hunks: Sequence[Hunk], old: str) -> list[Hunk]:
    """Join differences that only blanks keep apart: people change phrases."""
    joined: list[Hunk] = []
    for hunk in hunks:
        last = joined[-1] if joined else None
        between = old[last.old_end : hunk.old_start] if last else ""
        is_phrase = (
            last is not None and between == " " and last.old_end > last.old_start and hunk.old_end > hunk.old_start
        )
        if last is not None and (is_phrase or not between):
            joined[-1] = Hunk(last.old_start, hunk.old_end, last.new_start, hunk.new_end)
        else:
            joined.append(hunk)
    return joined


@dataclass
class _Owners:
    """Says whose the bits are: what came in belongs to the answer beside it rather than to our own words."""

    ground: Ground
    bits: list[Bit]
    in_cell: bool
    is_many: Callable[[str], bool]

    def give(self) -> None:
        """Give every bit its owner."""
        start = 0
        for number, bit in enumerate(self.bits):
            if bit.is_base:
                bit.owner = self.ground.key_at(bit.place)
                self._give_new(start, number)
                start = number + 1
        self._give_new(start, len(self.bits))

    def _give_new(self, start: int, stop: int) -> None:
        """Give owners to what came in between two bits that went out."""
        if start == stop:
            return
        run = self.bits[start:stop]
        place = run[0].place
        ends = [number for number, bit in enumerate(run) if bit.is_end]
        inline = self._beside(start, stop, place)
        for bit in run:
            bit.owner = inline
        if not ends:
            return
        text = self.ground.text
        if place >= len(text):
            self._give_block(run, self._block_owner(self.ground.key_at(place - 1), place - 1))
        elif place == 0 or text[place - 1] == END:
            before = self.ground.key_at(place - 1)
            owner = self._block_owner(self.ground.key_at(place), place) or (before or None)
            self._give_block(run[: ends[-1] + 1], owner)
        elif text[place] == END:
            self._give_block(run[ends[0] :], self._block_owner(self.ground.key_at(place - 1), place - 1))

    def _block_owner(self, key: str, place: int) -> str | None:
        if not key and self.in_cell and place > 0:  # the end of a cell's paragraph: the answer before it
            key = self.ground.key_at(place - 1) if self.ground.text[place] == END else ""
        return key if key and (self.in_cell or self.is_many(key)) else LOOSE

    def _give_block(self, run: Sequence[Bit], owner: str | None) -> None:
        for bit in run:
            bit.owner = owner

    def _beside(self, start: int, stop: int, place: int) -> str:
        """Return the answer that what came in stands in or beside, even where that goes away."""
        at_start = place == 0 or self.ground.text[place - 1 : place] == END
        at_end = self.ground.text[place : place + 1] in (END, "")
        left = "" if at_start else self.ground.key_at(place - 1)
        right = "" if at_end else self.ground.key_at(place)
        if left or right:
            return left or right
        for step, number in ((-1, start - 1), (1, stop)):
            here = number
            while 0 <= here < len(self.bits) and self.bits[here].is_changed and not self.bits[here].is_end:
                if self.bits[here].is_base and (key := self.ground.key_at(self.bits[here].place)):
                    return key
                here += step
        return ""
