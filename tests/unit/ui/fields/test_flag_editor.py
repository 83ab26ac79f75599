"""A yes or a no, and neither."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QRadioButton,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_flag_is_neither_at_first_then_yes_no_and_neither_again(show):
    table = show("agency.cfo_act")
    yes, no = table.editor.findChildren(QRadioButton)
    assert not yes.isChecked()
    assert not no.isChecked()
    table.click(no)
    assert table.last == ((), False, "")
    table.click(yes)
    assert table.last == ((), True, "")
    table.click(table.control(QPushButton, "Clear: CFO Act agency"))
    assert table.last == ((), None, "")
    assert not yes.isChecked()
    assert not no.isChecked()
    assert len(table.edits) == 3
