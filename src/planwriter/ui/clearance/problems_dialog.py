"""A list of what could not be done as asked, to read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.rows import fill, long_list
from planwriter.ui.labels import words_label


class ProblemsDialog(QDialog):
    """Each row on several lines: what, and why."""

    def __init__(self, title: str, about: str, problems: Sequence[Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("problems_dialog")
        self.setWindowTitle(title)
        rows = long_list(title, "problems", self)
        fill(rows, ((str(number), lines) for number, lines in enumerate(problems)), "Nothing.")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(words_label(title, self, role="h1"))
        column.addWidget(words_label(about, self))
        column.addWidget(rows, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button("&Close", self, name="close_problems", on_click=self.accept))
        column.addLayout(row)
        self.resize(620, 380)
        rows.setFocus()
