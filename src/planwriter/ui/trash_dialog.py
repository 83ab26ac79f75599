"""Shows what is in the trash and how long it stays, and takes a draft back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planwriter.drafts.trash import Thrown
from planwriter.plan.counted import counted
from planwriter.plan.due import day_in_words
from planwriter.ui.labels import words_label
from planwriter.ui.stacked_rows import stacked_list

_DRAFT = Qt.ItemDataRole.UserRole


class TrashDialog(QDialog):
    """The drafts that were thrown away; nothing can be removed from here by hand.

    Signals:
        restore_requested: The id of a draft to put back.
    """

    restore_requested = Signal(str)

    def __init__(self, thrown: Sequence[Thrown], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trash_dialog")
        self.setWindowTitle("Trash")
        self._rows = stacked_list("Drafts in the trash", self)
        self._rows.setObjectName("trash_list")
        for one in thrown:
            lines = _lines(one, now)
            item = QListWidgetItem("\n".join(lines), self._rows)
            item.setData(_DRAFT, one.summary.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
        self._rows.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(words_label("Trash", self, role="h1"))
        words = "A draft stays here for 30 days. planwriter tells you before it removes one for good."
        column.addWidget(words_label(words if thrown else "The trash is empty.", self, role="hint"))
        column.addWidget(self._rows, 1)
        self._rows.setVisible(bool(thrown))
        column.addLayout(self._buttons(has_drafts=bool(thrown)))
        self.resize(560, 400)

    def _buttons(self, *, has_drafts: bool) -> QHBoxLayout:
        back = QPushButton("&Take back", self)
        back.setObjectName("trash_restore")
        back.setEnabled(has_drafts)
        back.clicked.connect(self._on_back_clicked)
        close = QPushButton("&Close", self)
        close.setObjectName("trash_close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (back, close):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _on_back_clicked(self) -> None:
        item = self._rows.currentItem()
        if item is not None:
            self.accept()
            self.restore_requested.emit(item.data(_DRAFT))


def _lines(thrown: Thrown, now: datetime) -> list[str]:
    days = thrown.days_left(now)
    left = f"stays for {counted(days, 'more day')}" if days else "its 30 days are over"
    return [
        thrown.summary.title or "Untitled plan",
        thrown.summary.agency or "No agency yet",
        f"Thrown away on {day_in_words(thrown.at.astimezone().date())}, {left}",
    ]
