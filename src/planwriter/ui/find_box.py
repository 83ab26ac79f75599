"""The box that finds words in the plan: results below it as you type, Enter goes to one, Esc goes back."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.stacked_rows import stacked_list
from planwriter.wizard.find import Hit, find

_PATH = Qt.ItemDataRole.UserRole
_PAUSE_MS = 150
_SPOKEN_AFTER_MS = 700
_AT_MOST = 200


class FindBox(QWidget):
    """A field with a list below it; the list is there only while something is typed.

    Signals:
        went_to: the path of the result that was chosen.
        searching_changed: whether results are shown; the outline gives way to them.
    """

    went_to = Signal(tuple)
    searching_changed = Signal(bool)

    def __init__(self, catalogue: Catalogue, plan_now: Callable[[], Plan], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._plan_now = plan_now
        self._came_from: QWidget | None = None
        self._field = QLineEdit(self)
        self._field.setObjectName("find_field")
        self._field.setAccessibleName("Find in plan")
        self._field.setPlaceholderText("Find in plan (Ctrl+F)")
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._on_text_changed)
        self._counts: QLabel = words_label("", self, role="hint")
        self._counts.setObjectName("find_counts")
        self._counts.setContentsMargins(8, 0, 8, 0)
        self._hits: QListWidget = stacked_list("Found in plan", self)
        self._hits.setObjectName("find_results")
        self._hits.itemClicked.connect(self._go_to)
        for widget in (self._field, self._hits):
            widget.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._counts)
        column.addWidget(self._hits, 1)
        self._pause, self._spoken = QTimer(self), QTimer(self)
        for timer, wait, then in (
            (self._pause, _PAUSE_MS, self.refresh),
            (self._spoken, _SPOKEN_AFTER_MS, self._speak),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(then)
        self._show_hits((), "")

    @property
    def is_searching(self) -> bool:
        """Whether results are shown."""
        return not self._hits.isHidden() or not self._counts.isHidden()

    def take_focus(self) -> None:
        """Put the keyboard into the field, its words selected; Esc gives it back to where it is now."""
        widget = QApplication.focusWidget()
        if widget and not self.isAncestorOf(widget):
            self._came_from = widget
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def refresh(self) -> None:
        """Look again, for instance after an edit of the plan."""
        words = self._field.text().strip()
        self._show_hits(find(self._catalogue, self._plan_now(), words, at_most=_AT_MOST), words)

    def leave(self) -> None:
        """Clear the field and give the keyboard back to where it was."""
        self._field.clear()
        self._pause.stop()
        self.refresh()
        if self._came_from and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def eventFilter(self, watched: object, event: object) -> bool:
        """Esc leaves, Enter goes to a result, Down and Up go between field and list."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self._on_key(watched, event):
            return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt hands over its own kinds

    def _on_key(self, watched: object, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and (self.is_searching or self._came_from):
            self.leave()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter_pressed()
            return True
        if watched is self._field and key == Qt.Key.Key_Down and self._first_row() is not None:
            self._hits.setFocus()
            return True
        if watched is self._hits and key == Qt.Key.Key_Up and self._hits.currentRow() == self._first_row():
            self._field.setFocus()
            return True
        return False

    def _on_enter_pressed(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.refresh()
        item = self._hits.currentItem()
        if item:
            self._go_to(item)

    def _on_text_changed(self, words: str) -> None:
        if words.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.refresh()

    def _show_hits(self, hits: Sequence[Hit], words: str) -> None:
        was_searching = self.is_searching
        self._hits.clear()
        for where, group in groupby(hits, key=lambda hit: hit.where):
            self._add_group(where, tuple(group))
        if (first := self._first_row()) is not None:
            self._hits.setCurrentRow(first)
            self._hits.scrollToTop()
        self._counts.setText(_counts_in_words(hits, words))
        self._counts.setVisible(bool(words))
        self._hits.setVisible(bool(hits))
        if words:
            self._spoken.start()
        else:
            self._spoken.stop()
        if self.is_searching != was_searching:
            self.searching_changed.emit(self.is_searching)

    def _add_group(self, where: str, hits: Sequence[Hit]) -> None:
        head = QListWidgetItem(f"{where} ({len(hits)})", self._hits)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}\n{hit.snippet}", self._hits)
            item.setData(_PATH, hit.path)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}: {hit.snippet}, {where.lower()}")

    def _first_row(self) -> int | None:
        return next((row for row in range(self._hits.count()) if self._hits.item(row).data(_PATH)), None)

    def _go_to(self, item: QListWidgetItem) -> None:
        path = item.data(_PATH)
        if path:
            self.went_to.emit(tuple(path))

    def _speak(self) -> None:
        announce(self._field, self._counts.text())


def _counts_in_words(hits: Sequence[Hit], words: str) -> str:
    if not hits:
        return f"“{words}” is nowhere in the plan, the labels or the guidance. Try fewer or other words."
    found = (
        f"the first {_AT_MOST} places" if len(hits) >= _AT_MOST else f"{len(hits)} place{'s' if len(hits) > 1 else ''}"
    )
    return f"Found in {found}. Enter goes to the first one."
