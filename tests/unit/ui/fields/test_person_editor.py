"""A person or post, line by line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
)

from planwriter.plan.answers import Person

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_person_is_reported_line_by_line_and_undo_returns_to_the_line_that_changed(show):
    table = show("plan.lead")
    phone = table.control(QLineEdit, "Customer service lead: Phone")
    phone.setFocus()
    table.type("555")
    assert table.last == ((), Person(phone="555"), "")
    table.editor.show_answer(Person(phone="55"), {})
    table.editor.focus_at((), 1)
    assert QApplication.focusWidget() is phone
    assert table.editor.caret() == 1
    table.editor.focus_at(("email",))
    assert QApplication.focusWidget().accessibleName() == "Customer service lead: E-mail"
