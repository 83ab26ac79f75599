"""An answer that does not apply, and the reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
)

from planwriter.plan.answers import Row, Rows
from planwriter.ui.fields.rows_editor import RowsEditor
from tests.accessibility.names import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_not_applicable_takes_a_reason_and_gives_the_answer_back(show):
    from planwriter.plan.answers import NotApplicable

    table = show("standards.goals")
    rows = Rows((Row("g1", {"goal": "Answer 90 percent of calls"}),))
    table.editor.show_answer(rows, {})
    check = table.control(QCheckBox, "This does not apply to us: GPRA performance goals")
    check.setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), NotApplicable(""), "")
    reason = table.control(QLineEdit, "Why it does not apply: GPRA performance goals")
    reason.setFocus()
    table.type("None fits")
    assert table.last == ((), NotApplicable("None fits"), "")
    table.editor.show_answer(NotApplicable("None fits"), {})
    assert nameless(table.editor) == []
    check.setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), rows, "")
    assert not reason.isVisible()
    assert table.editor.findChild(RowsEditor).isVisible()
