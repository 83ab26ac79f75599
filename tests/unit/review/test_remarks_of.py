"""Every comment and every change is a row of the matrix, and keeps what people did about it."""

from dataclasses import replace

from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.review.proposal import Choice, Decision, Decisions, PlacedComment, ProposalKind, Unplaced
from planwriter.review.remarks_of import change_in_words, remarks_of, with_dispositions, with_new
from planwriter.review.together import together

from .copies import copy_of, plan_of, proposal, text

SUMMARY = ("overview.summary",)
BASE = plan_of(overview__summary=text("We answer calls monthly."))
COMMENT = PlacedComment(
    "c1", "overview.summary", SUMMARY, "A", "2026-11-20", "Why?", "calls", False, "a.docx", "Budget"
)
LOOSE = Unplaced("u1", "overview.summary", "A new page.", "A new page.", "A", "", True, "a.docx", "Budget", "on a page")


def a_review(catalogue):
    one = copy_of(BASE, {SUMMARY: text("We answer calls weekly.")}, author="A", office="Budget")
    two = copy_of(BASE, {SUMMARY: text("We answer calls weekly.")}, file="b.docx", author="B", office="Counsel")
    one = replace(one, comments=(COMMENT,), unplaced=(LOOSE,))
    return together([one, two], BASE, catalogue)


def test_a_change_that_two_made_is_one_row_beside_comments_and_loose_words(catalogue):
    change, comment, loose = remarks_of(a_review(catalogue))
    assert (change.kind, change.text) == (RemarkKind.CHANGE, "[removed: monthly] [added: weekly]")
    assert (change.author, change.office, change.file) == ("A; B", "Budget; Counsel", "a.docx; b.docx")
    assert (change.element, change.path, change.round) == ("overview.summary", "overview.summary", "1")
    assert (comment.kind, comment.text, comment.quoted) == (RemarkKind.COMMENT, "Why?", "calls")
    assert (loose.text, loose.element, loose.path) == ("[added: A new page.] (on a page)", "overview.summary", "")


def test_changes_that_cannot_be_seen_are_told_in_words():
    def said(kind, old, new):
        return change_in_words(proposal(SUMMARY, kind, old, new))

    assert said(ProposalKind.INSERTED, "", "\n") == "[added: paragraph break]"
    assert said(ProposalKind.DELETED, " ", "") == "[removed: space]"
    assert said(ProposalKind.FORMATTED, "calls", "calls") == "[looks changed: calls]"
    assert said(ProposalKind.MOVED, "calls", "calls") == "[moved: calls]"
    assert said(ProposalKind.MOVED, "", "calls") == "[moved here: calls]"


def test_what_was_decided_is_noted_and_what_people_typed_stays(catalogue):
    rows = tuple(replace(one, response="Thank you.") for one in remarks_of(a_review(catalogue)))
    change, comment, loose = rows
    decisions = Decisions({change.id: Decision(Choice.EDIT, "daily")}, {loose.id: SUMMARY})
    done, open_one, placed = with_dispositions(rows, decisions, version="Round 1")
    assert (done.disposition, done.version, done.response) == (Disposition.ACCEPT_IN_PART, "Round 1", "Thank you.")
    assert open_one == comment
    assert (placed.disposition, placed.version) == (Disposition.ACCEPT, "Round 1")


def test_a_rejected_change_is_in_no_version_and_one_that_did_not_fit_stays_open(catalogue):
    change = remarks_of(a_review(catalogue))[0]
    (rejected,) = with_dispositions([change], Decisions({change.id: Decision(Choice.REJECT)}), version="Round 1")
    assert (rejected.disposition, rejected.version) == (Disposition.REJECT, "")
    accepted = Decisions({change.id: Decision(Choice.ACCEPT)})
    assert with_dispositions([change], accepted, version="Round 1", not_fitting=[change.id]) == (change,)


def test_rows_that_come_again_keep_what_people_did_about_them(catalogue):
    change, comment, loose = remarks_of(a_review(catalogue))
    kept = replace(change, disposition=Disposition.REJECT, response="No.", author="A", office="Budget", file="a.docx")
    merged = with_new([kept], [change, comment, loose])
    assert merged == (replace(kept, author="A; B", office="Budget; Counsel", file="a.docx; b.docx"), comment, loose)
