"""Collects one paragraph of a returned file while its story is walked: its pieces, anchors, changes and comments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeAlias

from planwriter.review.returned import Anchor, CellPlace, Mark, Piece, ReturnedParagraph
from planwriter.review.styles import NO_LIST, ListLook

_BY_START = attrgetter("start", "is_control")


@dataclass(slots=True)
class Opened:
    """One of our anchors that is open; `start` is the character of the paragraph at hand where it begins."""

    name: str
    number: int
    start: int
    is_control: bool
    is_carried: bool = False

    def closed(self, end: int) -> Anchor | None:
        """Return it as it ends; None when it came from the paragraph before and holds nothing of this one."""
        if self.is_carried and not end:
            return None
        return Anchor(self.name, self.number, self.start, end, self.is_control)


Fate: TypeAlias = tuple[tuple[Mark, ...], bool, bool, str | None]
"""The changes, whether bold, whether italic, and the link of words."""


@dataclass(slots=True, eq=False)
class MakingParagraph:
    """A paragraph in the making; its attributes are those of ReturnedParagraph.

    Attributes:
        length: Characters so far.
        boxes: Paragraphs of text boxes that hang on it.
    """

    part: str
    cell: CellPlace | None
    row: tuple[Mark, ...]
    pieces: list[Piece] = field(default_factory=list)
    end: tuple[Mark, ...] = ()
    anchors: list[Anchor] = field(default_factory=list)
    style: str = ""
    look: ListLook = NO_LIST
    formatted: list[Mark] = field(default_factory=list)
    length: int = 0
    boxes: list["MakingParagraph"] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _fate: Fate | None = None

    def add(self, words: str, fate: Fate) -> None:
        """Append words; those that look and fare as the ones before join them."""
        if fate != self._fate:
            self.close()
            self._fate = fate
        self._words.append(words)
        self.length += len(words)

    def close(self) -> None:
        """Make a piece of the words that were appended."""
        if self._words and self._fate is not None:
            self.pieces.append(Piece("".join(self._words), *self._fate))
            self._words.clear()

    def finished(self) -> ReturnedParagraph:
        """Return the paragraph as a value."""
        return ReturnedParagraph(
            pieces=tuple(self.pieces),
            end=self.end,
            anchors=tuple(sorted(self.anchors, key=_BY_START) if len(self.anchors) > 1 else self.anchors),
            part=self.part,
            cell=self.cell,
            row=self.row,
            style=self.style,
            kind=self.look.kind,
            level=self.look.level,
            formatted=tuple(self.formatted),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A place between two characters of a paragraph in the making."""

    paragraph: MakingParagraph
    offset: int


@dataclass(slots=True)
class Collected:
    """What the walks over all stories bring together.

    Attributes:
        paragraphs: In order.
        starts, ends, references: Where comments begin, end and are pointed at, by the comment's id.
        tables: How many tables have begun.
        has_hidden_words: Whether words that Word does not show were among them.
        has_tracked_pictures: Whether a picture or an object was put in or taken out.
    """

    paragraphs: list[MakingParagraph] = field(default_factory=list)
    starts: dict[str, Spot] = field(default_factory=dict)
    ends: dict[str, Spot] = field(default_factory=dict)
    references: dict[str, Spot] = field(default_factory=dict)
    tables: int = 0
    has_hidden_words: bool = False
    has_tracked_pictures: bool = False

    def keep(self, paragraph: MakingParagraph) -> None:
        """Append a paragraph, and behind it those of the text boxes that hang on it."""
        if paragraph.boxes:
            self.paragraphs.extend(_with_boxes(paragraph))
        else:
            self.paragraphs.append(paragraph)

    def places(self) -> dict[int, int]:
        """Return the number of each paragraph by the identity of its making."""
        return {id(one): place for place, one in enumerate(self.paragraphs)}


def _with_boxes(paragraph: MakingParagraph) -> Iterable[MakingParagraph]:
    yield paragraph
    for box in paragraph.boxes:
        yield from _with_boxes(box)
