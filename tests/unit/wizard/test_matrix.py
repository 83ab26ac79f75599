"""Every comment and change gets a row that keeps what was answered; what the plan says already is done."""

from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.review.proposal import (
    CopyReview,
    MatchedBy,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Unplaced,
)
from planwriter.wizard.matrix import ALREADY, changed, remarks_of

CHANGE = Proposal(
    "aaaaaaaaaaaa",
    "overview.scope",
    ("overview.scope",),
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


def test_every_comment_and_change_has_one_row() -> None:
    rows = {one.id: one for one in remarks_of(REVIEW, {})}
    assert set(rows) == {CHANGE.id, COMMENT.id, LOST.id, DONE.id}
    assert (rows[CHANGE.id].kind, rows[CHANGE.id].office) == (RemarkKind.CHANGE, "Counsel; Privacy")
    assert rows[CHANGE.id].round == "2"
    assert rows[COMMENT.id].kind is RemarkKind.COMMENT
    assert "New words" in rows[LOST.id].text


def test_a_change_that_the_plan_has_already_is_done() -> None:
    done = next(one for one in remarks_of(REVIEW, {}) if one.id == DONE.id)
    assert (done.disposition, done.version) == (Disposition.ACCEPT, ALREADY)
    kept = replace(done, disposition=Disposition.ACCEPT_IN_PART, version="Round 1")
    assert next(one for one in remarks_of(REVIEW, {DONE.id: kept}) if one.id == DONE.id).version == "Round 1"


def test_a_copy_of_another_plan_gives_rows_only_once_it_is_confirmed() -> None:
    other = Review(copies=(replace(REVIEW.copies[0], is_other_plan=True, proposals=(DONE,)),))
    assert remarks_of(other, {}) == ()
    assert len(remarks_of(other, {}, confirmed={"counsel.docx"})) == 1


def test_what_was_answered_stays_when_the_remark_comes_again() -> None:
    first = next(one for one in remarks_of(REVIEW, {}) if one.id == CHANGE.id)
    kept = replace(first, office="Records", disposition=Disposition.REJECT, response="No.")
    again = next(one for one in remarks_of(REVIEW, {kept.id: kept}) if one.id == CHANGE.id)
    assert (again.disposition, again.response) == (Disposition.REJECT, "No.")
    assert set(again.office.split("; ")) == {"Records", "Counsel", "Privacy"}
    assert changed([again], {again.id: again}) == ()
    assert changed([again], {kept.id: kept}) == (again,)
    assert next(one for one in remarks_of(REVIEW, {again.id: again}) if one.id == CHANGE.id) == again
