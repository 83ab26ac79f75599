"""The neutral parts a printed plan is made of, before any format: headings, paragraphs, list items, tables.

An *anchored* span states an answer and names it by its path key (see plan/draft.py, `path_key`); everything else is
furniture. Each answer is anchored in exactly one place, so that a reader can find it again and prove it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from planwriter.export.timeline import Step
from planwriter.plan.text import BlockKind


class PrintedCopy(StrEnum):
    """For whom a document is: reviewers inside the government, those who ask what changed, or everybody."""

    CLEARANCE = "clearance"
    REDLINE = "redline"
    FINAL = "final"

    @property
    def is_internal(self) -> bool:
        """Whether internal matter and what is missing may show."""
        return self is not PrintedCopy.FINAL


class Look(StrEnum):
    """What a paragraph is for; a format decides how that looks."""

    BODY = "body"
    FACT = "fact"
    LINE = "line"
    NOTE = "note"
    TITLE = "title"
    SUBTITLE = "subtitle"
    AGENCY = "agency"
    COVER_LINE = "cover_line"
    MARKING = "marking"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Revision:
    """A change that readers can accept or reject.

    Attributes:
        when: An ISO date and time as it shall be shown; "" when nobody knows.
    """

    is_deletion: bool
    author: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of characters that look alike.

    Attributes:
        href: Where a link leads; None when it is no link.
        keys: Path keys of the answers these words state; empty for furniture. More than one where several rows give
            the same answer and it prints once over all of them, as the service above its standards does.
        revision: The change that inserted or deleted them; None for what stands in both versions. Deleted words have
            the keys of the answer they stand in, or none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    keys: tuple[str, ...] = ()
    revision: Revision | None = None

    @property
    def is_gone(self) -> bool:
        """Whether a change deletes them."""
        return self.revision is not None and self.revision.is_deletion


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        keeps_with_next: Whether a page may not end after it.
        revision: The change that inserted or deleted its end, with which it becomes a paragraph of its own.
        bookmark: Name of a place in the file that the whole paragraph is; "" for none.
        awaits: Path key of the answer that is missing here and that this note stands for; "" for none.
    """

    spans: tuple[Span, ...]
    look: Look = Look.BODY
    keeps_with_next: bool = False
    revision: Revision | None = None
    bookmark: str = ""
    awaits: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A bullet or a numbered item; items that follow one another directly are one list."""

    spans: tuple[Span, ...]
    kind: BlockKind = BlockKind.BULLET
    level: int = 0
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 to 3.
        starts_page: Whether it begins a new page.
        is_listed: Whether the contents may list it.
        name: What it stands over, the same in every year's plan: a section's id, an element's key, or the path key of
            a row or column; "" where nothing may link to it.
    """

    level: int
    spans: tuple[Span, ...]
    starts_page: bool = False
    is_listed: bool = True
    name: str = ""
    revision: Revision | None = None


Cell: TypeAlias = tuple[Paragraph | ListItem, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the picture over a table of milestones shows.

    Attributes:
        key: Path key of the table.
        steps: At least two.
    """

    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row and no merged cells.

    Attributes:
        title: What it lists, read aloud before it.
        headings: One a column.
        widths: The columns' share of the width, in any unit.
        rows: Cells, each with at least one paragraph.
        timeline: The picture that stands over it; None when it has none.
        revisions: The changes that inserted or deleted rows: first that of the header row, then one a row; empty when
            there is none at all.
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    timeline: Timeline | None = None
    revisions: tuple[Revision | None, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureRoom:
    """Room to write by hand: a line, and under it what belongs there ("Signature", "Date").

    Attributes:
        is_short: Whether a third of the width is enough.
    """

    label: str
    is_short: bool = False
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings, with links."""

    title: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page."""


Block: TypeAlias = Paragraph | ListItem | Heading | Table | SignatureRoom | Contents | PageBreak


@dataclass(frozen=True)
class CoverLine:
    """One thing the cover of a clearance copy lists.

    Attributes:
        place: Where in the plan, in words, e.g. "(b) Customer feedback: Timeline".
        message: What is the matter.
        reason: Why it was set aside; "" for what is left.
    """

    place: str
    message: str
    reason: str = ""


@dataclass(frozen=True)
class CoverResponse:
    """What a reviewer said of an earlier copy, and what became of it, in words.

    Attributes:
        office: Whose remark it is.
        place: Where in the plan.
        said: The comment or change.
        decided: The disposition.
        answer: What is answered.
    """

    office: str
    place: str
    said: str
    decided: str
    answer: str


@dataclass(frozen=True)
class OfficeStamp:
    """What makes a clearance copy the copy of one office of the routing sheet.

    Attributes:
        office: As the routing sheet names it.
        lines: For whom it is, the round and the due date in words; a line each.
        instruction: What to do with it, a line each.
        round: Of the routing sheet, as a number in words, e.g. "2"; "" when it names none.
    """

    office: str
    lines: tuple[str, ...]
    instruction: tuple[str, ...]
    round: str = ""


@dataclass(frozen=True)
class Cover:
    """What the cover of a clearance copy says; handed in, since printing knows nothing of checks.

    Attributes:
        status: One line a sentence, e.g. "15 of 18 parts of the order are written."
        left: What is left before clearance.
        set_aside: Findings set aside, with their reasons.
        changed: What changed since the last copy, one line each; empty when there is none.
        stamp: The office whose copy it is; None for a copy for anybody.
        since: What the changes are told against, in words; "" when nothing is.
        responses: What became of earlier remarks, in the order of the plan.
        more_responses: Sentences on remarks that are not listed one by one.
    """

    status: tuple[str, ...] = ()
    left: tuple[CoverLine, ...] = ()
    set_aside: tuple[CoverLine, ...] = ()
    changed: tuple[str, ...] = ()
    stamp: OfficeStamp | None = None
    since: str = ""
    responses: tuple[CoverResponse, ...] = ()
    more_responses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A plan laid out, ready for any format.

    Attributes:
        title: The plan's title, or words that stand in for it.
        agency: The agency's name; may be empty.
        day: The plan's date; None while it has none.
        copy: For whom it is.
        keys: Path keys of all answers that must stand in it, in the order in which anchors are named.
        running: The words at the head of each page.
        markings: Legend and banner as typed, for the head and foot of each page; empty in a final copy.
        blocks: What prints, in order.
        office: The office whose copy it is; "" for a copy for anybody.
        watermark: Words that lie behind each page; "" for none.
        round: Of that office's row of the routing sheet; "" when it names none.
        is_about_plan: Whether it is a paper about the plan, and not the plan itself.
        labels: What people call each answer, by its path key: titles of the controls round them; empty for a document
            without controls.
    """

    title: str
    agency: str
    day: date | None
    copy: PrintedCopy
    keys: tuple[str, ...]
    running: str
    markings: tuple[str, ...]
    blocks: tuple[Block, ...]
    office: str = ""
    watermark: str = ""
    round: str = ""
    is_about_plan: bool = False
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_for_review(self) -> bool:
        """Whether reviewers write into it and send it back."""
        return self.copy.is_internal and not self.is_about_plan


def plain(spans: tuple[Span, ...]) -> str:
    """Return the characters of spans alone, without those that a change deletes."""
    if len(spans) == 1 and spans[0].revision is None:  # most of them, and the only ones without a redline
        return spans[0].text
    return "".join([span.text for span in spans if span.revision is None or not span.revision.is_deletion])


def text_length(cells: tuple[Cell, ...]) -> int:
    """Return how many characters the longest cell of a row holds."""
    return max((sum(len(plain(block.spans)) for block in cell) for cell in cells), default=0)


def stretches(spans: tuple[Span, ...]) -> Iterator[tuple[tuple[str, ...], tuple[Span, ...]]]:
    """Yield neighbouring spans that state the same answers together, as (keys, spans), in order."""
    start = 0
    for place in range(1, len(spans) + 1):
        if place == len(spans) or spans[place].keys != spans[start].keys:
            yield spans[start].keys, spans[start:place]
            start = place
