"""Tests of what is remembered of decisions: over more copies, over closing, and over applying and undo."""

from dataclasses import replace

from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.review.proposal import Choice, Decision
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from tests.unit.ui.clearance.review_scene import FEEDBACK, READER_A, READER_B, SUMMARY, new_id


def choice(deciding: Deciding, words: str) -> Choice | None:
    decision = deciding.decision(new_id(words))
    return decision.choice if decision is not None else None


def test_what_was_decided_before_is_taken_up_and_what_is_not_here_rests(
    deciding: Deciding, sample_plan: Plan, catalogue: Catalogue
) -> None:
    everything, whole = deciding.review, deciding
    whole.take(new_id("plain"))
    whole.edit(new_id("ours"), "every month")
    whole.put_into(new_id("unplaced"), (SUMMARY,))
    less = replace(everything, proposals=everything.proposals[:1], conflicts=(), opposed=(), unplaced=())
    again = Deciding(less, sample_plan, catalogue)
    again.restore(whole.made.to_keep)
    assert (again.decided, dict(again.placed)) == (1, {})
    assert again.made.to_keep == whole.made.to_keep
    again.keep(new_id("plain"))
    again.replace(everything, sample_plan)
    assert choice(again, "plain") is Choice.REJECT
    assert again.decision(new_id("ours")) == Decision(Choice.EDIT, "every month")
    assert again.placed == {new_id("unplaced"): (SUMMARY,)}


def test_a_change_that_another_made_too_keeps_what_was_decided_of_it_alone(
    deciding: Deciding, sample_plan: Plan
) -> None:
    deciding.take(new_id("plain"))
    first, *rest = deciding.review.proposals
    renamed = replace(first, id=new_id("first of two"), also=(first.id,), author=f"{READER_B}; {READER_A}")
    deciding.replace(replace(deciding.review, proposals=(renamed, *rest)), sample_plan)
    assert choice(deciding, "first of two") is Choice.ACCEPT
    assert first.id not in deciding.made.to_keep.proposals


def rows(*ids: str) -> dict[str, Remark]:
    """Rows of the matrix, applied in a version."""
    return {one: Remark(one, RemarkKind.CHANGE, "", "", "", "", "", "", version="Reviewers' changes 1") for one in ids}


def test_what_was_applied_is_not_applied_once_more_unless_it_is_decided_anew_or_undone(deciding: Deciding) -> None:
    plain, added, ours, theirs = (one.id for one in deciding.review.proposals)
    words = new_id("unplaced")
    deciding.put_into(words, (SUMMARY,))
    deciding.edit(plain, "Each year")
    for one in (added, ours, theirs):
        deciding.keep(one)
    assert not deciding.is_settled, "a change and some words wait to be applied"
    deciding.made.mark_applied([plain, words])
    deciding.made.show_versions(rows(plain, words))
    assert deciding.is_settled
    assert set(deciding.decisions.proposals) == {added, ours, theirs}
    assert not deciding.decisions.placed
    assert (deciding.decided, deciding.placed) == (4, {words: (SUMMARY,)})
    deciding.made.show_versions({})
    assert set(deciding.decisions.proposals) == {plain, added, ours, theirs}, "undo took the rows back"
    assert deciding.decisions.placed
    deciding.made.show_versions(rows(plain, words))
    assert deciding.is_settled, "redo"
    deciding.take(plain)
    assert deciding.decisions.proposals[plain] == Decision(Choice.ACCEPT)
    deciding.put_into(words, (FEEDBACK,))
    assert deciding.decisions.placed == {words: (FEEDBACK,)}
    assert deciding.made.applied == frozenset()


def test_what_was_applied_before_the_plan_was_opened_is_known(
    deciding: Deciding, sample_plan: Plan, catalogue: Catalogue
) -> None:
    plain = new_id("plain")
    deciding.take(plain)
    deciding.made.mark_applied([plain])
    again = Deciding(deciding.review, sample_plan, catalogue)
    again.restore(deciding.made.to_keep, deciding.made.applied)
    again.made.show_versions(rows(plain))
    assert again.decided == 1
    assert not again.decisions.proposals
