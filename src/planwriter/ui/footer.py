"""The line above and the bar below a page: where it stands, the finished tick, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class Footer(QFrame):
    """The bar below a page; `crumbs` is the line above it, laid out by its owner."""

    previous_clicked = Signal()
    next_clicked = Signal()
    pages_clicked = Signal()
    finished_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.crumbs = QLabel(parent)
        self.crumbs.setObjectName("crumbs")
        self.crumbs.setProperty("role", "crumbs")
        self.crumbs.setWordWrap(True)
        self.crumbs.setTextFormat(Qt.TextFormat.PlainText)
        self.finished = QCheckBox("I've &finished this page", self)
        self.finished.setObjectName("finished")
        self.finished.clicked.connect(self.finished_toggled)
        self._previous = QPushButton("‹ Pre&vious", self)
        self._previous.setObjectName("previous_button")
        self._previous.setAccessibleName("Previous page")
        self._next = QPushButton("&Next unfinished ›", self)
        self._next.setObjectName("next_button")
        self._next.setAccessibleName("Next unfinished page")
        self._next.setProperty("role", "primary")
        self._previous.clicked.connect(self.previous_clicked)
        self._next.clicked.connect(self.next_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 8)
        row.addWidget(self.finished, 1)
        row.addWidget(self._previous)
        row.addWidget(self._next)

    def show_stop(self, crumbs: str, *, is_finished: bool) -> None:
        """Show where a page stands and its tick."""
        self.crumbs.setText(crumbs)
        self.set_finished(is_finished=is_finished)

    def set_finished(self, *, is_finished: bool) -> None:
        """Show the tick without telling anybody."""
        self.finished.setChecked(is_finished)
