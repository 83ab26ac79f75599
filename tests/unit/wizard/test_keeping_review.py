"""What came back and what was decided of it comes back with the draft, whatever happened meanwhile."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.kept_review import COPIES, DECISIONS, DONE, KeptReview
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.review.proposal import Choice, Decision, Decisions
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.keeping_review import Restored, keep_copies, keep_decisions, restored
from planwriter.wizard.reviewing import Basis, BroughtBack, answered, read_copies
from tests.unit.wizard.reviewer import reviewed, sent_copy, written
from tests.word.review.variants import stripped

OLD, NEW = "nobody else tests that water", "no other agency tests that water"
SUMMARY = ("overview.summary",)


@pytest.fixture
def store(tmp_path: Path) -> KeptReview:
    return KeptReview(tmp_path / "returned")


@pytest.fixture
def basis(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> Basis:
    return Basis(sample_plan, catalogue, (BaselineStore(tmp_path / "exports"),))


@pytest.fixture
def file(basis: Basis, tmp_path: Path) -> Path:
    copy = sent_copy(basis.plan, basis.catalogue, basis.stores[0])  # type: ignore[arg-type]
    return written(tmp_path / "a.docx", reviewed(copy, (OLD, NEW), comment=("You mail us a bottle", "Still true?")))


@pytest.fixture
def brought(file: Path, basis: Basis, store: KeptReview) -> BroughtBack:
    """A copy came back and was kept; its first file is gone since."""
    found = read_copies([file], basis, keep=store.keep_file)
    keep_copies(store, found)
    file.unlink()
    return found


def decided(brought: BroughtBack, choice: Choice = Choice.ACCEPT, words: str = "") -> Decisions:
    (one,) = brought.review.proposals
    return Decisions({one.id: Decision(choice, words)}, {"0" * 12: ("services.services", "a/b~c", "overview")})


def test_a_review_comes_back_where_it_was(brought: BroughtBack, basis: Basis, store: KeptReview) -> None:
    decisions = decided(brought, Choice.EDIT, "half a character \ud800")
    keep_decisions(store, decisions, applied={"0" * 12})
    assert store.is_waiting
    progress = JobProgress()
    found = restored(store, basis, progress=progress)
    assert found == Restored(brought, decisions, frozenset({"0" * 12}))
    assert progress.done == progress.total == 2
    keep_decisions(store, decisions, is_done=True)
    assert not store.is_waiting


def test_without_a_review_there_is_nothing_to_bring_back(basis: Basis, store: KeptReview) -> None:
    assert restored(store, basis) == Restored()


def test_the_copies_are_held_against_the_plan_of_today(brought: BroughtBack, basis: Basis, store: KeptReview) -> None:
    keep_decisions(store, decided(brought))
    plan = basis.plan.with_answer(SUMMARY[0], plain_text("All of it was written anew."))
    found = restored(store, replace(basis, plan=plan))
    assert found.brought is not None
    assert found.brought.plan is plan
    assert found.brought.review == answered(brought, replace(basis, plan=plan), brought.answers).review
    assert found.decisions == decided(brought)


def test_what_was_answered_of_a_file_is_known(
    file: Path, basis: Basis, store: KeptReview, brought: BroughtBack
) -> None:
    bare = written(file.with_name("bare.docx"), stripped(store.path_of(brought.files[0].digest).read_bytes()))
    found = read_copies([bare], basis, keep=store.keep_file)
    (which,) = found.which
    answers = replace(
        found.answers,
        exports={which.file: which.candidates[0].export.export_id},
        confirmed=frozenset({"other.docx"}),
        presumed={bare: which.candidates[0].export.export_id},
    )
    keep_copies(store, answered(found, basis, answers))
    again = restored(store, basis).brought
    assert again is not None
    assert again.answers == answers
    assert not again.which
    assert len(again.review.proposals) == 1


def test_a_copy_that_is_damaged_or_gone_is_told_and_its_decisions_stay(
    brought: BroughtBack, basis: Basis, store: KeptReview
) -> None:
    keep_decisions(store, decided(brought))
    kept = store.path_of(brought.files[0].digest)
    data = kept.read_bytes()
    for damaged in (data[:-1], b""):
        kept.write_bytes(damaged)
        found = restored(store, basis)
        assert found.brought is not None
        (failed,) = found.brought.failures
        assert (failed.name, failed.path) == ("a.docx", brought.files[0].path)
        assert failed.error.title == "What was kept of “a.docx” is damaged."
        assert "Bring the file back once more." in failed.error.advice
        assert found.decisions == decided(brought)
    kept.unlink()
    found = restored(store, basis)
    assert found.brought is not None
    written(brought.files[0].path, data)
    assert read_copies([brought.files[0].path], basis, before=found.brought) == brought


@pytest.mark.parametrize(
    "form",
    [
        {"files": 7},
        {"files": [["a.docx", "/a.docx"]]},
        {"files": [["a.docx", "/a.docx", 7]]},
        {"files": [], "exports": []},
        {"files": [], "exports": {"a": 7}},
        {"files": [], "confirmed": [7]},
        {},
    ],
)
def test_copies_in_another_shape_are_told_once(
    form: dict[str, object], brought: BroughtBack, basis: Basis, store: KeptReview
) -> None:
    keep_decisions(store, decided(brought))
    store.keep(COPIES, form)
    found = restored(store, basis)
    assert found.brought is None
    assert found.decisions == decided(brought)
    (told,) = found.troubles
    assert "Bring the reviewed copies back once more." in told
    assert restored(store, basis).troubles == ()


@pytest.mark.parametrize(
    "form",
    [
        {"proposals": 7},
        {"proposals": {"a": ["maybe", ""]}},
        {"proposals": {"a": ["accept"]}},
        {"proposals": {"a": [1, 2]}},
        {"proposals": {}, "placed": {"a": 1}},
        {"proposals": {}, "applied": "all"},
    ],
)
def test_decisions_in_another_shape_are_told_once_and_the_copies_stay(
    form: dict[str, object], brought: BroughtBack, basis: Basis, store: KeptReview
) -> None:
    store.keep(DECISIONS, form)
    found = restored(store, basis)
    assert found.brought == brought
    assert found.decisions == Decisions()
    (told,) = found.troubles
    assert "Decide once more" in told
    assert restored(store, basis).troubles == ()


def test_bytes_that_changed_on_the_disk_are_told(brought: BroughtBack, basis: Basis, store: KeptReview) -> None:
    for name in (COPIES, DECISIONS):
        keep_decisions(store, decided(brought))
        keep_copies(store, brought)
        path = store.path_of("x").with_name(name)
        path.write_bytes(path.read_bytes()[:-3])
        found = restored(store, basis)
        assert [one.partition(".")[0] for one in found.troubles] == ["What was kept of the review is damaged"]


def test_a_file_without_a_digest_is_not_kept(brought: BroughtBack, store: KeptReview) -> None:
    keep_copies(store, replace(brought, files=(replace(brought.files[0], digest=""),)))
    form = store.kept(COPIES)
    assert form is not None
    assert form["files"] == []
    keep_decisions(store, Decisions(MappingProxyType({})))
    assert store.kept(DECISIONS) == {"proposals": {}, "placed": {}, "applied": [], DONE: False}


def test_whoever_waits_may_stop_it(brought: BroughtBack, basis: Basis, store: KeptReview) -> None:
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError):
        restored(store, basis, progress=progress)
    assert restored(store, basis).brought == brought
