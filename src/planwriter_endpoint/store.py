"""The database of an office: one transaction at a time on SQLite, as many as there are connections on PostgreSQL."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from planwriter.errors import StorageError
from planwriter_endpoint.documents import DocumentFolder, Documents, DocumentTable
from planwriter_endpoint.office import DATABASE, Office
from planwriter_endpoint.schema import MAILED, METADATA

RESTORE_FIRST = "restore endpoint.dump into a new database, then write its address here"
"""What stands for the database in the settings of a backup from PostgreSQL: a copy never writes into the live one."""
_ADDED = (MAILED,)
"""Tables that offices of earlier versions lack."""
_WRITES = "planwriter_writes"
_POOL = 8


class Store:
    """What an office keeps.

    Attributes:
        documents: Where the packages themselves are.
        is_sqlite: Whether the database is a file in the folder.
    """

    def __init__(self, engine: Engine, documents: Documents, *, is_sqlite: bool) -> None:
        self._engine = engine
        self._turn: AbstractContextManager[Any] = threading.Lock() if is_sqlite else nullcontext()
        self.documents = documents
        self.is_sqlite = is_sqlite

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading, in one transaction."""
        with self._turn, self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for writing; all of it is committed at the end, or none."""
        with self._turn, self._engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[Connection]:
        """Give a connection for reading that sees everything as it is now, however long it reads."""
        with self._turn, self._engine.connect() as plain:
            options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    def one_at_a_time(self, connection: Connection, what: str) -> None:
        """Wait until no other transaction holds `what`, e.g. a plan id, and hold it until this one ends.

        What is read afterwards is what the others wrote. On SQLite there is one transaction at a time anyway.
        """
        if not self.is_sqlite:
            key = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big", signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def mend(self, sha256: str, data: bytes) -> bool:
        """Write a document again whose row is here, if it is missing or damaged; returns whether it was."""
        try:
            with self.reading() as connection:
                self.documents.read(connection, sha256)
        except StorageError:
            self.documents.keep(sha256, data)
            with self.writing() as connection:
                self.documents.keep_in(connection, sha256, data)
            return True
        return False

    def make_tables(self) -> None:
        """Make the tables that are not there yet: for a new office only."""
        with self.writing() as connection:
            self.one_at_a_time(connection, "tables")
            METADATA.create_all(connection)

    def add_tables(self) -> None:
        """Add what an office of an earlier version lacks.

        Raises:
            StorageError: There is no office in this database.
        """
        lacking = self._lacking()
        if lacking - {table.name for table in _ADDED}:
            raise _no_tables()
        if lacking:
            with self.writing() as connection:
                self.one_at_a_time(connection, "tables")
                METADATA.create_all(connection, tables=list(_ADDED))

    def _lacking(self) -> set[str]:
        with self.reading() as connection:
            return set(METADATA.tables) - set(inspect(connection).get_table_names())

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def make_store(office: Office) -> Store:
    """Return the store of a new office, its tables made.

    Raises:
        StorageError: The database cannot be reached.
    """
    with _told():
        store = _store(office, is_new=True)
        with _closed_after_a_fault(store):
            store.make_tables()
    return store


def open_store(office: Office) -> Store:
    """Return the store of an office.

    Raises:
        StorageError: The database cannot be reached, or there is no office in it.
    """
    settings, file = office.settings, office.folder / DATABASE
    if settings.database == RESTORE_FIRST:
        raise StorageError(
            "This folder is the backup of an office on PostgreSQL, and its database was not restored yet.",
            "Restore “endpoint.dump” into a new database with pg_restore, write the address of that database into "
            "“endpoint.json” after “database”, and try again.",
        )
    if not settings.database and not (file.is_file() and file.stat().st_size):
        raise _no_tables()
    with _told():
        store = _store(office, is_new=False)
        with _closed_after_a_fault(store):
            store.add_tables()
    return store


@contextmanager
def _closed_after_a_fault(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _no_tables() -> StorageError:
    return StorageError(
        "The office's database is missing or empty.",
        "Nothing was changed. Restore it from a backup; on PostgreSQL look first whether the address in "
        "“endpoint.json” is the right one.",
    )


@contextmanager
def _told() -> Iterator[None]:
    """Tell of a database that refuses; what it says itself may name its user, so only the kind is told."""
    try:
        yield
    except (DBAPIError, ArgumentError, NoSuchModuleError, sqlite3.Error, ValueError) as error:
        raise StorageError(
            "The office's database cannot be reached.",
            f"Check that it runs and that its address is right; a damaged one is restored from a backup "
            f"({type(error).__name__}).",
        ) from error


def _store(office: Office, *, is_new: bool) -> Store:
    if office.settings.database:
        return Store(_postgresql(office.settings.database), DocumentTable(), is_sqlite=False)
    engine = _sqlite(office.folder / DATABASE, "rwc" if is_new else "rw")
    return Store(engine, DocumentFolder(office.folder / "blob"), is_sqlite=True)


def _sqlite(path: Path, mode: str) -> Engine:
    address = f"{path.absolute().as_uri()}?mode={mode}"  # a database that is gone is not made anew

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=15, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, below
        for pragma in ("journal_mode=TRUNCATE", "synchronous=EXTRA", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _postgresql(url: str) -> Engine:
    for start in ("postgresql://", "postgres://"):
        if url.startswith(start):
            url = f"postgresql+psycopg://{url.removeprefix(start)}"
    if not url.startswith("postgresql+psycopg://"):
        raise ArgumentError("not a PostgreSQL URL")
    return create_engine(
        url,
        pool_size=_POOL,
        max_overflow=_POOL,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="READ COMMITTED",  # who waited for a lock must see what was done
    )
