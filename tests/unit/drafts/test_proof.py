"""What is proved on opening, and what only on request."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.packing import encoded
from planwriter.drafts.proof import prove, prove_history, prove_rows
from planwriter.drafts.tables import HISTORY_FROM
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.plan.draft import Draft

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]


@pytest.fixture
def long(database: DraftDatabase, draft: Draft, now: datetime, save: Save) -> DraftDatabase:
    """A draft with sixty steps."""
    for number in range(60):
        draft = save(
            database, draft, draft.with_note("plan.title", f"{number} " * 200), now + timedelta(minutes=number)
        )
    return database


def test_what_was_written_is_proved(long: DraftDatabase) -> None:
    long.read(prove)
    long.read(prove_history)
    rows = long.read(prove_rows)
    assert rows["field"]["answers/agency.name"] == '"Office of Records"'
    assert "plan_id" in rows["meta"]


@pytest.mark.parametrize("column", ["new", "sha", "prev_sha", "key", "at", "prior", "cut"])
def test_a_damaged_step_among_the_newest_is_found_on_opening(long: DraftDatabase, column: str) -> None:
    long.write(lambda tables: tables.connection.execute(f"UPDATE history SET {column} = 'x' WHERE seq = 55"))
    with pytest.raises(DamagedDraftError):
        long.read(prove)


def test_a_damaged_step_among_the_oldest_is_found_on_request(long: DraftDatabase) -> None:
    long.write(lambda tables: tables.connection.execute("UPDATE history SET revision = 7 WHERE seq = 3"))
    long.read(prove)
    with pytest.raises(DamagedDraftError):
        long.read(prove_history)


def test_a_history_whose_older_part_was_lost_is_proved_from_there_on(long: DraftDatabase) -> None:
    head = long.steps()[29].sha
    long.write(lambda tables: tables.connection.execute("DELETE FROM history WHERE seq <= 30"))
    with pytest.raises(DamagedDraftError):
        long.read(prove_history)
    long.remember(HISTORY_FROM, [30, head.hex()])
    assert long.read(lambda tables: tables.value("meta", HISTORY_FROM)) == encoded([30, head.hex()])
    # the thirty-first step held only what came and went since the thirtieth
    with pytest.raises(DamagedDraftError):
        long.read(prove_history)


def test_a_seal_that_was_changed_is_found(long: DraftDatabase) -> None:
    for column in ("edits", "barrier", "seq"):
        long.write(lambda tables, column=column: tables.connection.execute(f"UPDATE seal SET {column} = {column} + 1"))  # type: ignore[misc]
        with pytest.raises(DamagedDraftError):
            long.read(prove)
        long.write(lambda tables, column=column: tables.connection.execute(f"UPDATE seal SET {column} = {column} - 1"))  # type: ignore[misc]
    long.read(prove)
