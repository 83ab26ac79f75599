"""Whole rows that came or went."""

from datetime import date

import pytest

from planwriter.plan.answers import Rows
from planwriter.review.proposal import ProposalKind
from tests.unit.review.sent_on_paper import full, sample

ROUTING = ("clearance.routing",)
STRIPPED = pytest.mark.parametrize("is_stripped", [False, True], ids=["anchors", "stripped"])


@STRIPPED
@pytest.mark.parametrize("author", ["Reader A", None])
def test_a_row_taken_away_is_one_proposal_with_what_it_said(author, is_stripped):
    reviewer = sample().reviewer()
    reviewer.remove_row(reviewer.find("Privacy Office"), author)
    review = sample().examined(reviewer, is_stripped=is_stripped)
    (proposal,) = review.proposals
    assert (proposal.path, proposal.kind) == ((*ROUTING, "privacy"), ProposalKind.ROW_REMOVED)
    assert (proposal.tracked, proposal.author) == (author is not None, author or "")
    assert proposal.row == sample().baseline.plan.at(ROUTING).row("privacy")
    assert (review.unplaced, review.missing, review.unreported) == ((), (), 0)


@STRIPPED
@pytest.mark.parametrize("author", ["Reader A", None])
def test_a_new_row_is_read_by_the_columns_of_its_neighbors(author, is_stripped):
    reviewer = sample().reviewer()
    cells = [["Legal Office", "Counsel"], ["Round 2", "Due October 9, 2011"], ["Concur"], ["Fine"], ["–"]]
    reviewer.add_row(reviewer.find("Finance Office"), cells, author)
    review = sample().examined(reviewer, is_stripped=is_stripped)
    (proposal,) = review.proposals
    assert proposal.kind is ProposalKind.ROW_ADDED
    assert proposal.path == (*ROUTING, proposal.row.id)
    assert (proposal.after, proposal.fault) == ("finance", "")
    assert proposal.row.cells == {
        "office": "Legal Office",
        "person": "Counsel",
        "round": 2,
        "reply_due": date(2011, 10, 9),
        "action": "concur",
        "comment": "Fine",
    }
    assert (review.unplaced, review.missing, review.unreported) == ((), (), 0)


def test_a_cell_that_cannot_be_read_is_left_out_and_told():
    reviewer = sample().reviewer()
    reviewer.add_row(reviewer.find("Finance Office"), [["Legal Office"], [], ["Perhaps"], [], []], "Reader A")
    (proposal,) = sample().examined(reviewer).proposals
    assert set(proposal.row.cells) == {"office"}
    assert "Perhaps" in proposal.fault


def test_what_another_did_in_a_row_that_is_taken_away_stays_told():
    reviewer = sample().reviewer()
    number = reviewer.find("Privacy Office")
    reviewer.insert(number, 0, "New ", "Reader B")
    reviewer.remove_row(number, "Reader A")
    review = sample().examined(reviewer)
    assert {(one.kind, one.author) for one in review.proposals} == {
        (ProposalKind.ROW_REMOVED, "Reader A"),
        (ProposalKind.INSERTED, "Reader B"),
    }
    assert review.unreported == 0


def test_a_row_all_of_whose_cells_were_deleted_is_taken_away_though_the_row_is_not_marked():
    reviewer = sample().reviewer()
    number = reviewer.find("Privacy Office")
    cell = reviewer.paragraphs[number].cell
    for n, one in enumerate(reviewer.paragraphs):
        if one.cell and (one.cell.table, one.cell.row) == (cell.table, cell.row):
            reviewer.delete(n, 0, len(one.rejected), "Reader A")
    (proposal,) = sample().examined(reviewer).proposals
    assert (proposal.kind, proposal.path[-1]) == (ProposalKind.ROW_REMOVED, "privacy")


@pytest.mark.parametrize("key", ["services.services", "signature.timeline"])
def test_a_row_of_every_kind_of_table_can_go(key):
    table = full().baseline.plan.answer(key)
    assert isinstance(table, Rows)
    row = table.rows[0].id
    reviewer = full().reviewer()
    numbers = [n for k, places in full().baseline.places.items() if k.startswith(f"{key}/{row}/") for n, _s in places]
    for n in sorted(range(min(numbers), max(numbers) + 1), reverse=True):
        number = reviewer.paragraphs.index(full().copy.paragraphs[n])
        del reviewer.paragraphs[number]
    review = full().examined(reviewer)
    assert (key, row) in [one.path for one in review.proposals if one.kind is ProposalKind.ROW_REMOVED]
    assert not [one for one in review.missing if one.path[:2] == (key, row)]
