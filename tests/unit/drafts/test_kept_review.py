"""Reviewers' copies and what was decided of them are kept beside a draft, and damage to them is told."""

import json
from pathlib import Path

import pytest

from planwriter.drafts.kept_review import COPIES, DECISIONS, DONE, KeptReview
from planwriter.errors import FormatError, StorageError


@pytest.fixture
def store(tmp_path: Path) -> KeptReview:
    return KeptReview(tmp_path / "returned")


def test_what_was_kept_comes_back(store: KeptReview) -> None:
    digest = store.keep_file(b"a Word file")
    assert store.path_of(digest).read_bytes() == b"a Word file"
    assert store.keep_file(b"a Word file") == digest
    assert store.kept(COPIES) is None
    store.keep(COPIES, {"files": ["a.docx", "\ud800 half a character"]})
    store.keep(COPIES, {"files": ["b.docx"]})
    assert store.kept(COPIES) == {"files": ["b.docx"]}


def test_a_review_waits_until_it_is_applied_to_its_end_or_put_away(store: KeptReview, tmp_path: Path) -> None:
    assert not store.is_waiting
    store.keep(DECISIONS, {DONE: False})
    assert not store.is_waiting, "decisions alone are of no copy that could be shown"
    store.keep(COPIES, {})
    assert store.is_waiting
    store.tidy()
    assert store.is_waiting
    store.keep(DECISIONS, {DONE: True})
    assert not store.is_waiting
    store.tidy()
    assert not (tmp_path / "returned").exists()
    store.keep(COPIES, {})
    store.keep_file(b"x")
    store.forget()
    assert not store.is_waiting
    assert not (tmp_path / "returned").exists()
    store.forget()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"accept", b"reject"),
        lambda data: b"",
        lambda data: b"[]",
        lambda data: b'{"form": 1, "digest": 7, "body": null}',
        lambda data: b"[" * 100_000,
        lambda data: bytes(len(data)),
    ],
)
def test_each_damage_is_told_and_never_taken_for_a_decision(store: KeptReview, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    store.keep(COPIES, {})
    store.keep(DECISIONS, {"proposals": {"0" * 12: ["accept", ""]}})
    file = tmp_path / "returned" / DECISIONS
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(FormatError, match=r"damaged|newer") as raised:
        store.kept(DECISIONS)
    assert str(tmp_path) in raised.value.advice
    assert store.is_waiting, "what cannot be read is not done"
    store.set_aside(DECISIONS)
    assert store.kept(DECISIONS) is None
    assert file.with_name("decisions.json.damaged").exists()
    store.set_aside(DECISIONS)


def test_what_a_newer_planwriter_kept_is_told(store: KeptReview, tmp_path: Path) -> None:
    store.keep(DECISIONS, {})
    file = tmp_path / "returned" / DECISIONS
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "form": 2}))
    with pytest.raises(FormatError, match="newer planwriter"):
        store.kept(DECISIONS)


def test_a_file_that_cannot_be_read_is_told(store: KeptReview, tmp_path: Path) -> None:
    (tmp_path / "returned" / COPIES).mkdir(parents=True)
    with pytest.raises(StorageError, match="could not be read"):
        store.kept(COPIES)
