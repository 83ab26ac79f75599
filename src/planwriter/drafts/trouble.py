"""Says in plain words what the disk refused, for a sentence such as "Not saved since 10:42 AM: the disk is full."."""

import errno
from pathlib import Path

from planwriter.errors import StorageError

_FAULT = "the disk reported a fault"
_SQLITE_REASONS = {
    1: "the draft's file is damaged",  # SQLITE_ERROR: a table is missing, since our own words are right
    3: "the draft's file may not be opened",  # SQLITE_PERM
    5: "another program holds the draft",  # SQLITE_BUSY
    6: "another program holds the draft",  # SQLITE_LOCKED
    7: "the computer is out of memory",  # SQLITE_NOMEM
    8: "the draft's folder is read-only",  # SQLITE_READONLY
    10: _FAULT,  # SQLITE_IOERR
    11: "the draft's file is damaged",  # SQLITE_CORRUPT
    13: "the disk is full",  # SQLITE_FULL
    14: "the draft's folder is not there, or may not be opened",  # SQLITE_CANTOPEN
    26: "the draft's file is damaged",  # SQLITE_NOTADB
}
_DAMAGE = (11, 26, 1)
_OS_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EROFS: "the folder is read-only",
    errno.EACCES: "you may not write there, or another program holds the file",
    errno.EPERM: "you may not write there, or another program holds the file",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "the folder is not there",
    errno.ENAMETOOLONG: "the name is too long for this folder",
}


ELSEWHERE = "Open your working copy (.csplan) instead, or ask your help desk."


class NotSavedError(StorageError):
    """What was typed could not be written yet; it is still in memory, and trying again may help.

    Attributes:
        reason: What the disk said, as the end of a sentence: "the disk is full".
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(
            f"Your changes are not saved on this computer: {reason}.",
            advice or "planwriter keeps them and keeps trying. Save a copy in another place to be safe.",
        )
        self.reason = reason


class DamagedDraftError(StorageError):
    """A draft's file does not hold what was written to it. Nothing in it is changed or removed."""

    def __init__(self, path: Path) -> None:
        super().__init__("This draft is damaged.", f"Nothing was changed, and the file is kept: {path}. {ELSEWHERE}")


class OlderDraftError(DamagedDraftError):
    """A draft's file is whole, but there was more: it lost its newest changes, or was replaced by an older one."""


def sqlite_trouble(code: int | None, path: Path, *, is_saving: bool) -> StorageError:
    """Return what to tell a person about SQLite's error code; None (it could not even read the words) is damage."""
    primary = _DAMAGE[0] if code is None else code & 0xFF
    if primary in _DAMAGE and not is_saving:
        return DamagedDraftError(path)
    reason = _SQLITE_REASONS.get(primary, _FAULT)
    return NotSavedError(reason) if is_saving else _not_opened(reason, path)


def os_trouble(error: OSError, path: Path) -> StorageError:
    """Return what to tell a person about a draft's file or folder that could not be opened or made."""
    return _not_opened(os_reason(error), path)


def os_reason(error: OSError) -> str:
    """Return what the operating system's refusal means, as the end of a sentence."""
    return _OS_REASONS.get(error.errno or 0, _FAULT)


def _not_opened(reason: str, path: Path) -> StorageError:
    return StorageError(
        f"The draft could not be opened: {reason}.",
        f"It lies in {path.parent}. Put that right and try again, or open your working copy (.csplan) instead.",
    )
