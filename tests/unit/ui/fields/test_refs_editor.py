"""References to rows of another table, those that are gone included."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_references_are_ticked_and_a_row_that_is_gone_can_be_dropped(show, open_desk):
    table = show("signature.customer_groups")
    table.editor.show_answer(("g2", "zz"), {})
    boxes = {one.accessibleName(): one for one in table.editor.findChildren(QCheckBox) if one.isVisible()}
    assert list(boxes) == ["Retirees", "Employers & payroll offices", "A row that was removed (zz)"]
    boxes["A row that was removed (zz)"].setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("g2",), "")
    table.editor.show_answer(("g2",), {})
    assert len([one for one in table.editor.findChildren(QCheckBox) if one.isVisible()]) == 2
    assert isinstance(QApplication.focusWidget(), QCheckBox)
    open_desk.tables["customers.groups"].append(("g3", "Veterans"))
    table.editor.show_answer(("g2",), {})
    assert [one.accessibleName() for one in table.editor.findChildren(QCheckBox) if one.isVisible()][-1] == "Veterans"


def test_a_reference_to_one_row_is_picked_from_a_list_and_a_lost_one_stays_in_sight(show):
    table = show("feedback.mechanisms/service")
    table.editor.show_answer(("gone",), {})
    box = table.editor.findChild(QComboBox)
    assert box.currentText() == "A row that was removed (gone)"
    box.setFocus()
    table.press(Qt.Key.Key_Up)
    assert table.last == ((), ("s1",), "")


def test_an_empty_table_of_references_leads_to_its_page(show, open_desk):
    open_desk.tables.clear()
    table = show("signature.customer_groups")
    table.editor.focus_at(())
    table.press(Qt.Key.Key_Space)
    assert table.went_to == ["customers.groups"]
