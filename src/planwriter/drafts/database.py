"""One draft's SQLite file: makes it, opens it, proves it, and commits every change to it.

Takes: changed leaves of a draft. Gives: the draft as it was last committed.
The file lies in local app data, never in a synced folder; one connection holds it exclusively. A commit survives a
crash of the program; a barrier makes everything committed before it survive a power cut. Callers use one thread at a
time. Source: docs/decisions/0003-drafts.md.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from planwriter.atomic import write_atomically
from planwriter.drafts.history import Change, Step
from planwriter.drafts.packing import encoded
from planwriter.drafts.places import identity_of
from planwriter.drafts.proof import prove
from planwriter.drafts.tables import SCHEMA_VERSION, Tables
from planwriter.drafts.trouble import ELSEWHERE, NotSavedError, OlderDraftError, os_trouble, sqlite_trouble
from planwriter.drafts.upgrade import GENERATION, bring_up, fill_new, versions_in
from planwriter.drafts.witness import FILE_NAME as WITNESS_NAME
from planwriter.drafts.witness import Seen, Witness
from planwriter.errors import StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import draft_from_leaves, leaves
from planwriter.template.catalogue import Catalogue

T = TypeVar("T")
SQLITE_VERSION = sqlite3.sqlite_version
# locking_mode stands before WAL: then there is no shared memory, and a second connection is refused
_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "foreign_keys=ON",
    "mmap_size=0",
    "wal_autocheckpoint=0",  # `tidy` does it, so that no single save pays for hundreds before it
    "journal_size_limit=4194304",
)
_TIDY = 64  # so many saves, about a megabyte of journal, are worth the trouble
_MOST_UNTIDY = 2000  # for who never pauses: 27 MB, with which opening after a crash takes 20 ms longer
_ONLY_READ = "Save a copy to work on, or open it in the window or version of planwriter that may change it."


class DraftDatabase:
    """One draft's file, held open.

    Attributes:
        path: The file.
        is_newer: A newer planwriter made the file.
        is_read_only: Nothing may be committed: it was asked for, or the file is newer.
        missing: Edits that were committed in the half second before the power failed and that the disk did not keep.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_read_only: bool, is_newer: bool) -> None:
        self.path = path
        self.is_newer = is_newer
        self.is_read_only = is_read_only
        self.missing = 0
        self._connection = connection
        self._tables = Tables(path, connection)
        self._witness = Witness(path.with_name(WITNESS_NAME))
        self._seen = Seen("", 0, 0)
        self._identity = identity_of(path)
        self._is_dirty = False
        self._untidy = 0

    @classmethod
    def create(cls, path: Path, draft: Draft, now: datetime) -> "DraftDatabase":
        """Make a new file that holds `draft`, already on the disk whole, and return it open.

        Raises:
            StorageError: The file is there already, or the disk refuses.
        """
        if path.exists():
            raise StorageError("This draft is there already.", f"Its file is {path}. Nothing was changed.")
        facts = {"plan_id": encoded(draft.plan.plan_id), "created": encoded(now.isoformat())}
        values = {key: encoded(value) for key, value in leaves(draft).items()}
        write_atomically(path, file_holding(partial(fill_new, facts=facts, values=values)))
        return cls.open(path)

    @classmethod
    def open(
        cls, path: Path, *, is_read_only: bool = False, before_upgrade: Callable[[Tables], object] | None = None
    ) -> "DraftDatabase":
        """Open a file that is there, prove it, and return it.

        Read-only works on a copy in memory, so that neither the file nor its journal is touched; a file of a newer
        planwriter is always opened so. One of an older planwriter is brought to the present form.

        Args:
            path: The file.
            is_read_only: Whether nothing will be committed.
            before_upgrade: Called with what an older file holds before that is committed in the present form.

        Raises:
            DamagedDraftError: The file does not hold what was written to it. It stays as it is.
            StorageError: It is not there, held by another program, or the disk refuses.
        """
        if not path.is_file():
            raise StorageError("This draft is not there any more.", f"It should be {path}. {ELSEWHERE}")
        with _told(path):
            version = _stored_version(path)
            is_read_only = is_read_only or version > SCHEMA_VERSION
            with _closed_on_failure(_copy_in_memory(path) if is_read_only else _connect(path)) as connection:
                _set_pragmas(connection)
                database = cls(path, connection, is_read_only=is_read_only, is_newer=version > SCHEMA_VERSION)
                if version < SCHEMA_VERSION:
                    database._upgrade(before_upgrade)
                elif database.is_newer:
                    database._tables.expect(database.fact("schema"), version)  # else the number itself is damaged
                else:
                    prove(database._tables)
                database._hear_witness()
                return database

    @property
    def plan_id(self) -> str:
        """Id of the plan in it."""
        return str(self.fact("plan_id"))

    @property
    def edits(self) -> int:
        """How many edits were ever committed."""
        return self.read(Tables.seal).edits

    @property
    def changed(self) -> datetime:
        """When the last change was committed; aware, UTC."""
        with _told(self.path):
            last = self._tables.last_step()
        return datetime.fromisoformat(last.until if last else str(self.fact("created")))

    def draft(self, catalogue: Catalogue) -> Draft:
        """Return the draft as it was last committed.

        Raises:
            FormatError: It holds a leaf that this edition does not know.
            StorageError: The disk refuses.
        """
        with _told(self.path):
            found = self._tables.leaves()
        return draft_from_leaves(self.plan_id, found, catalogue)

    def commit(self, changes: Mapping[str, tuple[Any, Any]], now: datetime) -> None:
        """Write changed leaves, all or none; what was committed survives a crash of the program.

        Committing the same again changes nothing, so a failed commit may be tried again together with what has come
        since. What was there before is taken from the file itself, never from `changes`.

        Args:
            changes: (old value, new value) by key, as `changed_leaves` gives them; None stands for "not there".
            now: Aware, UTC.

        Raises:
            NotSavedError: The disk refuses. The file is as before; the same connection goes on once it can.
        """
        with self._transaction():
            seal = self._tables.seal()
            written: list[Change] = []
            for key, (_old, new) in sorted(changes.items()):
                change = Change(key, self._tables.value("field", key), None if new is None else encoded(new))
                if change.old != change.new:
                    seal = replace(seal, root=self._tables.put("field", change, seal.root))
                    written.append(change)
            if written:
                seal = replace(self._tables.add_history(written, seal, now), edits=seal.edits + 1)
                self._tables.set_seal(seal)
        self._note(seal.edits, self._seen.durable)

    def barrier(self) -> None:
        """Make everything committed so far survive a power cut.

        Raises:
            NotSavedError: The disk refuses.
        """
        self._connection.execute("PRAGMA synchronous=FULL")
        try:
            with self._transaction():
                seal = self._tables.seal()
                # an update that changes no byte would sync nothing, so the counter must move
                self._tables.set_seal(replace(seal, barrier=seal.barrier + 1))
            self._is_dirty = False
        finally:
            self._connection.execute("PRAGMA synchronous=NORMAL")
        self._note(seal.edits, seal.edits)
        self.tidy(least=_MOST_UNTIDY)

    def tidy(self, *, least: int = _TIDY) -> None:
        """Bring a long journal into the file; for a moment when nobody types, since it writes more than a save does.

        What the disk says to it does not matter: everything stays in the journal, and closing does the same.

        Args:
            least: How many saves it takes to make a journal long.
        """
        if self._untidy >= least:
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint").fetchone()
                self._untidy = 0

    def fact(self, name: str) -> Any:
        """Return what was remembered about the draft under `name`; None when nothing was."""
        with _told(self.path):
            value = self._tables.value("meta", name)
        return None if value is None else json.loads(value)

    def remember(self, name: str, fact: Any) -> None:
        """Keep a fact about the draft that is no part of it, such as where its working copy lies; None forgets it.

        Raises:
            NotSavedError: The disk refuses.
        """
        with self._transaction():
            seal = self._tables.seal()
            change = Change(name, self._tables.value("meta", name), None if fact is None else encoded(fact))
            if change.old != change.new:
                self._tables.set_seal(replace(seal, root=self._tables.put("meta", change, seal.root)))

    def read(self, job: Callable[[Tables], T]) -> T:
        """Return what `job` reads; what the disk says meanwhile is told in words."""
        with _told(self.path):
            return job(self._tables)

    def write(self, job: Callable[[Tables], T]) -> T:
        """Let `job` write, all or nothing; it must leave the seal right.

        Raises:
            NotSavedError: The disk refuses. The file is as before.
        """
        with self._transaction():
            return job(self._tables)

    def steps(self) -> tuple[Step, ...]:
        """Return the history's rows, oldest first."""
        with _told(self.path):
            return self._tables.steps("ORDER BY seq")

    def close(self) -> None:
        """Put a last barrier behind what was committed, and let go of the file.

        Raises:
            NotSavedError: The last barrier failed; the file is closed all the same.
        """
        try:
            if self._is_dirty:
                self.barrier()
        finally:
            self._witness.close()
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.is_read_only:
            raise NotSavedError("this draft is open for reading only", _ONLY_READ)
        if identity_of(self.path) != self._identity:
            # the system would go on writing into a file that has no name any more, and nobody would ever find it
            raise NotSavedError("the draft's folder was moved or removed")
        with _told(self.path, is_saving=True), _all_or_nothing(self._connection, self._tables):
            yield
        self._is_dirty = True
        self._untidy += 1

    def _upgrade(self, before: Callable[[Tables], object] | None) -> None:
        with _all_or_nothing(self._connection, self._tables):
            bring_up(self._tables)
            prove(self._tables)
            if before is not None and not self.is_read_only:
                before(self._tables)
        self._is_dirty = not self.is_read_only

    def _hear_witness(self) -> None:
        """Ask the witness whether there was more; what it says of another file does not count."""
        if self.is_newer:
            return
        self._tables.end_step()
        edits = self._tables.seal().edits
        self._seen = Seen(str(self.fact(GENERATION)), edits, 0)
        seen = None if self.is_read_only else self._witness.seen()
        if seen is None or seen.generation != self._seen.generation:
            return
        if seen.durable > edits:
            raise OlderDraftError(self.path)
        self._seen = replace(self._seen, durable=seen.durable)
        self.missing = max(0, seen.edits - edits)

    def _note(self, edits: int, durable: int) -> None:
        self._seen = replace(self._seen, edits=edits, durable=durable)
        self._witness.note(self._seen)


def file_holding(fill: Callable[[Tables], object]) -> bytes:
    """Return the bytes of a new file whose tables `fill` makes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tables = Tables(Path(), connection)
        with _all_or_nothing(connection, tables):
            fill(tables)
        data = bytearray(connection.serialize())
    data[18:20] = b"\2\2"  # "uses a journal": else the first opening would rewrite the first page
    return bytes(data)


@contextmanager
def copy_of_damaged(path: Path) -> Iterator[DraftDatabase]:
    """Give what can still be read of a file, as a copy in memory that nothing was proved of.

    Raises:
        DamagedDraftError: Nothing can be read.
    """
    with _told(path), closing(_copy_in_memory(path)) as connection:
        database = DraftDatabase(path, connection, is_read_only=True, is_newer=False)
        if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
            bring_up(database._tables)  # noqa: SLF001 - its own module
        yield database


def _set_pragmas(connection: sqlite3.Connection) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _connect(path: Path) -> sqlite3.Connection:
    # the caller's lane is one thread at a time, though not always the same; no waiting, since the lock came first
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )


def _copy_in_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of the file together with what its journal holds, touching neither."""
    with tempfile.TemporaryDirectory(prefix="planwriter-") as folder:
        copy = Path(folder, path.name)
        for name in (path.name, f"{path.name}-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(name), copy.with_name(name))
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with _closed_on_failure(connection), closing(_connect(copy)) as opened:
            opened.backup(connection)
    return connection


def _stored_version(path: Path) -> int:
    """Return the file's user_version without opening it for writing."""
    with path.open("rb") as file:
        version = int.from_bytes(file.read(64)[60:64])  # "User version" in SQLite's file format
    journal = path.with_name(f"{path.name}-wal")
    if any(other != version for other in versions_in(journal)):  # left by a crash, and perhaps never committed
        with closing(_copy_in_memory(path)) as copy:
            return int(copy.execute("PRAGMA user_version").fetchone()[0])
    return version


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection, tables: Tables) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        tables.forget_newest()
        with suppress(sqlite3.Error):  # SQLite rolls some failures back by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _told(path: Path, *, is_saving: bool = False) -> Iterator[None]:
    """Turn what SQLite or the system says into plain words."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a fault of this program, not of the disk
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the words of an error may quote what is damaged
        raise sqlite_trouble(getattr(error, "sqlite_errorcode", None), path, is_saving=is_saving) from error
    except OSError as error:
        raise os_trouble(error, path) from error
