"""Tests of the page on which changes are decided: focus, counts, many at once, and how quick it is with many."""

from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.review.proposal import Choice
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.edit_words_dialog import EditWordsDialog
from planwriter.ui.clearance.reviewers_page import KEYS, ReviewersPage
from tests.unit.ui.clearance.review_scene import COUNSEL, POLICY, READER_A, READER_B, SUMMARY, large_review, new_id

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def make(qtbot: QtBot, deciding: Deciding) -> ReviewersPage:
    page = ReviewersPage()
    qtbot.addWidget(page)
    page.resize(1300, 650)
    page.show_deciding(deciding)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    return page


def press(qtbot: QtBot, letter: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), letter, CONTROL_SHIFT)


def count(page: ReviewersPage) -> str:
    return page.findChildren(QLabel, "decided_count")[0].text()


def button(page: ReviewersPage, name: str) -> QPushButton:
    return page.findChildren(QPushButton, name)[0]


def test_each_decision_takes_the_keyboard_to_the_next_undecided_and_at_last_to_apply(
    qtbot: QtBot, deciding: Deciding
) -> None:
    page = make(qtbot, deciding)
    assert count(page).startswith("0 of 4 decided. Nothing goes into your plan until you apply.")
    press(qtbot, Qt.Key.Key_T)
    assert count(page).startswith("2 of 4 decided."), "what is at odds with it is kept out"
    assert page.panes.changes.list.hasFocus()
    assert page.panes.changes.chosen == new_id("plain")
    button(page, "keep_mine").click()
    assert page.panes.changes.list.hasFocus(), "the keyboard is not left on the button"
    press(qtbot, Qt.Key.Key_K)
    assert count(page).startswith("4 of 4 decided.")
    assert button(page, "apply_review").hasFocus()
    clicked: list[bool] = []
    page.apply_clicked.connect(lambda: clicked.append(True))
    button(page, "apply_review").click()
    assert clicked == [True]


def test_a_decision_can_be_taken_back(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    press(qtbot, Qt.Key.Key_T)
    page.panes.go_to_change(new_id("ours"))
    press(qtbot, Qt.Key.Key_D)
    assert deciding.decision(new_id("ours")) is None
    assert count(page).startswith("1 of 4 decided.")


def test_words_are_edited_in_a_dialog(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    press(qtbot, Qt.Key.Key_E)
    dialog = page.findChildren(EditWordsDialog)[0]
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("every month")
    dialog.findChildren(QPushButton, "take_edited")[0].click()
    decision = deciding.decision(new_id("ours"))
    assert decision is not None
    assert (decision.choice, decision.words) == (Choice.EDIT, "every month")


def test_f8_goes_to_the_next_undecided_and_back(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    page.step(1)
    page.step(1)
    assert page.panes.changes.chosen == new_id("plain")
    page.step(-1)
    assert page.panes.changes.chosen == new_id("theirs")


def test_many_are_decided_at_once_by_author_and_all(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    menu = page.findChildren(QMenu)[0]
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        f"Take all of {READER_A} that fit",
        f"Take all of {READER_B} that fit",
        f"Take all of {COUNSEL} that fit",
        f"Take all of {POLICY} that fit",
        "Take all without tracking that fit",
        "Take all that &fit",
        "&Keep everything of mine",
    ]
    next(action for action in menu.actions() if action.text() == "Take all that &fit").trigger()
    assert deciding.decided == 2
    assert page.panes.changes.chosen == new_id("ours"), "what is at odds is left to the person"
    button(page, "keep_all_here").click()
    assert deciding.decided == 4


def test_words_without_a_place_are_put_into_an_answer(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    page.panes.tray.put.emit(new_id("unplaced"), (SUMMARY,))
    assert deciding.placed == {new_id("unplaced"): (SUMMARY,)}


def test_f6_goes_around_the_page(qtbot: QtBot, deciding: Deciding) -> None:
    page = make(qtbot, deciding)
    seen = []
    for _ in range(4):
        page.focus_next(1)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
    assert seen == ["review_comments", "apply_review", "review_elements", "review_changes"]


def test_no_key_is_given_twice(qtbot: QtBot, deciding: Deciding) -> None:
    from planwriter.ui.actions import COMMANDS

    make(qtbot, deciding)
    others = {keys for command in COMMANDS for keys in command.keys.split("; ")}
    assert not others & set(KEYS.values())


@pytest.mark.parametrize("elements", [60, 10, 1])
def test_two_thousand_changes_are_shown_and_decided_without_waiting(
    qtbot: QtBot, sample_plan: Plan, catalogue: Catalogue, elements: int
) -> None:
    keys = [one.key for section in catalogue.sections for one in section.elements][:elements]
    review = large_review(sample_plan, keys, 2_000)
    page = make(qtbot, Deciding(review, sample_plan, catalogue))
    began = process_time()
    page.show_deciding(Deciding(review, sample_plan, catalogue))
    page.repaint()
    shown = process_time()
    page.panes.changes.ask("take")
    page.repaint()
    decided = process_time()
    assert shown - began < 2.0
    assert decided - shown < 2.0
