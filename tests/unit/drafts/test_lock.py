"""One window a draft."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter.drafts.lock import DraftLock, _held
from planwriter.errors import HeldError, StorageError

Run = Callable[[str], "subprocess.Popen[str]"]
HOLD = "import sys; from pathlib import Path; from planwriter.drafts.lock import DraftLock\nlock = DraftLock(Path({!r})); print('held', flush=True); sys.stdin.read()"


def test_a_second_window_is_refused_and_told_who_holds_the_draft(tmp_path: Path, other_process: Run) -> None:
    holder = other_process(HOLD.format(str(tmp_path / "draft.lock")))
    with pytest.raises(HeldError) as refused:
        DraftLock(tmp_path / "draft.lock")
    assert "open in another window" in refused.value.title
    assert f"planwriter has it open on this computer (process {holder.pid})" in refused.value.advice


def test_a_holder_that_was_killed_has_lost_it_and_no_question_is_asked(tmp_path: Path, other_process: Run) -> None:
    holder = other_process(HOLD.format(str(tmp_path / "draft.lock")))
    holder.kill()
    holder.wait()
    DraftLock(tmp_path / "draft.lock").release()


def test_the_same_program_cannot_hold_it_twice_and_may_have_it_again(tmp_path: Path) -> None:
    lock = DraftLock(tmp_path / "draft.lock")
    with pytest.raises(HeldError):
        DraftLock(tmp_path / "draft.lock")
    lock.release()
    DraftLock(tmp_path / "draft.lock").release()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in place of the folder")
    with pytest.raises(StorageError, match="cannot be written to") as refused:
        DraftLock(tmp_path / "file" / "draft.lock")
    assert not isinstance(refused.value, HeldError)


def test_a_holder_on_another_computer_is_named() -> None:
    advice = _held(4711, "LT-0042", "planwriter").advice
    assert "on the computer LT-0042 (process 4711)" in advice


@pytest.mark.parametrize(
    "left", [b"", b"47", b"4711\npython\nLT-00", b"4711\nplanwriter\nLT-0042\nabc\ndef\n", b"\0" * 86]
)
def test_what_a_power_failure_left_of_a_lock_keeps_nobody_out(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "draft.lock"
    path.write_bytes(left)
    lock = DraftLock(path)
    with pytest.raises(HeldError):
        DraftLock(path)
    lock.release()


def test_a_holder_whose_lock_file_was_emptied_still_holds_it(tmp_path: Path, other_process: Run) -> None:
    path = tmp_path / "draft.lock"
    other_process(HOLD.format(str(path)))
    path.write_bytes(b"")
    with pytest.raises(HeldError):
        DraftLock(path)


def test_only_the_owner_may_read_who_holds_it(tmp_path: Path) -> None:
    lock = DraftLock(tmp_path / "draft.lock")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "draft.lock").stat().st_mode) == 0o600
    lock.release()
