"""A whole copy examined: nothing where nothing was done, and everything where something was."""

from dataclasses import replace

import pytest

from planwriter.review.proposal import MatchedBy, ProposalKind
from planwriter.review.returned import Mark, MarkKind, Piece, ReturnedParagraph
from tests.unit.review.sent_on_paper import full, sample, told


@pytest.mark.parametrize("sent", [sample, full], ids=["sample", "full"])
@pytest.mark.parametrize("is_stripped", [False, True], ids=["anchors", "stripped"])
def test_a_copy_nobody_changed_proposes_nothing(sent, is_stripped):
    review = sent().examined(is_stripped=is_stripped)
    assert (review.proposals, review.unplaced, review.missing, review.comments) == ((), (), (), ())
    assert (review.passages, review.unreported) == ({}, 0)
    by = MatchedBy.TEXT if is_stripped else MatchedBy.ANCHOR
    printed = sum(bool(one.stretches) for one in sent().baseline.paragraphs)
    assert review.matched == {by: printed}
    assert bool(review.warnings) is is_stripped


def test_it_says_of_which_export_office_and_revision_it_is():
    baseline = replace(sample().baseline, office="Finance Office", round="2")
    review = replace(sample(), baseline=baseline).examined(plan_id=baseline.plan.plan_id.upper())
    assert (review.office, review.round, review.revision) == ("Finance Office", "2", baseline.plan.revision)
    assert review.export_id == baseline.export_id
    assert review.base == baseline.plan
    assert not review.is_other_plan
    assert sample().examined(plan_id="00000000-0000-0000-0000-000000000000").is_other_plan


def test_a_file_of_another_export_is_told():
    sent = replace(sample(), copy=replace(sample().copy, export_id="another"))
    assert any("another copy" in warning for warning in sent.examined().warnings)


def test_the_same_change_in_two_copies_has_one_id():
    ids = []
    for name in ("a.docx", "b.docx"):
        reviewer = sample().reviewer()
        reviewer.replace(reviewer.find("If your family drinks"), "nobody else", "no one else", "Reader A")
        if name == "b.docx":
            reviewer.insert(reviewer.find("Forms come back"), 5, " often", "Reader B")
        ids.append({one.id for one in sample().examined(reviewer).proposals})
    assert ids[0] < ids[1]


def test_an_answer_that_went_untracked_is_missing():
    reviewer = sample().reviewer()
    del reviewer.paragraphs[reviewer.find("October 21, 2011", nth=1)]
    review = sample().examined(reviewer)
    assert [one.path for one in review.missing] == [("plan.date",)]


def test_a_date_that_cannot_be_read_says_what_to_do():
    reviewer = sample().reviewer()
    reviewer.replace(reviewer.find("October 21, 2011", nth=1), "October 21, 2011", "next fall", "Reader A")
    (proposal,) = sample().examined(reviewer).proposals
    assert proposal.kind is ProposalKind.REPLACED
    assert "next fall" in proposal.fault
    assert "10/24/2011" in proposal.fault


def test_a_list_of_contents_made_anew_is_no_change():
    reviewer = sample().reviewer()
    for number in range(reviewer.find("Contents") + 1, reviewer.find("Contents") + 5):
        one = reviewer.paragraphs[number]
        reviewer.paragraphs[number] = replace(one, pieces=(Piece(f"{one.rejected}\t{number}"),))
    review = sample().examined(reviewer)
    assert (review.proposals, review.unplaced) == ((), ())


def test_pages_heads_without_tracking_are_no_change_but_with_tracking_they_are_told():
    mark = Mark(MarkKind.INSERTED, "Reader A", "2026-11-20T09:00:00Z")
    for marks, count in (((), 0), ((mark,), 1)):
        reviewer = sample().reviewer()
        reviewer.paragraphs.append(ReturnedParagraph((Piece("Draft 3", marks),), part="header"))
        review = sample().examined(reviewer)
        assert len(review.unplaced) == count
        assert review.unreported == 0
    assert review.unplaced[0].where == "in the head of the page"


def test_changes_of_our_own_redline_count_as_accepted():
    baseline = replace(sample().baseline, changes=(("planwriter", "2026-11-01T10:00:00Z"),))
    own = Mark(MarkKind.INSERTED, "planwriter", "2026-11-01T10:00:00Z")
    gone = Mark(MarkKind.DELETED, "planwriter", "2026-11-01T10:00:00Z")
    reviewer = sample().reviewer()
    number = reviewer.find("Forms come back")
    one = reviewer.paragraphs[number]
    pieces = (Piece("Older words. ", (gone,)), *(replace(piece, marks=(own,)) for piece in one.pieces))
    reviewer.paragraphs[number] = replace(one, pieces=pieces)
    reviewer.insert(number, len("Older words. Forms"), " often", "Reader A")
    review = replace(sample(), baseline=baseline).examined(reviewer)
    assert told(review.proposals) == [("overview.summary", "inserted", "", " often")]
    assert review.unreported == 0
    negative = sample().examined(reviewer)
    assert len(negative.proposals) > 1


def test_proposals_stand_in_the_order_of_the_plan():
    reviewer = sample().reviewer()
    reviewer.insert(reviewer.find("Forms come back"), 0, "Some ", "Reader A")
    reviewer.insert(reviewer.find("If your family drinks"), 0, "Some ", "Reader A")
    assert [one.element for one in sample().examined(reviewer).proposals] == ["overview.message", "overview.summary"]
