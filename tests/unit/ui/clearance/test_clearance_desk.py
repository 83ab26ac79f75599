"""Tests of the two pages in the window: how they come, what they keep, and how they go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from planwriter.plan.remarks import Disposition
from planwriter.ui.clearance.matrix_page import MatrixPage
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from tests.real_window import CONTROL, SHIFT, RealWindow
from tests.unit.ui.clearance.review_scene import FEEDBACK, new_id, show_small_review

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Key = Qt.Key


def page_of(real: RealWindow) -> ReviewersPage:
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    return page


def test_before_anything_came_back_it_says_what_to_do(sample_window: RealWindow) -> None:
    sample_window.press(Key.Key_R, CONTROL | SHIFT)
    assert "No reviewed copy came back yet." in sample_window.messages
    assert sample_window.workbench.panes.guest is None


def test_the_page_takes_the_room_of_the_panes_and_gives_it_back(sample_window: RealWindow) -> None:
    real = sample_window
    show_small_review(real)
    page = page_of(real)
    assert real.focus is page.panes.changes.list
    assert not real.workbench.side.isVisible()
    real.press(Key.Key_F8)
    assert page.panes.changes.chosen == new_id("theirs"), "F8 goes to the next undecided change"
    real.press(Key.Key_F6)
    assert real.focus is page.panes.comments.list
    real.one(QPushButton, "leave_review").click()
    assert real.workbench.panes.guest is None
    assert real.workbench.side.isVisible()
    assert real.page.isAncestorOf(real.focus)


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_PageDown])
def test_the_keys_of_the_window_lead_back_to_the_plan(sample_window: RealWindow, key: Key) -> None:
    show_small_review(sample_window)
    sample_window.press(key, CONTROL)
    assert sample_window.workbench.panes.guest is None
    assert sample_window.workbench.centre.isVisible()


def test_decisions_stay_while_the_plan_is_open(sample_window: RealWindow) -> None:
    real = sample_window
    show_small_review(real)
    real.press(Key.Key_T, CONTROL | SHIFT)
    real.press(Key.Key_2, CONTROL)
    real.press(Key.Key_R, CONTROL | SHIFT)
    assert page_of(real).deciding is not None
    assert page_of(real).deciding.decided == 2  # type: ignore[union-attr]


def test_a_comment_is_resolved_and_stands_in_the_matrix_with_its_answer(sample_window: RealWindow) -> None:
    real = sample_window
    show_small_review(real)
    comment = new_id("Is this right?")
    page_of(real).panes.comments.answered.emit(comment, Disposition.ACCEPT, "It is.")
    kept = real.workbench.session.draft.remarks[comment]
    assert (kept.disposition, kept.response, kept.office) == (Disposition.ACCEPT, "It is.", "General Counsel")
    assert "Your answer, accepted: It is." in page_of(real).panes.comments.list.item(0).text()
    real.press(Key.Key_X, CONTROL | SHIFT)
    matrix = real.workbench.panes.guest
    assert isinstance(matrix, MatrixPage)
    assert len(matrix._everything) == 8
    assert {one.response for one in matrix._everything} == {"", "It is."}
    real.press(Key.Key_Z, CONTROL)
    assert comment not in real.workbench.session.draft.remarks


def test_a_comment_is_noted_on_its_page_once(sample_window: RealWindow) -> None:
    real = sample_window
    show_small_review(real)
    for _ in range(2):
        page_of(real).panes.comments.note_asked.emit(new_id("Is this right?"))
    assert real.workbench.session.draft.notes[FEEDBACK] == "Reader B (General Counsel): Is this right?"
    assert "in your private note" in real.messages


def test_the_matrix_is_there_without_any_copy(sample_window: RealWindow) -> None:
    real = sample_window
    real.press(Key.Key_X, CONTROL | SHIFT)
    page = real.workbench.panes.guest
    assert isinstance(page, MatrixPage)
    page.went_to.emit((FEEDBACK,))
    assert real.workbench.panes.guest is None
    assert real.workbench.stop.page.elements[0] == FEEDBACK
    real.press(Key.Key_X, CONTROL | SHIFT)
    real.one(QPushButton, "leave_matrix").click()
    assert real.workbench.panes.guest is None


def test_the_review_of_the_plan_leads_to_both(sample_window: RealWindow) -> None:
    real = sample_window
    real.workbench.show_review()
    real.one(QPushButton, "review_matrix").click()
    assert isinstance(real.workbench.panes.guest, MatrixPage)
    real.workbench.show_review()
    real.one(QPushButton, "review_bring_back").click()
    dialog = real.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
