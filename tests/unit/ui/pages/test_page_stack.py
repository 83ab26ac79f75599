"""Only the page in hand and the last few are built; what is dropped is built anew with its answers."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import Desk
from planwriter.ui.pages.page_stack import KEPT_PAGES, PageStack
from planwriter.wizard import flow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def stack(qtbot: QtBot, catalogue: Catalogue) -> PageStack:
    desk = Desk(lambda _key: [], lambda: "n1", lambda _key: [], lambda _words: None)
    stack = PageStack(catalogue, desk)
    qtbot.addWidget(stack)
    stack.show()
    return stack


@pytest.fixture
def draft(catalogue: Catalogue) -> Draft:
    return Draft(Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition).with_answer("agency.acronym", "SSA"))


def test_a_few_pages_are_kept_and_come_back_as_they_were(stack: PageStack, draft: Draft, catalogue: Catalogue) -> None:
    stops = flow.stops(catalogue, draft.plan)
    first = stack.show_stop(stops[0], draft)
    for stop in stops[1:KEPT_PAGES]:
        stack.show_stop(stop, draft)
    assert stack.show_stop(stops[0], draft) is first
    for stop in stops[1 : KEPT_PAGES + 2]:
        stack.show_stop(stop, draft)
    assert stack.count() == KEPT_PAGES
    again = stack.show_stop(stops[0], draft)
    assert again is not first
    assert [box.text() for box in again.findChildren(QLineEdit)][:2] == ["", "SSA"]


def test_an_edit_is_told_with_its_page_and_path(
    qtbot: QtBot, stack: PageStack, draft: Draft, catalogue: Catalogue
) -> None:
    page = stack.show_stop(flow.stops(catalogue, draft.plan)[0], draft)
    told: list[tuple[object, ...]] = []
    stack.edited.connect(lambda *words: told.append(words))
    qtbot.keyClicks(page.findChildren(QLineEdit)[0], "X")
    stack.flush()
    assert told == [(page, ("agency.name",), "X", "")]


def test_pages_of_rows_that_are_gone_are_dropped(stack: PageStack, draft: Draft, catalogue: Catalogue) -> None:
    stops = flow.stops(catalogue, draft.plan)
    for stop in stops[:2]:
        stack.show_stop(stop, draft)
    stack.keep_only({stops[0].id})
    assert stack.count() == 1
    assert stack.page is None or stack.page.stop == stops[0]
