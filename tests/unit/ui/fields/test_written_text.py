"""Writing with the keys people use: marks, lists, Enter, Backspace and Tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planwriter.plan.text import Block, Run, Text, plain_text
from tests.unit.ui.fields.pasting import BULLET, CONTROL, NUMBER, PARAGRAPH, SHIFT, select, shape

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def test_bold_and_italic_are_typed_with_their_keys(writing):
    writing.type("a ")
    writing.press(Qt.Key.Key_B, CONTROL)
    writing.type("b")
    writing.press(Qt.Key.Key_I, CONTROL)
    writing.type("c")
    writing.press(Qt.Key.Key_B, CONTROL)
    writing.press(Qt.Key.Key_I, CONTROL)
    writing.type(" d")
    runs = writing.last[1].blocks[0].runs
    assert runs == (Run("a "), Run("b", bold=True), Run("c", bold=True, italic=True), Run(" d"))


def test_a_selection_is_made_bold_and_plain_again(writing):
    writing.type("one two")
    select(writing, 0, 3)
    writing.press(Qt.Key.Key_B, CONTROL)
    assert writing.last[1].blocks[0].runs == (Run("one", bold=True), Run(" two"))
    writing.press(Qt.Key.Key_B, CONTROL)
    assert writing.last[1] == plain_text("one two")


def test_a_list_is_typed_indented_and_left_with_enter(writing):
    writing.press(Qt.Key.Key_L, CONTROL | SHIFT)
    writing.type("one")
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_BracketRight, CONTROL)
    writing.type("below")
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_BracketLeft, CONTROL)
    writing.type("two")
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_Return)
    writing.type("after")
    assert shape(writing.last[1]) == [
        (BULLET, 0, "one"),
        (BULLET, 1, "below"),
        (BULLET, 0, "two"),
        (PARAGRAPH, 0, "after"),
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_7, Qt.Key.Key_Ampersand, Qt.Key.Key_Slash])
def test_numbers_come_and_go_with_their_key_on_any_keyboard(writing, key):
    writing.type("one")
    writing.press(key, CONTROL | SHIFT)
    assert shape(writing.last[1]) == [(NUMBER, 0, "one")]
    writing.press(key, CONTROL | SHIFT)
    assert shape(writing.last[1]) == [(PARAGRAPH, 0, "one")]


def test_backspace_at_the_start_of_an_item_leaves_the_list_and_keeps_the_words(writing):
    writing.editor.show_answer(Text((Block(BULLET, (Run("a"),)), Block(BULLET, (Run("b"),), 1))), {})
    writing.editor.focus_at((), 2)
    writing.press(Qt.Key.Key_Backspace)
    assert shape(writing.last[1]) == [(BULLET, 0, "a"), (BULLET, 0, "b")]
    writing.press(Qt.Key.Key_Backspace)
    assert shape(writing.last[1]) == [(BULLET, 0, "a"), (PARAGRAPH, 0, "b")]


def test_shift_enter_begins_a_paragraph_and_control_enter_is_left_to_the_window(writing):
    writing.type("a")
    writing.press(Qt.Key.Key_Return, SHIFT)
    writing.type("b")
    writing.press(Qt.Key.Key_Return, CONTROL)
    assert writing.last[1] == plain_text("a\nb")


def test_tab_goes_on_to_the_next_field(writing):
    writing.type("a")
    writing.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "elsewhere"
    assert writing.edits == [((), plain_text("a"), "")], "what was typed is reported before the field is left"
    assert writing.left == 1
