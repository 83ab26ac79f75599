"""The bar below a page: its tick, and the way on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planwriter.ui.footer import Footer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def footer(qtbot: QtBot) -> Footer:
    footer = Footer()
    qtbot.addWidget(footer)
    qtbot.addWidget(footer.crumbs)
    footer.show()
    return footer


def test_showing_a_page_tells_nobody_that_it_was_ticked(footer: Footer) -> None:
    told: list[bool] = []
    footer.finished_toggled.connect(told.append)
    footer.show_stop("Your agency › Page 1 of 34", is_finished=True)
    footer.set_finished(is_finished=False)
    assert told == []
    assert footer.crumbs.text() == "Your agency › Page 1 of 34"


def test_the_persons_own_tick_is_told(qtbot: QtBot, footer: Footer) -> None:
    told: list[bool] = []
    footer.finished_toggled.connect(told.append)
    for expected in (True, False):
        qtbot.keyClick(footer.finished, Qt.Key.Key_Space)
        assert told[-1] is expected


@pytest.mark.parametrize(("name", "signal"), [("previous_button", "previous_clicked"), ("next_button", "next_clicked")])
def test_the_buttons_lead_on(qtbot: QtBot, footer: Footer, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(footer, signal)):
        qtbot.keyClick(footer.findChild(QPushButton, name), Qt.Key.Key_Space)
