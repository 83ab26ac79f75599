"""Places the comments of a returned copy on the answers they are about.

A comment on our own words is about the element whose heading or label they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planwriter.plan.draft import path_key
from planwriter.plan.plan import Path
from planwriter.review.bits import Bit
from planwriter.review.compared import Compared
from planwriter.review.flow import Accepted
from planwriter.review.proposal import PlacedComment
from planwriter.review.proposals import Desk
from planwriter.review.returned import ReturnedComment

_HEADING = re.compile(r"(?:heading|title)\s*(\d?)")


@dataclass(frozen=True)
class _Place:
    element: str = ""
    path: Path = ()


def placed_comments(
    made: Compared, comments: Sequence[ReturnedComment], taken: Accepted, desk: Desk
) -> list[PlacedComment]:
    """Return every comment with the answer it is about, in the order of the file."""
    places = _Places(made, taken)
    ids: dict[str, str] = {}
    found: list[tuple[ReturnedComment, _Place]] = []
    for comment in comments:
        place = places.of(comment)
        if comment.answers and comment.paragraph is None:
            place = next((known for one, known in found if one.id == comment.answers), place)
        found.append((comment, place))
        key = path_key(place.path) if place.path else place.element
        ids[comment.id] = desk.named("comment", key, comment.author, comment.date, comment.text, comment.quoted)
    return [
        PlacedComment(
            id=ids[comment.id],
            element=place.element,
            path=place.path,
            author=comment.author,
            date=comment.date,
            text=comment.text,
            quoted=comment.quoted,
            is_resolved=comment.is_resolved,
            file=desk.file,
            office=desk.office,
            answers=ids.get(comment.answers, ""),
        )
        for comment, place in found
    ]


class _Places:
    """Looks up whose the characters of the file are."""

    def __init__(self, made: Compared, taken: Accepted) -> None:
        self._made = made
        self._taken = taken
        self._flow_of = {number: place for place, one in enumerate(made.flow.paragraphs) for number in one.numbers}
        self._bundle_of = {new: place for place, bundle in enumerate(made.bundles.all) for new in bundle.new}
        self._rows = {
            number: added
            for added in (*made.flow.rows, *made.bundles.rows)
            for paragraph in added.paragraphs
            for number in paragraph.numbers
        }

    def of(self, comment: ReturnedComment) -> _Place:
        """Return what a comment is about."""
        if comment.paragraph is None:
            return _Place()
        start = self._taken.place(comment.paragraph, comment.start)
        end = self._taken.place(comment.paragraph, comment.end)
        if start is None or end is None:
            return _Place()
        number = start[0]
        if number in self._rows:
            return self._of_row(self._rows[number].table)
        flow = self._flow_of.get(number)
        if flow is None:
            return _Place()
        bundle = self._bundle_of.get(flow)
        if bundle is None:
            return _Place(self._element_before(flow))
        bits = self._made.bits.get(bundle)
        if bits is None:
            return self._in_clean(bundle, start[1], end[1])
        return self._in_bits(bundle, bits, number, (start[1], end[1]))

    def _of_row(self, table: int) -> _Place:
        row = next((row for row, line in self._made.matches.lines.items() if line[0] == table), None)
        return _Place(row[0]) if row else _Place()

    def _element_before(self, flow: int) -> str:
        for place in range(flow, -1, -1):
            if place in self._bundle_of:
                return self._made.elements[self._made.bundles.all[self._bundle_of[place]].old[-1]]
        return ""

    def _in_clean(self, bundle: int, start: int, end: int) -> _Place:
        old = self._made.bundles.all[bundle].old[0]
        for stretch in self._made.baseline.paragraphs[old].stretches:
            is_in = stretch.start < end and start < stretch.end
            if is_in or (start == end and stretch.start <= start <= stretch.end):
                return self._answer(stretch.key)
        return self._beside(old)

    def _in_bits(self, bundle: int, bits: Sequence[Bit], number: int, span: tuple[int, int]) -> _Place:
        start, end = span
        own = [bit for bit in bits if bit.token is not None and bit.token.paragraph == number]
        for bit in own:
            begin = bit.token.start if bit.token else 0
            stop = begin + len(bit.text)
            if bit.owner and ((begin < end and start < stop) or (start == end and begin <= start <= stop)):
                return self._answer(bit.owner)
        old = own[0].old if own else self._made.bundles.all[bundle].old[0]
        return self._beside(old)

    def _answer(self, key: str) -> _Place:
        path = self._made.printed[key].path
        return _Place(path[0], path)

    def _beside(self, old: int) -> _Place:
        """Return the element whose heading, label or note our own words are."""
        paragraph = self._made.baseline.paragraphs[old]
        if paragraph.stretches:
            return self._answer(self._made.printed[paragraph.stretches[0].key].key)
        title = paragraph.text.partition("Not written yet: ")[2]
        named = next((one.key for one in self._made.catalogue.elements() if title and one.title == title), "")
        if named:
            return _Place(named)
        new = self._made.matches.of.get(old)
        flow = self._made.flow.paragraphs[new] if new is not None else None
        if old in self._made.contents or flow is None:
            return _Place()
        level = _level(flow.style)
        if not level and flow.cell is None:
            return _Place()
        return self._following(old, level or 9)

    def _following(self, old: int, level: int) -> _Place:
        """Return the element of the next answer, unless another heading of this level or a higher one comes first."""
        paragraphs = self._made.baseline.paragraphs
        for place in range(old + 1, len(paragraphs)):
            if paragraphs[place].stretches:
                return _Place(self._made.elements[place])
            new = self._made.matches.of.get(place)
            found = _level(self._made.flow.paragraphs[new].style) if new is not None else 0
            if found and found <= level:
                break
        return _Place()


def _level(style: str) -> int:
    found = _HEADING.match(style)
    return int(found[1] or 1) if found else 0
