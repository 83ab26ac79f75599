"""Backups of one draft: the whole of it every ten minutes of work, and which of them are kept.

Each is canonical JSON, packed with gzip, in a file of its own whose name tells how many edits it holds, when it was
made, and the SHA-256 of its bytes. The number of edits alone says which is newer; the clock may be wrong.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, write_atomically
from planwriter.drafts.packing import encoded
from planwriter.drafts.tables import Tables
from planwriter.plan.leaves import Leaves

NEWEST, HOURS, DAYS = 10, 24, 30
_FORMAT, _VERSION = "planwriter-backup", 1
_NAME = re.compile(r"(\d{10,})-(\d{8}T\d{6}Z)-([0-9a-f]{64})\.json\.gz")
_MOST_BYTES = 256 * 1024 * 1024


class DamagedBackupError(ValueError):
    """A backup is not what it was when it was made."""


@dataclass(frozen=True)
class Snapshot:
    """The whole of a draft at one moment.

    Attributes:
        edits: How many edits had been committed.
        seq, head: Its newest step of the history, and that step's digest in hex.
        changed: When that step was made; UTC in ISO form.
        facts: What the draft's file remembered, such as the plan's id and the working copy.
        leaves: The draft.
    """

    edits: int
    seq: int
    head: str
    changed: str
    facts: dict[str, Any]
    leaves: Leaves

    @classmethod
    def of(cls, tables: Tables) -> "Snapshot":
        """Return what a draft's file holds, and let its history go on with a new step, so that it knows this one."""
        seal, last = tables.seal(), tables.last_step()
        facts = {key: json.loads(value) for key, value, _sha256 in tables.rows("meta")}
        tables.end_step()
        changed = last.until if last else str(facts.get("created", ""))
        return cls(seal.edits, seal.seq, seal.head.hex(), changed, facts, tables.leaves())


@dataclass(frozen=True)
class Backup:
    """One file of backups, by its name.

    Attributes:
        edits: How many edits the draft in it had.
        made: "20111003T144200Z"; by the clock of then.
        sha256: Of the file, in hex.
    """

    edits: int
    made: str
    sha256: str

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.edits:010}-{self.made}-{self.sha256}.json.gz"

    @classmethod
    def named(cls, name: str) -> "Backup | None":
        """Return the backup of a file's name; None when it is no such name."""
        found = _NAME.fullmatch(name)
        return cls(int(found[1]), found[2], found[3]) if found else None


class Backups:
    """The folder of one draft's backups; it is made with the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Backup, ...]:
        """Return all backups, the newest first."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return ()
        found = [backup for name in names if (backup := Backup.named(name))]
        return tuple(sorted(found, key=lambda one: (one.edits, one.made), reverse=True))

    @property
    def newest_edits(self) -> int:
        """How many edits the newest backup holds; -1 while there is none."""
        return max((one.edits for one in self.all()), default=-1)

    def keep(self, snapshot: Snapshot, now: datetime) -> Path | None:
        """Write a backup, unless the newest holds the same edits, and remove those that are not kept any longer.

        Raises:
            StorageError: The disk refuses; nothing was removed.
        """
        if snapshot.edits == self.newest_edits:
            return None
        form = {"format": _FORMAT, "version": _VERSION, **asdict(snapshot)}
        data = gzip.compress(encoded(form).encode("ascii"), 6, mtime=0)
        backup = Backup(snapshot.edits, f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}", hashlib.sha256(data).hexdigest())
        path = private_folder(self._folder) / backup.name
        write_atomically(path, data)
        self._thin()
        return path

    def read(self, backup: Backup) -> Snapshot:
        """Return what a backup holds.

        Raises:
            DamagedBackupError: It is not what it was, or gone.
        """
        try:
            data = (self._folder / backup.name).read_bytes()
            if hashlib.sha256(data).hexdigest() != backup.sha256:
                raise DamagedBackupError(backup.name)
            form = json.loads(zlib.decompressobj(wbits=31).decompress(data, _MOST_BYTES))
            if form.pop("format") != _FORMAT or form.pop("version") != _VERSION:
                raise DamagedBackupError(backup.name)
            return Snapshot(**form)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, zlib.error) as error:
            raise DamagedBackupError(backup.name) from error

    def newest_good(self) -> Snapshot | None:
        """Return the newest backup that is what it was; None when there is none."""
        for backup in self.all():
            with suppress(DamagedBackupError):
                return self.read(backup)
        return None

    def _thin(self) -> None:
        found = self.all()
        for backup in set(found) - set(kept(found)):
            with suppress(OSError):  # it goes the next time
                (self._folder / backup.name).unlink()


def kept(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return which backups are kept: the last ten, and the newest of each of the last 24 hours and 30 days of work.

    Hours and days in which nothing was written do not count, and a clock that jumps only begins another hour or day:
    nothing is ever removed for being old.

    Args:
        backups: In any order.
    """
    newest_first = sorted(backups, key=lambda one: (one.edits, one.made), reverse=True)
    wanted = set(newest_first[:NEWEST])
    wanted |= set(_newest_of_each(newest_first, lambda one: one.made[:11], HOURS))
    wanted |= set(_newest_of_each(newest_first, lambda one: one.made[:8], DAYS))
    return tuple(one for one in newest_first if one in wanted)


def _newest_of_each(newest_first: Iterable[Backup], span: Callable[[Backup], str], at_most: int) -> list[Backup]:
    return [next(group) for _span, group in groupby(newest_first, span)][:at_most]
