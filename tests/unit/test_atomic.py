"""Old bytes or new bytes, never a mix."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter import atomic
from planwriter.atomic import NotConfirmedError, move_file, private_folder, write_atomically
from planwriter.errors import StorageError


class BusyReplace:
    """os.replace as it is on Windows while another program holds the file for some attempts."""

    def __init__(self, attempts: int, winerror: int | None) -> None:
        self.left = attempts
        self.winerror = winerror
        self.calls = 0
        self._replace = os.replace

    def __call__(self, old: Path, new: Path) -> None:
        self.calls += 1
        if self.left:
            self.left -= 1
            error = PermissionError(errno.EACCES, "held")
            if self.winerror is not None:
                error.winerror = self.winerror  # type: ignore[attr-defined]
            raise error
        self._replace(old, new)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited, in seconds."""
    waited: list[float] = []
    monkeypatch.setattr(atomic.time, "sleep", waited.append)
    return waited


@pytest.mark.parametrize("data", [b"", b"new", b"x" * 3_000_000])
def test_the_file_holds_the_new_bytes_and_nothing_lies_beside_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    write_atomically(path, data)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("attempts", range(8))
def test_a_file_that_another_program_holds_is_tried_again_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float], attempts: int, winerror: int
) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    monkeypatch.setattr(atomic.os, "replace", BusyReplace(attempts, winerror))
    if attempts < 7:
        write_atomically(path, b"new")
        assert path.read_bytes() == b"new"
    else:
        with pytest.raises(StorageError, match="another program holds the file"):
            write_atomically(path, b"new")
        assert path.read_bytes() == b"old"
    assert waits == [0.05, 0.1, 0.2, 0.4, 0.8, 1.0][:attempts]
    assert list(tmp_path.iterdir()) == [path]


def test_elsewhere_there_is_one_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float]) -> None:
    replace = BusyReplace(1, None)
    monkeypatch.setattr(atomic.os, "replace", replace)
    with pytest.raises(StorageError):
        write_atomically(tmp_path / "plan.csplan", b"new")
    assert replace.calls == 1
    assert waits == []


def test_what_the_disk_changed_on_the_way_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"something else")
    with pytest.raises(StorageError, match="reported a fault"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "may not write"),
        (errno.ENOENT, "is not there"),
        (errno.EIO, "reported a fault"),
    ],
)
def test_every_refusal_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(number, "refused")

    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    monkeypatch.setattr(atomic.os, "fsync", refuse)
    with pytest.raises(StorageError) as told:
        write_atomically(path, b"new")
    assert "plan.csplan" in told.value.title
    assert words in told.value.advice
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


class FolderSync:
    """os.fsync that works for files and fails for folders."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._fsync = os.fsync

    def __call__(self, file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(self._number, "refused")
        self._fsync(file)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the name with the file")
def test_a_file_in_place_is_never_called_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    monkeypatch.setattr(atomic.os, "fsync", FolderSync(errno.EIO))
    with pytest.raises(NotConfirmedError) as told:
        write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert "could not be saved" not in str(told.value)
    assert "“plan.csplan” is in its place" in told.value.title
    assert "power" in told.value.advice
    assert isinstance(told.value.__cause__, OSError)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the name with the file")
def test_a_moved_file_is_never_called_not_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_bytes(b"x")
    monkeypatch.setattr(atomic.os, "fsync", FolderSync(errno.EIO))
    with pytest.raises(NotConfirmedError):
        move_file(tmp_path / "old", tmp_path / "new")
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the name with the file")
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_share_that_syncs_no_folders_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(atomic.os, "fsync", FolderSync(number))
    write_atomically(tmp_path / "plan.csplan", b"new")
    assert (tmp_path / "plan.csplan").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="Windows opens no folders")
def test_a_folder_that_may_be_written_and_not_read_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drop box; root may read every folder, so the refusal is played."""
    really = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "refused")
        return really(path, flags, mode)

    monkeypatch.setattr(atomic.os, "open", refuse)
    write_atomically(tmp_path / "plan.csplan", b"new")
    assert (tmp_path / "plan.csplan").read_bytes() == b"new"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is not there"):
        write_atomically(tmp_path / "gone" / "plan.csplan", b"x")


@pytest.mark.parametrize("name", ["計" * 75, "é" * 110, "🙂" * 50, "n" * 240])
def test_a_long_name_in_any_script_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_private_folder_is_made_with_those_on_the_way(tmp_path: Path) -> None:
    made = private_folder(tmp_path / "data" / "drafts")
    assert made == private_folder(made)
    if os.name == "posix":
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (made.parent, made)] == [0o700, 0o700]


def test_a_private_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    for folder in (tmp_path / "file", tmp_path / "file" / "drafts"):
        with pytest.raises(StorageError, match="could not be made"):
            private_folder(folder)


def test_a_reader_sees_the_old_or_the_new_file_at_every_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"old")
    seen: list[bytes] = []

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            seen.append(path.read_bytes())
            result = call(*arguments, **named)
            seen.append(path.read_bytes())
            return result

        return run

    for name in ("fsync", "replace"):
        monkeypatch.setattr(atomic.os, name, watched(getattr(os, name)))
    write_atomically(path, b"new")
    assert set(seen) == {b"old", b"new"}
    assert seen == sorted(seen, reverse=True)  # once new, never old again
