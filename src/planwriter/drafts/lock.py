"""Lets one window work on a draft, and says who that is."""

from pathlib import Path

from planwriter.errors import HeldError, StorageError


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
        if self._lock.tryLock(0):
            return
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            raise _held(*self._lock.getLockInfo())
        raise StorageError(
            "This draft could not be opened: its folder cannot be written to.",
            f"The folder is {path.parent}. Look whether the disk is full or read-only, then open the draft again.",
        )

    def release(self) -> None:
        """Let the next window have it."""
        self._lock.unlock()


def _held(process: int, host: str, program: str) -> HeldError:
    from PySide6.QtCore import QSysInfo

    name = "planwriter" if not program or program.startswith("python") else program
    where = "this computer" if host == QSysInfo.machineHostName() else f"the computer {host}"
    return HeldError(
        "This draft is open in another window.",
        f"{name} has it open on {where} (process {process}). Go on in that window,"
        " or close it and open the draft here.",
    )
