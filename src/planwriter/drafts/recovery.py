"""Puts a damaged draft together again from the newest of what can be proved, and keeps the damaged files.

Sources: the damaged file itself, the newest good backup with the history done again on it, and the working copy.
Nothing is guessed: what no digest bears out counts as missing, and the person is told. The new file is whole before
the damaged one is moved; a recovery that is cut short is finished, or done again, by the next opening.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from planwriter.atomic import move_file, private_folder, write_atomically
from planwriter.drafts.backups import Backups, Snapshot
from planwriter.drafts.database import DraftDatabase, copy_of_damaged, file_holding
from planwriter.drafts.history import Change, Step
from planwriter.drafts.last_copy import InCopy, newer_in_copy
from planwriter.drafts.packing import encoded
from planwriter.drafts.proof import prove_history
from planwriter.drafts.recovered import FACT, Recovery
from planwriter.drafts.salvage import Content, Salvage
from planwriter.drafts.summary import BACKUPS_NAME, DATABASE_NAME, REBUILT_NAME
from planwriter.drafts.tables import HISTORY_FROM, Seal, Tables
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.drafts.upgrade import GENERATION, fill_new
from planwriter.drafts.witness import FILE_NAME as WITNESS_NAME
from planwriter.drafts.witness import Witness
from planwriter.errors import StorageError

_JOURNALS = (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-journal")


def open_or_recover(folder: Path, now: datetime) -> DraftDatabase:
    """Open a draft's file; when it is damaged, put it together again first.

    Args:
        folder: The draft's; its lock is held.
        now: Aware, UTC.

    Raises:
        DamagedDraftError: It is damaged, and nothing was found to put it together from. Its files stay as they are.
        StorageError: The disk refuses.
    """
    path, backups = folder / DATABASE_NAME, Backups(folder / BACKUPS_NAME)
    if (folder / REBUILT_NAME).exists():
        _put_in_place(folder, now)
    if path.exists() or not backups.all():
        with suppress(DamagedDraftError):
            return _opened(path, backups, now)
    write_atomically(folder / REBUILT_NAME, _rebuilt(folder, backups, now))
    _put_in_place(folder, now)
    return DraftDatabase.open(path)


def _opened(path: Path, backups: Backups, now: datetime) -> DraftDatabase:
    database = DraftDatabase.open(path, before_upgrade=lambda tables: backups.keep(Snapshot.of(tables), now))
    if not database.is_newer and database.edits < backups.newest_edits:
        database.close()
        raise DamagedDraftError(path)  # whole, but older than what was backed up
    return database


# --- finding --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """The best that could be proved, and the account of it as far as it is known then."""

    content: Content
    account: Recovery


@contextmanager
def _salvage_of(path: Path) -> Iterator[Salvage | None]:
    with ExitStack() as stack:
        salvage = None
        with suppress(StorageError):
            if path.exists():
                salvage = Salvage(stack.enter_context(copy_of_damaged(path)))
        yield salvage


def _best(folder: Path, salvage: Salvage | None, backups: Backups) -> _Found | None:
    whole = salvage.whole() if salvage else None
    snapshot = backups.newest_good()
    if whole is not None and (snapshot is None or whole.seal.edits >= snapshot.edits):
        return _Found(whole, Recovery(source="file", missing=_missing(folder, whole)))
    if snapshot is None:
        return None
    start = Content(
        {key: encoded(fact) for key, fact in snapshot.facts.items()} | (salvage.facts if salvage else {}),
        {key: encoded(value) for key, value in snapshot.leaves.items()},
        Seal(b"", snapshot.seq, bytes.fromhex(snapshot.head), snapshot.edits),
        is_all=False,
    )
    found = salvage.replayed_on(start) if salvage else start
    is_counted = found.is_all or not found.replayed  # a step may be many edits: typing on is one step
    missing = _missing(folder, found) if is_counted else None
    account = Recovery(source="backup", backup=snapshot.changed, replayed=found.replayed, missing=missing)
    return _Found(found, account)


def _missing(folder: Path, content: Content) -> int | None:
    """Return how many edits the witness has seen beyond these; None when it saw another file, or nothing."""
    seen = Witness(folder / WITNESS_NAME).seen()
    if seen is None or encoded(seen.generation) != content.facts.get(GENERATION):
        return None
    return max(0, seen.edits - content.seal.edits)


# --- building -------------------------------------------------------------------------------------------------------


def _rebuilt(folder: Path, backups: Backups, now: datetime) -> bytes:
    """Return the bytes of a new file that holds the best that was found, and the account of it.

    Raises:
        DamagedDraftError: Nothing was found.
    """
    path = folder / DATABASE_NAME
    with _salvage_of(path) as salvage:
        found = _best(folder, salvage, backups)
        if found is None:
            raise DamagedDraftError(path)
        kept = str(_free(folder, now)) if path.exists() else ""
        found = replace(found, account=replace(found.account, made=now.astimezone(UTC).isoformat(), kept=kept))
        seen = Witness(folder / WITNESS_NAME).seen()
        edits = max(found.content.seal.edits, backups.newest_edits, seen.edits if seen else 0) + 1
        content = replace(found.content, seal=replace(found.content.seal, edits=edits))
        copy = newer_in_copy(content, folder)
        found = replace(found, content=content)
        for history in _histories(content.seal, salvage):
            with suppress(StorageError):
                return file_holding(partial(_fill, found=found, history=history, copy=copy))
    raise DamagedDraftError(path)


@dataclass(frozen=True)
class _History:
    """What can be kept of a history: seq and digest of the step before it, and its steps."""

    lost: int
    head: bytes
    steps: Iterable[Step] = ()


def _histories(seal: Seal, salvage: Salvage | None) -> Iterator[_History]:
    """Yield the longest history that leads to `seal`, and none at all for when that does not hold together either."""
    if salvage is not None:
        lost, head = salvage.first_proved(seal)
        yield _History(lost, head, salvage.steps(lost, seal.seq))
    yield _History(seal.seq, seal.head)


def _fill(tables: Tables, *, found: _Found, history: _History, copy: InCopy) -> None:
    content, account, lost = found.content, found.account, history.lost
    lost_before = json.loads(content.facts.get(HISTORY_FROM, "[0]"))[0]
    facts = {key: value for key, value in content.facts.items() if key not in (FACT, HISTORY_FROM)}
    if lost:
        facts[HISTORY_FROM] = encoded([lost, history.head.hex()])
    fill_new(tables, facts=facts, values=content.values, seal=content.seal, steps=history.steps)
    prove_history(tables)
    last = tables.last_step()
    account = replace(account, until=last.until if last else account.backup, look_at=copy.look_at)
    if lost > lost_before:
        account = replace(account, is_history_lost=True, history_since=_first_kept(tables))
    if copy.changes:
        _add_edit(tables, copy.changes, datetime.fromisoformat(account.made))
        account = replace(account, source="copy", until=copy.written or account.until, replayed=0, missing=None)
    _put(tables, "meta", Change(FACT, None, encoded(asdict(account))))


def _first_kept(tables: Tables) -> str:
    first = tables.steps("ORDER BY seq LIMIT 1")
    return first[0].utc if first else ""


def _add_edit(tables: Tables, changes: dict[str, str | None], now: datetime) -> None:
    """Put what the working copy holds beyond the rest into the draft, as one edit that can be undone."""
    tables.end_step()
    written = [Change(key, tables.value("field", key), new) for key, new in sorted(changes.items())]
    for change in written:
        _put(tables, "field", change)
    tables.set_seal(tables.add_history(written, tables.seal(), now))


def _put(tables: Tables, table: str, change: Change) -> None:
    seal = tables.seal()
    tables.set_seal(replace(seal, root=tables.put(table, change, seal.root)))


# --- putting in place -----------------------------------------------------------------------------------------------


def _put_in_place(folder: Path, now: datetime) -> None:
    """Move the damaged files aside and the new one to their place; one that is damaged itself is moved aside, too.

    Raises:
        StorageError: The disk refuses; the next opening goes on from here.
    """
    rebuilt = folder / REBUILT_NAME
    try:
        opened = DraftDatabase.open(rebuilt, is_read_only=True)
    except DamagedDraftError:
        move_file(rebuilt, private_folder(_free(folder, now)) / REBUILT_NAME)
        return
    account = opened.fact(FACT) or {}
    opened.close()
    kept = Path(account.get("kept") or _free(folder, now))
    for name in (*_JOURNALS, DATABASE_NAME):  # the journals first: they must never lie beside the new file
        if (folder / name).exists():
            move_file(folder / name, private_folder(kept) / name)
    move_file(rebuilt, folder / DATABASE_NAME)


def _free(folder: Path, now: datetime) -> Path:
    name = f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(folder / one for one in names if not (folder / one).exists())
