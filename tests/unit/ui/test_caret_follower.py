"""The caret never leaves the sight of the page, however long the text is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTextEdit

from tests.real_window import CONTROL, RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def is_in_sight(real: RealWindow) -> bool:
    edit, page = real.focus, real.page
    assert isinstance(edit, QTextEdit)
    caret = edit.cursorRect()
    viewport = page.viewport()
    corners = (caret.topLeft(), caret.bottomLeft())
    return all(viewport.rect().contains(edit.viewport().mapTo(viewport, QPoint(one))) for one in corners)


def test_the_caret_stays_in_sight_at_both_ends_and_while_typing(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("overview.summary")
    real.type_words("x")
    real.until(lambda: is_in_sight(real))
    real.press(Qt.Key.Key_End, CONTROL)
    real.until(lambda: is_in_sight(real))
    for _ in range(12):
        real.press(Qt.Key.Key_Return)
        real.type_words("More.")
        real.turn()
        real.turn()
        assert is_in_sight(real)
    real.press(Qt.Key.Key_Home, CONTROL)
    real.until(lambda: is_in_sight(real))


def test_leaving_the_page_while_the_caret_moves_does_no_harm(sample_window: RealWindow) -> None:
    real = sample_window
    for stop in real.workbench.stops:
        real.workbench.go_to(stop.id)
        real.page.focus_at(())
    real.go_to("overview.summary")
    real.press(Qt.Key.Key_End, CONTROL)
    for stop in real.workbench.stops[:6]:
        real.workbench.go_to(stop.id)
        real.turn()
