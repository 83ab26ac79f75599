"""The state of a walk through one story of a returned Word file, and what every step of it needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from planwriter.review.making import Collected, MakingParagraph, Opened, Spot
from planwriter.review.returned import CellPlace, Mark, MarkKind
from planwriter.review.styles import StyleSheet
from planwriter.word.xml_parts import W

JOINER = "\u200d"  # LibreOffice begins the first cell of an inserted row with it
_AUTHOR, _DATE, _ID = f"{W}author", f"{W}date", f"{W}id"
_BOOKMARK_END = f"{W}bookmarkEnd"


@dataclass(slots=True)
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


@dataclass(slots=True)
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


@dataclass(slots=True)
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
        root: Of the story.
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
    root: Any = None
    has_looks: bool = False
    _closing: frozenset[str] | None = None
    _known: dict[tuple[MarkKind, str, str, str], Mark] = field(default_factory=dict)

    def children(self, elements: Iterable[Any]) -> None:
        """Read what stands in an element, or these elements in their order."""
        handlers = self.handlers
        for child in elements:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(self, child)
            elif len(child):
                self.children(child)

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
        if self.looks:
            now.formatted, self.looks = self.looks, []
        if self.waiting:
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
        here = self.here
        for key, anchor in list(here.anchors.items()) if here.anchors else ():
            if closed := anchor.closed(now.length):
                now.anchors.append(closed)
            if anchor.is_control or self._ends_somewhere(key):
                anchor.start, anchor.is_carried = 0, True
            else:  # its end is nowhere, so that it would go on to the end of the file
                del here.anchors[key]
        if now.end and self.moves:
            now.end = tuple(self.moved(mark) for mark in now.end)
        now.close()
        if here.host is None:
            self.collected.keep(now)
        else:
            here.host.boxes.append(now)
        self.last, self.now = now, None

    def _ends_somewhere(self, bookmark: str) -> bool:
        """Whether a bookmark has an end; looked up only for one that goes on over the end of its paragraph."""
        if self._closing is None:
            ends = () if self.root is None else self.root.iter(_BOOKMARK_END)
            self._closing = frozenset(str(one.get(_ID)) for one in ends)
        return bookmark in self._closing

    def mark(self, kind: MarkKind, element: Any) -> Mark:
        """Return the change that an element tells of."""
        return self._one((kind, str(element.get(_AUTHOR, "")), str(element.get(_DATE, "")), ""))

    def moved(self, mark: Mark) -> Mark:
        """Return a change with the name of the move that it is an end of."""
        names = self.moves.get(mark.kind)
        if not names or mark.move:
            return mark
        return self._one((mark.kind, mark.author, mark.date, next(reversed(names.values()))))

    def _one(self, key: tuple[MarkKind, str, str, str]) -> Mark:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Mark(*key)
        return found

    def flag(self, element: Any) -> None:
        """Note a change of looks for the paragraph at hand, or for the next one."""
        look = self.mark(MarkKind.FORMATTED, element)
        (self.looks if self.now is None else self.now.formatted).append(look)


Handler: TypeAlias = Callable[[Walk, Any], None]
