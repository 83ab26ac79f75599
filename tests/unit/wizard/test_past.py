"""What was done before the draft was opened can be undone, step by step, and what was undone already stays undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs
from planwriter.wizard.past import PastEdit, past_edits, undoable
from planwriter.wizard.session import MAX_STEPS, Session

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
TITLE, GROUPS = ("plan.title",), ("customers.groups",)
FARMERS = Rows((Row("a", {"name": "Farmers"}),))


class Days:
    """A draft that is opened day after day; each edit is saved as the window does."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.library = DraftLibrary(folder)
        self.now = NOW
        opened = jobs.create_draft(self.library, Plan(PLAN_ID, catalogue.edition), NOW)
        self.held, self.session = opened.held, self._session(opened.held, opened.draft)

    def edit(self, title: str, *, after_s: float = 5) -> None:
        self.now += timedelta(seconds=after_s)
        self.session.edit(TITLE, title, now=self.now)

    def next_day(self) -> None:
        self.held.close()
        self.now += timedelta(days=1)
        opened = jobs.open_draft(self.library, self.held.id, NOW)
        self.held, self.session = opened.held, self._session(opened.held, opened.draft)
        history = self.held.history
        self.session.take_past(undoable(history.steps(at_most=MAX_STEPS), history.undoings()))

    def act(self, act: str, number: int) -> None:
        """Do one of several things."""
        rows = Rows((Row(f"r{number}", {"name": str(number)}),))
        acts: dict[str, Callable[[], object]] = {
            "type": lambda: self.edit(f"Title {number}", after_s=0.5),
            "rows": lambda: self.session.edit(GROUPS, rows, now=self.now),
            "undo": self.session.undo,
            "redo": self.session.redo,
            "wait": lambda: setattr(self, "now", self.now + timedelta(seconds=30)),
            "next day": self.next_day,
        }
        acts[act]()

    @property
    def title(self) -> object:
        return self.session.plan.answer("plan.title")

    def _session(self, held: OpenDraft, draft: Draft) -> Session:
        session = Session(draft, self.catalogue)
        session.subscribe(lambda change: jobs.save(held, change.old, change.new, self.now, is_undo=change.is_undo))
        return session


@pytest.fixture
def days(tmp_path: Path, catalogue: Catalogue) -> Iterator[Days]:
    days = Days(tmp_path, catalogue)
    yield days
    days.held.close()


def test_undo_goes_on_where_the_draft_was_left(days: Days) -> None:
    days.edit("One")
    days.edit("Two")
    before = days.session.draft
    days.next_day()
    assert days.session.draft == before
    assert days.session.undo_words == "change from before: Title"
    days.edit("Three")
    seen = []
    while step := days.session.undo():
        seen.append((step.path, days.title))
    assert seen == [(TITLE, "Two"), (TITLE, "One"), (TITLE, None)]
    while days.session.redo():
        pass
    assert days.title == "Three"


def test_what_was_undone_yesterday_is_not_done_again_by_undo(days: Days) -> None:
    for title in ("One", "Two", "Three"):
        days.edit(title)
    for _twice in range(2):
        days.now += timedelta(seconds=5)
        days.session.undo()
    assert days.title == "One"
    days.next_day()
    days.session.undo()
    assert days.title is None
    assert days.session.undo() is None
    days.next_day()
    assert days.session.undo() is None
    assert days.session.undo_words == ""


def test_what_a_person_took_back_by_hand_comes_back(days: Days) -> None:
    days.edit("One")
    days.now += timedelta(seconds=5)
    days.session.edit(TITLE, None, now=days.now)
    days.next_day()
    days.session.undo()
    assert days.title == "One"


def test_an_undo_of_half_a_stored_step_is_taken_off_it(days: Days) -> None:
    days.edit("One")
    days.edit("One two", after_s=1.5)  # a step of its own for undo, but one with the first in the history
    days.now += timedelta(seconds=5)
    days.session.undo()
    assert days.title == "One"
    days.next_day()
    days.session.undo()
    assert days.title is None


def test_undone_in_the_same_breath_leaves_nothing_to_undo(days: Days) -> None:
    days.edit("One")
    days.now += timedelta(seconds=1)
    days.session.undo()
    days.next_day()
    assert days.session.undo() is None


def test_rows_come_back_with_all_their_cells(days: Days) -> None:
    days.session.edit(GROUPS, FARMERS, now=NOW)
    days.now += timedelta(seconds=5)
    days.session.edit(GROUPS, None, now=days.now)
    days.next_day()
    assert days.session.undo_words == "change from before: “Farmers” removed from Customer groups"
    step = days.session.undo()
    assert step is not None
    assert step.path == GROUPS
    assert days.session.plan.answer("customers.groups") == FARMERS


def test_a_past_that_does_not_lead_here_is_left_alone(days: Days) -> None:
    stray = PastEdit(9, NOW, (("answers/plan.title", '"Never"', '"Nowhere"'),))
    broken = PastEdit(9, NOW, (("answers/plan.date", '"no day"', None),))
    days.edit("One")
    for edit in (stray, broken):
        session = Session(days.session.draft, days.catalogue)
        session.take_past([edit, edit])
        assert session.undo() is None
        assert session.undo_words == ""
        assert session.draft == days.session.draft


def test_a_way_back_that_grew_too_long_ends_instead_of_jumping(days: Days) -> None:
    days.edit("One")
    days.next_day()
    for number in range(MAX_STEPS + 1):
        days.session.edit(("agency.kind",), ("executive_department", "independent_agency")[number % 2], now=days.now)
    undone = 0
    while days.session.undo():
        undone += 1
    assert undone == MAX_STEPS
    assert days.title == "One"


def test_any_history_can_be_undone_to_its_beginning(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> None:
    acts = st.lists(st.sampled_from(("type", "rows", "undo", "redo", "wait", "next day")), max_size=12)

    @settings(deadline=None, max_examples=30)
    @given(acts)
    def check(wanted: list[str]) -> None:
        days = Days(tmp_path_factory.mktemp("days"), catalogue)
        first = days.session.draft
        for number, act in enumerate(wanted):
            days.act(act, number)
        days.next_day()
        while days.session.undo():
            days.now += timedelta(seconds=30)
        assert content(days.session.draft) == content(first)
        days.held.close()

    check()


def content(draft: Draft) -> Draft:
    return draft.with_plan(replace(draft.plan, revision=0))


def test_the_rows_of_one_edit_are_one_edit(days: Days) -> None:
    days.session.edit(GROUPS, FARMERS, now=NOW)
    days.edit("One")
    edits = past_edits(days.held.history.steps())
    assert [[key for key, _old, _new in edit.changes] for edit in edits] == [
        ["answers/plan.title"],
        ["answers/customers.groups", "answers/customers.groups/a/name"],
    ]
