"""All drafts on this computer."""

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planwriter import atomic
from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.drafts.portable import WorkingCopy, digest_of
from planwriter.drafts.summary import Summary
from planwriter.drafts.trouble import DamagedDraftError, NotSavedError
from planwriter.errors import HeldError, StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.template.catalogue import Catalogue

Run = Callable[[str], "subprocess.Popen[str]"]
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from planwriter.drafts.library import DraftLibrary
held = DraftLibrary(Path({folder!r})).open({draft_id!r})
held.commit({{"answers/plan.title": (None, "Typed before the end")}}, datetime.now(UTC))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> DraftLibrary:
    return DraftLibrary(tmp_path / "data" / "drafts")


@pytest.fixture
def opened(library: DraftLibrary, draft: Draft, now: datetime) -> Iterator[OpenDraft]:
    made = library.create(draft, now)
    yield made
    made.close()


def test_there_is_no_folder_before_there_is_a_draft(library: DraftLibrary, tmp_path: Path) -> None:
    assert library.list() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_made_closed_and_opened_again(
    library: DraftLibrary, rich_draft: Draft, catalogue: Catalogue, now: datetime
) -> None:
    with closing(library.create(rich_draft, now)) as made:
        assert str(uuid.UUID(made.id)) == made.id
        newer = rich_draft.with_note("plan.title", "Ask.")
        made.commit(changed_leaves(rich_draft, newer), now + timedelta(minutes=1))
        made.barrier()
    with closing(library.open(made.id)) as again:
        assert again.draft(catalogue) == newer
        assert again.changed == now + timedelta(minutes=1)
        assert not again.is_read_only
        assert not again.is_newer


def test_folders_are_the_owner_s_alone(opened: OpenDraft, tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("Windows keeps a person's profile to that person by itself")
    opened.baselines.keep(str(uuid.uuid4()), b"x")
    folders = [tmp_path / "data", tmp_path / "data" / "drafts", opened.folder, opened.folder / "exports"]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_a_second_window_is_told_who_has_the_draft(
    library: DraftLibrary, draft: Draft, now: datetime, tmp_path: Path, other_process: Run
) -> None:
    made = library.create(draft, now)
    made.close()
    holder = other_process(HOLD.format(folder=str(tmp_path / "data" / "drafts"), draft_id=made.id))
    with pytest.raises(HeldError, match=f"process {holder.pid}"):
        library.open(made.id)


def test_after_the_holder_was_killed_the_draft_opens_with_everything_and_without_a_question(
    library: DraftLibrary, draft: Draft, catalogue: Catalogue, now: datetime, tmp_path: Path, other_process: Run
) -> None:
    made = library.create(draft, now)
    made.close()
    holder = other_process(HOLD.format(folder=str(tmp_path / "data" / "drafts"), draft_id=made.id))
    holder.kill()
    holder.wait()
    with closing(library.open(made.id)) as again:
        assert again.draft(catalogue).plan.answer("plan.title") == "Typed before the end"


def test_a_refused_draft_is_let_go(library: DraftLibrary, opened: OpenDraft) -> None:
    opened.close()
    (opened.folder / "draft.sqlite3").write_bytes(b"damaged")
    shutil.rmtree(opened.folder / "backups")
    for _attempt in range(2):
        with pytest.raises(DamagedDraftError):
            library.open(opened.id)


@pytest.mark.parametrize("name", ["00000000-0000-0000-0000-000000000000", "..", "", "C:\\draft", "x" * 400])
def test_an_id_that_is_none_is_said(library: DraftLibrary, name: str) -> None:
    with pytest.raises(StorageError, match="no draft"):
        library.open(name)


def test_drafts_are_listed_newest_first_without_opening_any(
    library: DraftLibrary, draft: Draft, now: datetime, tmp_path: Path
) -> None:
    wanted, opened = [], []
    for number in range(3):
        made = library.create(draft, now)
        opened.append(made)  # the first one stays open: its file must not be touched either
        wanted.append(Summary(made.id, f"Plan {number}", "Office of Records", now + timedelta(days=number)))
        made.write_summary(wanted[-1])
        if number:
            made.close()
    (tmp_path / "data" / "drafts" / "not a draft").mkdir()
    (tmp_path / "data" / "drafts" / str(uuid.uuid4())).mkdir()
    before = _digests(tmp_path)
    assert library.list() == tuple(reversed(wanted))
    assert _digests(tmp_path) == before
    opened[0].close()


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_draft_without_a_summary_is_listed_all_the_same(library: DraftLibrary, opened: OpenDraft) -> None:
    (found,) = library.list()
    assert (found.id, found.title) == (opened.id, "")


def test_a_thousand_drafts_are_listed_quickly(library: DraftLibrary, tmp_path: Path) -> None:
    for number in range(1000):
        folder = tmp_path / "data" / "drafts" / str(uuid.UUID(int=number))
        folder.mkdir(parents=True)
        (folder / "draft.sqlite3").touch()
        form = {"title": "T", "agency": "A", "state": "", "parts_met": 1, "parts_of": 18, "working_copy": None}
        (folder / "summary.json").write_text(json.dumps({**form, "changed": "2011-10-03T14:42:00+00:00"}))
    began = time.perf_counter()
    assert len(library.list()) == 1000
    assert time.perf_counter() - began < 0.5


def test_a_folder_that_cannot_be_made_is_said_at_once(tmp_path: Path, draft: Draft, now: datetime) -> None:
    (tmp_path / "file").write_text("in place of the folder")
    library = DraftLibrary(tmp_path / "file" / "drafts")
    began = time.monotonic()
    with pytest.raises(StorageError, match="could not be made"):
        library.create(draft, now)
    with pytest.raises(StorageError, match="cannot be listed"):
        library.list()
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("left", [0, 8192, 16384])
def test_a_draft_that_could_not_be_made_leaves_no_folder_behind(
    small_disk: Path, full: Callable[[Path], Path], draft: Draft, now: datetime, left: int
) -> None:
    library = DraftLibrary(small_disk / "drafts")
    library.create(draft, now).close()
    filling = full(small_disk)
    os.truncate(filling, filling.stat().st_size - left)
    with pytest.raises(StorageError):
        library.create(draft, now)
    assert len(list((small_disk / "drafts").iterdir())) == 1


def test_a_draft_whose_file_the_disk_may_not_keep_is_not_begun(
    library: DraftLibrary, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(atomic, "_sync_folder", refuse)
    with pytest.raises(StorageError) as told:
        library.create(draft, now)
    assert "is in its place" not in str(told.value)
    assert library.list() == ()


def test_a_read_only_disk_is_said_and_not_called_damage(
    small_disk: Path, remount: Callable[[Path, str], None], draft: Draft, now: datetime
) -> None:
    library = DraftLibrary(small_disk / "drafts")
    made = library.create(draft, now)
    made.close()
    remount(small_disk, "ro")
    with pytest.raises(StorageError, match="cannot be written to") as told:
        library.open(made.id)
    assert not isinstance(told.value, DamagedDraftError)
    remount(small_disk, "rw")
    library.open(made.id).close()


def test_what_a_clearance_copy_rests_on_is_kept_by_its_export_id(opened: OpenDraft) -> None:
    export_id = "8c6f2c1e-0000-8000-8000-0123456789ab"
    assert opened.baselines.baseline(export_id) is None
    opened.baselines.keep(export_id, b"the plan as it was")
    assert opened.baselines.baseline(export_id.upper()) == b"the plan as it was"
    assert opened.baselines.ids() == (export_id,)
    with pytest.raises(ValueError, match="UUID"):
        opened.baselines.keep("../../elsewhere", b"")


def test_the_working_copy_is_remembered_with_what_was_written(
    library: DraftLibrary, opened: OpenDraft, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "Pläne.csplan"
    assert opened.write_working_copy(b"nowhere", now) is None
    opened.set_working_copy(WorkingCopy(path))
    result = opened.write_working_copy(b"first", now)
    assert result is not None
    assert result.is_written
    opened.close()
    with closing(library.open(opened.id)) as again:
        assert again.working_copy == result.copy
        assert again.working_copy.written_at == now
        again.write_working_copy(b"second", now)
        assert path.read_bytes() == b"second"
        again.set_working_copy(None)
        assert again.working_copy is None


def test_a_crash_between_writing_the_copy_and_noting_it_does_not_make_it_a_stranger_s(
    library: DraftLibrary, opened: OpenDraft, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csplan"
    opened.set_working_copy(WorkingCopy(path))
    opened.write_working_copy(b"first", now)
    path.write_bytes(b"second")
    opened.set_working_copy(WorkingCopy(path, (digest_of(b"first"),)).about_to_hold(b"second"))
    opened.close()
    with closing(library.open(opened.id)) as again:
        result = again.write_working_copy(b"third", now)
    assert result is not None
    assert result.beside is None
    assert path.read_bytes() == b"third"


def test_a_full_disk_of_drafts_does_not_keep_the_copy_from_another_disk(
    small_disk: Path, full: Callable[[Path], Path], tmp_path: Path, draft: Draft, now: datetime
) -> None:
    with closing(DraftLibrary(small_disk / "drafts").create(draft, now)) as opened:
        opened.set_working_copy(WorkingCopy(tmp_path / "plan.csplan"))
        filling = full(small_disk)
        with pytest.raises(NotSavedError):
            opened.commit({"notes/plan.title": (None, "x" * 100_000)}, now)
        for data in (b"first", b"second"):
            result = opened.write_working_copy(data, now)
            assert result is not None
            assert result.is_written
            assert result.beside is None
        filling.unlink()
