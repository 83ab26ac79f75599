"""What can be proved of a damaged draft: its rows as a whole, single facts, and how far its history hangs together.

Takes: a copy of the damaged file in memory. Gives: only what its digests bear out; the rest counts as lost.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.digests import row_digest
from planwriter.drafts.history import Step
from planwriter.drafts.packing import encoded
from planwriter.drafts.proof import prove_rows
from planwriter.drafts.tables import SCHEMA_VERSION, Seal, Tables
from planwriter.errors import StorageError

_PAGE = 50


@dataclass(frozen=True)
class Content:
    """A draft as it can be put together again.

    Attributes:
        facts, values: JSON by key, of `meta` and `field`.
        seal: Where its history and its count of edits stand.
        replayed: How many steps of the history were done again on top of a backup.
        is_all: Whether the history was followed to the end that the damaged file itself names.
    """

    facts: dict[str, str]
    values: dict[str, str]
    seal: Seal
    replayed: int = 0
    is_all: bool = True

    @property
    def revision(self) -> int:
        """The plan's revision."""
        return int(json.loads(self.values.get("plan/revision", "1")))


class Salvage:
    """A damaged draft, readable as far as it goes."""

    def __init__(self, damaged: DraftDatabase) -> None:
        self._damaged = damaged
        self.facts = self._facts()

    def whole(self) -> Content | None:
        """Return the draft when all its rows can be proved; None when they cannot."""
        with suppress(StorageError):
            rows = self._damaged.read(prove_rows)
            if json.loads(rows["meta"].get("schema", "0")) == SCHEMA_VERSION:
                return Content(rows["meta"], rows["field"], self._damaged.read(Tables.seal))
        return None

    def replayed_on(self, start: Content) -> Content:
        """Return what `start` becomes when the steps behind it are done again, as far as the chain can be followed."""
        end = self._seal()
        edits = [list(rows) for _first, rows in groupby(self._chain(start.seal), key=lambda step: step.step)]
        reached = edits[-1][-1] if edits else None
        seq, head = (reached.seq, reached.sha) if reached else (start.seal.seq, start.seal.head)
        is_all = end is not None and (end.seq, end.head) == (seq, head)
        if not is_all and edits and self._has_more(seq):
            edits.pop()  # the chain broke off here, perhaps in the middle of this edit
        values, count = dict(start.values), 0
        for step in (step for edit in edits for step in edit):
            if values.get(step.key) != step.old:
                is_all = False
                break
            if step.new is None:
                del values[step.key]
            else:
                values[step.key] = step.new
            values["plan/revision"] = encoded(step.revision)
            seq, head, count = step.seq, step.sha, count + 1
        if not count:
            seq, head = start.seal.seq, start.seal.head
        seal = end if is_all and end is not None else replace(start.seal, seq=seq, head=head)
        return replace(start, values=values, seal=seal, replayed=count, is_all=is_all)

    def first_proved(self, seal: Seal) -> tuple[int, bytes]:
        """Return seq and digest of the step before the first from which the history leads to `seal` unbroken."""
        seq, head = seal.seq, seal.head
        for step in self._newest_first(seal.seq):
            if (step.seq, step.sha, step.proof()) != (seq, head, head):
                break
            seq, head = step.seq - 1, step.prev_sha
        return seq, head

    def steps(self, after: int, until: int) -> Iterator[Step]:
        """Yield proved steps again, oldest first."""
        for step in self._pages(after):
            if step.seq > until:
                return
            yield step

    def _facts(self) -> dict[str, str]:
        found: dict[str, str] = {}

        def read(tables: Tables) -> None:
            for key, value, sha256 in tables.rows("meta"):
                if row_digest("meta", str(key), value) == sha256:
                    found[key] = value

        with suppress(StorageError):
            self._damaged.read(read)
        return found

    def _seal(self) -> Seal | None:
        with suppress(StorageError):
            return self._damaged.read(Tables.seal)
        return None

    def _chain(self, seal: Seal) -> Iterator[Step]:
        seq, head = seal.seq, seal.head
        for step in self._pages(seal.seq):
            if (step.seq, step.prev_sha, step.sha) != (seq + 1, head, step.proof()):
                return
            yield step
            seq, head = step.seq, step.sha

    def _pages(self, after: int) -> Iterator[Step]:
        def read(size: int) -> Callable[[Tables], tuple[Step, ...]]:
            return lambda tables: tables.steps(f"WHERE seq > {after} ORDER BY seq LIMIT {size}")

        while page := self._readable(read):
            yield from page
            after = page[-1].seq

    def _newest_first(self, until: int) -> Iterator[Step]:
        def read(size: int) -> Callable[[Tables], tuple[Step, ...]]:
            return lambda tables: tables.steps(f"WHERE seq <= {until} ORDER BY seq DESC LIMIT {size}")

        while page := self._readable(read):
            yield from page
            until = page[-1].seq - 1

    def _readable(self, read: Callable[[int], Callable[[Tables], tuple[Step, ...]]]) -> tuple[Step, ...]:
        """Return some steps; only one when several together cannot be read, and none when that cannot either."""
        for size in (_PAGE, 1):
            with suppress(StorageError):
                return self._damaged.read(read(size))
        return ()

    def _has_more(self, seq: int) -> bool:
        try:
            return bool(self._damaged.read(lambda tables: tables.one(f"SELECT 1 FROM history WHERE seq > {seq}")))  # noqa: S608
        except StorageError:
            return True
