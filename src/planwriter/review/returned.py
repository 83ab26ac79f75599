"""What stands in a returned Word file, before anything is compared: paragraphs, tracked changes, comments. No XML.

Character offsets count all characters of a paragraph's pieces in their order, deleted ones too.
"""

from dataclasses import dataclass
from enum import StrEnum

from planwriter.plan.text import BlockKind


class MarkKind(StrEnum):
    """What a tracked change does to the words or the paragraph end it marks."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    FORMATTED = "formatted"

    @property
    def is_new(self) -> bool:
        """Whether rejecting it takes the words away."""
        return self in (MarkKind.INSERTED, MarkKind.MOVED_HERE)

    @property
    def is_gone(self) -> bool:
        """Whether accepting it takes the words away."""
        return self in (MarkKind.DELETED, MarkKind.MOVED_AWAY)


@dataclass(frozen=True, slots=True)
class Mark:
    """One tracked change as the file gives it.

    Attributes:
        author, date: As written, never interpreted; "" where there is none.
        move: Name that both ends of a move share; "" for what is no move.
    """

    kind: MarkKind
    author: str = ""
    date: str = ""
    move: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of characters that look alike and share their changes.

    Attributes:
        text: Characters; line breaks and tabs within the paragraph as such characters.
        marks: Changes around it, the outermost first: one author's deletion within another's insertion has two.
        href: Where a link leads; None when it is no link.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    italic: bool = False
    href: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is absent when every change is rejected."""
        return any(mark.kind.is_new for mark in self.marks)

    @property
    def is_gone(self) -> bool:
        """Whether it is absent when every change is accepted."""
        return any(mark.kind.is_gone for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One of our bookmarks, or one of our content controls.

    Attributes:
        name: The 7 hex digits of a bookmark, or what stands behind "pw:" in a control's tag.
        number: Of the stretch, from the bookmark's name; 0 for a control.
        start, end: Characters of the paragraph it covers.
        is_control: Whether it is a content control.
    """

    name: str
    number: int
    start: int
    end: int
    is_control: bool = False


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Which cell of which table a paragraph stands in; all from 0, tables in the order in which they begin."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """A paragraph as it came back.

    Attributes:
        end: Changes of its end: an inserted end splits, a deleted one joins it to the next paragraph.
        part: Where it stands: "body", "header", "footer", "footnote", "endnote" or "text box".
        cell: Its cell; None outside of tables. For a table in a cell, the inner one.
        row: Changes that inserted or deleted its whole table row.
        style: Name of its style as shown to people, in lower case; "" for none.
        kind, level: Whether it is a list item, and how deep.
        formatted: Who changed only how it looks.
    """

    pieces: tuple[Piece, ...]
    end: tuple[Mark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    part: str = "body"
    cell: CellPlace | None = None
    row: tuple[Mark, ...] = ()
    style: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    formatted: tuple[Mark, ...] = ()

    @property
    def rejected(self) -> str:
        """Its characters when every change is rejected."""
        return "".join(piece.text for piece in self.pieces if not piece.is_new)

    @property
    def accepted(self) -> str:
        """Its characters when every change is accepted."""
        return "".join(piece.text for piece in self.pieces if not piece.is_gone)


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment as it came back.

    Attributes:
        id: As in the file, of no meaning elsewhere.
        answers: Id of the comment it replies to; "" for none.
        date: As written.
        paragraph: Number of the paragraph in which it begins; None when nothing in the file points at it.
        start, end: The characters of that paragraph it is about; to its end when it goes on in the next.
        quoted: All the words it is about, deleted ones left out.
    """

    id: str
    author: str
    date: str
    text: str
    is_resolved: bool = False
    answers: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much reviewers did to a copy, counted independently of how it is read: nothing of it may get lost.

    Attributes:
        inserted, deleted: Characters of words that are marked so; moved ones count on both sides. Characters that one
            author inserted and another deleted count in both.
        ends: Paragraph ends inserted, deleted or moved.
        rows: Table rows inserted or deleted.
        formats: Changes of looks alone.
        comments: Comments, replies too.
    """

    inserted: int = 0
    deleted: int = 0
    ends: int = 0
    rows: int = 0
    formats: int = 0
    comments: int = 0


@dataclass(frozen=True)
class ReturnedCopy:
    """A returned Word file.

    Attributes:
        export_id: As the file says; "" when it was stripped.
        office: The office whose copy it says it is; "" for none.
        baseline: The baseline it carries, if its digest fits; None when it was stripped or tampered with.
        paragraphs: Of all parts of the file: the body first, in order.
        tally: What the file's raw XML holds of changes and comments, over all its parts.
        warnings: What a person should know of the file, in whole sentences with what to do.
        is_whole: Whether it was read as it is; False when a damaged file was read as far as that is certain.
    """

    export_id: str
    office: str
    baseline: bytes | None
    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[ReturnedComment, ...]
    tally: Tally = Tally()
    warnings: tuple[str, ...] = ()
    is_whole: bool = True
