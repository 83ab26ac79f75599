"""The list of shortcuts names every command that has keys."""

from PySide6.QtWidgets import QTableWidget, QWidget

from planwriter.ui.actions import COMMANDS
from planwriter.ui.keyboard_dialog import KeyboardDialog


def test_every_command_with_keys_is_listed(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = KeyboardDialog(parent)
    table = dialog.findChild(QTableWidget)
    listed = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
    for command in COMMANDS:
        if command.keys:
            assert listed[command.words.replace("&", "").rstrip("…")] == command.keys.replace("; ", " or ")
