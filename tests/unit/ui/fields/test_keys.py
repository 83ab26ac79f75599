"""Undo and redo belong to the window, also in a field's own menu."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from planwriter.plan.text import plain_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.mark.parametrize(("element", "answer"), [("agency.acronym", "SSA"), ("overview.summary", plain_text("One."))])
def test_a_fields_own_menu_offers_no_undo_of_its_own(show, qtbot, element, answer):
    table = show(element)
    table.editor.show_answer(answer, {})
    table.editor.focus_at(())
    box = QApplication.focusWidget()
    target = box.viewport() if hasattr(box, "viewport") else box
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().replace("&", "").partition("\t")[0] for action in menu.actions()]
    menu.close()
    assert "Paste" in words
    assert not {"Undo", "Redo"} & set(words)
    assert words[0], "no line stands at the top"
    assert table.left == 0
