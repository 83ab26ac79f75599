"""Shows what differs between two plans, word by word, and offers what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planwriter.plan.compare import PlanChange
from planwriter.plan.counted import counted
from planwriter.ui.changes_list import changes_list, show_changes
from planwriter.ui.labels import words_label

Offer = tuple[str, str, Callable[[], object]]
"""What a button says, its objectName, and what it does; the dialog closes first."""


class CompareDialog(QDialog):
    """A comparison to read, and its buttons; closing it changes nothing."""

    def __init__(
        self,
        title: str,
        intro: str,
        changes: Sequence[PlanChange],
        *,
        offers: Sequence[Offer] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(words_label(title, self, role="h1"))
        column.addWidget(words_label(intro, self))
        count = len(changes)
        rows = changes_list(counted(count, "difference"), self)
        rows.setObjectName("changes")
        show_changes(rows, changes, "Nothing differs.")
        column.addWidget(rows, 1)
        column.addLayout(self._buttons(offers))
        self.resize(760, 520)
        rows.setFocus()

    def _buttons(self, offers: Sequence[Offer]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for words, name, action in offers:
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: self._take(action))
            row.addWidget(button)
        close = QPushButton("&Close", self)
        close.setObjectName("compare_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def _take(self, action: Callable[[], object]) -> None:
        self.accept()
        action()
