"""Fills lists whose rows are several lines, and keeps the row in hand."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from planwriter.ui.stacked_rows import stacked_list

ID = Qt.ItemDataRole.UserRole


def long_list(name: str, object_name: str, parent: QWidget) -> QListWidget:
    """Return a list of stacked rows; `name` is what a screen reader calls it."""
    rows = stacked_list(name, parent)
    rows.setObjectName(object_name)
    return rows


def fill(rows: QListWidget, lines_by_id: Iterable[tuple[str, Sequence[str]]], nothing: str) -> None:
    """Fill a list; the row in hand stays in hand while it is there. It says `nothing` when there is no row."""
    kept, place = chosen(rows), rows.currentRow()
    with QSignalBlocker(rows):
        rows.clear()
        for row_id, lines in lines_by_id:
            item = QListWidgetItem(rows)
            item.setData(ID, row_id)
            show_lines(item, lines)
        if rows.count() == 0:
            item = QListWidgetItem(rows)
            item.setData(ID, "")
            show_lines(item, [nothing])
        if not choose(rows, kept):
            rows.setCurrentRow(min(max(place, 0), rows.count() - 1))


def show_lines(item: QListWidgetItem, lines: Sequence[str]) -> None:
    """Give a row other words."""
    item.setText("\n".join(lines))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(line.rstrip(".") for line in lines))


def chosen(rows: QListWidget) -> str:
    """Return the id of the row in hand; "" when there is none."""
    item = rows.currentItem()
    return str(item.data(ID) or "") if item else ""


def choose(rows: QListWidget, row_id: str) -> bool:
    """Take the row of an id in hand; False when it is not there."""
    for number in range(rows.count()):
        if rows.item(number).data(ID) == row_id:
            rows.setCurrentRow(number)
            return True
    return False


def refill(rows: QListWidget, lines_by_id: Mapping[str, Sequence[str]]) -> None:
    """Give the rows of these ids other words; those of other ids stay as they are."""
    for number in range(rows.count()):
        item = rows.item(number)
        lines = lines_by_id.get(str(item.data(ID)))
        if lines is not None:
            show_lines(item, lines)
