"""A clock that jumps changes neither the order of the history nor which backups are kept."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.backups import DAYS, HOURS, NEWEST, Backup, Backups, kept
from planwriter.drafts.library import DraftLibrary
from planwriter.plan.leaves import changed_leaves
from planwriter.template.catalogue import Catalogue
from tests.crash.scenarios import NOW, state

pytestmark = pytest.mark.xdist_group("crash")
State = Callable[..., None]
YEAR = timedelta(days=365)


def test_clock_jumps(tmp_path: Path, catalogue: Catalogue, states: State) -> None:
    library = DraftLibrary(tmp_path / "drafts")
    held = library.create(state(0), NOW)
    clocks = [NOW + jump * YEAR + timedelta(minutes=number) for number, jump in enumerate((0, 1, 0, -1, -1, 0, 1, -1))]
    for number, clock in enumerate(clocks, start=1):
        held.commit(changed_leaves(state(number - 1), state(number)), clock)
        held.back_up(clock)
    steps = held.history.steps()
    held.close()
    assert [step.seq for step in steps] == list(range(len(steps), 0, -1))
    found = Backups(held.folder / "backups").all()
    assert [backup.edits for backup in found] == list(range(len(clocks), -1, -1))
    (held.folder / "draft.sqlite3").write_bytes(b"damaged")
    with closing(library.open(held.id, NOW)) as again:
        assert again.draft(catalogue) == state(len(clocks))
    states("clock jumps by a year, both ways: history and backups in order", "yes", "yes")


def test_a_year_s_jump_costs_no_backup_that_would_have_been_kept() -> None:
    steady = [_backup(number, NOW + timedelta(minutes=10 * number)) for number in range(400)]
    for jump in (YEAR, -YEAR):
        jumped = [one if one.edits < 390 else _backup(one.edits, _made(one) + jump) for one in steady]
        before, after = {one.edits for one in kept(steady)}, {one.edits for one in kept(jumped)}
        assert len(before - after) <= 2, "the jump itself begins another hour and another day"
        assert min(after) <= min(before) + 6 * 24


def test_what_is_kept_is_the_newest_of_each_hour_and_day_of_work() -> None:
    backups = [_backup(number, NOW + timedelta(minutes=10 * number)) for number in range(60 * 144)]
    found = kept(backups)
    assert [one.edits for one in found[:NEWEST]] == list(range(60 * 144 - 1, 60 * 144 - 1 - NEWEST, -1))
    assert len({one.made[:8] for one in found}) == DAYS
    assert NEWEST + HOURS <= len(found) + 3 <= NEWEST + HOURS + DAYS + 3
    assert kept(found) == found


def test_thinning_as_one_goes_keeps_as_many_days_as_thinning_once() -> None:
    present: tuple[Backup, ...] = ()
    for number in range(40 * 144):
        present = kept((*present, _backup(number, NOW + timedelta(minutes=10 * number))))
    assert len({one.made[:8] for one in present}) == DAYS
    assert len({one.made[:11] for one in present}) >= HOURS


def _backup(number: int, made: datetime) -> Backup:
    return Backup(number, f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}", "0" * 64)


def _made(backup: Backup) -> datetime:
    return datetime.strptime(backup.made, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
