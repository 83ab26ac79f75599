"""Every comment and change gets a row that keeps what was answered; what the plan says already is done."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from planwriter.drafts.baselines import BaselineStore
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
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
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.applying_review import to_apply
from planwriter.wizard.matrix import ALREADY, changed, remarks_of
from planwriter.wizard.reviewing import Basis, BroughtBack, read_copies
from tests.unit.wizard.reviewer import reviewed, sent_copy, written

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
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
    made=(DONE,),
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


def test_what_was_answered_stays_when_the_remark_comes_again() -> None:
    first = next(one for one in remarks_of(REVIEW, {}) if one.id == CHANGE.id)
    kept = replace(first, office="Records", disposition=Disposition.REJECT, response="No.")
    again = next(one for one in remarks_of(REVIEW, {kept.id: kept}) if one.id == CHANGE.id)
    assert (again.disposition, again.response) == (Disposition.REJECT, "No.")
    assert set(again.office.split("; ")) == {"Records", "Counsel", "Privacy"}
    assert changed([again], {again.id: again}) == ()
    assert changed([again], {kept.id: kept}) == (again,)
    assert next(one for one in remarks_of(REVIEW, {again.id: again}) if one.id == CHANGE.id) == again


@pytest.fixture
def desk(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> "SameChange":
    return SameChange(sample_plan, catalogue, tmp_path)


class SameChange:
    """Two reviewers who make the same change, and somebody who decides."""

    def __init__(self, plan: Plan, catalogue: Catalogue, folder: Path) -> None:
        self.draft, self.catalogue = Draft(plan), catalogue
        self.store = BaselineStore(folder / "exports")
        out = sent_copy(plan, catalogue, self.store)
        same = ("nobody else tests that water", "no other agency tests that water")
        self.first = written(folder / "a.docx", reviewed(out, same, author="Reader A"))
        self.second = written(folder / "b.docx", reviewed(out, same, author="Reader B"))

    def brought(self, *files: Path) -> BroughtBack:
        basis = Basis(self.draft.plan, self.catalogue, (self.store,), frozenset(self.draft.remarks))
        return read_copies(files, basis)

    def decide(self, brought: BroughtBack, choice: Choice) -> None:
        decisions = Decisions({one.id: Decision(choice) for one in brought.review.proposals})
        made = to_apply(self.draft, brought, decisions, self.catalogue, names=(), now=NOW)
        self.draft = self.draft.with_plan(made.plan).with_remarks(made.remarks)

    def rows(self, brought: BroughtBack) -> list[tuple[str, str, str, Disposition]]:
        came = remarks_of(brought.review, self.draft.remarks)
        rows = {**self.draft.remarks, **{one.id: one for one in came}}
        return [(one.author, one.file, one.response, one.disposition) for one in rows.values()]


def test_a_change_that_came_alone_first_keeps_its_row_when_it_comes_with_others(desk: SameChange) -> None:
    desk.decide(desk.brought(desk.second), Choice.REJECT)
    (row,) = desk.draft.remarks.values()
    desk.draft = desk.draft.with_remarks([replace(row, response="We are the only one.")])
    both = desk.brought(desk.first, desk.second)
    told = ("Reader B; Reader A", "b.docx; a.docx", "We are the only one.", Disposition.REJECT)
    assert desk.rows(both) == [told]
    desk.decide(both, Choice.ACCEPT)
    assert desk.rows(desk.brought(desk.first, desk.second)) == [(*told[:3], Disposition.ACCEPT)]


def test_a_change_of_two_that_was_taken_over_stays_one_row(desk: SameChange) -> None:
    desk.decide(desk.brought(desk.first, desk.second), Choice.ACCEPT)
    again = desk.brought(desk.first, desk.second)
    assert again.review.proposals == ()
    assert desk.rows(again) == [("Reader A; Reader B", "a.docx; b.docx", "", Disposition.ACCEPT)]
    assert len(remarks_of(again.review, {})) == 1
