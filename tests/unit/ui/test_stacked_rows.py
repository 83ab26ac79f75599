"""Rows of several lines: wrapped, none over another, drawn in the list's own colours."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from planwriter.ui.stacked_rows import StackedRows, stacked_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
LONG = "Rural Wells Administration Customer Service Plan\nRural Wells Administration · 11 of 18 parts"
UNBROKEN = "Copy\nH:/" + "PlansOfTheCustomerServiceOffice" * 4


@pytest.fixture
def rows(qtbot: QtBot) -> QListWidget:
    rows = stacked_list("Plans", None)  # type: ignore[arg-type]  # a list that is a window of its own
    qtbot.addWidget(rows)
    for words in (LONG, UNBROKEN, "One line"):
        QListWidgetItem(words, rows)
    rows.resize(320, 400)
    rows.show()
    qtbot.waitExposed(rows)
    return rows


def heights(rows: QListWidget) -> list[int]:
    return [rows.visualItemRect(rows.item(row)).height() for row in range(rows.count())]


def borders(rows: QListWidget) -> list[tuple[int, int]]:
    """Where each row ends and the next begins."""
    areas = [rows.visualItemRect(rows.item(row)) for row in range(rows.count())]
    return [(one.bottom(), other.top()) for one, other in pairwise(areas)]


def test_a_narrower_list_wraps_into_more_lines_and_no_row_lies_over_the_next(qtbot: QtBot, rows: QListWidget) -> None:
    wide = heights(rows)
    rows.resize(140, 400)
    qtbot.waitUntil(lambda: heights(rows)[0] > wide[0])
    assert heights(rows)[1] > wide[1], "a path without a space is broken anywhere"
    qtbot.waitUntil(lambda: all(below > bottom for bottom, below in borders(rows)))


def test_a_scroll_bar_that_comes_later_changes_no_row(qtbot: QtBot, rows: QListWidget) -> None:
    before = heights(rows)[0]
    for _ in range(30):
        QListWidgetItem("One more plan", rows)
    qtbot.waitUntil(rows.verticalScrollBar().isVisible)
    assert heights(rows)[0] == before


def test_the_chosen_row_is_drawn_in_the_colours_of_a_selection(qtbot: QtBot, rows: QListWidget) -> None:
    palette = rows.palette()
    palette.setColor(palette.ColorRole.Highlight, QColor("#123456"))
    palette.setColor(palette.ColorRole.HighlightedText, QColor("#fedcba"))
    rows.setPalette(palette)
    rows.setCurrentRow(0)
    drawn = colours(rows.grab(rows.visualItemRect(rows.item(0))).toImage())
    assert {"#123456", "#fedcba"} <= drawn
    assert "#123456" not in colours(rows.viewport().grab(rows.visualItemRect(rows.item(2))).toImage())


def colours(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_the_list_is_named_and_uses_this_drawing(rows: QListWidget) -> None:
    assert rows.accessibleName() == "Plans"
    assert isinstance(rows.itemDelegate(), StackedRows)
    assert QApplication.instance() is not None
