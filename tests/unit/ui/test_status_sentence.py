"""Whatever happens in whatever order, each sentence that the keeper shows is true of the disk at that moment.

The keeper, the session, the disk lane and the draft's file are the real ones; the disk says no when the machine wants.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.drafts.portable import WorkingCopy
from planwriter.drafts.trouble import NotSavedError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import leaves
from planwriter.plan.stored import read_plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui import draft_keeper
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard import jobs
from planwriter.wizard.saving import Saving
from planwriter.wizard.session import Session

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
FULL = "the disk is full"


def now() -> datetime:
    return datetime.now(UTC)


def as_kept(found: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(json.dumps(found))
    return kept


class Disk:
    """What truly lies in the draft's file, and whether it takes more."""

    def __init__(self, held: OpenDraft, draft: Draft) -> None:
        self.kept = as_kept(leaves(draft))
        self.refuses = False
        self.last_was_refused = False
        self._commit, self._barrier = held.commit, held.barrier
        held.commit, held.barrier = self.commit, self.barrier  # type: ignore[method-assign]

    def commit(self, changes: dict[str, tuple[Any, Any]], at: datetime) -> None:
        self._maybe_refuse()
        self._commit(changes, at)
        for key, (_old, new) in changes.items():
            self.kept[key] = json.loads(json.dumps(new))
            if new is None:
                del self.kept[key]

    def barrier(self) -> None:
        self._maybe_refuse()
        self._barrier()

    def _maybe_refuse(self) -> None:
        self.last_was_refused = self.refuses
        if self.refuses:
            raise NotSavedError(FULL)


class World:
    """A keeper over a real draft; every sentence it shows is held against the disk at once."""

    def __init__(self, folder: Path, catalogue: Catalogue, qtbot: QtBot) -> None:
        self.folder, self.catalogue, self.qtbot = folder, catalogue, qtbot
        self.library = DraftLibrary(folder / "drafts")
        opened = jobs.begin_plan(self.library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=now())
        self.held, self.runner = opened.held, TaskRunner()
        self.disk = Disk(opened.held, opened.draft)
        self.session = Session(opened.draft, catalogue)
        self.keeper = DraftKeeper(self.session, opened.held, self.runner, clock=now)
        self.keeper.status_changed.connect(self.look)
        self.copies = folder / "copies"
        self.copies.mkdir()
        self.faults: list[str] = []
        self.sentences: set[str] = set()

    def look(self, sentence: str) -> None:
        """Hold one sentence against what is true just now."""
        is_all_kept = self.disk.kept == as_kept(leaves(self.session.draft))
        start = next((words for words in ("Saved ", "Saving…", "Not saved ") if sentence.startswith(words)), "")
        self.sentences.add(start)
        if start == "Saved " and not is_all_kept:
            self.faults.append(f"says saved, but the disk lacks something: {sentence}")
        if start == "Saving…" and is_all_kept and not self.keeper._is_committing:
            self.faults.append(f"says saving, but there is nothing to save: {sentence}")
        if start == "Not saved " and not self.disk.last_was_refused and is_all_kept and not self.keeper._failures:
            self.faults.append(f"says not saved, but all is on the disk: {sentence}")
        if not start or sentence != self.keeper.status:
            self.faults.append(f"two sentences, or none of the three: {sentence}")
        self._look_at_copy(sentence)

    def _look_at_copy(self, sentence: str) -> None:
        if "everything is in the copy" in sentence:
            path = self.held.working_copy.path if self.held.working_copy else Path()
            in_copy = read_plan(path.read_bytes(), self.catalogue).plan if path.is_file() else None
            if in_copy is None or in_copy.answers != self.session.plan.answers:
                self.faults.append(f"says the copy has everything: {sentence}")

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        self.qtbot.waitUntil(lambda: not self.keeper.status.startswith("Saving…"), timeout=5000)
        if not self.disk.refuses:
            self.qtbot.waitUntil(lambda: self.keeper.status.startswith("Saved "), timeout=5000)

    def close(self) -> None:
        self.disk.refuses = False
        self.settle()
        self.look(self.keeper.status)
        self.keeper.close()
        opened = jobs.open_draft(self.library, self.held.id, now())
        if as_kept(leaves(opened.draft)) != self.disk.kept or opened.draft != self.session.draft:
            self.faults.append("the file holds something else than was said")
        opened.held.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class StatusMachine(RuleBasedStateMachine):
    """Types, undoes, leaves fields, chooses copies, and lets the disk and other people do what they do."""

    make_world: Callable[[], World]

    def __init__(self) -> None:
        super().__init__()
        self.world = self.make_world()
        self.typed = 0

    @rule(times=st.integers(1, 4))
    def type(self, times: int) -> None:
        for _ in range(times):
            self.typed += 1
            self.world.session.edit(("plan.title",), f"Title {self.typed}", now=now())

    @rule()
    def undo(self) -> None:
        self.world.session.undo()

    @rule()
    def leave_a_field(self) -> None:
        self.world.keeper.barrier_now()

    @rule()
    def press_save(self) -> None:
        self.world.keeper.save_now()

    @rule(refuses=st.booleans())
    def the_disk_changes_its_mind(self, refuses: bool) -> None:
        self.world.disk.refuses = refuses

    @rule(name=st.sampled_from(["a", "b"]))
    def choose_a_copy(self, name: str) -> None:
        self.world.keeper.set_copy(WorkingCopy(self.world.copies / f"{name}.csplan"))

    @rule()
    def somebody_else_writes_the_copy(self) -> None:
        for path in self.world.copies.glob("*.csplan"):
            path.write_bytes(path.read_bytes() + b" ")

    @rule(is_there=st.booleans())
    def the_folder_of_copies_comes_and_goes(self, is_there: bool) -> None:
        away = self.world.folder / "away"
        if is_there and away.exists():
            away.rename(self.world.copies)
        elif not is_there and self.world.copies.exists():
            self.world.copies.rename(away)

    @rule()
    def time_passes(self) -> None:
        self.world.settle()

    @invariant()
    def every_sentence_was_true(self) -> None:
        self.world.look(self.world.keeper.status)
        assert self.world.faults == []

    def teardown(self) -> None:
        self.world.close()
        assert self.world.faults == []


@pytest.fixture
def make_world(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], World]]:
    """A function that makes a new world, in which time is short."""
    monkeypatch.setattr(draft_keeper, "RETRY_MS", (5, 10, 20))
    monkeypatch.setattr(draft_keeper, "BARRIER_MS", 5)
    worlds: list[World] = []

    def make() -> World:
        worlds.append(World(tmp_path_factory.mktemp("world"), catalogue, qtbot))
        return worlds[-1]

    yield make
    for world in worlds:  # here, and not in whatever thread the collector happens to run
        delete(world.keeper)
        delete(world.runner)


QUICK = settings(deadline=None, max_examples=25, stateful_step_count=15, suppress_health_check=[HealthCheck.too_slow])


def test_each_sentence_is_true_when_it_is_shown(make_world: Callable[[], World]) -> None:
    machine = type("Machine", (StatusMachine,), {"make_world": staticmethod(make_world)})
    run_state_machine_as_test(machine, settings=QUICK)


def test_all_three_sentences_are_reached(make_world: Callable[[], World]) -> None:
    world = make_world()
    world.session.edit(("plan.title",), "One", now=now())
    world.settle()
    world.disk.refuses = True
    world.session.edit(("plan.title",), "Two", now=now())
    world.settle()
    assert world.sentences == {"Saved ", "Saving…", "Not saved "}
    world.close()
    assert world.faults == []


@pytest.mark.parametrize("boast", ["committed", "edited"])
def test_a_keeper_that_says_saved_too_early_is_caught(
    boast: str, make_world: Callable[[], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim_all(saving: Saving, *_rest: object) -> Saving:
        edits = saving.edits + (boast == "edited")
        return replace(saving, edits=edits, saved_edits=edits, saved_at=now(), reason="")

    monkeypatch.setattr(Saving, boast, claim_all)
    world = make_world()
    for title in ("One", "Two", "Three"):
        world.session.edit(("plan.title",), title, now=now())
    world.qtbot.waitUntil(lambda: bool(world.faults), timeout=5000)
    assert any("says saved, but the disk lacks something" in fault for fault in world.faults)
    world.close()
