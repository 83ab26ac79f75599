"""A line never holds what a plan may not hold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_line_never_holds_a_line_break_or_a_control_character(show):
    table = show("agency.acronym")
    table.editor.focus_at(())
    QApplication.focusWidget().insert("A\tB\nC\x07D")
    words = table.last[1]
    assert words == "A B CD"
