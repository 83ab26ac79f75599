"""One draft's SQLite file: makes it, opens it, proves it, and commits every change to it.

Takes: changed leaves of a draft. Gives: the draft as it was last committed.
The file lies in local app data, never in a synced folder; one connection holds it exclusively. A commit survives a
crash of the program; a barrier makes everything committed before it survive a power cut. Callers use one thread at a
time. Source: docs/decisions/0003-drafts.md.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from planwriter.atomic import storage_error
from planwriter.drafts.digests import NOTHING, root_after, row_digest
from planwriter.drafts.history import Change, Step
from planwriter.drafts.tables import APPLICATION_ID, SCHEMA, SCHEMA_VERSION, Tables
from planwriter.drafts.trouble import ELSEWHERE, NotSavedError, os_trouble, sqlite_trouble
from planwriter.errors import StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import draft_from_leaves, leaves
from planwriter.template.catalogue import Catalogue

T = TypeVar("T")
# locking_mode stands before WAL: then there is no shared memory, and a second connection is refused
_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "foreign_keys=ON",
    "mmap_size=0",
    "wal_autocheckpoint=256",
    "journal_size_limit=4194304",
)
_ONLY_READ = "Save a copy to work on, or open it in the window or version of planwriter that may change it."


class DraftDatabase:
    """One draft's file, held open.

    Attributes:
        path: The file.
        is_newer: A newer planwriter made the file.
        is_read_only: Nothing may be committed: it was asked for, or the file is newer.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_read_only: bool, is_newer: bool) -> None:
        self.path = path
        self.is_newer = is_newer
        self.is_read_only = is_read_only
        self._connection = connection
        self._tables = Tables(path, connection)
        self._identity = _identity(path)
        self._is_dirty = False

    @classmethod
    def create(cls, path: Path, draft: Draft, now: datetime) -> "DraftDatabase":
        """Make a new file that holds `draft`, already past a barrier, and return it open.

        Args:
            path: A file that is not there yet; its folder is.
            draft: What it holds from the start.
            now: Aware, UTC.

        Raises:
            StorageError: The file is there already, or the disk refuses.
        """
        try:
            # SQLite would let others read it; its journal takes over the rights given here
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise storage_error(error, path) from error
        with _told(path), _closed_on_failure(_connect(path)) as connection:
            _set_pragmas(connection)
            database = cls(path, connection, is_read_only=False, is_newer=False)
            database._write_first(draft, now)
            database.barrier()
            return database

    @classmethod
    def open(cls, path: Path, *, is_read_only: bool = False) -> "DraftDatabase":
        """Open a file that is there, prove it, and return it.

        Read-only works on a copy in memory, so that neither the file nor its journal is touched; a file of a newer
        planwriter is always opened so.

        Raises:
            DamagedDraftError: The file does not hold what was written to it. It stays as it is.
            StorageError: It is not there, held by another program, or the disk refuses.
        """
        if not path.is_file():
            raise StorageError("This draft is not there any more.", f"It should be {path}. {ELSEWHERE}")
        with _told(path):
            is_newer = _stored_version(path) > SCHEMA_VERSION
            is_read_only = is_read_only or is_newer
            with _closed_on_failure(_copy_in_memory(path) if is_read_only else _connect(path)) as connection:
                _set_pragmas(connection)
                database = cls(path, connection, is_read_only=is_read_only, is_newer=is_newer)
                database.verify()
                return database

    @property
    def plan_id(self) -> str:
        """Id of the plan in it."""
        return str(self.fact("plan_id"))

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
            found = {key: json.loads(value) for key, value, _sha256 in self._tables.rows("field")}
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
                change = Change(key, self._tables.value("field", key), None if new is None else _encoded(new))
                if change.old != change.new:
                    seal = replace(seal, root=self._tables.put("field", change, seal.root))
                    written.append(change)
            if written:
                self._tables.set_seal(self._tables.add_history(written, seal, now))

    def barrier(self) -> None:
        """Make everything committed so far survive a power cut.

        Raises:
            NotSavedError: The disk refuses.
        """
        self._connection.execute("PRAGMA synchronous=FULL")
        try:
            with self._transaction():
                # an update that changes no byte would sync nothing, so the counter must move
                self._connection.execute("UPDATE seal SET barrier = barrier + 1")
            self._is_dirty = False
        finally:
            self._connection.execute("PRAGMA synchronous=NORMAL")

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
            change = Change(name, self._tables.value("meta", name), None if fact is None else _encoded(fact))
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

    def verify(self) -> None:
        """Prove the file: its pages, every row's digest, the root over all rows, and the head of the history.

        Raises:
            DamagedDraftError: Something is not what was written.
            StorageError: The disk refuses.
        """
        with _told(self.path):
            self._tables.expect(self._tables.one("PRAGMA application_id"), APPLICATION_ID)
            self._tables.expect(self._tables.one("PRAGMA quick_check(1)"), "ok")
            root = NOTHING
            for table in ("meta", "field"):
                for key, value, sha256 in self._tables.rows(table):
                    self._tables.expect(row_digest(table, key, str(value)), sha256)
                    root = root_after(root, come=sha256)
            seal, last = self._tables.seal(), self._tables.last_step()
            self._tables.expect(root, seal.root)
            self._tables.expect((last.seq, last.proof()) if last else (0, NOTHING), (seal.seq, seal.head))
            self._tables.expect(
                self._tables.one("PRAGMA user_version"), json.loads(self._tables.value("meta", "schema") or "0")
            )

    def verify_history(self) -> None:
        """Prove the whole chain of the history; costs as much as the history is long, so opening does not do it.

        Raises:
            DamagedDraftError: A step was changed, lost or put in.
        """
        with _told(self.path):
            head = NOTHING
            for seq, step in enumerate(self._tables.steps("ORDER BY seq"), start=1):
                self._tables.expect((step.seq, step.prev_sha, step.sha), (seq, head, step.proof()))
                head = step.sha
            self._tables.expect(head, self._tables.seal().head)

    def close(self) -> None:
        """Put a last barrier behind what was committed, and let go of the file.

        Raises:
            NotSavedError: The last barrier failed; the file is closed all the same.
        """
        try:
            if self._is_dirty:
                self.barrier()
        finally:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.is_read_only:
            raise NotSavedError("this draft is open for reading only", _ONLY_READ)
        if _identity(self.path) != self._identity:
            # the system would go on writing into a file that has no name any more, and nobody would ever find it
            raise NotSavedError("the draft's folder was moved or removed")
        with _told(self.path, is_saving=True):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite rolls some failures back by itself
                    self._connection.execute("ROLLBACK")
                raise
        self._is_dirty = True

    def _write_first(self, draft: Draft, now: datetime) -> None:
        facts = {"schema": SCHEMA_VERSION, "plan_id": draft.plan.plan_id, "created": now.isoformat()}
        with self._transaction():
            for statement in SCHEMA:
                self._connection.execute(statement)
            root = NOTHING
            for table, values in (("meta", facts), ("field", leaves(draft))):
                for key, value in values.items():
                    root = self._tables.put(table, Change(key, None, _encoded(value)), root)
            self._connection.execute("INSERT INTO seal VALUES (1, ?, 0, ?, 0)", (root, NOTHING))


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
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:  # left by a crash; it may hold a newer first page
        with closing(_copy_in_memory(path)) as copy:
            return int(copy.execute("PRAGMA user_version").fetchone()[0])
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64])  # "User version" in SQLite's file format


def _encoded(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)  # ASCII: even half a character is kept


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


@contextmanager
def _told(path: Path, *, is_saving: bool = False) -> Iterator[None]:
    """Turn what SQLite or the system says into plain words."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a fault of this program, not of the disk
    except sqlite3.Error as error:
        raise sqlite_trouble(getattr(error, "sqlite_errorcode", None), path, is_saving=is_saving) from error
    except OSError as error:
        raise os_trouble(error, path) from error
