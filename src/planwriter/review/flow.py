"""A returned copy as it reads when every change is rejected, with the changes still in it: what is compared.

Takes: the paragraphs of a ReturnedCopy. Gives: FlowParagraphs. A paragraph whose end was inserted is one with the next;
rows that were inserted are taken out; our own changes of a redline count as accepted.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from planwriter.review.proposal import BlockEnd
from planwriter.review.returned import Anchor, CellPlace, Mark, MarkKind, Piece, ReturnedParagraph

END = "\x1e"
"""Stands for the end of a paragraph, which no file holds as a character."""
_MINUTES = 16  # characters of a date that programs keep as they are


@dataclass(frozen=True, slots=True)
class Token:
    """Characters that share their looks and fate, or the end of a paragraph.

    Attributes:
        text: Characters, or END.
        marks: Their changes.
        paragraph, start: Where they begin in the returned file.
        ends: For an end what it ends.
        formatted: For an end who changed only how the paragraph looks.
    """

    text: str
    marks: tuple[Mark, ...]
    paragraph: int
    start: int
    bold: bool = False
    italic: bool = False
    href: str | None = None
    ends: BlockEnd | None = None
    formatted: tuple[Mark, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is absent when every change is rejected."""
        return any(mark.kind.is_new for mark in self.marks)

    @property
    def is_gone(self) -> bool:
        """Whether it is absent when every change is accepted."""
        return any(mark.kind.is_gone for mark in self.marks)


@dataclass(frozen=True)
class FlowParagraph:
    """A paragraph as it stands when every change is rejected.

    Attributes:
        tokens: All its words and ends, its own end last.
        text: Its words when every change is rejected, without its end.
        numbers: The returned paragraphs it is made of.
        is_new: Whether none of it stands when every change is rejected.
        is_changed: Whether anything in it was changed with tracking.
        style: Of the paragraph to which its words belong when every change is rejected.
    """

    tokens: tuple[Token, ...]
    text: str
    numbers: range
    anchors: tuple[Anchor, ...]
    part: str
    cell: CellPlace | None
    row: tuple[Mark, ...]
    style: str
    is_new: bool
    is_changed: bool


@dataclass(frozen=True)
class AddedRow:
    """A table row that was inserted, with its paragraphs; by nobody when it was not tracked."""

    table: int
    row: int
    paragraphs: tuple[FlowParagraph, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Flow:
    """A returned copy, ready to be compared.

    Attributes:
        paragraphs: Of the body, without inserted rows.
        rows: The inserted ones.
        others: Paragraphs of heads, feet, notes and text boxes.
    """

    paragraphs: tuple[FlowParagraph, ...]
    rows: tuple[AddedRow, ...]
    others: tuple[FlowParagraph, ...]


def flow_of(paragraphs: Sequence[ReturnedParagraph]) -> Flow:
    """Return the paragraphs of a copy, put together as they stand when every change is rejected."""
    body: list[FlowParagraph] = []
    others: list[FlowParagraph] = []
    rows: list[AddedRow] = []
    numbered = list(enumerate(paragraphs))
    for is_body, group in groupby(numbered, key=lambda one: one[1].part == "body"):
        own = list(group)
        if not is_body:
            others += _joined(own)
            continue
        for place, in_row in groupby(own, key=lambda one: _new_row(one[1])):
            if place is None:
                body += _joined(list(in_row))
            else:
                found = [_flow_paragraph([one]) for one in in_row]
                rows.append(AddedRow(*place, tuple(found), found[0].row))
    return Flow(tuple(body), tuple(rows), tuple(others))


def _new_row(paragraph: ReturnedParagraph) -> tuple[int, int] | None:
    is_new = paragraph.cell is not None and any(mark.kind.is_new for mark in paragraph.row)
    return (paragraph.cell.table, paragraph.cell.row) if is_new and paragraph.cell else None


def _joined(numbered: list[tuple[int, ReturnedParagraph]]) -> list[FlowParagraph]:
    found: list[FlowParagraph] = []
    held: list[tuple[int, ReturnedParagraph]] = []
    for number, paragraph in numbered:
        if held and (held[-1][1].cell, held[-1][1].part) != (paragraph.cell, paragraph.part):
            found.append(_flow_paragraph(held))
            held = []
        held.append((number, paragraph))
        if not any(mark.kind.is_new for mark in paragraph.end):
            found.append(_flow_paragraph(held))
            held = []
    return [*found, *([_flow_paragraph(held)] if held else [])]


def _flow_paragraph(held: list[tuple[int, ReturnedParagraph]]) -> FlowParagraph:
    tokens: list[Token] = []
    for number, paragraph in held:
        tokens += _tokens(number, paragraph)
    last = held[-1][1]
    main = next((one for _number, one in held if one.rejected), last)
    is_changed = any(one.marks or one.formatted for one in tokens)
    return FlowParagraph(
        tokens=tuple(tokens),
        text="".join([one.text for one in tokens[:-1] if not (one.marks and one.is_new)]),
        numbers=range(held[0][0], held[-1][0] + 1),
        anchors=tuple(anchor for _number, one in held for anchor in one.anchors),
        part=last.part,
        cell=last.cell,
        row=last.row,
        style=main.style,
        is_new=is_changed and all(one.is_new for one in tokens),
        is_changed=is_changed or bool(last.row),
    )


def _tokens(number: int, paragraph: ReturnedParagraph) -> Iterable[Token]:
    start = 0
    for piece in paragraph.pieces:
        yield Token(piece.text, piece.marks, number, start, piece.bold, piece.italic, piece.href)
        start += len(piece.text)
    ends = BlockEnd(paragraph.kind, paragraph.level)
    yield Token(END, paragraph.end, number, start, ends=ends, formatted=paragraph.formatted)


# --- our own changes ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Accepted:
    """Paragraphs in which our own changes are accepted.

    Attributes:
        places: For each old paragraph its new number, the characters before it there, and what is left of each piece
            as (old start, old end, is kept); None when it went with its row.
    """

    paragraphs: tuple[ReturnedParagraph, ...]
    places: tuple[tuple[int, int, tuple[tuple[int, int, bool], ...]] | None, ...]

    def place(self, paragraph: int, offset: int) -> tuple[int, int] | None:
        """Return where a place of the file is now; None when it went."""
        found = self.places[paragraph] if 0 <= paragraph < len(self.places) else None
        if found is None:
            return None
        number, before, parts = found
        return number, before + sum(min(end, offset) - start for start, end, kept in parts if kept and start < offset)


def with_own_accepted(paragraphs: Sequence[ReturnedParagraph], own: Iterable[tuple[str, str]]) -> Accepted:
    """Return the paragraphs with the changes of these authors and dates accepted."""
    ours = {(author, _short(date)) for author, date in own}
    if not ours:
        whole = ((0, sys.maxsize, True),)
        return Accepted(tuple(paragraphs), tuple((number, 0, whole) for number in range(len(paragraphs))))
    found: list[ReturnedParagraph] = []
    places: list[tuple[int, int, tuple[tuple[int, int, bool], ...]] | None] = []
    is_joining = False
    for paragraph in paragraphs:
        row = _foreign(paragraph.row, ours)
        if row is None:
            places.append(None)
            continue
        parts, pieces = _own_accepted(paragraph.pieces, ours)
        end = _foreign(paragraph.end, ours)
        formatted = tuple(mark for mark in paragraph.formatted if not _is_own(mark, ours))
        is_joining = is_joining and (found[-1].cell, found[-1].part) == (paragraph.cell, paragraph.part)
        before = sum(len(piece.text) for piece in found[-1].pieces) if is_joining else 0
        anchors = tuple(_moved(anchor, before, parts) for anchor in paragraph.anchors)
        kept = replace(paragraph, pieces=pieces, end=end or (), anchors=anchors, row=row, formatted=formatted)
        if is_joining:
            head = found.pop()
            kept = replace(kept, pieces=head.pieces + pieces, anchors=head.anchors + anchors)
        found.append(kept)
        places.append((len(found) - 1, before, parts))
        is_joining = end is None
    return Accepted(tuple(found), tuple(places))


def _own_accepted(
    pieces: Iterable[Piece], ours: set[tuple[str, str]]
) -> tuple[tuple[tuple[int, int, bool], ...], tuple[Piece, ...]]:
    parts: list[tuple[int, int, bool]] = []
    kept: list[Piece] = []
    start = 0
    for piece in pieces:
        marks = _foreign(piece.marks, ours)
        parts.append((start, start + len(piece.text), marks is not None))
        start += len(piece.text)
        if marks is not None:
            kept.append(replace(piece, marks=marks))
    return tuple(parts), tuple(kept)


def _foreign(marks: tuple[Mark, ...], ours: set[tuple[str, str]]) -> tuple[Mark, ...] | None:
    """Return the marks that are not ours; None when we deleted what they stand on."""
    if any(_is_own(mark, ours) and mark.kind.is_gone for mark in marks):
        return None
    return tuple(mark for mark in marks if not _is_own(mark, ours))


def is_ours(mark: Mark, own: Iterable[tuple[str, str]]) -> bool:
    """Whether a mark is one of the changes that went out with a redline."""
    return _is_own(mark, {(author, _short(date)) for author, date in own})


def _is_own(mark: Mark, ours: set[tuple[str, str]]) -> bool:
    return mark.kind in (MarkKind.INSERTED, MarkKind.DELETED) and (mark.author, _short(mark.date)) in ours


def _short(date: str) -> str:
    return "" if date.startswith(("0", "1970")) else date[:_MINUTES]


def _moved(anchor: Anchor, before: int, parts: tuple[tuple[int, int, bool], ...]) -> Anchor:
    start, end = (
        before + sum(min(stop, place) - begin for begin, stop, kept in parts if kept and begin < place)
        for place in (anchor.start, anchor.end)
    )
    return replace(anchor, start=start, end=end)
