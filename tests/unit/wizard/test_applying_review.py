"""What was decided is one step: a version named before, the plan, the matrix' rows, and the ticks on the sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.library import DraftLibrary
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.plan.text import plain_text
from planwriter.review.choosing import accept_all
from planwriter.review.proposal import Choice, Decision, Decisions
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs
from planwriter.wizard.applying_review import UNDO_WORDS, name_before, to_apply
from planwriter.wizard.exporting import BEFORE_REVIEW
from planwriter.wizard.reviewing import Basis, BroughtBack, answered, read_copies
from planwriter.wizard.session import Session
from tests.unit.wizard.reviewer import reviewed, sent_copy, written

NOW = datetime(2011, 10, 10, 9, tzinfo=UTC)
OLD, NEW = "Nobody tests the water", "No other agency tests the water"
OFFICE = "General Counsel"


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    words = "Nobody tests the water of private wells but us. We answer every letter within ten days."
    return plan.with_answer("overview.message", plain_text(words)).with_answer(
        "clearance.routing", Rows((Row("a", {"office": OFFICE, "round": 1}), Row("b", {"office": "Privacy"})))
    )


@pytest.fixture
def basis(plan: Plan, catalogue: Catalogue, tmp_path: Path) -> Basis:
    return Basis(plan, catalogue, (BaselineStore(tmp_path / "exports"),))


@pytest.fixture
def brought(basis: Basis, tmp_path: Path) -> BroughtBack:
    copy = sent_copy(basis.plan, basis.catalogue, basis.stores[0], OFFICE)
    data = reviewed(copy, (OLD, NEW), ("ten days", "a week"), comment=("every letter", "E-mails, too?"))
    return read_copies([written(tmp_path / "a.docx", data)], basis)


def test_what_is_decided_is_the_plan_the_matrix_and_the_ticks(brought: BroughtBack, basis: Basis) -> None:
    first, second = brought.review.proposals
    decisions = Decisions({first.id: Decision(Choice.ACCEPT), second.id: Decision(Choice.REJECT)})
    made = to_apply(Draft(basis.plan), brought, decisions, basis.catalogue, names=[], now=NOW)
    message = made.plan.answer("overview.message")
    assert message == plain_text("No other agency tests the water of private wells but us. "
                                 "We answer every letter within ten days.")  # fmt: skip
    assert made.plan.rows("clearance.routing")[0].cells["returned"] == date(2011, 10, 10)
    assert "returned" not in made.plan.rows("clearance.routing")[1].cells
    assert made.plan.revision == basis.plan.revision + 1
    assert made.accepted == (first.id,)
    assert made.version == "Before reviewers' changes 1, October 10, 2011"
    assert made.version.startswith(BEFORE_REVIEW)
    rows = {one.id: one for one in made.remarks}
    assert rows[first.id].disposition is Disposition.ACCEPT
    assert rows[first.id].version == "Reviewers' changes 1, October 10, 2011"
    assert (rows[first.id].office, rows[first.id].round) == (OFFICE, "1")
    assert (rows[second.id].disposition, rows[second.id].version) == (Disposition.REJECT, "")
    comment = next(one for one in made.remarks if one.kind is RemarkKind.COMMENT)
    assert (comment.text, comment.disposition) == ("E-mails, too?", Disposition.OPEN)


def test_nothing_decided_still_ticks_the_sheet_and_fills_the_matrix(brought: BroughtBack, basis: Basis) -> None:
    made = to_apply(Draft(basis.plan), brought, Decisions(), basis.catalogue, names=[], now=NOW)
    assert made.plan.answer("overview.message") == basis.plan.answer("overview.message")
    assert made.plan.rows("clearance.routing")[0].cells["returned"] == date(2011, 10, 10)
    assert {one.disposition for one in made.remarks} == {Disposition.OPEN}


def test_the_name_of_the_version_is_always_free(brought: BroughtBack, basis: Basis) -> None:
    def name(*names: str) -> str:
        made = to_apply(Draft(basis.plan), brought, Decisions(), basis.catalogue, names=names, now=NOW)
        return made.version

    first = name("Sent out")
    second = name(first.upper())
    assert second == "Before reviewers' changes 2, October 10, 2011"
    assert name(second) == "Before reviewers' changes 3, October 10, 2011"
    assert name(first, second) == "Before reviewers' changes 3, October 10, 2011"


def test_a_plan_that_has_moved_on_must_be_looked_at_again(brought: BroughtBack, basis: Basis) -> None:
    moved = basis.plan.with_answer("plan.title", "Our Customer Service Plan")
    with pytest.raises(ValueError, match="moved on"):
        to_apply(Draft(moved), brought, Decisions(), basis.catalogue, names=[], now=NOW)
    again = answered(brought, replace(basis, plan=moved), brought.answers)
    made = to_apply(Draft(moved), again, accept_all(again.review), basis.catalogue, names=[], now=NOW)
    assert made.plan.answer("plan.title") == "Our Customer Service Plan"
    assert len(made.accepted) == 2


def test_it_is_one_step_of_a_draft_and_undone_as_one(brought: BroughtBack, basis: Basis, tmp_path: Path) -> None:
    opened = jobs.create_draft(DraftLibrary(tmp_path / "drafts"), basis.plan, NOW)
    held = opened.held
    made = to_apply(opened.draft, brought, accept_all(brought.review), basis.catalogue, names=[], now=NOW)
    name_before(held, made.version, NOW)
    session = Session(opened.draft, basis.catalogue)
    session.apply_review(made.plan, made.remarks, words=UNDO_WORDS, now=NOW)
    committed = jobs.save(held, opened.draft, session.draft, NOW)
    assert len(held.draft(basis.catalogue).remarks) == 3
    then = held.history.draft_at(held.history.seq_of(made.version), basis.catalogue)
    assert then.plan.answers == basis.plan.answers
    assert then.remarks == {}
    session.undo()
    jobs.save(held, committed, session.draft, NOW, is_undo=True)
    assert held.draft(basis.catalogue).plan.answers == basis.plan.answers
    assert held.draft(basis.catalogue).remarks == {}
    held.close()


def test_what_was_answered_in_the_matrix_survives_the_next_reading(brought: BroughtBack, basis: Basis) -> None:
    decisions = accept_all(brought.review)
    made = to_apply(Draft(basis.plan), brought, decisions, basis.catalogue, names=[], now=NOW)
    answers = [replace(one, response="Done.") for one in made.remarks]
    draft = Draft(made.plan).with_remarks(answers)
    again = answered(brought, replace(basis, plan=made.plan), brought.answers)
    assert again.review.proposals == ()
    later = to_apply(draft, again, Decisions(), basis.catalogue, names=[], now=NOW)
    assert later.remarks == ()
    assert later.plan is draft.plan
