"""One undo for the whole plan: what merges, what does not, and who is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planwriter.checks.findings import Severity
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.text import Text, plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.session import MAX_STEPS, MERGE_EDITS, Change, Session

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
REMARK = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?")
SUMMARY, ACRONYM = ("overview.summary",), ("agency.acronym",)


@pytest.fixture
def session(catalogue: Catalogue) -> Session:
    return Session(Draft(Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)), catalogue)


def type_words(session: Session, words: str, start: datetime = NOW) -> None:
    """Type letter by letter, ten a second."""
    for number in range(len(words)):
        session.edit(SUMMARY, plain_text(words[: number + 1]), now=start + timedelta(milliseconds=100 * number))


def test_typing_without_a_pause_is_one_step(session: Session) -> None:
    type_words(session, "A plan for everybody")
    assert session.undo_words == "typing in Executive summary"
    step = session.undo()
    assert step is not None
    assert step.path == SUMMARY
    assert session.plan.answer("overview.summary") is None
    assert session.undo() is None
    assert session.redo_words == "typing in Executive summary"
    session.redo()
    assert session.plan.answer("overview.summary") == plain_text("A plan for everybody")
    assert session.redo() is None


def test_a_pause_of_more_than_a_second_begins_another_step(session: Session) -> None:
    type_words(session, "One")
    session.edit(SUMMARY, plain_text("One two"), now=NOW + timedelta(seconds=5))
    session.undo()
    assert session.plan.answer("overview.summary") == plain_text("One")


def test_forty_edits_are_the_most_that_one_step_takes_back(session: Session) -> None:
    type_words(session, "x" * (MERGE_EDITS + 1))
    session.undo()
    assert session.plan.answer("overview.summary") == plain_text("x" * MERGE_EDITS)


def test_leaving_a_field_ends_its_step(session: Session) -> None:
    session.edit(ACRONYM, "S", now=NOW)
    session.end_step()
    session.edit(ACRONYM, "SS", now=NOW)
    session.undo()
    assert session.plan.answer("agency.acronym") == "S"


def test_typing_in_another_field_is_another_step_and_undo_goes_from_field_to_field(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW, caret=2)
    session.edit(SUMMARY, plain_text("Hello"), now=NOW)
    session.edit(ACRONYM, "SSAB", now=NOW, caret=3)
    steps = [session.undo(), session.undo(), session.undo()]
    assert [(step.path, step.caret) for step in steps if step] == [(ACRONYM, 3), (SUMMARY, None), (ACRONYM, 2)]
    assert not session.plan.answers


def test_picking_and_ticking_never_merge(session: Session) -> None:
    for kind in ("executive_department", "independent_agency"):
        session.edit(("agency.kind",), kind, now=NOW)
    assert session.undo_words.startswith("change of ")
    session.undo()
    assert session.plan.answer("agency.kind") == "executive_department"


def test_undo_raises_the_revision_since_going_back_is_an_edit(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW)
    revision = session.plan.revision
    session.undo()
    assert session.plan.revision == revision + 1
    session.redo()
    assert session.plan.revision == revision + 2


def test_an_edit_after_undo_drops_what_could_be_done_again(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW)
    session.undo()
    session.edit(ACRONYM, "RRB", now=NOW)
    assert session.redo_words == ""


def test_only_so_many_steps_are_kept(session: Session) -> None:
    for number in range(MAX_STEPS + 20):
        session.edit(("agency.cfo_act",), bool(number % 2), now=NOW)
    count = 0
    while session.undo():
        count += 1
    assert count == MAX_STEPS


def test_setting_what_is_there_already_is_no_edit(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW)
    told: list[Change] = []
    session.subscribe(told.append)
    session.edit(ACRONYM, " SSA ", now=NOW)
    assert told == []
    assert session.draft.plan.revision == 2


def test_words_that_cannot_be_read_are_kept_beside_the_plan_until_they_can(session: Session) -> None:
    session.edit_together([(("feedback.timeline",), Rows((Row("m1", {}),)))], "adding a row", now=NOW)
    path = ("feedback.timeline", "m1", "due")
    session.edit(path, None, now=NOW, typed="Q2 F")
    assert session.draft.typed == {"feedback.timeline/m1/due": "Q2 F"}
    session.edit(path, Due("FY2012-Q2"), now=NOW)
    assert not session.draft.typed
    assert session.plan.at(path) == Due("FY2012-Q2")


def test_several_answers_set_together_are_one_step(session: Session) -> None:
    session.edit_together([(ACRONYM, "SSA"), (("agency.code",), "028")], "filling in your agency", now=NOW)
    assert session.undo_words == "filling in your agency"
    session.undo()
    assert not session.plan.answers


def test_a_row_that_is_gone_is_refused_and_changes_nothing(session: Session) -> None:
    before = session.draft
    with pytest.raises(KeyError):
        session.edit(("customers.groups", "gone", "name"), "Retirees", now=NOW)
    assert session.draft is before
    assert session.undo_words == ""


def test_listeners_hear_each_change_until_they_stop(session: Session) -> None:
    told: list[Change] = []
    stop = session.subscribe(told.append)
    session.edit(ACRONYM, "SSA", now=NOW)
    session.undo()
    stop()
    session.redo()
    assert [(change.path, change.is_undo) for change in told] == [(ACRONYM, False), (ACRONYM, True)]
    assert told[0].old.plan.answer("agency.acronym") is None
    assert told[0].new.plan.answer("agency.acronym") == "SSA"


def test_ticks_and_notes_are_undone_too(session: Session) -> None:
    session.set_finished("agency.agency", is_finished=True, now=NOW)
    session.set_note("agency.name", "Ask the counsel.", now=NOW)
    session.set_note("agency.name", "Ask the counsel. Twice.", now=NOW)
    assert session.undo_words == "typing a note"
    session.undo()
    assert not session.draft.notes
    session.undo()
    assert not session.draft.finished


def test_findings_are_worked_out_once_a_plan_and_old_ones_from_elsewhere_are_refused(session: Session) -> None:
    first = session.findings
    assert session.findings is first
    old = session.plan
    session.edit(SUMMARY, Text(), now=NOW)
    session.edit(ACRONYM, "SSA", now=NOW)
    assert not session.take_findings(old, ())
    assert session.take_findings(session.plan, ())
    assert session.findings == ()


def test_a_should_is_set_aside_with_a_reason_and_taken_back(session: Session) -> None:
    should = next(finding for finding in session.findings if finding.severity is Severity.SHOULD)
    session.set_aside(should, "  Our  office has none. ", now=NOW)
    aside = [finding for finding in session.findings if finding.set_aside]
    assert [(one.rule, one.path) for one in aside] == [(should.rule, should.path)]
    assert session.plan.set_aside[0].reason == "Our office has none."
    session.take_back(aside[0], now=NOW)
    assert not any(finding.set_aside for finding in session.findings)
    session.undo()
    assert any(finding.set_aside for finding in session.findings)


@pytest.mark.parametrize("reason", ["", "   ", "A good reason"])
def test_a_must_cannot_be_set_aside_and_nothing_without_a_reason(session: Session, reason: str) -> None:
    severity = Severity.MUST if reason.strip() else Severity.SHOULD
    finding = next(finding for finding in session.findings if finding.severity is severity)
    with pytest.raises(ValueError, match="only with a reason"):
        session.set_aside(finding, reason, now=NOW)
    assert session.plan.set_aside == ()


def test_going_back_is_a_new_edit_that_undo_takes_back(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW)
    session.set_finished("agency.agency", is_finished=True, now=NOW)
    then = session.draft
    session.edit(ACRONYM, "OTHER", now=NOW + timedelta(minutes=1))
    session.set_note("overview.summary", "Ask", now=NOW)
    session.edit(("plan.date",), None, now=NOW, typed="next spring")
    now_before = session.draft
    session.go_back(then, "going back to yesterday", now=NOW)
    assert session.plan.answers == then.plan.answers
    assert session.plan.revision == now_before.plan.revision + 1
    assert session.draft.typed == {}
    assert session.draft.notes == {"overview.summary": "Ask"}, "notes are no part of the plan"
    assert session.undo_words == "going back to yesterday"
    session.undo()
    assert session.plan.answers == now_before.plan.answers
    assert session.draft.typed == now_before.typed


def test_going_back_for_one_answer_leaves_the_others(session: Session) -> None:
    then = session.draft
    session.edit(ACRONYM, "SSA", now=NOW)
    session.edit(SUMMARY, plain_text("Hello"), now=NOW)
    session.edit(("plan.date",), None, now=NOW, typed="next spring")
    session.go_back(then, "going back", now=NOW, element="agency.acronym")
    assert session.plan.answer("agency.acronym") is None
    assert session.plan.answer("overview.summary") == plain_text("Hello")
    session.go_back(then, "going back", now=NOW, element="plan.date")
    assert session.draft.typed == {}
    step = session.undo()
    assert step is not None
    assert step.path == ("plan.date",)


def test_going_back_to_what_is_there_is_no_edit(session: Session) -> None:
    session.edit(ACRONYM, "SSA", now=NOW)
    here = session.draft
    session.go_back(here, "going back", now=NOW)
    session.go_back(here, "going back", now=NOW, element="agency.acronym")
    assert session.draft is here
    assert session.undo_words == "typing in Acronym"


def test_a_review_is_one_step_with_its_matrix(session: Session) -> None:
    before = session.draft
    session.apply_review(
        session.plan.with_answer("agency.acronym", "SSA"), [REMARK], words="reviewers' changes", now=NOW
    )
    assert session.undo_words == "reviewers' changes"
    assert session.plan.answer("agency.acronym") == "SSA"
    assert session.draft.remarks == {REMARK.id: REMARK}
    session.undo()
    assert session.draft.remarks == before.remarks
    assert session.plan.answers == before.plan.answers
    assert session.undo() is None
    session.redo()
    assert session.draft.remarks == {REMARK.id: REMARK}


def test_a_review_that_changes_no_answer_leaves_the_plan_as_it_is(session: Session) -> None:
    plan = session.plan
    session.apply_review(replace(plan, revision=7), [REMARK], words="reviewers' changes", now=NOW)
    assert session.plan is plan


def test_typing_a_response_merges_like_typing_an_answer(session: Session) -> None:
    session.apply_review(session.plan, [REMARK], words="reviewers' changes", now=NOW)
    for number, words in enumerate(("D", "Do", "Don", "Done")):
        later = NOW + timedelta(milliseconds=100 * number)
        session.set_remark(replace(session.draft.remarks[REMARK.id], response=words), now=later)
    assert session.undo_words == "typing in the comment matrix"
    session.undo()
    assert session.draft.remarks == {REMARK.id: REMARK}
    assert session.undo_words == "reviewers' changes"


def test_the_caret_goes_behind_what_came_back(session):
    session.edit(ACRONYM, "SSA", now=NOW, caret=3)
    session.edit(ACRONYM, "SA", now=NOW + timedelta(minutes=1), caret=0)
    step = session.undo()
    assert step.caret_then(is_undo=True) == 1
    assert session.redo().caret_then(is_undo=False) == 0
