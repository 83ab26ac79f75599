"""A line and an address, typed, completed and shown again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_line_is_reported_as_it_is_typed(typed_into):
    table = typed_into("agency.acronym", "SSA ")
    assert table.last == ((), "SSA", "")
    table.editor.show_answer("SSA", {})
    assert QApplication.focusWidget().text() == "SSA "


def test_the_caret_stays_when_an_answer_is_shown_again_and_is_put_back_after_undo(typed_into):
    table = typed_into("agency.acronym", "SSA")
    box = QApplication.focusWidget()
    box.setCursorPosition(1)
    table.editor.show_answer("SSA", {})
    assert table.editor.caret() == 1
    table.editor.show_answer("SS", {})
    assert box.text() == "SS"
    assert table.editor.caret() == 1
    table.editor.focus_at((), 2)
    assert table.editor.caret() == 2


def test_a_line_is_completed_from_what_the_desk_offers(typed_into, qtbot):
    table = typed_into("agency.name", "security")
    popup = QApplication.focusWidget().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert table.last == ((), "Social Security Administration", "")
    assert table.left == 0
