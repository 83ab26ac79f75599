"""Where a reviewed document goes: into the draft that was sent, under a name that says whose it is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.errors import StorageError
from planwriter.submit.outbox import OfficeWord, Parcel
from planwriter.submit.states import Stage, State
from planwriter.wizard.returning import home_of, keep_reviewed, reviewed_name
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OFFICE = PaperOffice("https://office.example.gov")
DRAFT = "03c41d88-81d5-4574-bf5e-c4830718f02b"
PARCEL = Parcel(
    package_id="03c41d88-81d5-4574-bf5e-c4830718f02b",
    plan_id="5f3a2c10-9d64-8b1e-a7c2-1e0d9b8a7c65",
    draft_id=DRAFT,
    title="Our plan",
    agency="Rural Wells Administration",
    purpose="final",
    supersedes="",
    sha256="0" * 64,
    size_bytes=1,
    sealed_at=NOW,
    stage=Stage(State.ACCEPTED),
    office=OFFICE.file,
    word=OfficeWord("returned", "Why?", "/v1/returns/5f3c0a12-7c1e-4b8e-9a64-0d6a1f2e8b01.docx", NOW, NOW),
)


def test_the_draft_that_was_sent_is_its_home(tmp_path: Path) -> None:
    (tmp_path / DRAFT).mkdir()
    assert home_of(tmp_path, PARCEL) == DRAFT


def test_a_draft_in_the_trash_is_put_back_first(tmp_path: Path) -> None:
    (tmp_path / "trash" / DRAFT).mkdir(parents=True)
    with pytest.raises(StorageError, match="in the trash") as told:
        home_of(tmp_path, PARCEL)
    assert "put the draft back" in told.value.advice


@pytest.mark.parametrize("draft_id", [DRAFT, "", "../elsewhere", "trash"])
def test_a_draft_that_is_gone_is_told_with_what_to_do(tmp_path: Path, draft_id: str) -> None:
    (tmp_path / "drafts" / "trash").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(StorageError, match="not on this computer") as told:
        home_of(tmp_path / "drafts", replace(PARCEL, draft_id=draft_id))
    assert "Save the reviewed document" in told.value.advice


def test_the_document_is_kept_with_the_draft_and_named_by_its_office(tmp_path: Path) -> None:
    (tmp_path / DRAFT).mkdir()
    path = keep_reviewed(tmp_path, DRAFT, PARCEL, b"first")
    assert path.name == "Returned by Performance Improvement Office, 5f3c0a12.docx"
    assert (path.parent.parent, path.read_bytes()) == (tmp_path / DRAFT, b"first")
    assert keep_reviewed(tmp_path, DRAFT, PARCEL, b"first") == path
    assert PARCEL.word is not None
    later = replace(PARCEL, word=replace(PARCEL.word, attachment="/v1/returns/99.docx"))
    assert keep_reviewed(tmp_path, DRAFT, later, b"second").name != path.name
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize("attachment", ["/v1/returns/../../../x.docx", "/..", "/v1/a\x00b/<>:.docx", ""])
def test_no_place_that_an_office_names_leads_out_of_the_draft(tmp_path: Path, attachment: str) -> None:
    (tmp_path / DRAFT).mkdir()
    assert PARCEL.word is not None
    odd = replace(PARCEL, word=replace(PARCEL.word, attachment=attachment))
    path = keep_reviewed(tmp_path, DRAFT, odd, b"x")
    assert path.resolve().parent.parent == (tmp_path / DRAFT).resolve()
    assert reviewed_name(replace(odd, word=None, office=b"")) == "Returned by the office.docx"
