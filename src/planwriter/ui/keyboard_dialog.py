"""The list of keyboard shortcuts."""

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planwriter.ui.actions import shortcuts_in_words

_IN_TEXT = (
    ("Bold, italic, link", "Ctrl+B, Ctrl+I, Ctrl+K"),
    ("Bulleted list, numbered list", "Ctrl+Shift+L, Ctrl+Shift+7"),
    ("Indent, outdent a list item", "Ctrl+], Ctrl+["),
    ("Paste as plain text", "Ctrl+Shift+V"),
    ("Insert a row, duplicate a row", "Ctrl+Shift+Enter, Ctrl+D"),
    ("Move a row up, down", "Alt+Up, Alt+Down"),
)
_IN_REVIEW = (
    ("Reviewers’ changes: keep mine, take theirs", "Ctrl+Shift+K, Ctrl+Shift+T"),
    ("Reviewers’ changes: edit the words", "Ctrl+Shift+E"),
    ("Reviewers’ changes: take a decision back", "Ctrl+Shift+D"),
    ("Reviewers’ changes: next, previous undecided", "F8, Shift+F8"),
    ("Comment matrix: next, previous open remark", "F8, Shift+F8"),
)


class KeyboardDialog(QDialog):
    """Shows each command and its keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(560, 480)
        lines = [*shortcuts_in_words(), *_IN_TEXT, *_IN_REVIEW]
        table = QTableWidget(len(lines), 2, self)
        table.setAccessibleName("Keyboard shortcuts")
        table.setHorizontalHeaderLabels(["What it does", "Keys"])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row, words in enumerate(lines):
            for column, word in enumerate(words):
                table.setItem(row, column, QTableWidgetItem(word))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column_of_all = QVBoxLayout(self)
        column_of_all.addWidget(table)
        column_of_all.addWidget(buttons)
