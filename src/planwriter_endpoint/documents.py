"""Where the packages themselves lie: in a folder beside SQLite, or in PostgreSQL with everything else."""

import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from planwriter.errors import StorageError
from planwriter_endpoint.schema import DOCUMENTS

_TEMPORARY = ".tmp"


class Documents(Protocol):
    """A place for packages, by their SHA-256."""

    def keep(self, sha256: str, data: bytes) -> None:
        """Put a package safely on the disk before its row is written."""

    def keep_in(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Put a package into the transaction that writes its row."""

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return a package, found to be what it was."""

    def sweep(self) -> int:
        """Remove what a receiver that was killed left half written; returns how many."""


class DocumentFolder:
    """Packages as files named by their SHA-256. One without a row is harmless: nobody was told it was accepted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, sha256: str, data: bytes) -> None:
        """Write, flush, rename, and flush the folder; raises OSError when the disk refuses."""
        path = self.folder / sha256
        if path.exists():
            return
        temporary = self.folder / f"{secrets.token_hex(8)}{_TEMPORARY}"
        try:
            with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(self.folder)

    def keep_in(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Do nothing: the file lies there already."""

    def read(self, connection: Connection, sha256: str) -> bytes:  # noqa: ARG002  as every place for packages
        """Return a package; raises StorageError when it is gone or damaged."""
        try:
            data = (self.folder / sha256).read_bytes()
        except OSError:
            data = b""
        return _whole(sha256, data)

    def sweep(self) -> int:
        """Remove temporary files."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        left = list(self.folder.glob(f"*{_TEMPORARY}"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def names(self) -> Iterator[str]:
        """Yield the SHA-256 of every file."""
        return (entry.name for entry in os.scandir(self.folder) if not entry.name.endswith(_TEMPORARY))


class DocumentTable:
    """Packages in the database."""

    def keep(self, sha256: str, data: bytes) -> None:
        """Do nothing: the transaction carries it."""

    def keep_in(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Add it to the transaction."""
        row = {"sha256": sha256, "data": data}
        connection.execute(insert(DOCUMENTS).values(row).on_conflict_do_nothing())

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return a package; raises StorageError when it is gone or damaged."""
        data = connection.execute(select(DOCUMENTS.c.data).where(DOCUMENTS.c.sha256 == sha256)).scalar()
        return _whole(sha256, bytes(data or b""))

    def sweep(self) -> int:
        """Nothing is ever left."""
        return 0


def _whole(sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StorageError(
            f"The package {sha256[:12]}… is missing or damaged.", "Restore it from a backup, or ask the agency for it."
        )
    return data


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows keeps the name with the file's own flush and cannot open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
