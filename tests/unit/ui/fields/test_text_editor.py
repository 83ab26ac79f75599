"""A text is reported, pasted into, counted and shown again."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from planwriter.plan.text import Block, Run, Text, plain_text
from planwriter.ui.fields.text_editor import count_in_words
from planwriter.ui.fields.written_text import WrittenText
from tests.unit.ui.fields.pasting import BULLET, CONTROL, HTML, NUMBER, PARAGRAPH, SHIFT, copied, shape

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def test_pasting_keeps_only_clean_marks_and_can_be_taken_back(writing, open_desk):
    writing.type("Before ")
    copied(HTML, "One two three")
    writing.press(Qt.Key.Key_V, CONTROL)
    assert shape(writing.last[1]) == [
        (PARAGRAPH, 0, "Before One two"),
        (BULLET, 0, "three"),
        (PARAGRAPH, 0, "four | five"),
    ]
    note = (
        "Kept bold, italics, lists and links. The table became paragraphs, one for each row. The picture was left out."
    )
    assert open_desk.said[-1] == note
    assert note in [one.text() for one in writing.editor.findChildren(QLabel) if one.isVisible()]
    undo = next(one for one in writing.editor.findChildren(QPushButton) if one.text() == "Undo paste")
    writing.click(undo)
    assert writing.last[1] == plain_text("Before ")
    assert not undo.isVisible()
    assert isinstance(QApplication.focusWidget(), WrittenText)


def test_a_paste_can_be_made_plain_afterwards(writing):
    copied("<p>One <b>two</b></p>")
    writing.press(Qt.Key.Key_V, CONTROL)
    writing.click(next(one for one in writing.editor.findChildren(QPushButton) if one.text() == "Paste as plain text"))
    assert writing.last[1] == plain_text("One two")


def test_pasting_as_plain_text_has_its_own_key(writing):
    copied(HTML, "plain words\nin two lines")
    writing.press(Qt.Key.Key_V, CONTROL | SHIFT)
    assert all(not run.bold for block in writing.last[1].blocks for run in block.runs)
    assert {block.kind for block in writing.last[1].blocks} == {PARAGRAPH}


def test_a_picture_alone_is_left_out_and_said(writing, open_desk):
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    writing.type("a")
    writing.press(Qt.Key.Key_V, CONTROL)
    assert writing.last[1] == plain_text("a")
    assert "The picture was left out." in open_desk.said[-1]


def test_a_copy_from_one_text_to_another_keeps_its_marks(writing):
    text = Text(
        (
            Block(PARAGRAPH, (Run("a "), Run("b", bold=True), Run(" c", italic=True), Run("d", href="https://x.gov/a?b=c&d"))),
            Block(BULLET, (Run("one"),)),
            Block(NUMBER, (Run("below"),), 1),
            Block(PARAGRAPH, (Run("end"),)),
        )
    )  # fmt: skip
    writing.editor.show_answer(text, {})
    writing.press(Qt.Key.Key_A, CONTROL)
    writing.press(Qt.Key.Key_C, CONTROL)
    writing.press(Qt.Key.Key_Delete)
    assert writing.last[1] is None
    writing.press(Qt.Key.Key_V, CONTROL)
    assert writing.last[1] == text


def test_the_caret_and_half_a_space_survive_when_the_same_text_is_shown_again(writing):
    writing.type("one two")
    writing.press(Qt.Key.Key_Return)
    writing.turn()
    caret = writing.editor.caret()
    writing.editor.show_answer(plain_text("one two"), {})
    assert writing.editor.caret() == caret
    writing.type("three")
    writing.editor.show_answer(plain_text("one two"), {})
    assert writing.last[1] == plain_text("one two\nthree"), "words not yet reported are not overwritten by an echo"


def test_undo_from_outside_shows_the_text_before(writing):
    writing.type("one")
    writing.turn()
    writing.editor.show_answer(plain_text("o"), {})
    writing.editor.focus_at((), 1)
    assert writing.editor.findChild(WrittenText).toPlainText() == "o"
    assert writing.editor.caret() == 1
    assert [answer for _path, answer, _words in writing.edits] == [plain_text("one")]


def test_empty_paragraphs_are_tidied_away_when_the_text_is_left(writing):
    writing.type("a")
    for _blank in range(3):
        writing.press(Qt.Key.Key_Return)
    writing.type("b")
    writing.leave()
    assert writing.editor.findChild(WrittenText).toPlainText() == "a\nb"
    assert writing.last[1] == plain_text("a\nb")


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        (0, None, "0 words"),
        (1, 250, "1 word"),
        (250, 250, "250 words"),
        (284, 250, "284 words (34 over the suggested 250)"),
        (1284, None, "1,284 words"),
    ],
)
def test_words_are_counted_and_the_advice_is_given_only_past_the_limit(words, most, shown):
    assert count_in_words(words, most) == shown


def test_the_count_follows_what_is_typed_and_is_said_once_typing_pauses(show, open_desk, qtbot):
    table = show("overview.message")
    table.editor.show_answer(plain_text("word " * 399), {})
    table.editor.focus_at((), 4 * 500)
    table.type(" more and more")
    table.turn()
    labels = [one.text() for one in table.editor.findChildren(QLabel)]
    assert "402 words (2 over the suggested 400)" in labels
    assert open_desk.said == []
    qtbot.waitUntil(lambda: bool(open_desk.said), timeout=4000)
    assert open_desk.said == ["402 words (2 over the suggested 400)"]
