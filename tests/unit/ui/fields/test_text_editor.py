"""Writing text: marks, lists, links and pasting, with the keys people use."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text
from planwriter.ui.fields.text_editor import count_in_words
from planwriter.ui.fields.written_text import WrittenText

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PARAGRAPH, BULLET, NUMBER = BlockKind
HTML = "<p>One <b>two</b></p><ul><li>three</li></ul><table><tr><td>four</td><td>five</td></tr></table><img src='x.png'>"


@pytest.fixture
def writing(show):
    """An empty text with the keyboard in it."""
    table = show("overview.summary")
    table.editor.focus_at(())
    return table


def shape(text: Text | None) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.plain) for block in text.blocks] if text else []


def select(table, first: int, last: int) -> None:
    edit = table.editor.findChild(WrittenText)
    cursor = edit.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def copied(html: str = "", words: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if words:
        data.setText(words)
    QGuiApplication.clipboard().setMimeData(data)


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
