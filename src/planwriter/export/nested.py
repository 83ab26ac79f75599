"""Puts the neutral blocks of a document in the nesting that pages have: sections, lists in lists, facts, tables.

Takes: a Document.
Gives: a NestedDocument of plain values, which the web page and the PDF write down.
"""

from dataclasses import dataclass, field

from planwriter.export.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    ListItem,
    Look,
    Paragraph,
    SignatureRoom,
    Span,
    Table,
)
from planwriter.plan.text import BlockKind

_HEAD_LOOKS = (Look.AGENCY, Look.TITLE, Look.SUBTITLE, Look.COVER_LINE)


@dataclass
class Part:
    """One thing on a page.

    Attributes:
        kind: "p", "note", "heading", "facts", "lines", "list", "table" or "room".
        spans: The words of a paragraph or heading, or what the room to write is for.
        level: Of a heading, from 1.
        name, starts_page: Of a heading, as in Heading.
        items: The items of a list, the lines of a person, or the facts.
        is_numbered: Whether a list has numbers.
        table: Of a table.
        cells: By row and cell, the parts in a table.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    name: str = ""
    starts_page: bool = False
    items: "list[Item]" = field(default_factory=list)
    is_numbered: bool = False
    table: Table | None = None
    cells: "tuple[tuple[list[Part], ...], ...]" = ()


@dataclass
class Item:
    """An item of a list with the lists below it, a line, or a fact with its label."""

    spans: tuple[Span, ...]
    label: tuple[Span, ...] = ()
    below: list[Part] = field(default_factory=list)


@dataclass
class Section:
    """What stands under one heading of the first level."""

    heading: Part
    parts: list[Part] = field(default_factory=list)


@dataclass
class NestedDocument:
    """A whole document.

    Attributes:
        head: The lines of its head, by look.
        before: What stands before the first heading.
        sections: Everything else.
        contents_before: The place of the section before which the contents stand; None when there are none.
    """

    head: list[tuple[str, tuple[Span, ...]]] = field(default_factory=list)
    before: list[Part] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    contents_before: int | None = None

    @property
    def has_title(self) -> bool:
        """Whether the plan's title is among the head's lines."""
        return any(look == Look.TITLE for look, _spans in self.head)


def nested(document: Document) -> NestedDocument:
    """Return the blocks of a document, nested; page breaks are left to the format."""
    made = NestedDocument()
    parts = made.before
    for block in document.blocks:
        match block:
            case Paragraph() if block.look in _HEAD_LOOKS:
                made.head.append((str(block.look), block.spans))
            case Heading():
                heading = Part("heading", block.spans, block.level, block.name, block.starts_page)
                if block.level == 1:
                    made.sections.append(Section(heading))
                    parts = made.sections[-1].parts
                else:
                    parts.append(heading)
            case Contents():
                made.contents_before = len(made.sections)
            case _:
                _add(parts, block)
    return made


def _add(parts: list[Part], block: Block) -> None:
    match block:
        case ListItem():
            _add_item(parts, block)
        case Paragraph(look=Look.FACT, spans=(label, *rest)):
            fact = Item(tuple(rest), (Span(label.text.removesuffix(": ")),))
            _last_of("facts", parts).items.append(fact)
        case Paragraph(look=Look.LINE):
            _last_of("lines", parts).items.append(Item(block.spans))
        case Paragraph():
            parts.append(Part("note" if block.look is Look.NOTE else "p", block.spans))
        case Table():
            cells = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
            parts.append(Part("table", table=block, cells=cells))
        case SignatureRoom():
            parts.append(Part("room", (Span(block.label),)))


def _last_of(kind: str, parts: list[Part]) -> Part:
    """Return the part of that kind that ends `parts`, a new one if another does."""
    if not parts or parts[-1].kind != kind:
        parts.append(Part(kind))
    return parts[-1]


def _add_item(parts: list[Part], item: ListItem) -> None:
    """Add an item to the list that ends `parts`, or begin one; one of the second level goes below the last item."""
    last = parts[-1] if parts else Part("")
    if item.level and last.kind == "list":
        _add_item(last.items[-1].below, ListItem(item.spans, item.kind))
        return
    is_numbered = item.kind is BlockKind.NUMBER
    if last.kind != "list" or last.is_numbered is not is_numbered:
        parts.append(last := Part("list", is_numbered=is_numbered))
    last.items.append(Item(item.spans))


def _cell(cell: Cell) -> list[Part]:
    parts: list[Part] = []
    for block in cell:
        _add(parts, block)
    return parts
