"""Several picks from a list."""

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_choices_are_ticked_with_the_space_bar(show):
    table = show("publication.formats")
    table.editor.focus_at(())
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("html",), "")
    table.press(Qt.Key.Key_Tab)
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("html", "pdf"), "")
    assert table.left == 0
