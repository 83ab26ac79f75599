"""Tells what kind of place a folder is: this computer's own disk, a network, or one that a program keeps in step.

The rules take plain values, so that those of Windows are tried everywhere; `place_of` asks the system for them.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE
_NETWORK_SYSTEMS = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "ceph",
    "glusterfs",
    "davfs",
    "webdav",
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_SYNCED_FOLDERS = ("Library/CloudStorage", "Library/Mobile Documents")  # below a home on macOS
_LONG_ON_WINDOWS = 240
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Kind(StrEnum):
    """What keeps a folder."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True)
class Place:
    """A folder, and what keeps it."""

    path: Path
    kind: Kind

    @property
    def is_local(self) -> bool:
        """Whether this computer's own disk keeps it, and nothing else touches it."""
        return self.kind is Kind.LOCAL

    def warning(self) -> str:
        """Return what a person whose drafts lie here should know; "" for a local disk."""
        if self.is_local:
            return ""
        keeper = (
            "on the network" if self.kind is Kind.NETWORK else "in a folder that OneDrive or the like keeps in step"
        )
        return (
            f"planwriter's own folder on this account lies {keeper}: {self.path}. Drafts are safest on this computer's "
            "own disk. You can go on; your working copy is now written every 10 seconds. Choose one if you have none, "
            "and ask your help desk whether planwriter's folder can be local."
        )


def place_of(path: Path) -> Place:
    """Return what keeps a folder, as far as this system tells; it need not be there yet."""
    path = path.absolute()
    if sys.platform == "win32":
        return Place(path, windows_kind(str(path), os.environ, _drive_type(path)))
    return Place(path, posix_kind(str(path), str(Path.home()), _mounts()))


def windows_kind(path: str, environment: Mapping[str, str], drive_type: int) -> Kind:
    """Return what keeps a folder on Windows.

    Args:
        path: Absolute.
        environment: Of this process; OneDrive names its folders there.
        drive_type: As GetDriveTypeW tells it of the path's drive.
    """
    plain = PureWindowsPath(path)
    if any(_is_below(plain, PureWindowsPath(environment.get(name, ""))) for name in _SYNCED_VARIABLES):
        return Kind.SYNCED
    is_share = plain.drive.startswith("\\\\") and not plain.drive.startswith(("\\\\?\\", "\\\\.\\"))
    if is_share or plain.drive.upper().startswith("\\\\?\\UNC") or drive_type == _REMOTE_DRIVE:
        return Kind.NETWORK
    return Kind.LOCAL


def posix_kind(path: str, home: str, mounts: str) -> Kind:
    """Return what keeps a folder on Linux or macOS.

    Args:
        path: Absolute.
        home: The person's home.
        mounts: As /proc/self/mountinfo has it; "" where there is none.
    """
    if any(_is_below(PurePosixPath(path), PurePosixPath(home, folder)) for folder in _SYNCED_FOLDERS):
        return Kind.SYNCED
    system = file_system(path, mounts)
    return Kind.NETWORK if system in _NETWORK_SYSTEMS or system.startswith("fuse.") else Kind.LOCAL


def file_system(path: str, mounts: str) -> str:
    """Return the kind of file system that a path lies on; "" when that is not told."""
    found, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if len(before.split()) < 5 or not after:
            continue
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), before.split()[4])  # a blank stands there as \040
        if len(point) > longest and _is_below(PurePosixPath(path), PurePosixPath(point)):
            found, longest = after.split()[0], len(point)
    return found


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what the system knows a file by, whatever its name; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def long_path(path: str) -> str:
    r"""Return a path as Windows takes it when it is long: with \\?\ before it; a short one stays as it is."""
    if len(path) <= _LONG_ON_WINDOWS or path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC\\{path[2:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def for_system(path: Path) -> Path:
    """Return a path as this system takes it, however long it is."""
    return Path(long_path(str(path.absolute()))) if sys.platform == "win32" else path


def _is_below(path: PurePath, folder: PurePath) -> bool:
    return bool(folder.parts) and path.is_relative_to(folder)


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(errors="replace")
    except OSError:
        return ""


def _drive_type(path: Path) -> int:
    import ctypes  # only Windows has what is asked for

    return int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{path.drive}\\"))  # noqa: B009 - not on other systems
