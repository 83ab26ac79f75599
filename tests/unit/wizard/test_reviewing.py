"""Copies that came back are held against what went out: our own record first, and whatever is unclear is asked."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from planwriter.drafts.baselines import BaselineStore
from planwriter.errors import FormatError
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.review.reader import read_returned
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.reviewing import Answers, Basis, BroughtBack, answered, best_exports, read_copies
from tests.unit.wizard.reviewer import reviewed, sent_copy, written
from tests.word.review.variants import stripped

OLD, NEW = "nobody else tests that water", "no other agency tests that water"
OTHER_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def basis(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> Basis:
    return Basis(sample_plan, catalogue, (BaselineStore(tmp_path / "exports"), BaselineStore(tmp_path / "files")))


@pytest.fixture
def copy(basis: Basis) -> bytes:
    return sent_copy(basis.plan, basis.catalogue, basis.stores[0])


def changes(brought: BroughtBack) -> list[tuple[str, str, str]]:
    return [(one.old, one.new, one.file) for one in brought.review.proposals]


def test_several_copies_come_back_together(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    first = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW), comment=("You mail us a bottle", "Still true?")))
    second = written(tmp_path / "b.docx", reviewed(copy, ("You mail us", "You send us"), author="Reader B"))
    progress = JobProgress()
    brought = read_copies([first, second], basis, progress=progress)
    assert changes(brought) == [
        ("nobody else tests that water", "no other agency tests that water", "a.docx"),
        ("You mail us", "You send us", "b.docx"),
    ]
    assert [(one.text, one.quoted) for one in brought.review.comments] == [("Still true?", "You mail us a bottle")]
    assert brought.failures == brought.which == brought.others == ()
    assert brought.plan is basis.plan
    found, total = brought.tracked
    assert found == total == len(OLD + NEW) + len("You mail usYou send us")
    assert progress.done == progress.total == 4


def test_more_files_join_those_that_were_read_before(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    first = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))
    before = read_copies([first, tmp_path / "gone.docx"], basis)
    first.unlink()  # what was read is not read again
    second = written(tmp_path / "b.docx", reviewed(copy, ("You mail us", "You send us")))
    progress = JobProgress()
    brought = read_copies([first, second], basis, before=before, progress=progress)
    assert progress.done == progress.total == 3
    assert [one[2] for one in changes(brought)] == ["a.docx", "b.docx"]
    assert [one.name for one in brought.failures] == ["gone.docx"]
    assert "gone.docx: There is no file" in brought.warnings[0]
    assert changes(answered(brought, basis, brought.answers)) == changes(brought)


def test_a_file_that_says_something_else_by_now_takes_the_place_of_the_one_read_before(
    basis: Basis, copy: bytes, tmp_path: Path
) -> None:
    file = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))
    before = read_copies([file], basis)
    assert read_copies([file], basis, before=before).files[0] is before.files[0]
    written(file, reviewed(copy, ("You mail us", "You send us")))
    assert changes(read_copies([file], basis, before=before)) == [("You mail us", "You send us", "a.docx")]


def test_our_own_record_wins_over_the_file_s(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    file = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))
    read = read_copies([file], basis).files[0]
    tampered = (read.copy.baseline or b"").replace(b"nobody else tests", b"somebody else tests")
    brought = BroughtBack(read_copies([], basis).review, (replace(read, copy=replace(read.copy, baseline=tampered)),))
    told = answered(brought, basis, Answers())
    assert changes(told) == [(OLD, NEW, "a.docx")]
    assert any("a.docx: The file carries another record" in one for one in told.warnings)
    assert not any("another record" in one for one in read_copies([file], basis).warnings)


def test_a_copy_of_another_computer_rests_on_what_it_carries(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    file = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))
    elsewhere = replace(basis, stores=(BaselineStore(tmp_path / "empty"),))
    assert changes(read_copies([file], elsewhere)) == [(OLD, NEW, "a.docx")]


def test_a_stripped_copy_asks_which_it_is_and_offers_what_went_out(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    older = basis.plan.with_answer(
        "overview.message", plain_text("An older message of quite other words to everybody.")
    )
    sent_copy(older, basis.catalogue, basis.stores[0])
    for number, path in enumerate(sorted((tmp_path / "exports").iterdir())):
        os.utime(path, (number, number))
    file = written(tmp_path / "a.docx", stripped(reviewed(copy, (OLD, NEW))))
    brought = read_copies([file], basis)
    assert brought.review.proposals == ()
    assert [one.file for one in brought.which] == ["a.docx"]
    best, other = brought.which[0].candidates
    assert best.fit > 0.9
    assert best.fit > other.fit
    assert "Choose the copy it was made from" in brought.warnings[0]
    settled = answered(brought, basis, best_exports(brought.which))
    assert settled.which == ()
    assert changes(settled) == [(OLD, NEW, "a.docx")]
    assert settled.files == brought.files


def test_a_stripped_copy_without_any_record_is_told(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    file = written(tmp_path / "a.docx", stripped(copy))
    other = replace(basis, stores=(BaselineStore(tmp_path / "empty"),))
    brought = read_copies([file], other)
    assert brought.which[0].candidates == ()
    assert "kept none" in brought.warnings[0]
    assert best_exports(brought.which) == Answers()


def test_exports_of_other_plans_are_no_candidates(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    sent_copy(replace(basis.plan, plan_id=OTHER_ID), basis.catalogue, basis.stores[1])
    brought = read_copies([written(tmp_path / "a.docx", stripped(copy))], basis)
    assert [one.export.plan_id for one in brought.which[0].candidates] == [basis.plan.plan_id]


def test_a_copy_of_another_plan_waits_to_be_confirmed(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    file = written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))
    mine = replace(basis, plan=replace(basis.plan, plan_id=OTHER_ID))
    brought = read_copies([file], mine)
    assert changes(brought) == []
    assert brought.others == ("a.docx",)
    confirmed = answered(brought, mine, Answers(confirmed=frozenset(["a.docx"])))
    assert changes(confirmed) == [(OLD, NEW, "a.docx")]
    assert confirmed.others == ()


def test_a_record_that_cannot_be_read_costs_this_file_alone(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    good = written(tmp_path / "b.docx", reviewed(sent_copy(
        basis.plan.with_answer("plan.version", "3"), basis.catalogue, basis.stores[1]), (OLD, NEW)))  # fmt: skip
    file = written(tmp_path / "a.docx", copy)
    for path in (tmp_path / "exports").iterdir():
        path.write_bytes(b"{}")
    brought = read_copies([file, good], basis)
    assert [one.name for one in brought.failures] == ["a.docx"]
    assert isinstance(brought.failures[0].error, FormatError)
    assert changes(brought) == [(OLD, NEW, "b.docx")]


def test_an_export_id_that_is_none_is_asked_like_a_missing_one(basis: Basis, copy: bytes) -> None:
    read = read_returned(copy)
    odd = replace(read, export_id="../../etc/passwd", baseline=b"{}")
    from planwriter.wizard.reading_copies import ReadFile

    brought = BroughtBack(read_copies([], basis).review, (ReadFile("a.docx", Path("a.docx"), odd),))
    assert [one.file for one in answered(brought, basis, Answers()).which] == ["a.docx"]


def test_what_was_read_and_is_not_shown_is_told(
    basis: Basis, copy: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planwriter.wizard import reviewing

    examine = reviewing.examine
    monkeypatch.setattr(reviewing, "examine", lambda *args, **more: replace(examine(*args, **more), unreported=3))
    brought = read_copies([written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW)))], basis)
    assert any(one.startswith("a.docx: 3 changed characters") for one in brought.warnings)
    found, total = brought.tracked
    assert total - found == 3


def test_whoever_waits_may_stop_it(basis: Basis, copy: bytes, tmp_path: Path) -> None:
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError):
        read_copies([written(tmp_path / "a.docx", copy)], basis, progress=progress)
