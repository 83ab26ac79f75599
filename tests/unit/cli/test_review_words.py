"""What came back reads well: what is at odds first, each change below its place, and nothing left out."""

from dataclasses import replace
from types import MappingProxyType

from planwriter.cli.review_words import matched_by, print_review, proposal_form, review_form
from planwriter.plan.text import plain_text
from planwriter.review.proposal import (
    Conflict,
    CopyReview,
    MatchedBy,
    Missing,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Unplaced,
)
from planwriter.wizard.reviewing import BroughtBack, WhichExport

from .copies_back import small_plan

SUMMARY = ("overview.summary",)
ONE = Proposal(
    *("aaaaaaaaaaaa", "overview.summary", SUMMARY, ProposalKind.REPLACED, "Chief", "2011-10-07", "old words", "new"),
    tracked=True,
    matched_by=MatchedBy.ANCHOR,
    file="a.docx",
)
TWO = replace(ONE, id="bbbbbbbbbbbb", author="", date="", tracked=False, matched_by=MatchedBy.TEXT, new="other\nlines")
ROW = replace(
    ONE,
    id="cccccccccccc",
    path=("clearance.routing", "gone"),
    kind=ProposalKind.ROW_REMOVED,
    element="clearance.routing",
)
COPY = CopyReview(
    *("a.docx", "11111111-0000-8000-8000-000000000000", "Counsel", "1", {MatchedBy.ANCHOR: 3}, MappingProxyType({})),
    *((ONE, TWO), (), (), (), ()),
)
REVIEW = Review(
    (COPY, replace(COPY, file="b.docx", export_id="22222222-0000-8000-8000-000000000000")),
    proposals=(ONE, TWO, ROW),
    comments=(PlacedComment("dddddddddddd", "", (), "B", "", "Mind\nthe tone.", "", is_resolved=True, file="b.docx"),),
    conflicts=(Conflict("overview.summary", SUMMARY, (ONE.id, TWO.id), changed_here=True),),
    unplaced=(Unplaced("eeeeeeeeeeee", "plan.title", "Words", "Words", "B", "", False, "b.docx"),),
    missing=(Missing("plan.title", ("plan.title",), "b.docx"),),
    warnings=("a.docx: Some words are hidden.",),
)
BROUGHT = BroughtBack(REVIEW, which=(WhichExport("c.docx", ()),))

PRINTED = """\
At odds
  Executive summary (you changed it, too)
    [aaaaaaaaaaaa] changed by Chief, 2011-10-07, a.docx
      old: old words
      new: new
    [bbbbbbbbbbbb] changed by somebody, a.docx, not tracked, matched by its words
      old: old words
      new: other
           lines

Changes
  Routing sheet, a row
    [cccccccccccc] row removed by Chief, 2011-10-07, a.docx
      old: old words
      new: new

Comments
  Beside no answer: B, b.docx (resolved)
    Mind
    the tone.

No place found
  After Title: B, b.docx (not tracked)
    Words

Did not come back
  Title (b.docx)

Warnings
  c.docx does not say which of your copies it is, and this computer kept none. Bring it back on the computer on which \
the copy was exported.
  a.docx: Some words are hidden.

1 place at odds, 3 changes, 1 comment, 1 without a place, 1 missing, in 2 copies.
Matched: 6 paragraphs by planwriter's marks, 0 by their words.
Found 0 of 0 tracked characters.
"""


def test_it_reads_well(catalogue, capsys):
    print_review(BROUGHT, small_plan(catalogue), catalogue)
    assert capsys.readouterr().out == PRINTED


def test_every_kind_of_change_has_words(catalogue, capsys):
    for kind in ProposalKind:
        print_review(BroughtBack(Review(proposals=(replace(ONE, kind=kind),))), small_plan(catalogue), catalogue)
    assert capsys.readouterr().out.count(" by Chief, ") == len(ProposalKind)


def test_several_copies_are_joined_in_the_json_form(catalogue):
    form = review_form(BROUGHT, small_plan(catalogue))
    assert form["export"] == "11111111-0000-8000-8000-000000000000; 22222222-0000-8000-8000-000000000000"
    assert form["matched_by"] == {"anchor": 6, "text": 0} == matched_by(REVIEW.copies)
    assert form["unplaced"] == [{"after": "plan.title", "text": "Words", "author": "B", "tracked": False}]
    assert form["missing"] == [{"element": "plan.title", "path": "/answers/plan/title"}]
    assert [one["id"] for one in form["conflicts"][0]["proposals"]] == [ONE.id, TWO.id]
    assert len(form["warnings"]) == 2


def test_a_row_that_is_gone_is_told_by_its_table(catalogue):
    plan = small_plan(catalogue)
    assert proposal_form(ROW, plan)["path"] == "/answers/clearance/routing"
    there = replace(ROW, path=("clearance.routing", "b"))
    assert proposal_form(there, plan)["path"] == "/answers/clearance/routing/1"
    told = plan.with_answer("overview.summary", plain_text("x"))
    assert proposal_form(ONE, told)["path"] == "/answers/overview/summary"
