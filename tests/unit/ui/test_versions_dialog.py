"""The list of moments: each can be compared, named and brought back with the keyboard, and says so to a screen reader."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.tasks import TaskRunner
from planwriter.ui.versions_dialog import VersionsDialog
from planwriter.wizard import jobs
from planwriter.wizard.session import Session
from tests.accessibility.names import focusable_names, nameless

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
Key = Qt.Key


class Desk:
    """The dialog over a real draft with some edits in it."""

    def __init__(self, folder: Path, catalogue: Catalogue, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        opened = jobs.create_draft(DraftLibrary(folder / "drafts"), Plan(PLAN_ID, catalogue.edition), NOW)
        self.held, self.runner = opened.held, TaskRunner()
        self.session = Session(opened.draft, catalogue)
        self.session.subscribe(lambda change: jobs.save(self.held, change.old, change.new, self.now()))
        self.minutes = 0
        self.dialog: VersionsDialog | None = None

    def now(self) -> datetime:
        return NOW + timedelta(minutes=self.minutes)

    def edit(self, key: str, words: str) -> None:
        self.minutes += 1
        self.session.edit((key,), words, now=self.now())

    def open(self) -> VersionsDialog:
        self.dialog = VersionsDialog(
            self.session, self.held, self.runner, clock=self.now, who="A. Director", parent=None
        )
        self.qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.qtbot.waitActive(self.dialog)
        self.until(lambda: self.texts("moments"))
        return self.dialog

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=5000)

    def one(self, kind: type, name: str):  # type: ignore[no-untyped-def]
        assert self.dialog is not None
        return self.dialog.findChild(kind, name)

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def focus_name(self) -> str:
        return self.focus().objectName()

    def texts(self, name: str) -> list[str]:
        rows = self.one(QListWidget, name)
        return [rows.item(number).text() for number in range(rows.count())]

    def choose(self, row: int) -> None:
        """Go to a moment with the arrow keys and wait for its comparison."""
        rows = self.one(QListWidget, "moments")
        rows.setFocus()
        self.qtbot.keyClick(rows, Key.Key_Home)
        for _ in range(row):
            self.qtbot.keyClick(rows, Key.Key_Down)
        assert self.dialog is not None
        self.until(lambda: self.dialog._since is not None and self.dialog._since.seq == self.dialog.moment.seq)


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, catalogue, qtbot)
    yield desk
    desk.runner.finish()
    desk.held.close()


def test_each_moment_says_what_when_and_who_in_one_sentence_too(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    desk.open()
    assert desk.texts("moments")[0].splitlines()[0] == "Title"
    assert desk.texts("moments")[0].splitlines()[-1] == "One"
    item = desk.one(QListWidget, "moments").item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == ", ".join(item.text().splitlines())
    assert desk.texts("moments")[-1].startswith("The draft began\n")


def test_the_moment_of_now_has_nothing_to_go_back_to(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    desk.open()
    desk.choose(0)
    assert desk.texts("changes") == ["Nothing: the plan is as it was then."]
    assert not desk.one(QPushButton, "go_back_whole").isEnabled()
    assert not desk.one(QPushButton, "go_back_answer").isEnabled()


def test_an_older_moment_is_compared_in_marked_words_and_brought_back(desk: Desk) -> None:
    for title in ("Our plan", "Our good plan"):
        desk.edit("plan.title", title)
    dialog = desk.open()
    desk.choose(1)
    assert desk.texts("changes") == ["Changed: Title\nOur [added: good] plan"]
    with desk.qtbot.waitSignal(dialog.went_back) as went_back:
        desk.qtbot.keyClick(desk.one(QPushButton, "go_back_whole"), Key.Key_Space)
    assert desk.session.plan.answer("plan.title") == "Our plan"
    assert "as it was" in went_back.args[0]
    assert not dialog.isVisible()
    desk.session.undo()
    assert desk.session.plan.answer("plan.title") == "Our good plan"


def test_the_answer_in_hand_is_brought_back_alone(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    desk.edit("plan.version", "1")
    dialog = desk.open()
    desk.choose(2)
    changes = desk.one(QListWidget, "changes")
    changes.setFocus()
    desk.qtbot.keyClick(changes, Key.Key_End)
    with desk.qtbot.waitSignal(dialog.went_back) as went_back:
        desk.qtbot.keyClick(desk.one(QPushButton, "go_back_answer"), Key.Key_Space)
    assert went_back.args[1] == ("plan.version",)
    assert desk.session.plan.answer("plan.version") is None
    assert desk.session.plan.answer("plan.title") == "One"


def test_a_name_is_given_with_enter_and_stands_with_its_moment(desk: Desk) -> None:
    for title in ("One", "Two"):
        desk.edit("plan.title", title)
    dialog = desk.open()
    desk.choose(1)
    name = desk.one(QLineEdit, "version_name")
    name.setFocus()
    desk.qtbot.keyClicks(name, "Sent to clearance 1")
    desk.qtbot.keyClick(name, Key.Key_Return)
    desk.until(lambda: any("Sent to clearance 1" in words for words in desk.texts("moments")))
    assert "Sent to clearance 1" in desk.texts("moments")[1]
    assert dialog.isVisible()
    assert dialog.moment is not None
    assert dialog.moment.seq == 1, "the moment in hand stays in hand"
    assert desk.held.history.versions()[0].who == "A. Director"


def test_a_name_that_is_taken_is_told_and_a_new_one_clears_it(desk: Desk) -> None:
    desk.open()
    desk.held.history.name_version("Round 1", who="", now=NOW)
    name, problem = desk.one(QLineEdit, "version_name"), desk.one(QLabel, "versions_problem")
    for words in ("Round 1", "Round 2"):
        name.setText(words)
        desk.qtbot.keyClick(desk.one(QPushButton, "name_version"), Key.Key_Space)
        desk.until(problem.isVisible if words == "Round 1" else lambda: not problem.isVisible() and not name.text())
    assert [one.name for one in desk.held.history.versions()] == ["Round 1", "Round 2"]


def test_only_named_versions_are_listed_on_request_and_none_is_an_answer(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    dialog = desk.open()
    desk.qtbot.keyClick(desk.one(QCheckBox, "only_named"), Key.Key_Space)
    desk.until(lambda: desk.texts("changes") and "No version has a name yet" in desk.texts("changes")[0])
    assert desk.texts("moments") == []
    desk.held.history.name_version("Round 1", who="", now=NOW)
    dialog.read_again()
    desk.until(lambda: desk.texts("moments"))
    assert desk.texts("moments")[0].startswith("“Round 1”\n")


def test_older_moments_come_on_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planwriter.ui.versions_dialog._PAGE", 3)
    for number in range(8):
        desk.edit("plan.title", f"Title {number}")
    desk.open()
    older = desk.one(QPushButton, "older_moments")
    assert len(desk.texts("moments")) == 3
    while older.isEnabled():
        before = len(desk.texts("moments"))
        desk.qtbot.keyClick(older, Key.Key_Space)
        desk.until(lambda: len(desk.texts("moments")) > before)  # noqa: B023  read at once
    assert len(desk.texts("moments")) == 9


def test_closing_while_the_disk_still_reads_is_no_fault(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    dialog = VersionsDialog(desk.session, desk.held, desk.runner, clock=desk.now, who="", parent=None)
    dialog.close()
    dialog.deleteLater()
    desk.runner.finish()
    desk.qtbot.waitUntil(lambda: True)


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    dialog = desk.open()
    desk.choose(1)
    assert nameless(dialog) == []
    for wanted in ("Moments", "What has changed since then", "Name for the moment in hand"):
        assert wanted in focusable_names(dialog)


def test_tab_goes_round_all_controls_as_seen(desk: Desk) -> None:
    desk.edit("plan.title", "One")
    desk.open()
    desk.choose(1)
    seen = []
    for _ in range(12):
        seen.append(desk.focus_name())
        desk.qtbot.keyClick(desk.focus(), Key.Key_Tab)
        if desk.focus_name() == seen[0]:
            break
    assert seen == [
        "moments", "only_named", "changes", "go_back_answer", "go_back_whole", "version_name", "name_version", "versions_close"
    ]  # fmt: skip
