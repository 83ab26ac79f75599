"""Backups hold the whole draft, prove themselves, and go by their number of edits."""

import gzip
import hashlib
import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.drafts.backups import NEWEST, Backup, Backups, DamagedBackupError, Snapshot, kept
from planwriter.drafts.database import DraftDatabase
from planwriter.errors import StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import leaves

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


@pytest.fixture
def snapshot(database: DraftDatabase) -> Snapshot:
    return database.read(Snapshot.of)


def test_a_backup_holds_the_whole_draft(
    backups: Backups, database: DraftDatabase, draft: Draft, now: datetime, save: Save
) -> None:
    newer = save(database, draft, draft.with_note("plan.title", "half \ud83d"), now)
    snapshot = database.read(Snapshot.of)
    assert (snapshot.edits, snapshot.seq, snapshot.changed) == (1, 1, now.isoformat())
    assert snapshot.leaves == leaves(newer)
    assert snapshot.facts["plan_id"] == draft.plan.plan_id
    backups.keep(snapshot, now)
    assert backups.newest_good() == snapshot


def test_it_is_plain_json_that_any_program_can_unpack(
    backups: Backups, snapshot: Snapshot, now: datetime, tmp_path: Path
) -> None:
    path = backups.keep(snapshot, now)
    assert path is not None
    form = json.loads(gzip.decompress(path.read_bytes()))
    assert form["format"] == "planwriter-backup"
    assert form["leaves"]["answers/agency.name"] == "Office of Records"
    assert path.name.startswith("0000000000-20111003T144200Z-")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_same_edits_are_not_kept_twice(backups: Backups, snapshot: Snapshot, now: datetime) -> None:
    assert backups.keep(snapshot, now) is not None
    assert backups.keep(snapshot, now + timedelta(days=1)) is None
    assert len(backups.all()) == 1


def test_what_is_typed_after_a_backup_is_a_step_of_its_own(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save
) -> None:
    draft = save(database, draft, draft.with_note("plan.title", "One"), now)
    snapshot = database.read(Snapshot.of)
    save(database, draft, draft.with_note("plan.title", "One two"), now)
    assert database.steps()[0].sha.hex() == snapshot.head
    assert len(database.steps()) == 2


@pytest.mark.parametrize("damage", [b"", b"no gzip", b"\x1f\x8b\x08\0"])
def test_a_damaged_backup_is_passed_over(
    backups: Backups, database: DraftDatabase, draft: Draft, now: datetime, save: Save, damage: bytes
) -> None:
    older = database.read(Snapshot.of)
    backups.keep(older, now)
    save(database, draft, draft.with_note("plan.title", "Newer"), now)
    path = backups.keep(database.read(Snapshot.of), now)
    assert path is not None
    path.write_bytes(damage)
    with pytest.raises(DamagedBackupError):
        backups.read(backups.all()[0])
    assert backups.newest_good() == older
    assert backups.newest_edits == 1


def test_a_backup_of_another_form_is_passed_over(backups: Backups, snapshot: Snapshot, now: datetime) -> None:
    backups.keep(snapshot, now)
    (path,) = backups._folder.iterdir()
    data = gzip.compress(gzip.decompress(path.read_bytes()).replace(b'"version":1', b'"version":2'))
    path.rename(path.with_name(f"0000000009-20111003T144200Z-{hashlib.sha256(data).hexdigest()}.json.gz"))
    (other,) = backups._folder.iterdir()
    other.write_bytes(data)
    assert backups.newest_good() is None


def test_other_files_in_the_folder_are_left_alone(backups: Backups, snapshot: Snapshot, now: datetime) -> None:
    backups.keep(snapshot, now)
    (backups._folder / "notes.txt").write_text("mine")
    assert len(backups.all()) == 1
    assert (backups._folder / "notes.txt").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, snapshot: Snapshot, now: datetime) -> None:
    (tmp_path / "backups").write_text("in place of the folder")
    backups = Backups(tmp_path / "backups")
    assert backups.newest_good() is None
    with pytest.raises(StorageError):
        backups.keep(snapshot, now)


seconds = st.integers(1_262_304_000, 1_893_456_000)  # from 2010 to 2030
moments = seconds.map(lambda at: f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}")


@given(st.lists(moments, max_size=60))
def test_whatever_the_clock_says_the_newest_ten_stay_and_keeping_twice_changes_nothing(clocks: list[str]) -> None:
    present = [Backup(number, made, "0" * 64) for number, made in enumerate(clocks)]
    found = kept(present)
    assert {one.edits for one in found} >= {one.edits for one in present[-NEWEST:]}
    assert kept(found) == found
    assert len(found) <= 64
