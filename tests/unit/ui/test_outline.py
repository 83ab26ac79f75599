"""The list of pages: sections, counts, status words for eyes and for ears, and choosing by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.outline import Entry, Outline
from planwriter.ui.theme import DARK, LIGHT
from planwriter.wizard import flow
from planwriter.wizard.flow import PageState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Show = Callable[..., None]


@pytest.fixture
def outline(qtbot: QtBot, catalogue: Catalogue) -> Outline:
    outline = Outline(catalogue, LIGHT)
    qtbot.addWidget(outline)
    outline.resize(260, 500)
    outline.show()
    return outline


@pytest.fixture
def show(outline: Outline, catalogue: Catalogue) -> Show:
    def entries(plan: Plan, states: dict[str, PageState] | None = None, checks: dict[str, int] | None = None) -> None:
        outline.show_entries(
            [
                Entry(stop, (states or {}).get(stop.id, PageState.NOT_STARTED), (checks or {}).get(stop.id, 0))
                for stop in flow.stops(catalogue, plan)
            ]
        )

    return entries


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    return plan.with_answer("services.services", Rows((Row("s1", {"name": "Replace a card"}),)))


def said(outline: Outline) -> list[str]:
    """What a screen reader says, row by row."""
    role = Qt.ItemDataRole.AccessibleTextRole
    items = [outline.topLevelItem(number) for number in range(outline.topLevelItemCount())]
    return [str(item.data(0, role) or item.text(0)) for item in items]


def test_pages_stand_under_their_section_with_name_status_and_checks(outline: Outline, show: Show, plan: Plan) -> None:
    show(plan, {"agency": PageState.IN_PROGRESS}, {"agency": 2, "message": 1})
    words = said(outline)
    assert words[0] == "Your agency, 0 of 1 pages finished"
    assert words[1] == "Your agency, In progress, 2 checks"
    assert "Message, Not started, 1 check" in words
    assert "Replace a card" in words
    assert "Replace a card: Overview, Not started" in words
    assert any(line.startswith("Clearance and approval (not printed)") for line in words)


def test_finished_pages_are_counted_in_their_section(outline: Outline, show: Show, plan: Plan) -> None:
    show(plan, {"agency": PageState.COMPLETED})
    assert said(outline)[0] == "Your agency, 1 of 1 pages finished"


def test_a_new_state_keeps_the_place_and_tells_nobody(outline: Outline, show: Show, plan: Plan) -> None:
    show(plan)
    outline.set_current("message")
    chosen: list[str] = []
    outline.stop_chosen.connect(chosen.append)
    show(plan, {"message": PageState.COMPLETED})
    show(plan.with_answer("services.services", None))
    assert chosen == []
    assert outline.currentItem().text(0) == "Message"


def test_arrow_keys_choose_pages_and_pass_over_titles(qtbot: QtBot, outline: Outline, show: Show, plan: Plan) -> None:
    show(plan)
    outline.set_current("agency")
    chosen: list[str] = []
    outline.stop_chosen.connect(chosen.append)
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    assert chosen == ["title_and_dates", "lead_and_contact"]
    with qtbot.waitSignal(outline.itemActivated):
        qtbot.keyClick(outline, Qt.Key.Key_Return)


def test_another_theme_draws_other_colours_and_keeps_the_states(outline: Outline, show: Show, plan: Plan) -> None:
    show(plan, {"agency": PageState.PROBLEM})
    before = outline.grab().toImage()
    outline.set_theme(DARK)
    assert outline.grab().toImage() != before
    assert "Problem" in said(outline)[1]
