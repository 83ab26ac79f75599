"""A draft that went back is noticed."""

import os
import shutil
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.trouble import OlderDraftError
from planwriter.drafts.witness import Seen, Witness
from planwriter.plan.draft import Draft

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.witness"


def test_what_was_noted_last_is_seen(path: Path) -> None:
    witness = Witness(path)
    assert witness.seen() is None
    for edits in (999_999, 12):
        witness.note(Seen("one", edits, 11))
    assert Witness(path).seen() == Seen("one", 12, 11)
    witness.close()
    witness.close()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"\0" * 160, b"one 13 11 0123\n", b"\xff", b"one 12"])
def test_a_witness_that_cannot_be_understood_says_nothing(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    assert Witness(path).seen() is None


def test_a_disk_that_refuses_it_does_not_matter(tmp_path: Path) -> None:
    Witness(tmp_path / "gone" / "draft.witness").note(Seen("one", 1, 1))


def test_an_older_file_in_the_draft_s_place_is_noticed(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save
) -> None:
    database.close()
    older = database.path.with_name("older")
    shutil.copy(database.path, older)
    database = DraftDatabase.open(database.path)
    save(database, draft, draft.with_note("plan.title", "Newer"), now)
    database.close()
    older.replace(database.path)
    with pytest.raises(OlderDraftError):
        DraftDatabase.open(database.path)
    assert not DraftDatabase.open(database.path, is_read_only=True).is_newer


def test_what_a_power_cut_took_after_the_last_barrier_is_counted_and_no_damage(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save
) -> None:
    draft = save(database, draft, draft.with_note("plan.title", "Kept"), now)
    database.close()
    kept = database.path.with_name("kept")
    shutil.copy(database.path, kept)
    database = DraftDatabase.open(database.path)
    for number in range(3):
        at = now + timedelta(minutes=number)
        draft = save(database, draft, draft.with_note("plan.title", f"Lost {number}"), at)
    database._connection.close()  # as if the power failed
    kept.replace(database.path)
    database.path.with_name("draft.sqlite3-wal").unlink(missing_ok=True)
    again = DraftDatabase.open(database.path)
    assert again.missing == 3
    save(again, draft, draft.with_note("plan.title", "Typed again"), now)
    again.close()
    assert DraftDatabase.open(database.path).missing == 0
