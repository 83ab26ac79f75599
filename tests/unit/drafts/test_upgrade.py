"""Drafts of the first form are brought to the present one, wholly or not at all, with a backup before."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from planwriter.drafts.backups import Backups
from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.proof import prove, prove_history
from planwriter.drafts.tables import SCHEMA_VERSION
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.drafts.upgrade import versions_in
from planwriter.errors import StorageError

OLD = Path(__file__).parents[2] / "compat" / "format_1"
DRAFT_ID = "0f0e0d0c-0000-4000-8000-000000000001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft of the first form."""
    folder = tmp_path / "drafts" / DRAFT_ID
    folder.mkdir(parents=True)
    return Path(shutil.copy(OLD / "draft.sqlite3", folder / "draft.sqlite3"))


def test_its_history_is_the_same_and_goes_on(path: Path, now: datetime) -> None:
    expected = json.loads((OLD / "expected.json").read_bytes())["history"]
    with closing(DraftDatabase.open(path)) as database:
        steps = database.steps()
        assert [[s.seq, s.step, s.utc, s.until, s.key, s.old, s.new, s.revision] for s in steps] == expected
        database.commit({"notes/plan.title": (None, "goes on " * 300)}, now)
        database.read(prove_history)
    with closing(DraftDatabase.open(path)) as again:
        assert again.fact("schema") == SCHEMA_VERSION
        assert len(again.steps()) == len(expected) + 1
        again.read(prove_history)


def test_a_backup_is_made_before(path: Path, now: datetime) -> None:
    with closing(DraftLibrary(path.parents[1]).open(DRAFT_ID, now)) as held:
        edits = held._database.edits
    snapshot = Backups(path.with_name("backups")).newest_good()
    assert snapshot is not None
    assert snapshot.edits == edits
    assert snapshot.leaves == json.loads((OLD / "expected.json").read_bytes())["leaves"]


def test_when_the_backup_cannot_be_made_the_draft_stays_of_its_form(path: Path) -> None:
    before = path.read_bytes()

    def refuse(_tables: object) -> None:
        raise StorageError("The disk is full.", "")

    with pytest.raises(StorageError, match="full"):
        DraftDatabase.open(path, before_upgrade=refuse)
    assert path.read_bytes() == before
    DraftDatabase.open(path).close()


def test_reading_only_leaves_it_of_its_form(path: Path) -> None:
    before = path.read_bytes()
    with closing(DraftDatabase.open(path, is_read_only=True)) as database:
        assert database.steps()
        database.read(prove)
    assert path.read_bytes() == before


def test_a_damaged_one_is_not_brought_up(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"Ask the front line")] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedDraftError):
        DraftDatabase.open(path)
    assert path.read_bytes() == bytes(data)


def test_it_goes_on_from_a_backup_after_it_was_brought_up(path: Path, now: datetime) -> None:
    library = DraftLibrary(path.parents[1])
    with closing(library.open(DRAFT_ID, now)) as held:
        held.commit({"notes/plan.title": (None, "after the upgrade")}, now)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE field SET value = 'x' WHERE key = 'answers/agency.name'")
    with closing(library.open(DRAFT_ID, now)) as held:
        assert held.recovery is not None
        assert (held.recovery.replayed, held.recovery.missing) == (1, 0)


def test_the_first_pages_of_a_journal_tell_their_version(
    database: DraftDatabase, now: datetime, tmp_path: Path
) -> None:
    database.commit({"plan/revision": (1, 2)}, now)
    journal = database.path.with_name("draft.sqlite3-wal")
    assert set(versions_in(journal)) <= {SCHEMA_VERSION}
    assert list(versions_in(tmp_path / "none")) == []
    (tmp_path / "short").write_bytes(b"\0" * 40)
    assert list(versions_in(tmp_path / "short")) == []
