"""Where an office keeps named versions only, closing leaves these, each as it was, and nothing in between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.digests import NOTHING
from planwriter.drafts.history import Step
from planwriter.drafts.proof import prove, prove_history
from planwriter.drafts.thinning import thinned
from planwriter.drafts.versions import DraftHistory
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.template.catalogue import Catalogue
from tests.unit.plan.strategies import drafts

Save = Callable[[DraftDatabase, Draft, Draft, datetime], Draft]


def titled(draft: Draft, title: str | None) -> Draft:
    return draft.with_plan(draft.plan.with_answer("plan.title", title))


def grown(database: DraftDatabase, draft: Draft, now: datetime) -> Draft:
    """Ten titles, the third and the seventh with a name; two people at work."""
    history = DraftHistory(database)
    for number in range(1, 11):
        history.note_author("A. Director" if number < 5 else "B. Chief")
        later = titled(draft, f"Secret wording {number}")
        database.commit(changed_leaves(draft, later), now + timedelta(minutes=number))
        draft = later
        if number in (3, 7):
            history.name_version(f"Round {number}", who="A. Director", now=now)
    return draft


def test_named_versions_and_the_draft_of_today_stay_and_the_rest_goes(
    database: DraftDatabase, draft: Draft, now: datetime, catalogue: Catalogue
) -> None:
    last = grown(database, draft, now)
    history = DraftHistory(database)
    was = {name: history.draft_at(history.seq_of(name), catalogue) for name in ("0", "Round 3", "Round 7")}
    history.keep_versions_only()
    assert history.newest == 3
    assert {name: history.draft_at(history.seq_of(name), catalogue) for name in was} == was
    assert database.draft(catalogue) == last
    assert history.draft_at(history.newest, catalogue) == last
    assert [version.seq for version in history.versions()] == [1, 2]
    assert [history.authors().of(seq) for seq in (1, 2, 3)] == ["A. Director", "A. Director, B. Chief", "B. Chief"]
    database.read(prove)
    database.read(prove_history)


def test_what_went_is_not_left_in_the_file(database: DraftDatabase, draft: Draft, now: datetime) -> None:
    grown(database, draft, now)
    database.barrier()
    DraftHistory(database).keep_versions_only()
    database.close()
    data = database.path.read_bytes()
    assert b"Secret wording 10" in data
    assert b"Secret wording 5" not in data


def test_the_draft_goes_on_afterwards_and_opens_again(
    database: DraftDatabase, draft: Draft, now: datetime, save: Save, catalogue: Catalogue
) -> None:
    last = grown(database, draft, now)
    DraftHistory(database).keep_versions_only()
    DraftHistory(database).keep_versions_only()
    later = save(database, last, titled(last, "After"), now + timedelta(minutes=10, seconds=1))
    database.close()
    again = DraftDatabase.open(database.path)
    history = DraftHistory(again)
    assert history.newest == 4, "typing does not go on in a step that was thinned"
    assert again.draft(catalogue) == later
    assert history.draft_at(3, catalogue) == last
    again.read(prove_history)
    again.close()


def test_any_history_keeps_its_named_drafts(
    tmp_path_factory: pytest.TempPathFactory, now: datetime, catalogue: Catalogue
) -> None:
    @settings(deadline=None, max_examples=20)
    @given(st.lists(st.tuples(drafts(catalogue), st.booleans()), min_size=1, max_size=6))
    def check(ways: list[tuple[Draft, bool]]) -> None:
        path: Path = tmp_path_factory.mktemp("draft") / "draft.sqlite3"
        draft = ways[0][0]
        database = DraftDatabase.create(path, draft, now)
        history = DraftHistory(database)
        for number, (later, is_named) in enumerate(ways):
            database.commit(changed_leaves(draft, later), now + timedelta(minutes=number))
            draft = later
            if is_named:
                history.name_version(f"Version {number}", who="", now=now)
        was = {one.name: content(history.draft_at(one.seq, catalogue)) for one in history.versions()}
        history.keep_versions_only()
        assert {one.name: content(history.draft_at(one.seq, catalogue)) for one in history.versions()} == was
        database.read(prove_history)
        database.read(prove)
        database.close()

    check()


def content(draft: Draft) -> tuple[object, ...]:
    return draft.plan.answers, draft.plan.set_aside, draft.finished, draft.notes, draft.typed


def test_ways_that_lead_nowhere_leave_no_step() -> None:
    steps = [
        Step(1, 1, "t1", "t1", "answers/a.b", None, '"x"', 2, NOTHING).sealed(),
        Step(2, 2, "t2", "t2", "answers/a.b", '"x"', None, 3, NOTHING).sealed(),
        Step(3, 3, "t3", "t3", "answers/a.c", None, '"y"', 4, NOTHING).sealed(),
    ]
    found = thinned(steps, {2}, (0, NOTHING))
    assert [(one.seq, one.key, one.utc, one.revision) for one in found.steps] == [(1, "answers/a.c", "t3", 4)]
    assert found.moved == {2: 0}
    assert found.steps[0].sha == found.steps[0].proof()
