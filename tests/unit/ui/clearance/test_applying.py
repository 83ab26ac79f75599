"""Tests of taking decisions into the plan: the question before, the named version, one step of undo."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget, QMessageBox, QPushButton

from planwriter.plan.answers import Row
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.review.proposal import ProposalKind
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from tests.real_window import RealWindow
from tests.unit.ui.clearance.review_scene import change, new_id, row_texts, show_small_review

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def deciding_of(real: RealWindow) -> Deciding:
    page = show_small_review(real)
    assert page.deciding is not None
    return page.deciding


def press(box: QMessageBox, words: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == words).click()


def names(real: RealWindow) -> list[str]:
    real.wait_saved()
    return [version.name for version in real.plan.keeper.held.history.versions()]


def test_what_is_left_open_is_told_first_and_nothing_happens_without_a_yes(
    sample_window: RealWindow, catalogue: Catalogue
) -> None:
    real = sample_window
    before = plan_bytes(real.workbench.session.plan, catalogue)
    deciding = deciding_of(real)
    deciding.take(new_id("plain"))
    real.one(QPushButton, "apply_review").click()
    box = real.one(QMessageBox, "apply_question")
    assert box.text() == "3 of 4 changes are not decided."
    assert "stay open in the comment matrix" in box.informativeText()
    assert "1 text without a place goes nowhere" in box.informativeText()
    press(box, "&Go on deciding")
    assert plan_bytes(real.workbench.session.plan, catalogue) == before
    assert deciding.decided == 1


def test_one_step_behind_a_named_version(sample_window: RealWindow) -> None:
    real = sample_window
    deciding = deciding_of(real)
    deciding.take(new_id("plain"))
    real.one(QPushButton, "apply_review").click()
    press(real.one(QMessageBox, "apply_question"), "&Apply")
    real.until(lambda: "1 change taken over." in real.messages)
    session = real.workbench.session
    assert session.plan.answer("overview.summary").plain.startswith("Every year we")  # type: ignore[union-attr]
    assert len(session.draft.remarks) == 8
    assert any(name.startswith("Before reviewers' changes") for name in names(real))
    assert session.undo_words == "reviewers' changes"
    real.workbench.undo()
    assert not session.plan.answer("overview.summary").plain.startswith("Every year we")  # type: ignore[union-attr]
    assert session.draft.remarks == {}


def test_everything_decided_asks_nothing(sample_window: RealWindow) -> None:
    real = sample_window
    deciding = deciding_of(real)
    deciding.keep_all([one.id for one in deciding.review.proposals])
    deciding.put_into(new_id("unplaced"), ("overview.summary",))
    real.one(QPushButton, "apply_review").click()
    real.until(lambda: "0 changes taken over." in real.messages)
    assert "See the annex." in real.workbench.session.plan.answer("overview.summary").plain  # type: ignore[union-attr]
    plan = real.workbench.session.plan
    real.until(lambda: real.plan.clearance.bringing.brought.plan is plan)  # type: ignore[union-attr]
    real.workbench.messages.show_words("")
    real.plan.clearance.applying.apply(deciding, real.plan.clearance.bringing.brought)  # type: ignore[arg-type]
    real.until(lambda: "0 changes taken over." in real.messages)
    assert real.workbench.session.plan.answers == plan.answers, "words are put into an answer once"


def test_what_does_not_fit_is_told(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    deciding = deciding_of(real)
    review = deciding.review
    bad = replace(review.proposals[0], fault="It is no date. Type one.")
    deciding.replace(replace(review, proposals=(bad, *review.proposals[1:])), deciding.places.plan)
    brought = replace(real.plan.clearance.brought, review=deciding.review)  # type: ignore[type-var]
    deciding.take(bad.id)
    real.plan.clearance.applying.apply(deciding, brought)  # type: ignore[arg-type]
    real.until(lambda: real.window.findChild(ProblemsDialog) is not None)
    told = row_texts(real.one(QListWidget, "problems"))
    assert len(told) == 1
    assert "It is no date" in told[0]
    real.one(QPushButton, "close_problems").click()


def test_a_plan_that_moved_on_meanwhile_is_not_written_over(sample_window: RealWindow, sample_plan: Plan) -> None:
    real = sample_window
    deciding = deciding_of(real)
    deciding.take(new_id("plain"))
    real.plan.clearance.applying.apply(deciding, real.plan.clearance.brought)  # type: ignore[arg-type]
    real.workbench.session.edit(("plan.title",), "Typed meanwhile", now=real.window.shell.clock())
    real.until(lambda: "changed meanwhile" in real.messages)
    assert real.workbench.session.plan.answer("overview.summary") == sample_plan.answer("overview.summary")


def test_a_row_that_came_without_a_cell_is_told(sample_window: RealWindow) -> None:
    real = sample_window
    deciding = deciding_of(real)
    path = ("customers.groups", new_id("row"))
    row = change(
        "row", path[0], path=path, kind=ProposalKind.ROW_ADDED, new="Well owners | many",
        row=Row(path[-1], {"name": "Well owners"}), fault="“many” is no number.",
    )  # fmt: skip
    deciding.replace(replace(deciding.review, proposals=(*deciding.review.proposals, row)), deciding.places.plan)
    brought = replace(real.plan.clearance.brought, review=deciding.review)  # type: ignore[type-var]
    deciding.take(row.id)
    real.plan.clearance.applying.apply(deciding, brought)  # type: ignore[arg-type]
    real.until(lambda: real.window.findChild(ProblemsDialog) is not None)
    assert real.one(ProblemsDialog, "problems_dialog").windowTitle() == "Not taken over whole"
    (told,) = row_texts(real.one(QListWidget, "problems"))
    assert "Well owners" in told
    assert "The row was added without this. “many” is no number" in told
    real.one(QPushButton, "close_problems").click()
