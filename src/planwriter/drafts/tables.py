"""The tables of one draft's file, and the single reads and writes on them, inside whatever transaction is open.

`meta` holds facts about the draft, `field` its leaves, `history` the chain of edits, and `seal` what proves the rest.
A row of the history that changed a long value holds only what came and went: `old` is then what the row `prior` left,
and `new` is put into it from `at`, in place of `cut` characters.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from planwriter.drafts.digests import NOTHING, link_digest, root_after, row_digest
from planwriter.drafts.history import WITHOUT_HISTORY, Change, Step, next_steps
from planwriter.drafts.packing import Splice, UnpackableError, pack, unpack
from planwriter.drafts.trouble import DamagedDraftError

APPLICATION_ID = 0x504C4E57  # "PLNW"
SCHEMA_VERSION = 2
SCHEMA = (
    f"PRAGMA application_id={APPLICATION_ID}",
    f"PRAGMA user_version={SCHEMA_VERSION}",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 BLOB NOT NULL)",
    "CREATE TABLE field (key TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 BLOB NOT NULL)",
    """CREATE TABLE history (seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, utc TEXT NOT NULL, until TEXT NOT NULL,
       key TEXT NOT NULL, old TEXT, new TEXT, revision INTEGER NOT NULL, prev_sha BLOB NOT NULL, sha BLOB NOT NULL,
       prior INTEGER, at INTEGER, cut INTEGER)""",
    """CREATE TABLE seal (id INTEGER PRIMARY KEY CHECK (id = 1), root BLOB NOT NULL, seq INTEGER NOT NULL,
       head BLOB NOT NULL, barrier INTEGER NOT NULL, edits INTEGER NOT NULL DEFAULT 0, sha BLOB)""",
    "INSERT INTO seal VALUES (1, x'', 0, x'', 0, 0, NULL)",
)
HISTORY_FROM = "history_from"
"""The fact that tells where a history begins whose older part was lost: [seq, head in hex] of the step before it."""

_STEP_COLUMNS = ", ".join(field.name for field in fields(Step))
_ROW_COLUMNS = f"{_STEP_COLUMNS}, prior, at, cut"
_VALUE, _NUMBER = (str, bytes, type(None)), (int, type(None))
_KINDS: tuple[Any, ...] = (int, int, str, str, str, _VALUE, _VALUE, int, bytes, bytes, _NUMBER, _NUMBER, _NUMBER)
_SHORT = 200  # shorter values are kept whole: a splice would hardly be smaller
_MOST_HOPS = 20
_PAGE = 500


class Connection(Protocol):
    """What is asked of a connection; `database.py` alone knows whose it is."""

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        """Run one statement for each set of parameters."""


@dataclass(frozen=True)
class Seal:
    """What every commit renews, and what proves the rest.

    Attributes:
        root: Over all rows of `meta` and `field`.
        seq, head: The newest row of the history.
        edits: How many edits were ever committed; the order of backups, whatever the clock says.
        barrier: How many barriers were put.
    """

    root: bytes
    seq: int
    head: bytes
    edits: int = 0
    barrier: int = 0

    def proof(self) -> bytes:
        """Return the digest of the seal itself."""
        return link_digest(self.head, self.root.hex(), self.seq, self.edits, self.barrier)


@dataclass(frozen=True)
class _Row:
    """One row of the history as it is stored; `prior` None: `old` is whole. `at` None: `new` is whole."""

    step: Step
    prior: int | None
    at: int | None
    cut: int | None

    @property
    def seq(self) -> int:
        return self.step.seq

    def whole(self, left_by_prior: str | None) -> Step:
        """Return the step; `left_by_prior` counts only where there is a prior."""
        old = unpack(self.step.old) if self.prior is None else left_by_prior
        new = unpack(self.step.new)
        if self.at is not None:
            new = Splice(self.at, self.cut or 0, new or "").of(old or "")
        return replace(self.step, old=old, new=new)


class Tables:
    """The rows of one draft's file: single reads and writes, inside whatever transaction is open."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self.connection = connection
        self._ended = 0
        self._newest: dict[str, tuple[int, int, int | None]] = {}  # by key: seq, hops to a whole value, prior

    def end_step(self) -> None:
        """Never extend the newest row of the history: something else knows it by its digest."""
        self._ended = self.seal().seq

    def forget_newest(self) -> None:
        """Take no row of the history for granted: what was written last may have been rolled back."""
        self._newest.clear()

    def put(self, table: str, change: Change, root: bytes) -> bytes:
        """Write or remove one row; return the root after it."""
        gone = None if change.old is None else row_digest(table, change.key, change.old)
        if change.new is None:
            self.connection.execute(f"DELETE FROM {table} WHERE key = ?", (change.key,))  # noqa: S608 - our own word
            return root_after(root, gone=gone)
        come = row_digest(table, change.key, change.new)
        sql = f"INSERT INTO {table} VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET value = ?2, sha256 = ?3"  # noqa: S608
        self.connection.execute(sql, (change.key, pack(change.new), come))
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
        if last is None and seal.seq:  # all rows were lost once; the chain goes on all the same
            steps = _behind(seal, steps)
        self.put_steps(steps)
        return replace(seal, seq=steps[-1].seq, head=steps[-1].sha)

    def put_steps(self, steps: Iterable[Step]) -> None:
        """Write rows of the history, the oldest first; those that are there are replaced."""
        marks = ", ".join("?" * (len(fields(Step)) + 3))
        sql = f"INSERT OR REPLACE INTO history ({_ROW_COLUMNS}) VALUES ({marks})"  # noqa: S608 - our own words
        self.connection.executemany(sql, (self._stored(step) for step in steps))

    def seal(self) -> Seal:
        """Return the seal.

        Raises:
            DamagedDraftError: It is not there, or not as it was written.
        """
        row = self.connection.execute("SELECT root, seq, head, edits, barrier, sha FROM seal").fetchone()
        self.expect(row is not None and isinstance(row[0], bytes) and isinstance(row[2], bytes), expected=True)
        seal = Seal(*row[:5])
        self.expect(row[5], seal.proof())
        return seal

    def set_seal(self, seal: Seal) -> None:
        """Write the seal."""
        sql = "UPDATE seal SET root = ?, seq = ?, head = ?, edits = ?, barrier = ?, sha = ?"
        self.connection.execute(sql, (*astuple(seal), seal.proof()))

    def history_from(self) -> tuple[int, bytes]:
        """Return seq and digest of the step before the first that is kept; (0, NOTHING) while nothing was lost."""
        seq, head = json.loads(self.value("meta", HISTORY_FROM) or "null") or (0, NOTHING.hex())
        return int(seq), bytes.fromhex(head)

    def last_step(self) -> Step | None:
        """Return the newest row of the history; None in a new draft."""
        steps = self.steps("ORDER BY seq DESC LIMIT 1")
        return steps[0] if steps else None

    def steps(self, order: str) -> tuple[Step, ...]:
        """Return rows of the history in an order given as SQL.

        Raises:
            DamagedDraftError: What one of them held cannot be told any more.
        """
        rows = self._rows(order)
        known = {row.seq: row for row in rows}
        after: dict[int, str | None] = {}
        try:
            return tuple(self._whole(row, known, after) for row in rows)
        except (UnpackableError, TypeError) as error:  # TypeError: a damaged column is of another kind
            raise DamagedDraftError(self.path) from error

    def all_steps(self, after: int = 0) -> Iterator[Step]:
        """Yield the history behind a step, oldest first; in pages, since it may be longer than the memory."""
        while page := self.steps(f"WHERE seq > {int(after)} ORDER BY seq LIMIT {_PAGE}"):
            yield from page
            after = page[-1].seq

    def rows(self, table: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield key, value and digest of each row.

        Raises:
            DamagedDraftError: A value cannot be unpacked.
        """
        for key, value, sha256 in self.connection.execute(f"SELECT key, value, sha256 FROM {table}"):  # noqa: S608
            yield key, value if isinstance(value, str) else self._unpacked(value) or "", sha256

    def leaves(self) -> dict[str, Any]:
        """Return the draft's leaves by key."""
        fields = ",".join([f"{json.dumps(key)}:{value}" for key, value, _sha256 in self.rows("field")])
        found: dict[str, Any] = json.loads(f"{{{fields}}}")  # all at once: many times quicker than one by one
        return found

    def value(self, table: str, key: str) -> str | None:
        """Return one row's value; None when there is no such row."""
        row = self.connection.execute(f"SELECT value FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return None if row is None else self._unpacked(row[0])

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

    def _stored(self, step: Step) -> tuple[Any, ...]:
        seq, hops, prior = self._newest.get(step.key, (0, _MOST_HOPS, None))
        if seq != step.seq:  # not the same row extended
            hops, prior = (hops + 1, seq) if hops < _MOST_HOPS else (0, None)
        if step.old is None or len(step.old) <= _SHORT:
            hops, prior = 0, None
        self._newest[step.key] = (step.seq, hops, prior)
        splice = None
        if step.old is not None and step.new is not None and max(len(step.old), len(step.new)) > _SHORT:
            splice = Splice.between(step.old, step.new)
        old = pack(step.old) if prior is None else None
        new = pack(splice.come if splice else step.new)
        place = (splice.at, splice.cut) if splice else (None, None)
        return (*astuple(replace(step, old=None, new=None))[:5], old, new, *astuple(step)[7:], prior, *place)

    def _rows(self, order: str) -> list[_Row]:
        found = self.connection.execute(f"SELECT {_ROW_COLUMNS} FROM history {order}").fetchall()  # noqa: S608
        for row in found:
            self.expect([isinstance(one, kind) for one, kind in zip(row, _KINDS, strict=True)].count(False), 0)
        return [_Row(Step(*row[:-3]), *row[-3:]) for row in found]

    def _whole(self, row: _Row, known: dict[int, _Row], after: dict[int, str | None]) -> Step:
        """Return a stored row as a step; remembers in `after` what each row left."""
        way = [row]
        while way[-1].prior is not None and way[-1].prior not in after:
            prior = way[-1].prior
            if prior >= way[-1].seq or len(way) > 2 * _MOST_HOPS:
                raise UnpackableError
            found = [known[prior]] if prior in known else self._rows(f"WHERE seq = {int(prior)}")
            if not found:
                raise UnpackableError
            way.append(found[0])
        step = row.step
        for one in reversed(way):
            step = one.whole(None if one.prior is None else after[one.prior])
            after[one.seq] = step.new
        return step

    def _unpacked(self, value: object) -> str | None:
        try:
            return unpack(value)
        except UnpackableError as error:
            raise DamagedDraftError(self.path) from error


def _behind(seal: Seal, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return first steps, counted on from a seal whose rows are gone."""
    head, moved = seal.head, []
    for step in steps:
        one = replace(step, seq=step.seq + seal.seq, step=step.step + seal.seq, prev_sha=head).sealed()
        head = one.sha
        moved.append(one)
    return tuple(moved)
