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


class KeyboardDialog(QDialog):
    """Shows each command and its keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(560, 480)
        lines = [*shortcuts_in_words(), *_IN_TEXT]
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
