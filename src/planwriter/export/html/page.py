"""Puts the neutral blocks of a document in the order and nesting of a web page: head, sections, lists, facts, tables.

Takes: a Document.
Gives: a Page of plain values, which the templates in resources/html write down.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from planwriter.export.blocks import Block, Cell, Document, Heading, ListItem, Look, Paragraph, Span, Table, stretches
from planwriter.export.timeline import Ink, summary_of, timeline_svg
from planwriter.export.typeface import own_typeface
from planwriter.plan.text import BlockKind, is_link

PREFIX = "csp-"  # of every id and class: a fragment stands among others'
TIMELINE_WIDTH = 860.0
_HEAD_LOOKS = (Look.AGENCY, Look.TITLE, Look.SUBTITLE, Look.COVER_LINE)
_NOT_IN_ID = re.compile(r"[^a-z0-9_-]+")
_FONTS = "'Public Sans', 'Segoe UI', Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Words:
    """Words that look alike; `href` is "" when they are no link."""

    text: str
    bold: bool
    italic: bool
    href: str


@dataclass(frozen=True)
class Stretch:
    """Words that state the same answers, or furniture.

    Attributes:
        answers: The path keys, each percent-encoded, with blanks between them; "" for furniture.
        dir: "auto" where words run from right to left; else "".
    """

    words: tuple[Words, ...]
    answers: str = ""
    dir: str = ""


@dataclass
class Part:
    """One thing on the page.

    Attributes:
        kind: "p", "note", "heading", "facts", "lines", "list" or "table".
        stretches: The words of a paragraph or heading.
        level: Of a heading, from 1.
        id: Of a heading; "" when it has none.
        items: The items of a list, the lines of a person, or the facts.
        is_numbered: Whether a list has numbers.
        table: Of a table.
    """

    kind: str
    stretches: tuple[Stretch, ...] = ()
    level: int = 0
    id: str = ""
    items: "list[Item]" = field(default_factory=list)
    is_numbered: bool = False
    table: "PageTable | None" = None


@dataclass
class Item:
    """An item of a list with the lists below it, a line, or a fact with its label."""

    stretches: tuple[Stretch, ...]
    label: str = ""
    below: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class PageTable:
    """A table, with its picture as SVG ("" when it has none).

    Attributes:
        widths: Of the columns, in percent.
        rows: By row and cell the parts in it; a cell of one paragraph is that paragraph.
        picture_of: The path key of the picture's table, percent-encoded.
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[list[Part], ...], ...]
    picture: str = ""
    picture_of: str = ""


@dataclass
class Section:
    """What stands under one heading of the first level."""

    heading: Part
    parts: list[Part] = field(default_factory=list)


@dataclass
class Page:
    """The whole page: the head's lines by look, what stands before the first heading, and the sections."""

    head: list[tuple[str, tuple[Stretch, ...]]] = field(default_factory=list)
    before: list[Part] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def has_title(self) -> bool:
        """Whether the plan's title is among the head's lines."""
        return any(look == Look.TITLE for look, _words in self.head)


def page_of(document: Document) -> Page:
    """Return the document as a page; room to sign and page breaks have no place there."""
    page, ids = Page(), _Ids()
    parts = page.before
    for block in document.blocks:
        match block:
            case Paragraph() if block.look in _HEAD_LOOKS:
                page.head.append((str(block.look), stretches_of(block.spans)))
            case Heading():
                heading = Part("heading", stretches_of(block.spans), block.level, ids.of(block.name))
                if block.level == 1:
                    page.sections.append(Section(heading))
                    parts = page.sections[-1].parts
                else:
                    parts.append(heading)
            case _:
                _add(parts, block)
    return page


def stretches_of(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """Return the spans, joined where they state the same answers."""
    return tuple(
        Stretch(
            tuple(Words(one.text, one.bold, one.italic, _address(one.href)) for one in own),
            answers_of(keys),
            "auto" if any(_runs_from_the_right(one.text) for one in own) else "",
        )
        for keys, own in stretches(tuple(spans))
    )


def answers_of(keys: Iterable[str]) -> str:
    """Return path keys as one attribute's value."""
    return " ".join(quote(key, safe="/~._-") for key in keys)


def _address(href: str | None) -> str:
    return href if href is not None and is_link(href) else ""


def _runs_from_the_right(words: str) -> bool:
    return not words.isascii() and any(unicodedata.bidirectional(one) in {"R", "AL"} for one in words)


class _Ids:
    """Makes ids of headings' names: the same name gives the same id in every plan."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        if not name:
            return ""
        found = PREFIX + _NOT_IN_ID.sub("-", name.lower()).strip("-")
        while found in self._taken:
            found += "-2"
        self._taken.add(found)
        return found


def _add(parts: list[Part], block: Block) -> None:
    last = parts[-1] if parts else Part("")
    match block:
        case ListItem():
            _add_item(parts, block)
        case Paragraph(look=Look.FACT, spans=(label, *rest)):
            if last.kind != "facts":
                parts.append(last := Part("facts"))
            last.items.append(Item(stretches_of(rest), label.text.removesuffix(": ")))
        case Paragraph(look=Look.LINE):
            if last.kind != "lines":
                parts.append(last := Part("lines"))
            last.items.append(Item(stretches_of(block.spans)))
        case Paragraph():
            parts.append(Part("note" if block.look is Look.NOTE else "p", stretches_of(block.spans)))
        case Table():
            parts.append(Part("table", table=_table(block)))


def _add_item(parts: list[Part], item: ListItem) -> None:
    """Add an item to the list that ends `parts`, or begin one; one of the second level goes below the last item."""
    last = parts[-1] if parts else Part("")
    if item.level and last.kind == "list":
        _add_item(last.items[-1].below, ListItem(item.spans, item.kind))
        return
    is_numbered = item.kind is BlockKind.NUMBER
    if last.kind != "list" or last.is_numbered is not is_numbered:
        parts.append(last := Part("list", is_numbered=is_numbered))
    last.items.append(Item(stretches_of(item.spans)))


def _table(table: Table) -> PageTable:
    whole = sum(table.widths)
    picture = picture_of = ""
    if table.timeline:
        steps = table.timeline.steps
        label = f"{summary_of(steps)} The table below says the same in words."
        picture = timeline_svg(steps, own_ink(), TIMELINE_WIDTH, label=label)
        picture_of = answers_of([table.timeline.key])
    return PageTable(
        table.title,
        table.headings,
        tuple(round(100 * width / whole, 1) for width in table.widths),
        tuple(tuple(_cell(cell) for cell in row) for row in table.rows),
        picture,
        picture_of,
    )


def _cell(cell: Cell) -> list[Part]:
    parts: list[Part] = []
    for block in cell:
        _add(parts, block)
    return parts


def own_ink() -> Ink:
    """Return what pictures in print are drawn with: the colors and the typeface of our documents."""
    typeface = own_typeface()
    return Ink(
        text="#1b1b1b",
        soft="#4a4f57",
        line="#d5dbe3",
        bar="#1b365d",
        back="#ffffff",
        family=_FONTS,
        size=14.0,
        width_of=lambda words: typeface.width_of(words, 14.0),
    )
