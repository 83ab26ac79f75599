"""A file is replaced whole, or the old one stays and the person is told why."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from planwriter import atomic
from planwriter.atomic import private_folder, storage_error, write_atomically
from planwriter.errors import StorageError

OLD, NEW = b"old\n" * 1000, b"new\r\n\0" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that holds the old bytes, alone in its folder."""
    path = tmp_path / "SSA plan.csplan"
    path.write_bytes(OLD)
    return path


def test_the_new_bytes_lie_there_and_nothing_else(file: Path) -> None:
    """Byte for byte, with no temporary file beside it."""
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["empty.csplan", "ü" * 120 + ".csplan", ".hidden"])
def test_a_file_that_was_not_there_is_made(tmp_path: Path, name: str) -> None:
    """Also with a name that is nearly as long as a name may be, and with nothing in it."""
    write_atomically(tmp_path / name, b"")
    assert (tmp_path / name).read_bytes() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_is_written_is_for_its_owner_only(file: Path) -> None:
    """Drafts are nobody else's business."""
    write_atomically(file, NEW)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("call", ["fsync", "open"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_when_the_disk_says_no_the_old_file_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """And no litter is left."""

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, call, fail)
        with pytest.raises(StorageError) as caught:
            write_atomically(file, NEW)
    assert file.name in caught.value.title
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_bytes_that_come_back_changed_are_not_put_in_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lies about what it wrote is found out."""
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: b"something else")
        with pytest.raises(StorageError):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


class Blocked:
    """A replace that another program blocks some times, as an antivirus on Windows does."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.waits: list[float] = []
        self._replace = Path.replace

    def replace(self, source: Path, target: Path) -> Path:
        """Refuse as long as there are refusals left."""
        if self.left:
            self.left -= 1
            refusal = PermissionError(errno.EACCES, "held by another program")
            refusal.winerror = 32  # type: ignore[attr-defined]  # only Windows fills it
            raise refusal
        return self._replace(source, target)


@pytest.mark.parametrize(("times", "is_saved"), [(0, True), (1, True), (6, True), (7, False)])
def test_a_replace_that_is_blocked_is_tried_again_for_a_while(
    file: Path, monkeypatch: pytest.MonkeyPatch, times: int, is_saved: bool
) -> None:
    """Six times; then the old file stays and the person is told."""
    blocked = Blocked(times)

    def replace(source: Path, target: Path) -> Path:
        return blocked.replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        patched.setattr(atomic.time, "sleep", blocked.waits.append)
        if is_saved:
            write_atomically(file, NEW)
        else:
            with pytest.raises(StorageError, match="another program holds the file"):
                write_atomically(file, NEW)
    assert file.read_bytes() == (NEW if is_saved else OLD)
    assert len(blocked.waits) == min(times, 6)
    assert sum(blocked.waits) <= 2.6


def test_a_plain_refusal_is_not_tried_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere than on Windows waiting changes nothing."""
    waits: list[float] = []

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        patched.setattr(atomic.time, "sleep", waits.append)
        with pytest.raises(StorageError):
            write_atomically(file, NEW)
    assert waits == []


def test_a_reader_sees_the_old_or_the_new_and_never_a_mix(file: Path) -> None:
    """However often one looks while another saves."""
    seen: set[bytes] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(40):
        write_atomically(file, NEW if turn % 2 else OLD)
    done.set()
    reader.join()
    assert seen <= {OLD, NEW}


def test_a_program_that_dies_while_it_saves_leaves_the_old_file(file: Path) -> None:
    """Killed right before the new file takes the old one's place."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom planwriter.atomic import write_atomically\n"
        "Path.replace = lambda *_: os._exit(9)\nwrite_atomically(Path(sys.argv[1]), b'new')\n"
    )
    environment = {"PYTHONPATH": str(Path(atomic.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script, str(file)], env=environment)
    assert done.returncode == 9
    assert file.read_bytes() == OLD


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "You may not write"),
        (errno.EACCES, "You may not write"),
        (errno.ENOENT, "Connect the drive again"),
        (errno.EIO, "tell your help desk"),
    ],
)
def test_each_refusal_says_what_to_do(number: int, words: str) -> None:
    """In plain words, with the folder, without a number."""
    error = storage_error(OSError(number, "x"), Path("/drive/plans/SSA.csplan"))
    assert error.title == "“SSA.csplan” could not be saved."
    assert words in error.advice
    assert str(number) not in error.advice


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    """The network drive was taken away."""
    with pytest.raises(StorageError, match="is not there"):
        write_atomically(tmp_path / "gone" / "plan.csplan", NEW)


def test_private_folders_are_made_all_the_way_and_for_their_owner_only(tmp_path: Path) -> None:
    """A folder that is there already stays as it is."""
    made = private_folder(tmp_path / "a" / "b")
    assert made.is_dir()
    if sys.platform != "win32":
        assert [folder.stat().st_mode & 0o777 for folder in (made, made.parent)] == [0o700, 0o700]
    assert private_folder(made) == made


def test_a_private_folder_that_cannot_be_made_is_said_plainly(file: Path) -> None:
    """A file lies where the folder should be."""
    with pytest.raises(StorageError, match="could not be made"):
        private_folder(file / "drafts")
