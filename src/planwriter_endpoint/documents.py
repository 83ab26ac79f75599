"""Where the packages themselves lie: in a folder beside SQLite, or in PostgreSQL with everything else."""

import hashlib
import os
import secrets
import sys
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

    def names(self, connection: Connection) -> set[str]:
        """Return the SHA-256 of every package that lies here."""

    def sweep(self) -> int:
        """Remove what a receiver that was killed left half written; returns how many."""


class DocumentFolder:
    """Packages as files named by their SHA-256. One without a row is harmless: nobody was told it was accepted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, sha256: str, data: bytes) -> None:
        """Write, flush, rename, and flush the folder; raises OSError when the disk refuses.

        What lies there already is believed only when it is whole, and the disk is asked to keep its name, too: whoever
        wrote it may have been killed before that.
        """
        path = self.folder / sha256
        if not _is_whole(sha256, _bytes(path)):
            self._write(path, data)
        _sync_folder(self.folder)

    def _write(self, path: Path, data: bytes) -> None:
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

    def keep_in(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Do nothing: the file lies there already."""

    def read(self, connection: Connection, sha256: str) -> bytes:  # noqa: ARG002  as every place for packages
        """Return a package; raises StorageError when it is gone or damaged."""
        return self.whole(sha256)

    def whole(self, sha256: str) -> bytes:
        """Return a package; raises StorageError when it is gone or damaged."""
        return _whole(sha256, _bytes(self.folder / sha256))

    def sweep(self) -> int:
        """Remove temporary files."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        left = list(self.folder.glob(f"*{_TEMPORARY}"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def names(self, connection: Connection) -> set[str]:  # noqa: ARG002  as every place for packages
        """Return the SHA-256 of every file; of none when the folder itself is gone."""
        if not self.folder.is_dir():
            return set()
        return {entry.name for entry in os.scandir(self.folder) if not entry.name.endswith(_TEMPORARY)}


class DocumentTable:
    """Packages in the database."""

    def keep(self, sha256: str, data: bytes) -> None:
        """Do nothing: the transaction carries it."""

    def keep_in(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Add it to the transaction; what lies there already stays only when it is the same."""
        query = insert(DOCUMENTS).values({"sha256": sha256, "data": data})
        is_other = DOCUMENTS.c.data.is_distinct_from(query.excluded.data)
        connection.execute(
            query.on_conflict_do_update(index_elements=["sha256"], set_={"data": query.excluded.data}, where=is_other)
        )

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return a package; raises StorageError when it is gone or damaged."""
        data = connection.execute(select(DOCUMENTS.c.data).where(DOCUMENTS.c.sha256 == sha256)).scalar()
        return _whole(sha256, bytes(data or b""))

    def names(self, connection: Connection) -> set[str]:
        """Return the SHA-256 of every row."""
        return set(connection.execute(select(DOCUMENTS.c.sha256)).scalars())

    def sweep(self) -> int:
        """Nothing is ever left."""
        return 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _is_whole(sha256: str, data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == sha256


def _whole(sha256: str, data: bytes) -> bytes:
    if not _is_whole(sha256, data):
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
