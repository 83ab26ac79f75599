"""Replaces a file whole: afterwards the old bytes or the new bytes lie there, never a mix."""

import errno
import os
import sys
import time
from pathlib import Path

from planwriter.errors import StorageError

_WINDOWS_SHARING_ERRORS = (5, 32, 33)
_RETRY_WAITS_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
# what a share says that keeps names without being asked to
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class NotConfirmedError(StorageError):
    """The file is in its place, whole; only the disk has not confirmed that it would be there after a power cut."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is in its place, but the disk did not confirm that it will keep it.",
            "A power cut now might still take it away. Do the same once more; if this comes again, use another folder"
            f" than {path.parent} and tell your help desk.",
        )


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file at `path` with `data`, surviving a crash or power cut at any moment.

    The temporary file lies beside `path`, since a rename is only atomic within one volume. It is written, flushed
    to the disk, closed, read back and compared before it takes the old file's place; it is readable by its owner
    only. On Windows a replace that another program blocks (antivirus, OneDrive) is tried again for about 2.5 s.

    Args:
        path: The file to write; its folder must exist.
        data: The whole new content, possibly empty.

    Raises:
        NotConfirmedError: The new file is in its place; whether it would survive a power cut is not known.
        StorageError: The disk is full, read-only, gone, or another program holds the file. The old file stays.
    """
    import secrets  # nothing is written before the first paint

    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        try:
            _write_new(temporary, data)
            _replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise storage_error(error, path) from error
    _confirm(path, path.parent)


def move_file(old: Path, new: Path) -> None:
    """Move a file within one volume, in place of what is there, and have the disk keep both names as they are then.

    Raises:
        NotConfirmedError: It was moved; whether that would survive a power cut is not known.
        StorageError: The disk refuses. Both files stay as they are.
    """
    try:
        _replace(old, new)
    except OSError as error:
        raise storage_error(error, new) from error
    _confirm(new, *{old.parent, new.parent})


def private_folder(path: Path) -> Path:
    """Return `path`, made when it is not there, with every folder made on the way, for its owner only.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        for folder in (*reversed(path.parents), path):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder {path} could not be made.", storage_error(error, path).advice) from error
    return path


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return the plain words for what the disk said about `path`."""
    title = f"“{path.name}” could not be saved."
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            advice = f"The disk is full. Free some space, or save to another folder than {path.parent}."
        case errno.EROFS | errno.EACCES | errno.EPERM:
            advice = f"You may not write in {path.parent}, or another program holds the file. Choose another folder."
        case errno.ENOENT | errno.ENOTDIR:
            advice = f"The folder {path.parent} is not there. Connect the drive again, or choose another folder."
        case _:
            advice = f"The disk reported a fault in {path.parent}. Save to another folder and tell your help desk."
    return StorageError(title, advice)


def _write_new(temporary: Path, data: bytes) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    import hashlib  # nothing is written before the first paint

    if hashlib.sha256(temporary.read_bytes()).digest() != hashlib.sha256(data).digest():
        raise OSError(errno.EIO, "what was read back is not what was written", str(temporary))


def _replace(temporary: Path, path: Path) -> None:
    for wait_s in (*_RETRY_WAITS_S, None):
        try:
            temporary.replace(path)
        except PermissionError as error:
            may_retry = getattr(error, "winerror", None) in _WINDOWS_SHARING_ERRORS
            if not may_retry or wait_s is None:
                raise
            time.sleep(wait_s)
        else:
            return


def _confirm(path: Path, *folders: Path) -> None:
    """Have the disk keep the names in these folders, which hold what they should already."""
    try:
        for folder in folders:
            _sync_folder(folder)
    except OSError as error:
        raise NotConfirmedError(path) from error


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows keeps the name with the file's own flush and cannot open a folder
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a drop box: it may be written to and not looked into
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
