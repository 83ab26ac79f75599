"""A disk that is full, read-only or gone is told within two seconds; nothing typed is lost, and saving goes on after."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.exceptions import TimeoutError as NeverSoError
from pytestqt.qtbot import QtBot

from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.trouble import NotSavedError
from planwriter.template.catalogue import Catalogue
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard import jobs
from planwriter.wizard.session import Session
from tests.crash.small_disks import fill, full, remount, small_disk

__all__ = ["full", "remount", "small_disk"]
pytestmark = pytest.mark.xdist_group("crash")
State = Callable[..., None]
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
PATIENCE_MS = 10_000
PROMISED_S = 2.0


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """A draft on a disk that will fail, somebody who types, and what they are told."""

    def __init__(self, drafts: Path, catalogue: Catalogue, qtbot: QtBot) -> None:
        self.library = DraftLibrary(drafts)
        opened = jobs.begin_plan(self.library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=now())
        self.held, self.runner = opened.held, TaskRunner()
        self.session = Session(opened.draft, catalogue)
        self.keeper = DraftKeeper(self.session, opened.held, self.runner, clock=now)
        self.told: list[Exception] = []
        self.keeper.trouble.connect(self.told.append)
        self._qtbot = qtbot

    def type(self, words: str) -> None:
        """Make one edit."""
        self.session.edit(("plan.title",), words, now=now())

    def until(self, is_so: Callable[[], object], *, patience_ms: int = PATIENCE_MS) -> float:
        """Wait until something is so; return how long it took."""
        began = time.monotonic()
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=patience_ms)
        return time.monotonic() - began

    def is_saved(self) -> bool:
        """Whether the sentence says that all is saved."""
        return self.keeper.status.startswith("Saved")

    def on_disk(self) -> object:
        """The title as a second program would find it after this one is closed."""
        assert self.keeper.close() == []
        with closing(self.library.open(self.held.id)) as again:
            return again.draft(self.session.catalogue).plan.answer("plan.title")


@pytest.fixture
def desk(small_disk: Path, catalogue: Catalogue, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(small_disk / "drafts", catalogue, qtbot)
    yield desk
    desk.runner.finish()
    desk.keeper.let_go()


def long_words(number: int) -> str:
    return f"{number} " * 20_000


def test_disk_full_then_space(desk: Desk, small_disk: Path, states: State) -> None:
    filling = fill(small_disk)
    desk.type(long_words(1))
    took = desk.until(lambda: desk.told)
    assert isinstance(desk.told[0], NotSavedError)
    assert "the disk is full" in desk.keeper.status
    desk.type(long_words(2))
    filling.unlink()
    again = desk.until(desk.is_saved)
    states("disk full: told after", f"{took:.2f} s", f"{PROMISED_S:.0f} s at most")
    states("    space again: saved after", f"{again:.2f} s", "5 s at most")
    assert took <= PROMISED_S
    assert again <= 6
    assert desk.on_disk() == long_words(2).strip()


def test_folder_removed(desk: Desk, small_disk: Path, states: State) -> None:
    desk.held.folder.rename(small_disk / "elsewhere")
    desk.type("Typed while the folder was away")
    took = desk.until(lambda: desk.told)
    assert "Not saved" in desk.keeper.status
    (small_disk / "elsewhere").rename(desk.held.folder)
    desk.until(desk.is_saved)
    states("folder taken away: told after", f"{took:.2f} s", f"{PROMISED_S:.0f} s at most")
    assert took <= PROMISED_S
    assert desk.on_disk() == "Typed while the folder was away"


def test_read_only_folder(
    small_disk: Path, tmp_path: Path, remount: Callable[[Path, str], None], states: State
) -> None:
    library = DraftLibrary(tmp_path / "drafts")
    opened = jobs.begin_plan(library, "Office of Wells", "", folder=small_disk, plan_id=PLAN_ID, now=now())
    remount(small_disk, "ro")
    began = time.monotonic()
    result = jobs.save_copy(opened.held, opened.draft.plan, opened.catalogue, now())
    took = time.monotonic() - began
    assert result is not None
    assert result.reason == "the folder is read-only"
    remount(small_disk, "rw")
    again = jobs.save_copy(opened.held, opened.draft.plan, opened.catalogue, now())
    assert again is not None
    assert again.is_written
    opened.held.close()
    states("working copy's folder read-only: told after", f"{took:.2f} s", f"{PROMISED_S:.0f} s at most")
    assert took <= PROMISED_S


def test_while_the_disk_stays_full_nothing_claims_to_be_saved(desk: Desk, small_disk: Path) -> None:
    filling = fill(small_disk)
    desk.type(long_words(1))
    desk.until(lambda: desk.told)
    with pytest.raises(NeverSoError):
        desk.until(desk.is_saved, patience_ms=300)
    filling.unlink()
