"""Numbers, dates and due dates are read as people type them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
)

from planwriter.plan.due import Due

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("words", "number"), [("1,200", 1200), ("93.2", 93.2), ("1 200 000", 1200000), ("0", 0), ("-4", -4)]
)
def test_a_number_is_read_as_people_type_it(typed_into, words, number):
    table = typed_into("customers.groups/number", words)
    assert table.last == ((), number, "")


def test_the_reading_of_a_due_date_is_shown_beneath(typed_into):
    table = typed_into("feedback.timeline/due", "Q2 FY12")
    assert table.last == ((), Due("FY2012-Q2"), "")
    hints = [one.text() for one in table.editor.findChildren(QLabel) if one.property("role") == "hint"]
    assert "January 1 to March 31, 2012" in hints
    assert "January 1 to March 31, 2012" in QApplication.focusWidget().accessibleDescription()


@pytest.mark.parametrize(
    ("name", "words", "advice"),
    [
        ("feedback.timeline/due", "2012", "fiscal year 2012 or calendar 2012"),
        ("feedback.timeline/due", "ongoing", "next report"),
        ("plan.date", "March 2012", "Add the day as well"),
        ("customers.groups/number", "about ten", "Type a number in figures"),
    ],
)
def test_words_that_cannot_be_read_are_kept_and_explained_once_the_field_is_left(typed_into, name, words, advice, show):
    table = typed_into(name, words)
    assert table.last == ((), None, words)
    table.editor.show_answer(None, {"": words})
    assert table.problem == "", "nobody is told off while they type"
    box = QApplication.focusWidget()
    table.leave()
    assert advice in table.problem
    assert box.text() == words
    again = show(name)
    again.editor.show_answer(None, {"": words})
    assert again.editor.findChild(QLineEdit).text() == words
    assert advice in again.problem
    assert again.edits == []


@pytest.mark.parametrize("code", ["2012-03-31", "2012-03", "FY2012-Q2", "FY2012", "FY2013-Q1"])
def test_a_due_date_is_shown_in_words_that_are_read_as_the_same(code, show):
    table = show("feedback.timeline/due")
    table.editor.show_answer(Due(code), {})
    box = table.editor.findChild(QLineEdit)
    box.setText(f"{box.text()} ")
    assert table.last == ((), Due(code), "")
