"""The list of what changed between two plans: what and where, and the words with what came and went marked in words."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from planwriter.plan.compare import ChangeKind, PlanChange
from planwriter.plan.word_changes import marked
from planwriter.ui.stacked_rows import stacked_list

_CHANGE = Qt.ItemDataRole.UserRole


def changes_list(name: str, parent: QWidget) -> QListWidget:
    """Return an empty list for changes; `name` is what a screen reader calls it."""
    return stacked_list(name, parent)


def show_changes(rows: QListWidget, changes: Iterable[PlanChange], nothing: str) -> None:
    """Fill the list; it says `nothing` when nothing changed."""
    rows.clear()
    for change in changes:
        lines = change_in_words(change).splitlines()
        item = QListWidgetItem("\n".join(lines), rows)
        item.setData(_CHANGE, change)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(lines))
    if rows.count() == 0:
        item = QListWidgetItem(nothing, rows)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, nothing)
    rows.setCurrentRow(0)


def chosen_change(rows: QListWidget) -> PlanChange | None:
    """Return the change in hand; None when the list says that nothing changed."""
    item = rows.currentItem()
    change = item.data(_CHANGE) if item else None
    return change if isinstance(change, PlanChange) else None


def change_in_words(change: PlanChange) -> str:
    """Return a change as lines: what became of what, then the words with their marks."""
    words = marked(change.old, change.new)
    if change.kind is ChangeKind.CHANGED and not words:
        words = change.new or ""
    return f"{str(change.kind).capitalize()}: {change.title}\n{words}".rstrip()
