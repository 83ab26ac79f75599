"""The database of an office: one transaction at a time on SQLite, as many as there are connections on PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from planwriter.errors import StorageError
from planwriter_endpoint.documents import DocumentFolder, Documents, DocumentTable
from planwriter_endpoint.office import Office
from planwriter_endpoint.schema import METADATA

FILE = "endpoint.sqlite3"
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

    def make_tables(self) -> None:
        """Make the tables that are not there yet."""
        with self.writing() as connection:
            METADATA.create_all(connection)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_store(office: Office) -> Store:
    """Return the store of an office, its tables made where they are missing.

    Raises:
        StorageError: The database cannot be reached.
    """
    is_sqlite = not office.settings.database
    try:
        if is_sqlite:
            folder = DocumentFolder(office.folder / "blob")
            store = Store(_sqlite(office.folder / FILE), folder, is_sqlite=True)
        else:
            store = Store(_postgresql(office.settings.database), DocumentTable(), is_sqlite=False)
        store.make_tables()
    except (DBAPIError, ArgumentError, NoSuchModuleError) as error:
        raise StorageError(
            "The office's database cannot be reached.",
            f"Check that it runs and that the address given to “init” is right ({type(error).__name__}).",
        ) from error
    return store


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 15}
    )

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
    return create_engine(url, pool_size=_POOL, max_overflow=_POOL, pool_pre_ping=True, hide_parameters=True)
