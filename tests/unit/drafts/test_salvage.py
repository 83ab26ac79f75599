"""Of a damaged draft only what its digests bear out is taken, and never half an edit."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.backups import Snapshot
from planwriter.drafts.database import DraftDatabase, copy_of_damaged
from planwriter.drafts.packing import encoded
from planwriter.drafts.salvage import Content, Salvage
from planwriter.drafts.tables import Seal
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.plan.draft import Draft

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]


def start_of(snapshot: Snapshot) -> Content:
    """What a backup gives to begin with."""
    seal = Seal(b"", snapshot.seq, bytes.fromhex(snapshot.head), snapshot.edits)
    facts = {key: encoded(fact) for key, fact in snapshot.facts.items()}
    return Content(facts, {key: encoded(value) for key, value in snapshot.leaves.items()}, seal, is_all=False)


@pytest.fixture
def start(database: DraftDatabase, draft: Draft, now: datetime, save: Save) -> Content:
    """A backup, after which three edits of two leaves each were made."""
    found = start_of(database.read(Snapshot.of))
    for number in range(3):
        newer = draft.with_note("plan.title", f"{number}").with_typed(("plan.date",), f"{number}")
        draft = save(database, draft, newer, now + timedelta(minutes=number))
    return found


@pytest.fixture
def salvage(database: DraftDatabase) -> Iterator[Callable[[str], Salvage]]:
    """A function that does harm to the draft and gives what can be salvaged."""
    with ExitStack() as stack:

        def harm(statement: str) -> Salvage:
            database.close()
            with closing(sqlite3.connect(database.path)) as connection, connection:
                connection.execute(statement)
            return Salvage(stack.enter_context(copy_of_damaged(database.path)))

        yield harm


def test_a_whole_draft_is_taken_whole(start: Content, salvage: Callable[[str], Salvage]) -> None:
    found = salvage("UPDATE history SET new = 'x' WHERE seq = 1").whole()
    assert found is not None
    assert found.values["notes/plan.title"] == '"2"'


def test_a_row_that_cannot_be_proved_makes_all_rows_doubtful(start: Content, salvage: Callable[[str], Salvage]) -> None:
    found = salvage("UPDATE field SET value = '\"x\"' WHERE key = 'notes/plan.title'")
    assert found.whole() is None
    again = found.replayed_on(start)
    assert (again.replayed, again.is_all) == (6, True)
    assert again.values["notes/plan.title"] == '"2"'
    assert again.seal.edits == 3


@pytest.mark.parametrize(("broken", "replayed", "words"), [(3, 0, None), (4, 2, '"0"'), (5, 2, '"0"'), (6, 4, '"1"')])
def test_an_edit_of_which_only_a_part_is_left_is_not_done_again(
    start: Content, salvage: Callable[[str], Salvage], broken: int, replayed: int, words: str | None
) -> None:
    found = salvage(f"UPDATE history SET revision = 99 WHERE seq = {broken}").replayed_on(start)
    assert (found.replayed, found.is_all) == (replayed, False)
    assert found.values.get("notes/plan.title") == words
    assert found.values.get("typed/plan.date") == words


def test_without_a_seal_the_steps_are_done_again_but_the_end_is_not_known(
    start: Content, salvage: Callable[[str], Salvage]
) -> None:
    found = salvage("UPDATE seal SET head = x'00'").replayed_on(start)
    assert (found.replayed, found.is_all) == (6, False)


def test_a_history_of_another_file_is_not_done_again(start: Content, salvage: Callable[[str], Salvage]) -> None:
    other = Content(start.facts, start.values, Seal(b"", 2, b"\1" * 32), is_all=False)
    found = salvage("UPDATE seal SET head = x'00'").replayed_on(other)
    assert (found.replayed, found.values) == (0, start.values)


def test_only_facts_that_can_be_proved_are_taken(start: Content, salvage: Callable[[str], Salvage]) -> None:
    found = salvage("UPDATE meta SET value = '\"x\"' WHERE key = 'created'")
    assert "created" not in found.facts
    assert "plan_id" in found.facts


def test_a_file_of_which_nothing_can_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "draft.sqlite3"
    path.write_bytes(b"nothing at all" * 500)
    with pytest.raises(DamagedDraftError), copy_of_damaged(path):
        pass


def test_the_part_of_a_history_that_hangs_together_is_given_back(
    database: DraftDatabase, start: Content, salvage: Callable[[str], Salvage]
) -> None:
    seal, steps = database.read(lambda tables: tables.seal()), database.steps()
    found = salvage("UPDATE history SET revision = 99 WHERE seq = 2")
    assert found.first_proved(seal) == (2, steps[1].sha)
    assert list(found.steps(2, 6)) == list(steps[2:])
    assert list(found.steps(2, 4)) == list(steps[2:4])
