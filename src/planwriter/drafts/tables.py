"""The tables of one draft's file, and the single reads and writes on them, inside whatever transaction is open.

`meta` holds facts about the draft, `field` its leaves, `history` the chain of edits, and `seal` what proves the rest.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from planwriter.drafts.digests import root_after, row_digest
from planwriter.drafts.history import WITHOUT_HISTORY, Change, Step, next_steps
from planwriter.drafts.trouble import DamagedDraftError

APPLICATION_ID = 0x504C4E57  # "PLNW"
SCHEMA_VERSION = 1
SCHEMA = (
    f"PRAGMA application_id={APPLICATION_ID}",
    f"PRAGMA user_version={SCHEMA_VERSION}",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 BLOB NOT NULL)",
    "CREATE TABLE field (key TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 BLOB NOT NULL)",
    """CREATE TABLE history (seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, utc TEXT NOT NULL, until TEXT NOT NULL,
       key TEXT NOT NULL, old TEXT, new TEXT, revision INTEGER NOT NULL, prev_sha BLOB NOT NULL, sha BLOB NOT NULL)""",
    """CREATE TABLE seal (id INTEGER PRIMARY KEY CHECK (id = 1), root BLOB NOT NULL, seq INTEGER NOT NULL,
       head BLOB NOT NULL, barrier INTEGER NOT NULL)""",
)
_STEP_COLUMNS = ", ".join(field.name for field in fields(Step))


class Connection(Protocol):
    """What is asked of a connection; `database.py` alone knows whose it is."""

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        """Run one statement for each set of parameters."""


@dataclass(frozen=True)
class Seal:
    """What every commit renews: the root over all rows, and the newest row of the history."""

    root: bytes
    seq: int
    head: bytes


class Tables:
    """The rows of one draft's file: single reads and writes, inside whatever transaction is open."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self.connection = connection
        self._ended = 0

    def end_step(self) -> None:
        """Never extend the newest row of the history: a version was named there."""
        self._ended = self.seal().seq

    def put(self, table: str, change: Change, root: bytes) -> bytes:
        """Write or remove one row; return the root after it."""
        gone = None if change.old is None else row_digest(table, change.key, change.old)
        if change.new is None:
            self.connection.execute(f"DELETE FROM {table} WHERE key = ?", (change.key,))  # noqa: S608 - our own word
            return root_after(root, gone=gone)
        come = row_digest(table, change.key, change.new)
        sql = f"INSERT INTO {table} VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET value = ?2, sha256 = ?3"  # noqa: S608
        self.connection.execute(sql, (change.key, change.new, come))
        return root_after(root, gone=gone, come=come)

    def add_history(self, written: list[Change], seal: Seal, now: datetime) -> Seal:
        """Write an edit's rows of the history; return the seal after them."""
        changes = [change for change in written if change.key not in WITHOUT_HISTORY]
        if not changes:
            return seal
        revision = json.loads(self.value("field", "plan/revision") or "0")
        last = self.last_step()
        may_go_on = last is not None and last.seq > self._ended
        steps = next_steps(last, changes, revision=revision, now=now, may_go_on=may_go_on)
        marks = ", ".join("?" * len(fields(Step)))
        sql = f"INSERT OR REPLACE INTO history ({_STEP_COLUMNS}) VALUES ({marks})"  # noqa: S608 - our own words
        self.connection.executemany(sql, [astuple(step) for step in steps])
        return replace(seal, seq=steps[-1].seq, head=steps[-1].sha)

    def seal(self) -> Seal:
        """Return the seal."""
        row = self.connection.execute("SELECT root, seq, head FROM seal").fetchone()
        self.expect(row is not None, expected=True)
        return Seal(*row)

    def set_seal(self, seal: Seal) -> None:
        """Write the seal."""
        self.connection.execute("UPDATE seal SET root = ?, seq = ?, head = ?", astuple(seal))

    def last_step(self) -> Step | None:
        """Return the newest row of the history; None in a new draft."""
        steps = self.steps("ORDER BY seq DESC LIMIT 1")
        return steps[0] if steps else None

    def steps(self, order: str) -> tuple[Step, ...]:
        """Return rows of the history in an order given as SQL."""
        sql = f"SELECT {_STEP_COLUMNS} FROM history {order}"  # noqa: S608 - our own words
        return tuple(Step(*row) for row in self.connection.execute(sql))

    def rows(self, table: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield key, value and digest of each row."""
        yield from self.connection.execute(f"SELECT key, value, sha256 FROM {table}")  # noqa: S608 - our own word

    def value(self, table: str, key: str) -> str | None:
        """Return one row's value; None when there is no such row."""
        row = self.connection.execute(f"SELECT value FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return None if row is None else row[0]

    def one(self, sql: str) -> Any:
        """Return the first value that a statement gives."""
        row = self.connection.execute(sql).fetchone()
        return row and row[0]

    def expect(self, found: object, expected: object) -> None:
        """Refuse the file unless it holds what it must.

        Raises:
            DamagedDraftError: It does not.
        """
        if found != expected:
            raise DamagedDraftError(self.path)
