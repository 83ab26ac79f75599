"""Who is sending a package right now: a lock of the operating system, gone with the process that held it."""

import os
import sys
from pathlib import Path

from planwriter.errors import HeldError, StorageError


class Hold:
    """The right to send one package; held until `release`, or until the program ends in whatever way."""

    def __init__(self, path: Path) -> None:
        """Take the right.

        Args:
            path: The lock file; its folder is there.

        Raises:
            HeldError: Another window or command is sending the package.
            StorageError: The folder cannot be written to.
        """
        self._handle = _open(path)
        if not _lock(self._handle):
            os.close(self._handle)
            raise being_sent()

    def release(self) -> None:
        """Let others have it; the file stays, since another may have it open already."""
        os.close(self._handle)


class Holds:
    """What one window sends of a folder of packages, and whether somebody else is sending one of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: dict[str, Hold] = {}

    def __contains__(self, package_id: str) -> bool:
        """Whether this window sends it."""
        return package_id in self._own

    def hold(self, package_id: str) -> Hold:
        """Return the right to send a package, for who keeps it.

        Raises:
            HeldError: Another window or command is sending it.
            StorageError: The folder cannot be written to.
        """
        return Hold(self._path(package_id))

    def keep(self, package_id: str) -> None:
        """Take the right to send a package and keep it until it is let go; as for `hold`."""
        self._own[package_id] = self.hold(package_id)

    def let_go(self, package_id: str = "") -> None:
        """Let others have a package, or all of them."""
        for one in [package_id] if package_id else list(self._own):
            if hold := self._own.pop(one, None):
                hold.release()

    def is_sent(self, package_id: str) -> bool:
        """Return whether anybody is sending a package right now."""
        path = self._path(package_id)
        if package_id in self._own:
            return True
        try:
            handle = _open(path) if path.exists() else -1
        except StorageError:
            return False
        if handle < 0:
            return False
        try:
            return not _lock(handle)
        finally:
            os.close(handle)

    def _path(self, package_id: str) -> Path:
        return self._folder / f"{package_id}.sending"


def being_sent() -> HeldError:
    """Return what to tell who wants something of a package that somebody else is sending."""
    return HeldError(
        "Another planwriter window or command is sending this package right now.",
        "Nothing was changed here. Wait until it is done, or stop it there.",
    )


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(
            "This package cannot be sent: its folder cannot be written to.",
            f"The folder is {path.parent}. Look whether the disk is full or read-only, then send it again.",
        ) from error


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # only there

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # not on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
