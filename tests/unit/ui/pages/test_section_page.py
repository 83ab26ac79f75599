"""One page: what it asks in words, its answers, its problems, and where the keyboard goes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import Desk
from planwriter.ui.pages.section_page import SectionPage
from planwriter.wizard import flow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Make = Callable[[str], SectionPage]


@pytest.fixture
def make(qtbot: QtBot, catalogue: Catalogue, every_element_plan: Plan) -> Make:
    desk = Desk(lambda _key: [("g1", "Retirees")], lambda: "n1", lambda _key: [], lambda _words: None)

    def build(stop_id: str) -> SectionPage:
        stop = next(one for one in flow.stops(catalogue, every_element_plan) if one.id == stop_id)
        page = SectionPage(stop, flow.asked(catalogue, stop), desk)
        qtbot.addWidget(page)
        page.resize(800, 600)
        page.show_draft(Draft(every_element_plan))
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return build


def shown(page: SectionPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_every_page_shows_title_question_hint_and_what_is_required(
    make: Make, catalogue: Catalogue, every_element_plan: Plan
) -> None:
    for stop in flow.stops(catalogue, every_element_plan):
        words = shown(make(stop.id))
        assert stop.title in words
        for one in flow.asked(catalogue, stop):
            assert one.field.title in words
            assert one.field.hint in words
            assert getattr(one.field, "question", "") in words


def test_a_problem_stands_beside_its_field_and_goes_again(make: Make) -> None:
    page = make("agency")
    page.show_problems({("agency.name",): "Must fix: Type it."})
    assert "Must fix: Type it." in shown(page)
    page.show_problems({})
    assert "Must fix" not in shown(page)


def test_a_problem_in_a_row_is_shown_in_its_form(make: Make, every_element_plan: Plan) -> None:
    page = make("customer_groups")
    row = every_element_plan.rows("customers.groups")[0].id
    page.show_problems({("customers.groups", row, "name"): "Must fix: Name it."})
    assert "Must fix: Name it." in shown(page)


def test_what_services_answer_is_said_under_the_element(make: Make) -> None:
    page = make("feedback")
    assert "Or answer" not in shown(page)
    page.show_also({"feedback.approach": "Or answer in each service: 1 of 3 do so far."})
    assert "1 of 3" in shown(page)
    page.show_also({})
    assert "1 of 3" not in shown(page)


def test_the_keyboard_goes_to_a_field_a_row_and_a_cell(make: Make, every_element_plan: Plan) -> None:
    page = make("customer_groups")
    row = every_element_plan.rows("customers.groups")[1].id
    page.focus_at(("customers.groups", row, "number"))
    assert QApplication.focusWidget().accessibleName() == "How many"
    assert page.path_with_focus() == ("customers.groups",)
    page.focus_at(("no.such",))
    assert page.isAncestorOf(QApplication.focusWidget())


def test_markup_in_an_answer_is_never_drawn(make: Make, every_element_plan: Plan) -> None:
    page = make("customer_groups")
    plan = every_element_plan.with_at(
        ("customers.groups", every_element_plan.rows("customers.groups")[0].id, "name"), "<b>bold</b> & <i>"
    )
    page.show_draft(Draft(plan))
    assert "Row 1: <b>bold</b> & <i>" in shown(page)
    for label in page.findChildren(QLabel):
        assert label.textFormat().name == "PlainText" or "<" not in label.text(), label.text()
