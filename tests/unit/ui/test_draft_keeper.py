"""What is typed reaches the disk at once, and the status sentence is true when it does not."""

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planwriter import atomic
from planwriter.drafts.backups import Backups
from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.places import Kind, Place
from planwriter.drafts.portable import WorkingCopy
from planwriter.drafts.trouble import NotSavedError
from planwriter.plan.draft import Draft
from planwriter.template.catalogue import Catalogue
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard import jobs
from planwriter.wizard.session import Session

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
SUMMARY = ("plan.title",)


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """A keeper over a real draft, and what it said."""

    def __init__(self, folder: Path, catalogue: Catalogue, qtbot: QtBot) -> None:
        self.library = DraftLibrary(folder / "drafts")
        opened = jobs.begin_plan(self.library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=now())
        self.runner = TaskRunner()
        self.session = Session(opened.draft, catalogue)
        self.held = opened.held
        self.keeper = DraftKeeper(self.session, opened.held, self.runner, clock=now)
        self.said: list[str] = []
        self.troubles: list[Exception] = []
        self.keeper.status_changed.connect(self.said.append)
        self.keeper.trouble.connect(self.troubles.append)
        self.until: Callable[[Callable[[], object]], None] = lambda is_so: qtbot.waitUntil(
            lambda: bool(is_so()), timeout=5000
        )

    def type(self, words: str) -> None:
        """Make one edit."""
        self.session.edit(SUMMARY, words, now=now())

    def wait_saved(self) -> None:
        """Wait until the sentence says that all is saved."""
        self.until(lambda: self.keeper.status.startswith("Saved"))

    def on_disk(self) -> Draft:
        """The draft as a second program would find it after this one is closed."""
        opened = jobs.open_draft(self.library, self.held.id, now())
        opened.held.close()
        return opened.draft


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, catalogue, qtbot)
    yield desk
    desk.runner.finish()
    desk.keeper.let_go()


class BrokenDisk:
    """Stands between keeper and draft and says no until it is mended."""

    def __init__(self, held: object, monkeypatch: pytest.MonkeyPatch) -> None:
        self.refuses = True
        self.attempts = 0
        commit = held.commit  # type: ignore[attr-defined]

        def refuse_or_commit(*arguments: object) -> None:
            self.attempts += 1
            if self.refuses:
                raise NotSavedError("the disk is full")
            commit(*arguments)

        monkeypatch.setattr(held, "commit", refuse_or_commit)


def test_every_edit_is_committed_at_once_and_the_sentence_follows(desk: Desk) -> None:
    assert desk.keeper.status.startswith("Saved")
    desk.type("Wells")
    assert desk.keeper.status == "Saving…"
    desk.wait_saved()
    assert desk.said[-1] == desk.keeper.status
    assert desk.keeper.close() == []
    assert desk.on_disk() == desk.session.draft


def test_edits_that_come_faster_than_the_disk_are_all_there_at_the_end(desk: Desk) -> None:
    for number in range(200):
        desk.type("W" * (number + 1))
    desk.wait_saved()
    desk.keeper.close()
    assert desk.on_disk().plan.answer("plan.title") == "W" * 200


def test_a_barrier_follows_within_a_quarter_second_and_on_leaving_a_field(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    barriers: list[bool] = []
    barrier = desk.held.barrier
    monkeypatch.setattr(desk.held, "barrier", lambda: (barriers.append(True), barrier()))
    desk.type("Wells")
    desk.until(lambda: barriers)
    desk.keeper.barrier_now()
    desk.until(lambda: len(barriers) == 2)


def test_what_the_store_puts_off_is_done_in_a_pause_and_never_while_somebody_types(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[bool] = []
    monkeypatch.setattr(desk.held, "tidy", lambda: done.append(threading.current_thread() is threading.main_thread()))
    assert desk.keeper._tidy_timer.interval() == 2_000
    desk.keeper._tidy_timer.setInterval(150)
    for number in range(10):
        desk.type("W" * (number + 1))
        desk.wait_saved()
    assert done == []
    desk.until(lambda: done)
    assert done == [False]


def test_closing_at_once_loses_nothing(desk: Desk) -> None:
    desk.type("Last word")
    assert desk.keeper.close() == []
    assert desk.keeper.is_closed
    assert desk.on_disk().plan.answer("plan.title") == "Last word"
    assert desk.library.list()[0].title == "Last word"


def test_a_refusing_disk_is_told_once_edits_are_kept_and_it_goes_on_when_it_can(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = BrokenDisk(desk.held, monkeypatch)
    recovered: list[bool] = []
    desk.keeper.recovered.connect(lambda: recovered.append(True))
    desk.type("One")
    desk.until(lambda: desk.troubles)
    assert "Not saved" in desk.keeper.status
    assert "the disk is full" in desk.keeper.status
    desk.type("One two")
    desk.until(lambda: disk.attempts >= 2)
    assert len(desk.troubles) == 1
    assert not recovered
    disk.refuses = False
    desk.wait_saved()
    assert recovered == [True]
    desk.keeper.close()
    assert desk.on_disk().plan.answer("plan.title") == "One two"


def test_what_cannot_be_saved_is_not_let_go_on_closing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = BrokenDisk(desk.held, monkeypatch)
    desk.type("Not yet saved")
    troubles = desk.keeper.close()
    assert [type(one) for one in troubles] == [NotSavedError]
    assert not desk.keeper.is_closed
    disk.refuses = False
    assert desk.keeper.close() == []
    assert desk.on_disk().plan.answer("plan.title") == "Not yet saved"


def test_the_working_copy_is_written_on_choosing_it_and_named_in_the_sentence(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "wells.csplan"
    desk.type("Wells")
    desk.wait_saved()
    desk.keeper.set_copy(WorkingCopy(path))
    desk.until(path.exists)
    desk.until(lambda: "wells.csplan" in desk.keeper.status)
    assert b"Wells" in path.read_bytes()


def test_a_copy_that_cannot_be_written_is_told_and_the_draft_is_saved_all_the_same(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    desk.keeper.set_copy(WorkingCopy(folder / "wells.csplan"))
    desk.until((folder / "wells.csplan").exists)
    shutil.rmtree(folder)
    desk.type("Wells")
    desk.keeper.save_now()
    desk.until(lambda: desk.troubles)
    assert desk.keeper.status.startswith("Saved")
    assert "not written" in desk.keeper.status or "copy" in desk.keeper.status
    assert desk.keeper.close() != []
    assert desk.keeper.is_closed
    assert desk.on_disk().plan.answer("plan.title") == "Wells"


def test_a_copy_that_the_disk_may_not_keep_is_told_and_counts_as_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(atomic, "_sync_folder", refuse)
    desk.keeper.set_copy(WorkingCopy(tmp_path / "wells.csplan"))
    desk.until(lambda: desk.troubles)
    assert "is in its place" in desk.troubles[0].title
    assert "wells.csplan" in desk.keeper.status
    assert "no copy" not in desk.keeper.status


def test_nothing_is_written_after_it_was_let_go(desk: Desk) -> None:
    desk.keeper.let_go()
    desk.keeper.let_go()
    desk.type("Too late")
    desk.keeper.save_now()
    desk.runner.finish()
    assert desk.on_disk().plan.answer("plan.title") is None


def test_closing_keeps_named_versions_only_where_that_is_asked_for(desk: Desk) -> None:
    for title in ("One", "Two", "Three"):
        desk.type(title)
        desk.wait_saved()
        desk.held.history.end_step()
    desk.held.history.name_version("Round 1", who="", now=now(), seq=2)
    assert desk.keeper.close(keeps_every_edit=False) == []
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    history = opened.held.history
    assert history.newest == 2
    assert history.draft_at(history.seq_of("Round 1"), opened.catalogue).plan.answer("plan.title") == "Two"
    assert opened.draft == desk.session.draft
    opened.held.close()


def test_what_undo_did_is_noted_so_that_tomorrow_it_is_not_done_again(desk: Desk) -> None:
    desk.type("One")
    desk.wait_saved()
    desk.session.undo()
    desk.wait_saved()
    assert desk.held.history.undoings() == (2,)
    desk.type("Two")
    desk.wait_saved()
    assert desk.held.history.undoings() == (2,)
    desk.session.undo()
    desk.keeper.close()
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    assert opened.held.history.undoings() == (2, 4)
    opened.held.close()


def backups_of(desk: Desk) -> list[str]:
    return sorted(path.name[:10] for path in (desk.held.folder / "backups").iterdir())


def test_before_several_answers_change_at_once_the_draft_is_backed_up_as_it_was(desk: Desk) -> None:
    desk.type("Before")
    desk.wait_saved()
    assert len(backups_of(desk)) == 1, "made with the draft"
    edits = [(("plan.title",), "After"), (("agency.name",), "Office of Springs")]
    desk.session.edit_together(edits, "taking over a file", now=now())
    desk.until(lambda: len(backups_of(desk)) == 2)
    desk.wait_saved()
    newest = Backups(desk.held.folder / "backups").newest_good()
    assert newest is not None
    assert newest.leaves["answers/plan.title"] == "Before"


def test_closing_makes_a_backup_and_an_untouched_draft_none(desk: Desk) -> None:
    desk.type("Wells")
    desk.keeper.close()
    assert len(backups_of(desk)) == 2
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    DraftKeeper(Session(opened.draft, opened.catalogue), opened.held, desk.runner, clock=now).close()
    assert len(backups_of(desk)) == 2


def test_where_drafts_do_not_lie_on_this_computer_the_copy_is_written_every_ten_seconds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.keeper._copy_timer.interval() == 20_000
    monkeypatch.setattr(type(desk.held), "place", Place(desk.held.folder, Kind.NETWORK))
    elsewhere = DraftKeeper(desk.session, desk.held, desk.runner, clock=now)
    assert elsewhere._copy_timer.interval() == elsewhere._copy_deadline.interval() == 10_000
    assert "every 10 seconds" in jobs.opening_words(desk.held, now())


def test_a_recovery_is_told_at_every_opening_until_the_draft_was_closed_properly(desk: Desk) -> None:
    desk.type("Wells")
    desk.keeper.close()
    (desk.held.folder / "draft.sqlite3").write_bytes(b"damaged")
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    assert "Recovered from" in opened.notice
    assert opened.draft.plan.answer("plan.title") == "Wells"
    opened.held.close()
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    assert "Recovered from" in opened.notice
    DraftKeeper(Session(opened.draft, opened.catalogue), opened.held, desk.runner, clock=now).close()
    opened = jobs.open_draft(desk.library, desk.held.id, now())
    assert opened.notice == ""
    opened.held.close()
