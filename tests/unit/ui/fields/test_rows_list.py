"""The list above a form fits its rows and cuts no word; its buttons do only what can be done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from planwriter.plan.answers import Row, Rows
from planwriter.ui.fields.rows_list import RowButtons, RowsList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
LONG = "Train fifty-four field office managers in asking for feedback and in using what they hear"


@pytest.mark.parametrize("width", [320, 480, 760])
def test_the_list_shows_whole_words_and_all_its_rows_at_any_width(show, qtbot, width):
    table = show("feedback.timeline")
    table.window.resize(width, 900)
    table.editor.show_answer(
        Rows((Row("m1", {"what": LONG, "office": "Office", "status": "completed"}), Row("m2", {"what": "Short"}))), {}
    )
    view = table.editor.findChild(RowsList)
    qtbot.waitUntil(lambda: view.rowHeight(0) > view.rowHeight(1))
    measure = view.fontMetrics().horizontalAdvance
    for column in range(view.model().columnCount() - 1):
        title = view.model().headerData(column, Qt.Orientation.Horizontal)
        assert view.columnWidth(column) >= measure(title)
        words = str(view.model().index(0, column).data()).split()
        assert all(view.columnWidth(column) > measure(word) for word in words)
    shown = view.verticalHeader().length() + view.horizontalHeader().height()
    assert view.sizeHint().height() >= shown


def test_a_long_list_scrolls_inside(show):
    table = show("feedback.timeline")
    table.editor.show_answer(Rows(tuple(Row(f"m{n}", {"what": "Ask"}) for n in range(60))), {})
    view = table.editor.findChild(RowsList)
    assert view.sizeHint().height() < view.fontMetrics().lineSpacing() * 20


def test_buttons_are_off_where_they_can_do_nothing_and_the_keyboard_is_not_lost(show, qtbot):
    table = show("feedback.timeline")
    table.editor.show_answer(Rows((Row("m1", {}), Row("m2", {}))), {})
    buttons = table.editor.findChild(RowButtons)
    assert [one.text() for one in buttons.findChildren(QPushButton) if not one.isEnabled()] == ["Move up"]
    buttons.down.setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last[1].ids == ("m2", "m1")
    assert [one.text() for one in buttons.findChildren(QPushButton) if not one.isEnabled()] == ["Move down"]
    assert QApplication.focusWidget() is buttons.up
