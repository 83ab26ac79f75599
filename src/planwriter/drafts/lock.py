"""Lets one window work on a draft, and says who that is."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from planwriter.drafts.places import place_of
from planwriter.errors import HeldError, StorageError

_LINES = 5  # what a whole lock file has
_PATIENCE_MS = 200


class DraftLock:
    """The right to change one draft; held until `release`, or until the program ends in whatever way."""

    def __init__(self, path: Path) -> None:
        """Take the right, or refuse at once.

        Args:
            path: The lock file; its folder is there.

        Raises:
            HeldError: Another window has it; the advice names the program, the computer and the process.
            StorageError: The draft's folder cannot be written to.
        """
        from PySide6.QtCore import QLockFile  # only who opens a draft pays for it; listing drafts needs no Qt

        self._lock = QLockFile(str(path))
        self._lock.setStaleLockTime(0)  # a draft may be open for days; only a holder that has died loses it
        if not self._lock.tryLock(0):
            is_held = self._lock.error() is QLockFile.LockError.LockFailedError
            if is_held and not self._after_a_dead_holder(path):
                raise _held(*self._lock.getLockInfo())
            if not is_held:
                raise StorageError(
                    "This draft could not be opened: its folder cannot be written to.",
                    f"The folder is {path.parent}. Look whether the disk is full or read-only, then open it again.",
                )
        with suppress(OSError):
            path.chmod(0o600)

    def release(self) -> None:
        """Let the next window have it."""
        self._lock.unlock()

    def _after_a_dead_holder(self, path: Path) -> bool:
        """Take the lock from a holder whose death Qt cannot tell: its file was cut short, as by a power failure."""
        if self._lock.tryLock(_PATIENCE_MS if _is_cut_short(path) else 0):
            return True
        if not (_is_cut_short(path) or place_of(path).is_local) or not _is_left(path):
            return False
        with suppress(OSError):
            path.unlink()  # Windows refuses while somebody has it open
        return bool(self._lock.tryLock(0))


def _is_cut_short(path: Path) -> bool:
    try:
        return path.read_bytes().count(b"\n") < _LINES
    except OSError:
        return False


def _is_left(path: Path) -> bool:
    """Whether no process of this computer has the lock file; Windows tells that only when it is to be removed."""
    if sys.platform == "win32":
        return True
    import fcntl  # not on Windows

    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _held(process: int, host: str, program: str) -> HeldError:
    from PySide6.QtCore import QSysInfo

    name = "planwriter" if not program or program.startswith("python") else program
    where = "this computer" if host in ("", QSysInfo.machineHostName()) else f"the computer {host}"
    return HeldError(
        "This draft is open in another window.",
        f"{name} has it open on {where} (process {process}). Go on in that window,"
        " or close it and open the draft here.",
    )
