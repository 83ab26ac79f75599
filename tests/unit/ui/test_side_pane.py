"""The find box and the list of pages share a pane: hits take the list's room while somebody searches."""

import pytest
from PySide6.QtWidgets import QLineEdit

from planwriter.ui.side_pane import SidePane
from planwriter.ui.theme import LIGHT


@pytest.fixture
def pane(qtbot, catalogue, sample_plan):
    made = SidePane(catalogue, lambda: sample_plan, LIGHT, None)
    qtbot.addWidget(made)
    made.resize(270, 500)
    made.show()
    return made


def test_hits_take_the_room_of_the_outline_and_give_it_back(pane, qtbot):
    assert pane.outline.isVisible()
    box = pane.find_box.findChild(QLineEdit)
    qtbot.keyClicks(box, "water")
    qtbot.waitUntil(lambda: not pane.outline.isVisible())
    box.clear()
    qtbot.waitUntil(pane.outline.isVisible)


def test_the_pane_leads_the_keyboard_into_the_list_of_pages(pane, qtbot):
    pane.activateWindow()
    pane.take_focus()
    qtbot.waitUntil(pane.outline.hasFocus)
