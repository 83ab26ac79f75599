"""The steps of a walk that read tables: which cell the words stand in, and what became of its row."""

from collections.abc import Mapping
from typing import Any

from planwriter.review.returned import Mark, MarkKind
from planwriter.review.walk import Handler, Row, Walk
from planwriter.review.walk_changes import CHANGES
from planwriter.word.xml_parts import W, value

_OF_CELLS = ((f"{W}cellIns", MarkKind.INSERTED), (f"{W}cellDel", MarkKind.DELETED))


def _table(walk: Walk, element: Any) -> None:
    walk.end_paragraph()
    outer, walk.here.row = walk.here.row, Row(walk.collected.tables)
    walk.collected.tables += 1
    walk.children(element)
    walk.end_paragraph()
    walk.here.row = outer


def _table_row(walk: Walk, element: Any) -> None:
    row = walk.here.row
    if row is None:  # a row without a table: its words count as any
        walk.children(element)
        return
    row.row, row.column, row.has_paragraph = row.row + 1, 0, False
    row.marks = _changes_of(walk, element)
    walk.children(element)
    if row.marks and not row.has_paragraph:  # so that the change is told
        walk.begin_paragraph()
        walk.end_paragraph()
    row.marks = ()


def _changes_of(walk: Walk, row: Any) -> tuple[Mark, ...]:
    """Return what inserted or deleted a row: it says so itself, or each of its cells does."""
    found = [walk.mark(CHANGES[one.tag], one) for one in row.iterfind(f"{W}trPr/*") if one.tag in CHANGES]
    cells = [] if found else [cell.find(f"{W}tcPr") for cell in row.iterfind(f"{W}tc")]
    for name, kind in _OF_CELLS:
        changes = [None if properties is None else properties.find(name) for properties in cells]
        if changes and all(change is not None for change in changes):
            found.append(walk.mark(kind, changes[0]))
    return tuple(found)


def _table_cell(walk: Walk, element: Any) -> None:
    walk.children(element)
    walk.end_paragraph()
    if walk.here.row is not None:
        span = value(element, "w:tcPr/w:gridSpan")
        walk.here.row.column += int(span) if span.isdecimal() and len(span) < len("1000") else 1


HANDLERS: Mapping[str, Handler] = {
    f"{W}tbl": _table,
    f"{W}tr": _table_row,
    f"{W}tc": _table_cell,
}
