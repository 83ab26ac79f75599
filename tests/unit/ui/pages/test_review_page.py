"""The review page: three counts, 18 parts in words and shapes, every answer with its way back; few controls at a time."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.checks import run_checks
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.progress import grid
from planwriter.template.catalogue import Catalogue
from planwriter.ui.pages.answer_list import NOT_PROVIDED, groups
from planwriter.ui.pages.review_page import ReviewPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
MOST_CONTROLS = 42


@pytest.fixture
def page(qtbot: QtBot, catalogue: Catalogue) -> ReviewPage:
    page = ReviewPage(catalogue)
    qtbot.addWidget(page)
    page.resize(900, 700)
    return page


@pytest.fixture
def gappy(sample_plan: Plan) -> Plan:
    """The sample plan with holes: one part missing, one only started, something open before each gate."""
    plan = sample_plan.with_answer("signature.overview", None).with_answer("publication.url", None)
    plan = plan.with_answer("clearance.approval", None)
    timeline = plan.rows("feedback.timeline")[0]
    return plan.with_answer("feedback.timeline", None).with_answer(
        "feedback.timeline", replace(sample_plan.answer("feedback.timeline"), rows=(timeline.with_cell("due", None),))
    )


def show(qtbot: QtBot, page: ReviewPage, plan: Plan, catalogue: Catalogue) -> None:
    page.show_plan(plan, run_checks(plan, catalogue))
    page.show()
    qtbot.waitExposed(page)


def shown_words(page: ReviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def choose_section(page: ReviewPage, start: str) -> None:
    box = page.findChild(QComboBox, "review_section")
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith(start)))


def controls(page: ReviewPage) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox)
    return [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]


def test_three_counts_say_what_stops_the_plan_and_lead_to_the_checks(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, gappy, catalogue)
    words = [page.findChild(QPushButton, f"left_{gate}").text() for gate in ("clearance", "send", "publish")]
    assert words == ["2 to fix before clearance", "1 more to fix before sending", "1 more to fix before publishing"]
    for gate in ("clearance", "send", "publish"):
        with qtbot.waitSignal(page.show_checks):
            qtbot.keyClick(page.findChild(QPushButton, f"left_{gate}"), Qt.Key.Key_Space)


def test_a_whole_plan_has_words_in_place_of_links(
    qtbot: QtBot, page: ReviewPage, sample_plan: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, sample_plan, catalogue)
    assert {"Nothing to fix before clearance", "Nothing to fix before sending"} <= set(shown_words(page))
    assert not any(page.findChild(QPushButton, f"left_{gate}").isVisible() for gate in ("clearance", "send", "publish"))
    assert "18 of 18 parts are done. Choose one to go there." in shown_words(page)


def test_what_was_set_aside_is_counted_apart(
    qtbot: QtBot, page: ReviewPage, sample_plan: Plan, catalogue: Catalogue
) -> None:
    plan = sample_plan.with_answer("plan.date", date(2012, 1, 1))
    late = next(one for one in run_checks(plan, catalogue) if one.path == "/answers/plan/date")
    show(qtbot, page, plan.with_set_aside((SetAside(late.rule, late.path, "Agreed with the office"),)), catalogue)
    assert any("You set 1 aside with a reason." in words for words in shown_words(page))


def test_each_of_the_18_parts_says_its_state_in_word_shape_and_name(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, gappy, catalogue)
    buttons = {cell.element: page.findChild(QPushButton, f"cell_{cell.element}") for cell in grid(gappy)}
    assert len(buttons) == 18
    assert [buttons[key].text() for key in ("signature.overview", "feedback.timeline", "feedback.approach")] == [
        "Missing",
        "Started",
        "Done",
    ]
    assert buttons["signature.overview"].accessibleName() == "(a) Signature initiative, approach: missing"
    assert buttons["feedback.timeline"].accessibleName() == "(b) Customer feedback, timeline: started"
    pictures = {button.text(): button.icon().pixmap(24).toImage() for button in buttons.values()}
    assert pictures["Missing"] != pictures["Started"] != pictures["Done"] != pictures["Missing"]


def test_a_part_leads_to_where_it_is_answered(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, gappy, catalogue)
    with qtbot.waitSignal(page.went_to) as went:
        qtbot.keyClick(page.findChild(QPushButton, "cell_innovation.benefits"), Qt.Key.Key_Space)
    assert went.args == [("innovation.benefits",)]


def test_an_answer_is_shown_by_its_first_lines_or_as_not_provided_and_leads_to_its_change(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, gappy, catalogue)
    choose_section(page, "(a) Signature initiative")
    words = shown_words(page)
    assert words[words.index("Name (required)") + 1] == gappy.answer("signature.name")
    assert words[words.index("Approach (required)") + 1] == NOT_PROVIDED
    change = page.findChild(QPushButton, "change_signature.overview")
    assert change.accessibleName() == "Change Approach (required)"
    with qtbot.waitSignal(page.went_to) as went:
        qtbot.keyClick(change, Qt.Key.Key_Space)
    assert went.args == [("signature.overview",)]


def test_a_service_has_its_own_list_that_leads_to_its_cells(
    qtbot: QtBot, page: ReviewPage, sample_plan: Plan, catalogue: Catalogue
) -> None:
    service = sample_plan.rows("services.services")[0]
    show(qtbot, page, sample_plan, catalogue)
    choose_section(page, f"Services, {service.cells['name']}")
    with qtbot.waitSignal(page.went_to) as went:
        qtbot.keyClick(page.findChild(QPushButton, f"change_services.services/{service.id}/benefits"), Qt.Key.Key_Space)
    assert went.args == [("services.services", service.id, "benefits")]


def test_every_element_of_the_catalogue_can_be_reached(every_element_plan: Plan, catalogue: Catalogue) -> None:
    paths = {entry.path for group in groups(catalogue, every_element_plan) for entry in group.entries}
    assert {(element.key,) for element in catalogue.elements()} <= paths
    missing = [entry for group in groups(catalogue, every_element_plan) for entry in group.entries if not entry.lines]
    answered = {(key,) for key in every_element_plan.answers}
    assert not answered & {entry.path for entry in missing}


def test_no_section_builds_more_controls_than_a_screen_reader_bears(
    qtbot: QtBot, page: ReviewPage, every_element_plan: Plan, catalogue: Catalogue
) -> None:
    gappy = every_element_plan.with_answer("publication.url", None).with_answer("clearance.approval", None)
    show(qtbot, page, gappy.with_answer("agency.name", None), catalogue)
    box = page.findChild(QComboBox, "review_section")
    for place in range(box.count()):
        box.setCurrentIndex(place)
        assert len(controls(page)) <= MOST_CONTROLS, box.itemText(place)
        assert all(one.accessibleName() or getattr(one, "text", str)() for one in controls(page))


def test_the_section_in_hand_stays_when_the_plan_is_shown_again(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    show(qtbot, page, gappy, catalogue)
    choose_section(page, "(a) Signature initiative")
    changed = gappy.with_answer("signature.name", "One call")
    page.show_plan(changed, run_checks(changed, catalogue))
    assert page.findChild(QComboBox, "review_section").currentText().startswith("(a) Signature initiative")
    assert "One call" in shown_words(page)


def test_tab_goes_down_the_page_and_only_then_to_what_stands_beside_it(
    qtbot: QtBot, page: ReviewPage, gappy: Plan, catalogue: Catalogue
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(page)
    qtbot.addWidget(window)
    row.addWidget(QPushButton("Beside the page"))
    page.show_plan(gappy, run_checks(gappy, catalogue))
    window.show()
    qtbot.waitExposed(window)
    choose_section(page, "About this plan")
    page.setFocus()
    order = []
    while len(order) < 60 and window.focusWidget().objectName() not in order:
        order.append(window.focusWidget().objectName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert order[:3] == ["left_clearance", "left_send", "left_publish"]
    assert order[3:21] == [f"cell_{cell.element}" for cell in grid(gappy)]
    assert order[21:23] == ["review_bring_back", "review_matrix"]
    assert order[23] == "review_section"
    assert order[24:] == [f"change_{element.key}" for element in catalogue.section("plan").elements] + [""]
    page.setParent(None)  # else it would go with the window, and its fixture wants to close it
