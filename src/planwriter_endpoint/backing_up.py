"""Copies everything into a new folder, while the receiver works, too, and names what of it is not whole."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.engine import make_url

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import StorageError
from planwriter_endpoint.documents import DocumentFolder, Documents
from planwriter_endpoint.office import DATABASE, KEYS, PROFILE, SETTINGS, Office, settings_bytes
from planwriter_endpoint.schema import MAILED, SUBMISSIONS
from planwriter_endpoint.store import RESTORE_FIRST, Store

DUMP = "endpoint.dump"
_PATIENCE_S = 15
_OF_SUBMISSIONS = "SELECT submission_id, sha256 FROM submissions"
_OF_MAILED = "SELECT mailed_id, sha256 FROM mailed"


@dataclass(frozen=True)
class BackedUp:
    """What a copy holds.

    Attributes:
        count: Submissions.
        mailed: Plans that were mailed without a seal.
        faults: Documents that are missing or damaged in the office and so in the copy, in words.
    """

    count: int
    mailed: int
    faults: tuple[str, ...]


def back_up(office: Office, store: Store, to: Path) -> BackedUp:
    """Copy everything as it is at one moment into a new folder, for its owner only.

    The settings come last, so that half a copy is not taken for an office. From PostgreSQL they do not name the
    database that is live: nothing must be written into it by serving a copy.

    Raises:
        StorageError: The folder is there already, the disk refuses, or PostgreSQL's own program is missing.
    """
    if to.exists():
        raise StorageError(f"“{to}” is there already.", "Name a folder that is not there yet.")
    program = "" if store.is_sqlite else _pg_dump()
    private_folder(to)
    with _not_whole(to):
        if isinstance(store.documents, DocumentFolder):
            copied = _copy_sqlite(office, store.documents, to)
        else:
            copied = _dump(office, store, program, to)
        for name in (KEYS, PROFILE):
            write_atomically(to / name, (office.folder / name).read_bytes())
        settings = office.settings if store.is_sqlite else replace(office.settings, database=RESTORE_FIRST)
        write_atomically(to / SETTINGS, settings_bytes(settings))
    return copied


@contextmanager
def _not_whole(to: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The backup in “{to}” is not whole.", "Free some space or mend the disk, and back up into another folder."
        ) from error


def _copy_sqlite(office: Office, documents: DocumentFolder, to: Path) -> BackedUp:
    """Copy the database first and the documents after it: each row in the copy then has its document."""
    write_atomically(to / DATABASE, b"")  # so that it is its owner's from the first byte on
    with closing(sqlite3.connect(office.folder / DATABASE, timeout=_PATIENCE_S)) as original:
        original.execute("VACUUM INTO ?", (str(to / DATABASE),))
    with closing(sqlite3.connect(to / DATABASE)) as copy:
        sealed, mailed = copy.execute(_OF_SUBMISSIONS).fetchall(), copy.execute(_OF_MAILED).fetchall()
    (to / "blob").mkdir(mode=0o700)
    return BackedUp(len(sealed), len(mailed), tuple(_copy_documents(documents, (*sealed, *mailed), to / "blob")))


def _copy_documents(documents: DocumentFolder, named: Iterable[tuple[str, str]], to: Path) -> Iterator[str]:
    for name, sha256 in named:
        if (to / sha256).exists():
            continue  # two rows of one document: verify says so
        try:
            data = documents.whole(sha256)
        except StorageError as error:
            yield f"{name}: {error.title}"
        else:
            write_atomically(to / sha256, data)


def _dump(office: Office, store: Store, program: str, to: Path) -> BackedUp:
    """Let pg_dump write what this transaction sees, and look at the documents in the same one."""
    with store.at_one_moment() as connection:
        moment = str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        sealed = connection.execute(select(SUBMISSIONS.c.submission_id, SUBMISSIONS.c.sha256)).all()
        mailed = connection.execute(select(MAILED.c.mailed_id, MAILED.c.sha256)).all()
        write_atomically(to / DUMP, b"")
        _run_pg_dump(program, office.settings.database, to / DUMP, moment)
        named = [(str(name), str(sha256)) for name, sha256 in (*sealed, *mailed)]
        faults = tuple(_damaged(store.documents, connection, named))
    return BackedUp(len(sealed), len(mailed), faults)


def _damaged(documents: Documents, connection: Connection, named: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, sha256 in named:
        try:
            documents.read(connection, sha256)
        except StorageError as error:
            yield f"{name}: {error.title}"


def _pg_dump() -> str:
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError("The program pg_dump is missing.", "Install PostgreSQL's client programs and try again.")
    return program


def _run_pg_dump(program: str, database: str, to: Path, moment: str) -> None:
    url = make_url(database)
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    named = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603  the program is PostgreSQL's own, the address is the office's
        [program, "--format=custom", f"--snapshot={moment}", f"--file={to}", f"--dbname={named}"],
        env={**os.environ, **secret},
        check=False,
    )
    if done.returncode:
        raise StorageError("PostgreSQL could not be backed up.", "pg_dump says why above; mend that and try again.")
