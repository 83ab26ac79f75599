"""The toolbar and the line for a link are used without a mouse and without a dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from planwriter.plan.text import Block, Run, Text, plain_text
from planwriter.ui.fields.written_text import WrittenText
from tests.unit.ui.fields.pasting import BULLET, CONTROL, PARAGRAPH, SHIFT, select, shape

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def test_the_toolbar_is_one_stop_of_tab_and_goes_on_with_arrow_keys(writing):
    writing.type("word")
    writing.press(Qt.Key.Key_Backtab, SHIFT)
    names = []
    for _button in range(5):
        assert isinstance(QApplication.focusWidget(), QToolButton)
        names.append(QApplication.focusWidget().accessibleName())
        writing.press(Qt.Key.Key_Right)
    assert names == ["Bold", "Italic", "Bulleted list", "Numbered list", "Link…"]
    writing.press(Qt.Key.Key_Right)
    writing.press(Qt.Key.Key_Right)
    writing.press(Qt.Key.Key_Space)
    assert shape(writing.last[1]) == [(BULLET, 0, "word")]
    writing.press(Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), WrittenText)
    assert writing.left == 0


def test_buttons_show_what_is_at_the_caret(writing):
    writing.editor.show_answer(Text((Block(BULLET, (Run("a", bold=True),)), Block(PARAGRAPH, (Run("b"),)))), {})
    bold, bullets = writing.control(QToolButton, "Bold"), writing.control(QToolButton, "Bulleted list")
    writing.editor.focus_at((), 1)
    assert bold.isChecked()
    assert bullets.isChecked()
    writing.editor.focus_at((), 3)
    assert not bold.isChecked()
    assert not bullets.isChecked()


def test_a_link_is_set_changed_and_taken_away_without_a_dialog(writing):
    writing.type("see our page")
    select(writing, 4, 12)
    writing.press(Qt.Key.Key_K, CONTROL)
    writing.type("www.ssa.gov/open")
    writing.press(Qt.Key.Key_Return)
    assert writing.last[1].blocks[0].runs == (Run("see "), Run("our page", href="https://www.ssa.gov/open"))
    assert isinstance(QApplication.focusWidget(), WrittenText)
    writing.editor.focus_at((), 12)
    writing.type(" now")
    assert writing.last[1].blocks[0].runs[-1] == Run(" now"), "typing behind a link is no part of it"
    writing.editor.focus_at((), 6)
    writing.press(Qt.Key.Key_K, CONTROL)
    box = writing.control(QLineEdit, "Link address")
    assert box.text() == "https://www.ssa.gov/open"
    writing.click(next(one for one in writing.editor.findChildren(QPushButton) if one.text() == "Remove link"))
    assert writing.last[1] == plain_text("see our page now")


def test_what_is_no_address_is_said_and_escape_leads_back(writing):
    writing.type("a")
    writing.press(Qt.Key.Key_K, CONTROL)
    writing.type("javascript:alert(1)")
    writing.press(Qt.Key.Key_Return)
    assert "Type a web address" in writing.problem
    writing.press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), WrittenText)
    assert writing.last[1] == plain_text("a")
