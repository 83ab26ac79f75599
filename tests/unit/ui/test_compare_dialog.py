"""A comparison is shown to be read; what can be done about it is a button, and closing it does nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.plan.compare import ChangeKind, PlanChange
from planwriter.ui.compare_dialog import CompareDialog
from tests.accessibility.names import nameless

CHANGE = PlanChange("plan.title", "/answers/plan/title", ChangeKind.CHANGED, "Title", "In 5 days", "In 3 days")


def shown(qtbot: QtBot, dialog: CompareDialog) -> CompareDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    return dialog


def test_the_differences_have_the_keyboard_and_escape_does_nothing_else(qtbot: QtBot) -> None:
    taken: list[bool] = []
    offers = [("&Take over", "take_over", lambda: taken.append(True))]
    dialog = shown(qtbot, CompareDialog("File and draft", "They differ.", [CHANGE], offers=offers))
    rows = dialog.findChild(QListWidget, "changes")
    qtbot.waitUntil(rows.hasFocus)
    assert rows.accessibleName() == "1 difference"
    assert "[removed: 5] [added: 3]" in rows.item(0).text()
    assert nameless(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not taken


def test_an_offer_is_taken_after_the_dialog_has_closed(qtbot: QtBot) -> None:
    was_open: list[bool] = []
    dialog = CompareDialog(
        "File and draft", "", [], offers=[("&Take over", "take_over", lambda: was_open.append(dialog.isVisible()))]
    )
    shown(qtbot, dialog)
    assert dialog.findChild(QListWidget, "changes").item(0).text() == "Nothing differs."
    qtbot.keyClick(dialog.findChild(QPushButton, "take_over"), Qt.Key.Key_Space)
    assert was_open == [False]
