"""One pick from a list, by keyboard and not by accident."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_choice_is_made_with_the_keyboard_and_taken_back(show):
    table = show("agency.kind")
    table.editor.focus_at(())
    box = QApplication.focusWidget()
    assert box.currentText() == "Choose…"
    table.press(Qt.Key.Key_Down)
    assert table.last == ((), "executive_department", "")
    table.press(Qt.Key.Key_Up)
    assert table.last == ((), None, "")


def test_the_wheel_over_a_choice_without_the_keyboard_is_left_to_the_page(show):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    table = show("agency.kind")
    box = table.editor.findChild(QComboBox)
    for has_focus in (False, True):
        if has_focus:
            box.setFocus()
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, event)
        assert bool(table.edits) is has_focus
