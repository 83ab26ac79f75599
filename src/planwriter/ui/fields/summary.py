"""What a list of rows shows of each: its cells in a few words, and what the row is called."""

from planwriter.plan.answers import Answer, Row
from planwriter.plan.plan import Plan
from planwriter.plan.words import row_name, short_words
from planwriter.template.catalogue import Column, Field, Kind
from planwriter.ui.fields.desk import Desk

_MOST = 160
_NO_PLAN = Plan("", "")


def cell_words(answer: Answer | None, column: Column, desk: Desk) -> str:
    """Return a cell on one line; "" while it is empty."""
    if answer is None:
        return ""
    if column.kind is Kind.REFS and isinstance(answer, tuple):
        names = dict(desk.rows_of(column.refers_to))
        return ", ".join(names.get(one) or "A row that was removed" for one in answer)
    words = short_words(answer, column, _NO_PLAN)
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()}…"


def called(row: Row, table: Field, number: int) -> str:
    """Return what to call a row when speaking of it; rows without words go by their place, counted from 1."""
    return row_name(row, table) or f"Row {number}"
