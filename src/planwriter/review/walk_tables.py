"""The steps of a walk that read tables: which cell the words stand in, and what became of its row."""

from collections.abc import Mapping
from typing import Any

from planwriter.review.returned import Mark, MarkKind
from planwriter.review.walk import Handler, Row, Walk
from planwriter.review.walk_changes import CHANGES
from planwriter.word.xml_parts import W, own_value

_ROW_PROPERTIES, _CELL_PROPERTIES, _SPAN = f"{W}trPr", f"{W}tcPr", f"{W}gridSpan"
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
    own = (one for properties in row.iterchildren(_ROW_PROPERTIES) for one in properties)
    found = [walk.mark(CHANGES[one.tag], one) for one in own if one.tag in CHANGES]
    if found or not walk.has_looks:  # which are changes of cells, too
        return tuple(found)
    cells = [cell.find(f"{W}tcPr") for cell in row.iterchildren(f"{W}tc")]
    for name, kind in _OF_CELLS:
        changes = [None if properties is None else properties.find(name) for properties in cells]
        if changes and all(change is not None for change in changes):
            found.append(walk.mark(kind, changes[0]))
    return tuple(found)


def _table_cell(walk: Walk, element: Any) -> None:
    walk.children(element)
    walk.end_paragraph()
    if walk.here.row is not None:
        walk.here.row.column += _span(element)


def _span(cell: Any) -> int:
    """Return how many columns a cell takes."""
    for properties in cell.iterchildren(_CELL_PROPERTIES):
        for one in properties.iterchildren(_SPAN):
            span = own_value(one)
            return int(span) if span.isdecimal() and len(span) < len("1000") else 1
    return 1


HANDLERS: Mapping[str, Handler] = {
    f"{W}tbl": _table,
    f"{W}tr": _table_row,
    f"{W}tc": _table_cell,
}
