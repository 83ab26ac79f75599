"""Paragraphs of one answer that were split, joined, added or lost are compared as a whole."""

import pytest

from planwriter.review.bundles import bundled, key_at_end, plan_rows, printed_answers
from planwriter.review.flow import flow_of
from planwriter.review.match import matched
from tests.unit.review.paper_reviewer import without_anchors
from tests.unit.review.sent_on_paper import full, sample

STRIPPED = pytest.mark.parametrize("is_stripped", [False, True], ids=["anchors", "stripped"])


def _bundles(reviewer, is_stripped=False):
    copy = reviewer.returned()
    flow = flow_of((without_anchors(copy) if is_stripped else copy).paragraphs).paragraphs
    sent = sample()
    matches = matched(sent.baseline, flow, sent.catalogue)
    return bundled(sent.baseline, flow, matches, printed_answers(sent.baseline, sent.catalogue))


@STRIPPED
def test_a_paragraph_split_untracked_stays_with_its_answer(is_stripped):
    reviewer = sample().reviewer()
    number = reviewer.find("We wrote this plan after")
    reviewer.split(number, 60)
    found = _bundles(reviewer, is_stripped)
    assert found.loose == []
    assert [len(one.new) for one in found.all if len(one.new) > 1] == [2]


@STRIPPED
def test_paragraphs_joined_untracked_stay_together(is_stripped):
    reviewer = sample().reviewer()
    reviewer.join(reviewer.find("Results take too long"))
    found = _bundles(reviewer, is_stripped)
    assert (found.loose, found.lost) == ([], [])


@STRIPPED
def test_a_new_paragraph_within_an_answer_is_its(is_stripped):
    reviewer = sample().reviewer()
    reviewer.add_paragraph(reviewer.find("Forms come back"), "Nobody answers.")
    assert _bundles(reviewer, is_stripped).loose == []


def test_paragraphs_in_another_order_are_compared():
    reviewer = sample().reviewer()
    number = reviewer.find("Results take too long")
    one, other = reviewer.paragraphs[number : number + 2]
    reviewer.paragraphs[number : number + 2] = [other, one]
    review = sample().examined(reviewer)
    assert {one.path for one in review.proposals} == {("overview.summary",)}


def test_answers_that_print_once_are_one():
    printed = printed_answers(sample().baseline, sample().catalogue)
    shared = [one for one in printed.values() if one.also]
    assert shared
    assert all(printed["/".join(path)] is one for one in shared for path in one.also)
    review = sample().reviewer()
    assert review.returned().paragraphs


def test_ends_belong_to_answers_of_several_paragraphs_only():
    baseline = full().baseline
    printed = printed_answers(baseline, full().catalogue)
    ends = {key_at_end(one, printed) for one in baseline.paragraphs}
    assert "overview.message" in ends
    assert "plan.title" not in ends
    assert plan_rows(baseline.plan, ("clearance.routing",)) == ("r0", "r1")
