"""A final copy that the receiving office wrote into comes home by its sealed package, which holds all that is needed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.export import Since
from planwriter.plan.plan import Plan
from planwriter.review.proposal import MatchedBy
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import WORD, Purpose, read_package
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.reviewing import Answers, Basis, BroughtBack, read_copies
from planwriter.wizard.sealing import seal_plan
from planwriter.wizard.sent_copies import SentCopies
from tests.submit.offices import PaperOffice
from tests.word.review.variants import stripped

from .reviewer import retyped, reviewed, written

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OFFICE = PaperOffice("https://office.example.gov")
NAME = "Performance Improvement Office"


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


def sent(outbox: Outbox, plan: Plan, catalogue: Catalogue, since: Since | None = None) -> Parcel:
    """The plan sealed, received, and in the outbox."""
    findings = run_checks(plan, catalogue)
    data = seal_plan(plan, catalogue, findings, purpose=Purpose.FINAL, amended=since)
    parcel = outbox.add(data, draft_id="d", title="Our plan", now=NOW)
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.accept(parcel.package_id, OFFICE.answer(data)["receipt"], OFFICE.profile, NOW)
    return outbox.parcel(parcel.package_id)


def document(outbox: Outbox, parcel: Parcel) -> bytes:
    """The Word document in a package."""
    return read_package(outbox.package_path(parcel.package_id).read_bytes()).files[WORD]


def brought(plan: Plan, catalogue: Catalogue, outbox: Outbox, path: Path, *, presumed: str = "") -> BroughtBack:
    """What a file holds against what was sent."""
    copies = SentCopies(outbox, plan.plan_id, catalogue)
    answers = Answers(presumed={path: copies.export_id(presumed)}) if presumed else None
    return read_copies([path], Basis(plan, catalogue, (copies,)), answers=answers)


def test_a_copy_that_nobody_touched_holds_nothing(outbox, sample_plan, catalogue, tmp_path) -> None:
    parcel = sent(outbox, sample_plan, catalogue)
    back = brought(sample_plan, catalogue, outbox, written(tmp_path / "a.docx", document(outbox, parcel)))
    [copy] = back.review.copies
    assert (copy.proposals, copy.comments, copy.unplaced, copy.missing, copy.warnings) == ((), (), (), (), ())
    assert set(copy.matched) == {MatchedBy.ANCHOR}
    assert (copy.office, copy.is_other_plan, back.warnings) == (NAME, False, ())


def test_changes_and_comments_find_their_answers_and_name_the_office(outbox, sample_plan, catalogue, tmp_path) -> None:
    parcel = sent(outbox, sample_plan, catalogue)
    data = reviewed(
        document(outbox, parcel),
        ("nobody else tests that water", "no other agency tests that water"),
        comment=("lead", "Which limit is meant?"),
    )
    data = retyped(data, "You mail us a bottle", "You send us a bottle")
    back = brought(sample_plan, catalogue, outbox, written(tmp_path / "a.docx", data))
    tracked, plain = sorted(back.review.proposals, key=lambda one: not one.tracked)
    assert (tracked.new, tracked.office, tracked.matched_by) == (
        "no other agency tests that water",
        NAME,
        MatchedBy.ANCHOR,
    )
    assert ("send" in plain.new, plain.old.strip(), plain.tracked) == (True, "mail", False)
    [comment] = back.review.comments
    assert (comment.text, comment.office, bool(comment.path)) == ("Which limit is meant?", NAME, True)
    assert back.tracked[0] == back.tracked[1] > 0


def test_a_copy_whose_marks_are_all_gone_is_held_against_the_package_it_came_back_for(
    outbox, sample_plan, catalogue, tmp_path
) -> None:
    parcel = sent(outbox, sample_plan, catalogue)
    data = stripped(reviewed(document(outbox, parcel), ("You mail us a bottle", "You send us a bottle")))
    path = written(tmp_path / "a.docx", data)
    asked = brought(sample_plan, catalogue, outbox, path)
    assert [round(one.fit, 2) > 0.9 for one in asked.which[0].candidates] == [True]
    told = brought(sample_plan, catalogue, outbox, path, presumed=parcel.package_id)
    assert told.which == ()
    [proposal] = told.review.proposals
    assert proposal.new == "You send us a bottle"


def test_a_file_that_names_a_copy_that_is_known_is_held_against_that_one(
    outbox, sample_plan, catalogue, tmp_path
) -> None:
    older = sent(outbox, sample_plan, catalogue)
    newer_plan = sample_plan.with_answer("plan.title", "Another title")
    newer = sent(outbox, newer_plan, catalogue)
    path = written(tmp_path / "a.docx", document(outbox, older))
    back = brought(newer_plan, catalogue, outbox, path, presumed=newer.package_id)
    assert back.review.copies[0].export_id == SentCopies(outbox, newer_plan.plan_id, catalogue).export_id(
        older.package_id
    )
    assert back.review.proposals == ()


def test_an_amendment_comes_home_with_its_page_of_changes(outbox, sample_plan, catalogue, tmp_path) -> None:
    plan = sample_plan.with_answer("plan.title", "Another title")
    parcel = sent(outbox, plan, catalogue, Since(sample_plan, "the plan that was sent before"))
    data = reviewed(document(outbox, parcel), ("You mail us a bottle", "You send us a bottle"))
    back = brought(plan, catalogue, outbox, written(tmp_path / "a.docx", data))
    assert [one.new for one in back.review.proposals] == ["You send us a bottle"]
    assert back.review.copies[0].unplaced == ()


def test_a_package_that_is_gone_or_altered_is_no_copy_that_went_out(outbox, sample_plan, catalogue) -> None:
    parcel = sent(outbox, sample_plan, catalogue)
    copies = SentCopies(outbox, sample_plan.plan_id, catalogue)
    [kept] = copies.kept()
    assert (kept.office, kept.plan_id, kept.at) == (NAME, sample_plan.plan_id, NOW)
    assert copies.baseline(kept.export_id) is not None
    assert copies.baseline("") is None
    outbox.package_path(parcel.package_id).write_bytes(b"x")
    anew = SentCopies(outbox, sample_plan.plan_id, catalogue)
    assert (anew.kept(), anew.export_id(parcel.package_id), anew.baseline(kept.export_id)) == ((), "", None)


def test_nothing_internal_is_in_what_it_is_held_against(outbox, sample_plan, catalogue) -> None:
    sent(outbox, sample_plan, catalogue)
    copies = SentCopies(outbox, sample_plan.plan_id, catalogue)
    data = copies.baseline(copies.kept()[0].export_id) or b""
    assert b"clearance" not in data.lower().replace(b"clearance copy", b"")
