"""Any moment of a draft can be seen again, by number or by name, and a history that was tampered with is not believed."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.drafts.versions import Authors, DraftHistory, Version
from planwriter.errors import StorageError, UsageError
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.template.catalogue import Catalogue
from tests.unit.plan.strategies import drafts

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]
TITLE = "plan.title"


def titled(draft: Draft, title: str | None) -> Draft:
    return draft.with_plan(draft.plan.with_answer(TITLE, title))


def test_the_draft_is_again_as_it_was_after_each_edit(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, now: datetime
) -> None:
    @settings(deadline=None, max_examples=25)
    @given(st.lists(drafts(catalogue), min_size=1, max_size=6), st.data())
    def check(ways: list[Draft], data: st.DataObject) -> None:
        ways = [replace(one, plan=replace(one.plan, revision=number + 1)) for number, one in enumerate(ways)]
        path = tmp_path_factory.mktemp("draft") / "draft.sqlite3"
        database = DraftDatabase.create(path, ways[0], now)
        history = DraftHistory(database)
        was = {0: ways[0]}
        for number, (old, new) in enumerate(pairwise(ways), start=1):
            database.commit(changed_leaves(old, new), now + timedelta(minutes=number))
            was[history.newest] = new  # an edit of nothing but the revision makes no step
        for seq, draft in was.items():
            found = history.draft_at(seq, catalogue)
            assert replace(found, plan=replace(found.plan, revision=1)) == replace(
                draft, plan=replace(draft.plan, revision=1)
            )
        middle = data.draw(st.integers(0, history.newest))
        assert history.draft_at(middle, catalogue) in [history.draft_at(seq, catalogue) for seq in was if seq >= middle]
        database.close()

    check()


def test_revisions_are_those_of_then(database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue) -> None:  # fmt: skip
    one = save(database, draft, titled(draft, "One"), now)
    save(database, one, titled(one, "Two"), now + timedelta(minutes=1))
    history = DraftHistory(database)
    assert [history.draft_at(seq, catalogue).plan.revision for seq in (0, 1, 2)] == [1, 2, 3]


def test_a_step_within_an_edit_means_the_whole_edit(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue
) -> None:
    groups = Rows((Row("a", {"name": "A"}), Row("b", {"name": "B"})))
    one = save(database, draft, draft.with_plan(draft.plan.with_answer("customers.groups", groups)), now)
    save(database, one, titled(one, "Later"), now + timedelta(minutes=1))
    history = DraftHistory(database)
    assert history.newest == 4
    for seq in (1, 2, 3):
        assert history.draft_at(seq, catalogue) == one


def test_steps_come_in_pages_that_cut_no_edit(database: DraftDatabase, draft: Draft, now: datetime, save: Save) -> None:
    for number in range(6):
        rows = Rows(tuple(Row(f"r{one}", {"name": f"{number}{one}"}) for one in range(number + 1)))
        draft = save(
            database,
            draft,
            draft.with_plan(draft.plan.with_answer("customers.groups", rows)),
            now + timedelta(minutes=number),
        )
    history = DraftHistory(database)
    seen: list[int] = []
    while page := history.steps(below=seen[-1] if seen else None, at_most=4):
        assert page[-1].seq == page[-1].step
        seen += [step.seq for step in page]
    assert seen == list(range(history.newest, 0, -1))


def test_a_version_is_found_by_its_name_and_kept_when_the_draft_is_opened_again(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue
) -> None:
    one = save(database, draft, titled(draft, "One"), now)
    history = DraftHistory(database)
    named = history.name_version("  Sent to  clearance 1 ", who="A. Director", now=now)
    assert named == Version("Sent to clearance 1", 1, now.isoformat(), "A. Director")
    save(database, one, titled(one, "Two"), now + timedelta(hours=1))
    history.name_version("As it began", who="", now=now, seq=0)
    database.close()
    again = DraftDatabase.open(database.path)
    history = DraftHistory(again)
    assert [one.name for one in history.versions()] == ["As it began", "Sent to clearance 1"]
    assert history.draft_at(history.seq_of("sent to clearance 1"), catalogue) == one
    assert history.draft_at(history.seq_of("0"), catalogue) == draft
    again.close()


def test_typing_right_after_naming_does_not_change_the_version(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue
) -> None:
    one = save(database, draft, titled(draft, "One"), now)
    history = DraftHistory(database)
    history.name_version("First", who="", now=now)
    save(database, one, titled(one, "One more"), now + timedelta(seconds=1))
    assert history.newest == 2
    assert history.draft_at(history.seq_of("First"), catalogue) == one


@pytest.mark.parametrize("name", ["", "  ", "12", "first", "FIRST", "x" * 81])
def test_a_name_that_would_confuse_is_refused_with_what_to_do(
    database: DraftDatabase, now: datetime, name: str
) -> None:
    history = DraftHistory(database)
    history.name_version("First", who="", now=now)
    with pytest.raises(UsageError) as refused:
        history.name_version(name, who="", now=now)
    assert refused.value.advice.endswith(".")
    assert len(history.versions()) == 1


@pytest.mark.parametrize("at", ["1", "-1", "nobody's", "", "٣"])
def test_a_moment_that_is_not_there_is_told_with_those_that_are(
    database: DraftDatabase, now: datetime, at: str
) -> None:
    history = DraftHistory(database)
    history.name_version("First", who="", now=now)
    with pytest.raises(StorageError, match="“First”"):
        history.seq_of(at)


def test_a_step_that_is_not_there_is_told(database: DraftDatabase, catalogue: Catalogue) -> None:
    with pytest.raises(StorageError, match="no step 3"):
        DraftHistory(database).draft_at(3, catalogue)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE history SET old = '\"Planted\"' WHERE seq = 2",
        "UPDATE history SET new = '\"Planted\"' WHERE seq = 2",
        "DELETE FROM history WHERE seq = 2",
        "UPDATE history SET key = 'answers/plan.version' WHERE seq = 1",
    ],
)
def test_a_history_that_was_changed_is_not_believed(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue, harm: str
) -> None:
    for number in range(103):  # opening looks at the newest ones only
        draft = save(database, draft, titled(draft, f"Title {number}"), now + timedelta(minutes=number))
    database.close()
    with sqlite3.connect(database.path) as connection:
        connection.execute(harm)
    connection.close()
    again = DraftDatabase.open(database.path)
    with pytest.raises(DamagedDraftError):
        DraftHistory(again).draft_at(0, catalogue)
    again.close()


def test_who_made_a_step_is_noted_once_for_all_that_follow(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save
) -> None:
    history = DraftHistory(database)
    history.note_author("A. Director")
    one = save(database, draft, titled(draft, "One"), now)
    history.note_author("A. Director")
    history.note_author("")
    two = save(database, one, titled(one, "Two"), now + timedelta(minutes=1))
    history.note_author("B. Chief")
    save(database, two, titled(two, "Three"), now + timedelta(minutes=2))
    authors = history.authors()
    assert authors == Authors(((1, "A. Director"), (3, "B. Chief")))
    assert [authors.of(seq) for seq in (0, 1, 2, 3, 9)] == ["", "A. Director", "A. Director", "B. Chief", "B. Chief"]


def test_a_history_of_many_pages_leads_to_its_beginning(tmp_path: Path, draft: Draft, now: datetime, catalogue: Catalogue) -> None:  # fmt: skip
    database = DraftDatabase.create(tmp_path / "long.sqlite3", draft, now)
    later = draft
    for number in range(1200):
        newer = titled(later, f"Title {number}")
        database.commit(changed_leaves(later, newer), now + timedelta(minutes=number))
        later = newer
    history = DraftHistory(database)
    assert history.draft_at(0, catalogue) == draft
    assert history.draft_at(700, catalogue).plan.answer(TITLE) == "Title 699"
    database.close()


def test_undoings_are_noted_by_their_steps_and_the_oldest_are_forgotten(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planwriter.drafts.versions.MOST_UNDOINGS", 2)
    history = DraftHistory(database)
    for number in range(3):
        draft = save(database, draft, titled(draft, f"{number}"), now)
        history.note_undo()
    assert history.undoings() == (2, 3), "each is a step of its own, however soon it came"
