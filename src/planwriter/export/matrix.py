"""Writes the comment resolution matrix: what reviewers said of a plan and what was done about it, as Word and as CSV.

Takes: remarks, the Plan they are about, and its Catalogue.
Gives: a Word file with one table, in which each row can be found again by its bookmark, or a CSV file.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planwriter.export.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Look,
    Paragraph,
    PrintedCopy,
    Span,
    Table,
)
from planwriter.export.csv.writer import safe
from planwriter.export.document import markings_of
from planwriter.export.formats import ExportOptions, export_id_of
from planwriter.plan.counted import counted
from planwriter.plan.draft import path_from_key
from planwriter.plan.due import day_in_words
from planwriter.plan.edits_in_words import place_in_words
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind, remark_form
from planwriter.plan.stored import plan_form
from planwriter.template.catalogue import Catalogue

TITLE = "Comment resolution matrix"
BOOKMARK = "pwm_"
"""What the name of the bookmark in a row's first cell begins with; the remark's id follows."""
NUMBER_DIGITS = 6
NO_RESPONSE = "None yet"
"""What stands in a cell while there is no response, since an empty one says nothing to those who cannot see it."""
HEADINGS = (
    "No.",
    "Office",
    "Reviewer",
    "Date",
    "Where in the plan",
    "Comment or change",
    "Words it is about",
    "Disposition",
    "Response",
    "Applied in",
)
CSV_COLUMNS = (
    *("id", "kind", "office", "round", "author", "date", "element", "path", "place", "text", "quoted"),
    *("resolved", "answers", "disposition", "response", "version", "file"),
)
_WIDTHS = (0.7, 1.05, 1.0, 0.95, 1.3, 2.0, 1.25, 1.1, 1.55, 0.9)
_NOT_KNOWN, _NONE, _NOT_YET = "Not known", "None", "Not yet"
_NO_ELEMENT = "No answer of the plan"


def disposition_in_words(disposition: Disposition) -> str:
    """Return a disposition as it is printed: "Open", "Accept", "Accept in part" or "Reject"."""
    return str(disposition).replace("_", " ").capitalize()


def remark_place(remark: Remark, plan: Plan, catalogue: Catalogue) -> str:
    """Return where in the plan a remark belongs, in words."""
    if not remark.element:
        return _NO_ELEMENT
    path = path_from_key(remark.path) if remark.path else (remark.element,)
    return place_in_words(path if len(path) % 2 else path[:-1], catalogue, plan)


def matrix_docx(remarks: Sequence[Remark], plan: Plan, catalogue: Catalogue) -> bytes:
    """Return the matrix as a Word file; the same remarks and plan give the same bytes.

    The first cell of a row holds the first digits of the remark's id, in a bookmark named by the whole of it.
    """
    from planwriter.export.docx.template import LANDSCAPE, own_template
    from planwriter.export.docx.writer import written_document

    form = plan_form(plan, catalogue)
    given = {"plan_id": plan.plan_id, "remarks": [{"id": one.id, **remark_form(one)} for one in remarks]}
    export_id = export_id_of(given, ExportOptions(PrintedCopy.CLEARANCE), format_id="matrix", template="")
    template = replace(own_template(), page=LANDSCAPE)
    document = _laid_out(_Matrix(plan, catalogue, in_plan_order(remarks, catalogue)))
    return written_document(document, template, export_id=export_id, plan_form=form).data


def matrix_csv(remarks: Sequence[Remark], plan: Plan, catalogue: Catalogue) -> bytes:
    """Return the matrix as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""
    matrix = _Matrix(plan, catalogue, in_plan_order(remarks, catalogue))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for remark in matrix.remarks:
        cells = {
            **{name: getattr(remark, name, "") for name in CSV_COLUMNS},
            "place": remark_place(remark, plan, catalogue),
        }
        cells["resolved"] = "yes" if remark.is_resolved else "no"
        writer.writerow([safe(str(cells[name])) for name in CSV_COLUMNS])
    return out.getvalue().encode()


def in_plan_order(remarks: Sequence[Remark], catalogue: Catalogue) -> tuple[Remark, ...]:
    """Return remarks as the plan goes on, those about no answer last, replies behind what they reply to."""
    places = {element.key: place for place, element in enumerate(catalogue.elements())}
    known = {remark.id: remark for remark in remarks}
    threads: dict[str, list[Remark]] = {}
    for remark in remarks:
        threads.setdefault(_first_of(remark, known).id, []).append(remark)

    def place(first: str) -> tuple[int, str]:
        return places.get(known[first].element, len(places)), known[first].path

    order = sorted(threads, key=place)
    return tuple(one for first in order for one in sorted(threads[first], key=lambda reply: reply.id != first))


def _first_of(remark: Remark, known: dict[str, Remark]) -> Remark:
    """Return the remark that a thread of replies began with; the remark itself when they go round in a circle."""
    first, seen = remark, {remark.id}
    while first.answers in known:
        if first.answers in seen:
            return remark
        first = known[first.answers]
        seen.add(first.id)
    return first


@dataclass(frozen=True)
class _Matrix:
    plan: Plan
    catalogue: Catalogue
    remarks: tuple[Remark, ...]

    def row(self, remark: Remark) -> tuple[Cell, ...]:
        """The cells of a remark."""
        number = remark.id[:NUMBER_DIGITS]
        cells = (
            remark.office or _NOT_KNOWN,
            remark.author or _NOT_KNOWN,
            _day(remark.date),
            remark_place(remark, self.plan, self.catalogue),
            _said(remark),
            remark.quoted or _NONE,
            disposition_in_words(remark.disposition),
            remark.response or NO_RESPONSE,
            remark.version or _NOT_YET,
        )
        return ((Paragraph((Span(number),), bookmark=f"{BOOKMARK}{remark.id}"),), *map(_cell, cells))


def _laid_out(matrix: _Matrix) -> Document:
    plan = matrix.plan
    words = [plan.answer(key) for key in ("plan.title", "agency.name", "plan.version", "plan.date")]
    told = ", ".join(
        day_in_words(one) if isinstance(one, date) else one for one in words if isinstance(one, str | date)
    )
    agency, day = plan.answer("agency.name"), plan.answer("plan.date")
    blocks: list[Block] = [Paragraph((Span(line),), Look.MARKING) for line in markings_of(plan)]
    blocks += [Heading(1, (Span(TITLE),), is_listed=False), Paragraph((Span(told or "Customer Service Plan"),))]
    blocks += [Paragraph((Span(line),)) for line in _summary(matrix.remarks)]
    if matrix.remarks:
        blocks.append(Table(TITLE, HEADINGS, _WIDTHS, tuple(map(matrix.row, matrix.remarks))))
    return Document(
        title=f"{TITLE}: {told}" if told else TITLE,
        agency=agency if isinstance(agency, str) else "",
        day=day if isinstance(day, date) else None,
        copy=PrintedCopy.CLEARANCE,
        keys=(),
        running=TITLE,
        markings=markings_of(plan),
        blocks=tuple(blocks),
        is_about_plan=True,
    )


def _summary(remarks: Sequence[Remark]) -> tuple[str, ...]:
    if not remarks:
        return ("Nobody has commented on this plan yet.",)
    kinds = Counter(remark.kind for remark in remarks)
    said = f"{counted(kinds[RemarkKind.COMMENT], 'comment')} and {counted(kinds[RemarkKind.CHANGE], 'change')}"
    decided = Counter(remark.disposition for remark in remarks)
    counts = ", ".join(f"{disposition_in_words(one)} {decided[one]}" for one in Disposition if decided[one])
    known = ", ".join(disposition_in_words(one) for one in Disposition)
    return (
        f"{said} by reviewers. {counts}.",
        f"You can fill in the columns “Disposition” ({known}) and “Response” right here, and take the file back into"
        " planwriter.",
    )


def _cell(words: str) -> Cell:
    return tuple(Paragraph((Span(line),) if line else ()) for line in (words.strip().split("\n")))


def _said(remark: Remark) -> str:
    before = f"Reply to {remark.answers[:NUMBER_DIGITS]}: " if remark.answers else ""
    after = " (The reviewer marked it as resolved.)" if remark.is_resolved else ""
    return f"{before}{remark.text}{after}" or _NONE


def _day(words: str) -> str:
    """Return the day of a date as Word writes it, in words; anything else as it is. Zeros stand for none."""
    if not words.strip("0-T:Z"):
        return _NOT_KNOWN
    try:
        return day_in_words(date.fromisoformat(words[:10]))
    except ValueError:
        return words
