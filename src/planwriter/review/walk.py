"""The state of a walk through one story of a returned Word file, and what every step of it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from planwriter.review.making import Collected, MakingParagraph, Opened, Spot
from planwriter.review.returned import CellPlace, Mark, MarkKind
from planwriter.review.styles import StyleSheet
from planwriter.word.xml_parts import W

JOINER = "\u200d"  # LibreOffice begins the first cell of an inserted row with it


@dataclass
class Row:
    """The row of a table that is being read."""

    table: int
    row: int = -1
    column: int = 0
    marks: tuple[Mark, ...] = ()
    has_paragraph: bool = False

    def place(self) -> CellPlace:
        """Return the cell at hand."""
        return CellPlace(self.table, max(self.row, 0), self.column)


@dataclass
class Surroundings:
    """What a text box leaves behind and finds again when it ends.

    Attributes:
        part: Which story, "text box" within one.
        host: The paragraph that the text box hangs on.
        row: The table's row at hand.
        anchors: Our bookmarks and controls that are open, by their ids.
        fields: Codes of the fields that are open, with the link that was in force before each.
        href: Where the words lead.
        bold, italic: How the words look.
    """

    part: str
    host: MakingParagraph | None = None
    row: Row | None = None
    anchors: dict[str, Opened] = field(default_factory=dict)
    fields: list[tuple[list[str], str | None]] = field(default_factory=list)
    href: str | None = None
    bold: bool = False
    italic: bool = False


@dataclass
class Walk:
    """A walk through one story. What it does not know is transparent: only what stands in it counts.

    Attributes:
        collected: Where everything goes.
        here: What is around the words at hand.
        styles: Of the file.
        links: Targets by relationship id.
        handlers: What is done with an element, by its name.
        marks: Changes around the words at hand, the outermost first.
        moves: Names of the moves that are open, by their ids, for either end of a move.
        now: The paragraph at hand.
        last: The one that ended last.
        looks: Changes of looks that wait for the next paragraph.
        waiting: Comments that begin with the next paragraph.
        closing: Ids of all bookmarks that end somewhere.
        has_looks: Whether there is any change of looks in the story.
    """

    collected: Collected
    here: Surroundings
    styles: StyleSheet
    links: Mapping[str, str]
    handlers: Mapping[str, "Handler"]
    marks: tuple[Mark, ...] = ()
    moves: dict[MarkKind, dict[str, str]] = field(default_factory=dict)
    now: MakingParagraph | None = None
    last: MakingParagraph | None = None
    looks: list[Mark] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    closing: frozenset[str] = frozenset()
    has_looks: bool = False
    _known: dict[tuple[MarkKind, str, str, str], Mark] = field(default_factory=dict)

    def children(self, element: Any) -> None:
        """Read what stands in an element."""
        handlers = self.handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is None:
                self.children(child)
            else:
                handler(self, child)

    def add(self, words: str) -> None:
        """Append words to the paragraph at hand."""
        now = self.now or self.begin_paragraph()
        if not now.length and words[0] == JOINER and now.cell is not None:
            words = words[1:]
        if words:
            here = self.here
            now.add(words, (self.marks, here.bold, here.italic, here.href))

    def begin_paragraph(self) -> MakingParagraph:
        """Begin a paragraph and return it; also for words that stand in none."""
        row = self.here.row
        now = MakingParagraph(self.here.part, row.place() if row else None, row.marks if row else ())
        if row is not None:
            row.has_paragraph = True
        now.formatted, self.looks = self.looks, []
        for comment in self.waiting:
            self.collected.starts.setdefault(comment, Spot(now, 0))
        self.waiting = []
        self.now = now
        return now

    def end_paragraph(self) -> None:
        """End the paragraph at hand, if there is one."""
        now = self.now
        if now is None:
            return
        for key, anchor in list(self.here.anchors.items()):
            if closed := anchor.closed(now.length):
                now.anchors.append(closed)
            if anchor.is_control or key in self.closing:
                anchor.start, anchor.is_carried = 0, True
            else:  # its end is nowhere, so that it would go on to the end of the file
                del self.here.anchors[key]
        now.end = tuple(self.moved(mark) for mark in now.end)
        now.close()
        if self.here.host is None:
            self.collected.keep(now)
        else:
            self.here.host.boxes.append(now)
        self.last, self.now = now, None

    def mark(self, kind: MarkKind, element: Any) -> Mark:
        """Return the change that an element tells of."""
        key = kind, str(element.get(f"{W}author", "")), str(element.get(f"{W}date", "")), ""
        return self._known.setdefault(key, Mark(*key))

    def moved(self, mark: Mark) -> Mark:
        """Return a change with the name of the move that it is an end of."""
        names = self.moves.get(mark.kind)
        if not names or mark.move:
            return mark
        key = mark.kind, mark.author, mark.date, next(reversed(names.values()))
        return self._known.setdefault(key, Mark(*key))

    def flag(self, element: Any) -> None:
        """Note a change of looks for the paragraph at hand, or for the next one."""
        look = self.mark(MarkKind.FORMATTED, element)
        (self.looks if self.now is None else self.now.formatted).append(look)


Handler: TypeAlias = Callable[[Walk, Any], None]
