"""A thrown-away draft is kept for 30 days, comes back whole, and goes only after it was told, whatever the clock says."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.summary import Summary
from planwriter.drafts.trash import KEPT, NOTE, Swept, Trash
from planwriter.errors import HeldError, StorageError
from planwriter.plan.draft import Draft
from planwriter.template.catalogue import Catalogue

DAY = timedelta(days=1)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


@pytest.fixture
def draft_id(drafts: Path, draft: Draft, now: datetime) -> str:
    held = DraftLibrary(drafts).create(draft, now)
    held.write_summary(Summary(held.id, "Our plan", "Office", now, "In progress", 3))
    held.close()
    return held.id


def test_a_draft_in_the_trash_is_listed_there_and_nowhere_else(drafts: Path, draft_id: str, now: datetime) -> None:
    trash, library = Trash(drafts), DraftLibrary(drafts)
    assert trash.list() == ()
    thrown = trash.throw_away(draft_id, now)
    assert thrown.summary.title == "Our plan"
    assert library.list() == ()
    assert trash.list() == (thrown,)
    with pytest.raises(StorageError):
        library.open(draft_id)


def test_it_comes_back_whole(drafts: Path, draft_id: str, now: datetime, draft: Draft, catalogue: Catalogue) -> None:
    trash, library = Trash(drafts), DraftLibrary(drafts)
    before = sorted(path.name for path in (drafts / draft_id).iterdir())
    trash.throw_away(draft_id, now)
    assert trash.restore(draft_id).title == "Our plan"
    assert trash.list() == ()
    assert sorted(path.name for path in (drafts / draft_id).iterdir()) == before
    held = library.open(draft_id)
    assert held.draft(catalogue) == draft
    held.close()


def test_a_draft_that_a_window_has_open_is_not_thrown_away(drafts: Path, draft_id: str, now: datetime) -> None:
    held = DraftLibrary(drafts).open(draft_id)
    with pytest.raises(HeldError):
        Trash(drafts).throw_away(draft_id, now)
    held.close()
    assert [one.id for one in DraftLibrary(drafts).list()] == [draft_id]


@pytest.mark.parametrize("name", ["", "..", "trash", "0f0e0d0c-0000-4000-8000-000000000001"])
def test_what_is_no_draft_is_told(drafts: Path, draft_id: str, now: datetime, name: str) -> None:
    with pytest.raises(StorageError):
        Trash(drafts).throw_away(name, now)
    with pytest.raises(StorageError):
        Trash(drafts).restore(name)
    assert (drafts / draft_id).is_dir()


def test_after_its_time_it_is_told_once_and_goes_on_a_later_day(drafts: Path, draft_id: str, now: datetime) -> None:
    trash = Trash(drafts)
    thrown = trash.throw_away(draft_id, now)
    assert trash.sweep(now + KEPT - timedelta(seconds=1)) == Swept()
    assert trash.sweep(now + KEPT) == Swept(due=(thrown,))
    assert trash.sweep(now + KEPT + timedelta(hours=1)) == Swept()
    assert len(trash.list()) == 1
    gone = trash.sweep(now + KEPT + DAY)
    assert [one.summary.id for one in gone.removed] == [draft_id]
    assert trash.list() == ()
    assert trash.sweep(now + KEPT + 2 * DAY) == Swept()


def test_a_clock_that_jumps_ahead_and_back_removes_nothing(drafts: Path, draft_id: str, now: datetime) -> None:
    trash = Trash(drafts)
    trash.throw_away(draft_id, now)
    assert trash.sweep(now + 365 * DAY).due
    assert trash.sweep(now + DAY) == Swept()
    assert trash.sweep(now - 365 * DAY) == Swept()
    assert trash.sweep(now + 31 * DAY).due, "it was told in a year that has not come, so it is told again"
    assert len(trash.list()) == 1


def test_the_days_left_are_counted_down(drafts: Path, draft_id: str, now: datetime) -> None:
    thrown = Trash(drafts).throw_away(draft_id, now)
    assert [thrown.days_left(now + days * DAY) for days in (0, 1, 29, 30, 31)] == [30, 29, 1, 0, 0]
    assert thrown.days_left(now + timedelta(hours=1)) == 30


@pytest.mark.parametrize("note", ["no JSON", "[]", '{"thrown": 7}', '{"thrown": "2011-01-01"}', ""])
def test_a_damaged_note_starts_the_time_anew(drafts: Path, draft_id: str, now: datetime, note: str) -> None:
    trash = Trash(drafts)
    trash.throw_away(draft_id, now)
    path = drafts / "trash" / draft_id / NOTE
    path.write_text(note)
    (one,) = trash.list()
    assert one.summary.id == draft_id
    assert one.told is None
    assert trash.sweep(one.at + KEPT - DAY) == Swept()


def test_a_folder_that_cannot_be_moved_stays_and_is_told(
    drafts: Path, draft_id: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _to: Path) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StorageError, match="still in"):
        Trash(drafts).throw_away(draft_id, now)
    assert [one.id for one in DraftLibrary(drafts).list()] == [draft_id]
    assert json.loads((drafts / draft_id / NOTE).read_text())["thrown"]
