"""Every comment and change gets a row that keeps what was answered; what was decided is noted in it."""

from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.review.proposal import (
    Choice,
    CopyReview,
    Decision,
    Decisions,
    MatchedBy,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Unplaced,
)
from planwriter.wizard.matrix import ALREADY, change_in_words, changed, decided, offices_of, remarks_of

SCOPE = ("overview.scope",)
CHANGE = Proposal(
    "aaaaaaaaaaaa",
    "overview.scope",
    SCOPE,
    ProposalKind.REPLACED,
    "Senior Counsel",
    "2011-10-07T10:00:00Z",
    "monthly",
    "quarterly",
    tracked=True,
    matched_by=MatchedBy.ANCHOR,
    file="counsel.docx; privacy.docx",
    office="Counsel; Privacy",
)
DONE = replace(CHANGE, id="dddddddddddd", old="yearly", new="weekly", file="counsel.docx")
COMMENT = PlacedComment(
    "cccccccccccc", "plan.title", ("plan.title",), "A", "", "Why?", "Our plan", False, "counsel.docx", answers="b"
)
LOST = Unplaced(
    "eeeeeeeeeeee", "plan.title", "New words", "New words", "A", "", True, "counsel.docx", where="in the foot"
)


def copy_of(file: str, round_: str, *proposals: Proposal, office: str = "Counsel") -> CopyReview:
    return CopyReview(file, "", office, round_, {}, MappingProxyType({}), proposals, (), (), (), ())


REVIEW = Review(
    copies=(
        copy_of("counsel.docx", "2", CHANGE, DONE),
        copy_of("privacy.docx", "2", replace(CHANGE, id="a1a1a1a1a1a1"), DONE, office="Privacy"),
    ),
    proposals=(CHANGE,),
    comments=(COMMENT,),
    unplaced=(LOST,),
)


def test_every_comment_and_change_has_a_row() -> None:
    change, comment, lost, done = remarks_of(REVIEW, {})
    assert (change.id, change.kind, change.office) == ("aaaaaaaaaaaa", RemarkKind.CHANGE, "Counsel; Privacy")
    assert (change.path, change.round) == ("overview.scope", "2")
    assert change.text == "[removed: monthly] [added: quarterly]"
    assert (comment.kind, comment.quoted, comment.answers) == (RemarkKind.COMMENT, "Our plan", "b")
    assert lost.text == "[no place found] In the foot: New words"
    assert lost.element == lost.path == ""
    assert (done.id, done.disposition, done.version) == ("dddddddddddd", Disposition.ACCEPT, ALREADY)


def test_a_copy_of_another_plan_gives_rows_only_once_it_is_confirmed() -> None:
    other = Review(copies=(replace(REVIEW.copies[0], is_other_plan=True, proposals=(DONE,)),))
    assert remarks_of(other, {}) == ()
    assert len(remarks_of(other, {}, confirmed={"counsel.docx"})) == 1


def test_what_was_answered_stays_when_the_remark_comes_again() -> None:
    kept = replace(
        remarks_of(REVIEW, {})[0],
        office="Records",
        author="B",
        disposition=Disposition.REJECT,
        response="No.",
        version="v",
    )
    again = remarks_of(REVIEW, {kept.id: kept})[0]
    assert (again.disposition, again.response, again.version) == (Disposition.REJECT, "No.", "v")
    assert again.office == "Records; Counsel; Privacy"
    assert again.author == "B; Senior Counsel"
    assert remarks_of(REVIEW, {again.id: again})[0] == again
    assert changed([again], {again.id: again}) == ()
    assert changed([again], {kept.id: kept}) == (again,)


def test_decisions_are_noted_only_where_they_took_effect() -> None:
    rows = remarks_of(REVIEW, {})
    change, comment, lost, _done = rows
    accepted = Decisions({change.id: Decision(Choice.ACCEPT)}, {lost.id: SCOPE})
    after = decided(rows, accepted, applied=[change.id], version="Round 2")
    assert [one.disposition for one in after[:3]] == [Disposition.ACCEPT, Disposition.OPEN, Disposition.ACCEPT]
    assert [one.version for one in after[:3]] == ["Round 2", "", "Round 2"]
    assert decided([change], accepted, applied=[], version="Round 2") == (change,)
    edited = Decisions({change.id: Decision(Choice.EDIT, "twice a year")})
    assert decided([change], edited, applied=[change.id], version="x")[0].disposition is Disposition.ACCEPT_IN_PART
    rejected = Decisions({change.id: Decision(Choice.REJECT)})
    assert decided([after[0]], rejected, applied=[], version="x") == (replace(change, disposition=Disposition.REJECT),)
    assert decided([comment], rejected, applied=[], version="x") == (comment,)


def test_a_change_is_told_in_words() -> None:
    assert change_in_words(replace(CHANGE, tracked=False, old="")) == "[added: quarterly] (not tracked)"
    assert change_in_words(replace(CHANGE, kind=ProposalKind.ROW_REMOVED, new="")) == "[row removed: monthly]"
    assert change_in_words(replace(CHANGE, kind=ProposalKind.FORMATTED, old="", new="")) == "[looks changed]"


def test_offices_are_named_once() -> None:
    assert offices_of(REVIEW.copies + REVIEW.copies) == ("Counsel", "Privacy")
