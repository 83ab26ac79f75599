"""Tests of what is decided and not applied: it comes back with the plan, until it is applied or put away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QMessageBox, QPushButton

from planwriter.drafts.kept_review import COPIES, DECISIONS, KeptReview
from planwriter.plan.text import Text, plain_text
from planwriter.review.proposal import Choice
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.files_dialog import FilesDialog
from planwriter.ui.clearance.matrix_page import MatrixPage
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from tests.real_window import CONTROL, SHIFT, RealWindow
from tests.unit.ui.clearance.review_scene import row_texts
from tests.unit.wizard.reviewer import reviewed, sent_copy, written

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Key = Qt.Key
FIRST, SECOND = ("nobody else tests that water", "no other agency tests that water"), ("You mail us", "You send us")
COMMENT = ("lead", "Which limit is meant?")


def wait_for_page(real: RealWindow) -> Deciding:
    real.until(lambda: isinstance(real.workbench.panes.guest, ReviewersPage))
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    assert page.deciding is not None
    return page.deciding


def made(deciding: Deciding, words: str) -> Choice | None:
    one = next(one for one in deciding.review.proposals if one.new == words)
    decision = deciding.decision(one.id)
    return decision.choice if decision is not None else None


def id_of(deciding: Deciding, words: str) -> str:
    return next(one.id for one in deciding.review.proposals if one.new == words)


def reopen(real: RealWindow) -> None:
    """Open the one draft there is again, as from the list of drafts."""
    (draft,) = real.window.shell.library.list()
    real.window.open_draft(draft.id)
    real.wait_open()


@pytest.fixture
def deciding(sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path) -> Deciding:
    """A copy came back, and the first of two changes is taken."""
    real = sample_window
    data = sent_copy(real.workbench.session.plan, catalogue, real.plan.keeper.held.baselines)
    file = written(tmp_path / "a.docx", reviewed(data, FIRST, SECOND, comment=COMMENT))
    real.plan.clearance.bringing.bring([file])
    found = wait_for_page(real)
    found.take(id_of(found, FIRST[1]))
    file.unlink()
    return found


def test_decisions_come_back_with_the_plan(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    deciding.edit(id_of(deciding, SECOND[1]), "You bring us")
    deciding.take_back(id_of(deciding, FIRST[1]))
    real.again()
    reopen(real)
    assert "Reviewers’ changes are where you left them" in real.messages
    assert real.workbench.panes.guest is None
    next(one for one in real.window.findChildren(QPushButton) if one.text() == "Go on deciding").click()
    found = wait_for_page(real)
    assert found is not deciding
    assert made(found, FIRST[1]) is None
    one = found.decision(id_of(found, SECOND[1]))
    assert one is not None
    assert (one.choice, one.words) == (Choice.EDIT, "You bring us")
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    assert page.panes.changes.chosen == id_of(found, FIRST[1]), "the first that is not decided is in hand"
    assert [one.text for one in found.review.comments] == [COMMENT[1]]


def test_a_program_that_is_killed_loses_no_decision(sample_window: RealWindow, deciding: Deciding) -> None:
    held = sample_window.plan.keeper.held
    deciding.keep(id_of(deciding, SECOND[1]))
    sample_window.window.shell.runner.finish()  # what a kill leaves: nothing was closed
    form = KeptReview(held.folder / "returned").kept(DECISIONS)
    assert form is not None
    assert sorted(choice for choice, _words in form["proposals"].values()) == ["accept", "reject"]


def test_the_plan_may_have_moved_on_meanwhile(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    path = next(one.path for one in deciding.review.proposals if one.new == SECOND[1])
    now = real.window.shell.clock()
    real.again()
    reopen(real)
    real.workbench.session.edit(path, plain_text("All of it was written anew."), now=now)
    real.press(Key.Key_R, CONTROL | SHIFT)
    found = wait_for_page(real)
    assert found.conflicts(id_of(found, SECOND[1]))[0].changed_here
    assert made(found, FIRST[1]) is Choice.ACCEPT


def test_the_matrix_brings_the_review_back_too(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    real.again()
    reopen(real)
    real.press(Key.Key_X, CONTROL | SHIFT)
    page = real.workbench.panes.guest
    assert isinstance(page, MatrixPage)
    real.until(lambda: len(page._everything) == 3)
    assert real.workbench.panes.guest is page
    real.press(Key.Key_R, CONTROL | SHIFT)
    assert made(wait_for_page(real), FIRST[1]) is Choice.ACCEPT


def test_more_files_join_what_was_kept(sample_window: RealWindow, deciding: Deciding, catalogue: Catalogue,
                                       tmp_path: Path) -> None:  # fmt: skip
    real = sample_window
    real.again()
    reopen(real)
    data = sent_copy(real.workbench.session.plan, catalogue, real.plan.keeper.held.baselines)
    file = written(tmp_path / "b.docx", reviewed(data, ("at the counter", "at our counters"), author="Reader B"))
    real.plan.clearance.bringing.bring([file])
    found = wait_for_page(real)
    assert {one.file for one in found.review.proposals} == {"a.docx", "b.docx"}
    assert (found.decided, found.total) == (1, 3)
    real.again()
    reopen(real)
    real.press(Key.Key_R, CONTROL | SHIFT)
    assert wait_for_page(real).total == 3


def test_what_is_applied_is_forgotten_and_what_is_open_stays(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    real.one(QPushButton, "apply_review").click()
    next(
        one for one in real.one(QMessageBox, "apply_question").findChildren(QPushButton) if "Apply" in one.text()
    ).click()
    real.until(lambda: "1 change taken over." in real.messages)
    real.until(lambda: deciding.total == 1)
    store = real.plan.keeper.held.review
    real.wait_saved()
    assert store.is_waiting, "one change is not decided"
    real.again()
    reopen(real)
    real.press(Key.Key_R, CONTROL | SHIFT)
    found = wait_for_page(real)
    assert [one.new for one in found.review.proposals] == [SECOND[1]]
    found.keep(id_of(found, SECOND[1]))
    real.one(QPushButton, "apply_review").click()
    real.until(lambda: "0 changes taken over." in real.messages)
    folder = real.plan.keeper.held.folder / "returned"
    real.until(lambda: not real.plan.keeper.held.review.is_waiting)
    assert folder.exists(), "undo may want it"
    real.again()
    assert not folder.exists()
    reopen(real)
    assert not real.messages
    real.press(Key.Key_R, CONTROL | SHIFT)
    assert "No reviewed copy came back yet." in real.messages


def test_undo_brings_back_what_was_decided(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    deciding.keep(id_of(deciding, SECOND[1]))
    real.one(QPushButton, "apply_review").click()
    real.until(lambda: "1 change taken over." in real.messages)
    real.until(lambda: not real.plan.keeper.held.review.is_waiting)
    real.workbench.undo()
    real.wait_saved()
    real.until(lambda: real.plan.keeper.held.review.is_waiting)
    real.again()
    reopen(real)
    real.press(Key.Key_R, CONTROL | SHIFT)
    found = wait_for_page(real)
    assert (made(found, FIRST[1]), made(found, SECOND[1])) == (Choice.ACCEPT, Choice.REJECT)
    assert id_of(found, FIRST[1]) in found.decisions.proposals


def test_a_review_is_put_away_when_the_person_says_so(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    bringing = real.plan.clearance.bringing
    bringing.show_files()
    dialog = real.one(FilesDialog, "files_dialog")
    folder = real.plan.keeper.held.folder / "returned"
    for words, is_there in (("&Go on deciding", True), ("&Put away", False)):
        real.one(QPushButton, "put_review_away", within=dialog).click()
        box = next(one for one in real.window.findChildren(QMessageBox, "put_away_question") if one.isVisible())
        assert box.text() == "planwriter forgets the file that came back, and what you decided and did not apply."
        next(one for one in box.findChildren(QPushButton) if one.text() == words).click()
        real.wait_saved()
        real.window.shell.runner.finish()
        assert folder.exists() is is_there
        assert (bringing.brought is not None) is is_there
    assert not dialog.isVisible()
    assert real.workbench.panes.guest is None
    assert "The review is put away." in real.messages
    assert not real.workbench.session.draft.remarks
    real.press(Key.Key_R, CONTROL | SHIFT)
    assert "No reviewed copy came back yet." in real.messages


def test_damage_is_told_and_costs_no_more_than_what_is_damaged(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    folder = real.plan.keeper.held.folder / "returned"
    real.close()
    for name in (DECISIONS, COPIES):
        (folder / name).write_bytes((folder / name).read_bytes()[:-1])
        real.again()
        reopen(real)
        real.press(Key.Key_R, CONTROL | SHIFT)
        if name == DECISIONS:
            assert wait_for_page(real).decided == 0
            assert "Decide once more" in real.messages
        else:
            real.until(lambda: "Bring the reviewed copies back once more." in real.messages)
            assert real.workbench.panes.guest is None


def test_a_copy_that_is_damaged_is_among_the_files(sample_window: RealWindow, deciding: Deciding) -> None:
    real = sample_window
    (kept,) = (real.plan.keeper.held.folder / "returned").glob("*.docx")
    real.close()
    kept.write_bytes(b"")
    real.again()
    reopen(real)
    real.press(Key.Key_R, CONTROL | SHIFT)
    wait_for_page(real)
    rows = row_texts(real.one(QListWidget, "files", within=real.one(FilesDialog, "files_dialog")))
    assert "What was kept of “a.docx” is damaged." in rows[0]


def test_a_disk_that_refuses_is_told_and_the_newest_is_kept_once_it_does_not(
    sample_window: RealWindow, deciding: Deciding
) -> None:
    real = sample_window
    real.wait_saved()
    real.window.shell.runner.finish()
    folder = real.plan.keeper.held.folder / "returned"
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.write_bytes(b"no folder")
    deciding.keep(id_of(deciding, SECOND[1]))
    real.until(lambda: "is kept only while your plan is open" in real.messages)
    folder.unlink()
    aside.rename(folder)
    deciding.keep(id_of(deciding, FIRST[1]))
    real.window.shell.runner.finish()
    form = real.plan.keeper.held.review.kept(DECISIONS)
    assert form is not None
    assert [choice for choice, _words in form["proposals"].values()] == ["reject", "reject"]


def test_the_page_says_that_decisions_are_kept(sample_window: RealWindow, deciding: Deciding) -> None:
    assert "Your decisions are kept" in sample_window.one(QLabel, "decided_count").text()
    assert isinstance(sample_window.workbench.session.plan.answer("overview.summary"), Text)
