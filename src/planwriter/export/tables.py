"""Prints a table of the plan: which columns share a cell, in what order rows stand, and what is left out.

A wide table is composed, not squeezed: a `Composition` says which answers stand in which printed column. A column that
the composition does not name (a new one in the catalogue) prints in a column of its own, or labelled in the last
cell when there is no room for one more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planwriter.export.anchors import is_printed
from planwriter.export.blocks import Cell, ListItem, Paragraph, Span, Table, Timeline
from planwriter.export.timeline import printed_steps
from planwriter.export.words import NOT_WRITTEN, Manuscript, awaited, inline, text_blocks
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due
from planwriter.plan.plan import Path
from planwriter.plan.text import Text
from planwriter.template.catalogue import Field, Requirement

MOST_COLUMNS = 6
NOTHING = Span("–")


@dataclass(frozen=True)
class Part:
    """One answer in a composed cell, with the furniture around it.

    Attributes:
        column: Id of the column.
        before, after: Words that print only when the column is answered.
        unit_from: Id of the column whose choice is the unit of this number; its words print as furniture.
        is_small_letters: Whether a choice prints in small letters, within other words.
    """

    column: str
    before: str = ""
    after: str = ""
    unit_from: str = ""
    is_small_letters: bool = False


@dataclass(frozen=True)
class PrintedColumn:
    """One column of a printed table.

    Attributes:
        lines: The paragraphs of a cell, each made of parts.
        width: Its share of the table's width.
    """

    heading: str
    lines: tuple[tuple[Part, ...], ...]
    width: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids of all columns that print in it."""
        return tuple(part.column for line in self.lines for part in line)


def column(heading: str, *lines: Part | tuple[Part, ...] | str, width: float = 1.0) -> PrintedColumn:
    """Return a printed column; a line is a column's id, a part, or several parts in a row."""
    return PrintedColumn(heading, tuple(_line(line) for line in lines), width)


def _line(line: Part | tuple[Part, ...] | str) -> tuple[Part, ...]:
    if isinstance(line, str):
        return (Part(line),)
    return line if isinstance(line, tuple) else (line,)


@dataclass(frozen=True)
class Composition:
    """How the columns of one table share the printed columns.

    Attributes:
        sorted_by: Id of the due column by which rows stand; "" keeps their stored order.
        elsewhere: Ids of columns that print outside the table.
    """

    columns: tuple[PrintedColumn, ...]
    sorted_by: str = ""
    elsewhere: tuple[str, ...] = ()


MILESTONES = Composition(
    (
        column("What we will do", "what", width=2.3),
        column("By when", "due", width=1.35),
        column("Office", "office", width=1.25),
        column("Status", "status", width=1.0),
        column("How we will know", "measure", width=1.8),
    ),
    sorted_by="due",
)
STANDARDS = Composition(
    (
        column("Our promise", "promise", "dimension", Part("goal", before="Goal: "), width=2.0),
        column(
            "Now",
            Part("baseline", unit_from="unit"),
            Part("baseline_period"),
            width=1.0,
        ),
        column("Target and by when", Part("target", unit_from="unit"), Part("target_due", before="by "), width=1.2),
        column(
            "How measured",
            (Part("measure"), Part("unit", before=" (", after=")", is_small_letters=True)),
            Part("data_source", before="Source: "),
            width=2.1,
        ),
        column("Where posted", "posted_at", width=1.2),
    ),
    elsewhere=("service",),
)
COMPOSITIONS: tuple[tuple[str, Composition], ...] = (
    (
        "customers.groups",
        Composition(
            (
                column("Customer group", "name", width=1.5),
                column("Kind", "kind", width=1.1),
                column("Description", "description", width=2.7),
                column("How many", (Part("number"), Part("year", before=" (", after=")")), width=1.2),
            )
        ),
    ),
    (
        "feedback.mechanisms",
        Composition(
            (
                column("Mechanism", "mechanism", width=1.7),
                column("Service and channel", "service", "channel", width=1.4),
                column("How often", "frequency", Part("start", before="from "), width=1.2),
                column("People asked", "respondents", width=0.8),
                column(
                    "Paperwork Reduction Act",
                    "pra_status",
                    Part("omb_control_number", before="OMB control number "),
                    width=1.5,
                ),
            )
        ),
    ),
    ("standards.standards", STANDARDS),
    (
        "streamlining.processes",
        Composition(
            (
                column("Process", "process", width=1.4),
                column("Now", "now", width=1.6),
                column("Planned", "planned", width=1.6),
                column(
                    "What it saves",
                    Part("cost_saved", before="Cost: "),
                    Part("time_saved", before="Time: "),
                    Part("calls_avoided", before="Calls: "),
                    width=1.6,
                ),
            )
        ),
    ),
    (
        "clearance.routing",
        Composition(
            (
                column("Office and reviewer", "office", "person", "title", width=1.6),
                column(
                    "Sent and due",
                    Part("round", before="Round "),
                    Part("sent", before="Sent "),
                    Part("reply_due", before="Due "),
                    Part("returned", before="Back "),
                    width=2.0,
                ),
                column("Action", "action", "date", width=1.4),
                column("Comment", "comment", width=1.5),
                column("Resolution", "resolution", width=1.5),
            )
        ),
    ),
    (
        "clearance.omb_consultation",
        Composition(
            (
                column("Office", "office", Part("contact"), width=1.6),
                column("Date", "date", width=1.1),
                column("What we sent", "sent", width=1.8),
                column("What we heard back", "response", width=1.8),
            )
        ),
    ),
    (
        "clearance.peer_review",
        Composition(
            (
                column("Agency", "agency", width=1.6),
                column("Date", "date", width=1.1),
                column("What we changed", "changed", width=3.0),
            )
        ),
    ),
    (
        "practices.practices",
        Composition(
            (
                column("Practice", "practice", width=1.4),
                column("Where it has worked", "source", width=1.2),
                column("Where we will use it", "where", width=1.2),
            )
        ),
    ),
    (
        "supporting.authorities",
        Composition((column("Citation", "citation", width=1.0), column("Title", "title", width=3.0))),
    ),
    (
        "supporting.glossary",
        Composition((column("Short form", "short", width=1.0), column("Meaning", "meaning", width=4.0))),
    ),
)


def composition_of(key: str, field: Field) -> Composition:
    """Return how a table prints: as composed above, as milestones when it has their columns, else column by column.

    Args:
        key: The element's key, for a table in a row with the column's id behind it.
    """
    composition = next((found for name, found in COMPOSITIONS if name == key), None)
    if composition is None:
        is_milestones = field.has_column("what") and field.has_column("due")
        composition = MILESTONES if is_milestones else Composition(())
    named = {one for printed in composition.columns for one in printed.columns} | set(composition.elsewhere)
    rest = tuple(one for one in field.columns if one.id not in named)
    return _with_rest(composition, rest) if rest else composition


def _with_rest(composition: Composition, rest: tuple[Field, ...]) -> Composition:
    room = max(MOST_COLUMNS - len(composition.columns), 0)
    if len(rest) > room and not composition.columns:
        room -= 1  # what does not fit stands labelled in a last column of its own
        own, labelled = rest[:room], rest[room:]
        last = column("More", *(Part(one.id, before=f"{one.title}: ") for one in labelled))
        return Composition((*(column(one.title, one.id) for one in own), last))
    own, labelled = rest[:room], rest[room:]
    columns = (*composition.columns, *(column(one.title, one.id) for one in own))
    if labelled:
        lines = tuple((Part(one.id, before=f"{one.title}: "),) for one in labelled)
        columns = (*columns[:-1], PrintedColumn(columns[-1].heading, columns[-1].lines + lines, columns[-1].width))
    return Composition(columns, composition.sorted_by, composition.elsewhere)


def rows_in_print_order(rows: Rows, composition: Composition) -> tuple[Row, ...]:
    """Return the rows in order of due, ties in stored order, those without a date last; else as they are stored."""
    if not composition.sorted_by:
        return rows.rows

    def last_day(row: Row) -> date:
        due = row.cells.get(composition.sorted_by)
        return due.last_day if isinstance(due, Due) else date.max

    return tuple(sorted(rows.rows, key=last_day))


def printed_table(manuscript: Manuscript, path: Path, field: Field, *, rows: Rows, title: str) -> Table | None:
    """Return a table of the plan laid out for print; None when none of its rows has anything to show.

    Columns that are empty throughout are left out; an empty cell holds a dash, or in a clearance copy the note that
    a required answer is missing.

    Args:
        path: Path of the table.
        title: What the table lists, for those who hear it.
    """
    composition = composition_of(".".join((path[0], *path[2::2])), field)
    kept = [row for row in rows_in_print_order(rows, composition) if row.cells]
    printer = _CellPrinter(manuscript, path, field)
    cells = [[printer.cell(row, printed) for printed in composition.columns] for row in kept]
    used = [place for place in range(len(composition.columns)) if any(row[place] for row in cells)]
    if not used:
        return None
    return Table(
        title,
        tuple(composition.columns[place].heading for place in used),
        tuple(composition.columns[place].width for place in used),
        tuple(
            tuple(cells[at][place] or printer.empty(row, composition.columns[place]) for place in used)
            for at, row in enumerate(kept)
        ),
        _timeline(path, field, rows) if composition.sorted_by else None,
    )


def _timeline(path: Path, field: Field, rows: Rows) -> Timeline | None:
    steps = printed_steps(rows, field)
    return Timeline(path_key(path), steps) if steps else None


@dataclass(frozen=True)
class _CellPrinter:
    manuscript: Manuscript
    path: Path
    field: Field

    def cell(self, row: Row, printed: PrintedColumn) -> Cell:
        blocks: list[Paragraph | ListItem] = []
        for line in printed.lines:
            blocks.extend(self._line(row, line))
        return tuple(blocks)

    def empty(self, row: Row, printed: PrintedColumn) -> Cell:
        """Return what stands in a cell without an answer."""
        return (Paragraph((NOTHING,), awaits=self._awaited(row, printed.columns)),)

    def _awaited(self, row: Row, columns: Sequence[str]) -> str:
        """Return which answer words in an empty place are: the first of those that print there."""
        first = next((one for one in columns if self.field.has_column(one) and one not in row.cells), "")
        if not first or not self.manuscript.is_internal:
            return ""
        return awaited((*self.path, row.id, first), self.field.column(first))

    def _line(self, row: Row, line: tuple[Part, ...]) -> tuple[Paragraph | ListItem, ...]:
        answer = row.cells.get(line[0].column)
        if len(line) == 1 and isinstance(answer, Text):
            return self._text(row, line[0], answer)
        spans: list[Span] = []
        for part in line:
            spans.extend(self._part(row, part, is_first=not spans))
        is_note = bool(spans) and not any(span.keys for span in spans)
        awaits = self._awaited(row, [part.column for part in line]) if is_note else ""
        return (Paragraph(tuple(spans), awaits=awaits),) if spans else ()

    def _text(self, row: Row, part: Part, text: Text) -> tuple[Paragraph | ListItem, ...]:
        blocks = text_blocks((*self.path, row.id, part.column), text)
        label = Paragraph((Span(part.before.strip()),), keeps_with_next=True)
        return (label, *blocks) if part.before else blocks

    def _part(self, row: Row, part: Part, *, is_first: bool) -> tuple[Span, ...]:
        if not self.field.has_column(part.column):
            return ()
        column_field = self.field.column(part.column)
        answer = row.cells.get(part.column)
        if answer is None or not is_printed(answer):
            needed = self.manuscript.is_internal and column_field.requirement is Requirement.REQUIRED
            return (Span(NOT_WRITTEN, italic=True),) if needed else ()
        spans = inline(self.manuscript, (*self.path, row.id, part.column), column_field, answer)
        if part.is_small_letters and not is_first:
            spans = tuple(Span(span.text.lower(), span.bold, span.italic, span.href, span.keys) for span in spans)
        before, after = (part.before, part.after) if not is_first or part.before.strip() != "(" else ("", "")
        before, after = self._with_unit(row, part, before, after)
        return tuple(span for span in (Span(before), *spans, Span(after)) if span.text)

    def _with_unit(self, row: Row, part: Part, before: str, after: str) -> tuple[str, str]:
        unit = row.cells.get(part.unit_from)
        if not isinstance(unit, str):
            return before, after
        if unit == "dollars":
            return f"{before}$", after
        if unit in {"score", "count"}:
            return before, after  # the words stand beside the measure
        label = self.field.column(part.unit_from).label_of(unit).lower()
        is_one = row.cells.get(part.column) == 1 and label.endswith("s")
        return before, f" {label[:-1] if is_one else label}{after}"
