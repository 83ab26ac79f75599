"""The way back, by keyboard, through the real window: undo after a restart, named versions, going back, other people's files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from planwriter.drafts.portable import WorkingCopy
from planwriter.plan.stored import plan_bytes, read_plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.compare_dialog import CompareDialog
from planwriter.ui.versions_dialog import VersionsDialog
from tests.real_window import CONTROL, SHIFT, RealWindow
from tests.typist import Typist

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
TITLE = "plan.title"


def retype(real: RealWindow, key: str, words: str) -> None:
    """Go to an answer and type it anew."""
    real.go_to(key)
    real.press(Key.Key_A, CONTROL)
    real.type_words(words)
    real.press(Key.Key_Tab)
    real.wait_saved()


def open_versions(real: RealWindow) -> VersionsDialog:
    """Open File > Versions with its keys and wait for the first moments."""
    real.press(Key.Key_H, CONTROL | SHIFT)
    dialog = real.window.findChild(VersionsDialog)
    assert dialog is not None
    real.until(dialog.isActiveWindow)
    moments = real.one(QListWidget, "moments", within=dialog)
    real.until(moments.count)
    return dialog


def changes_of(real: RealWindow, dialog: VersionsDialog | CompareDialog) -> str:
    rows = real.one(QListWidget, "changes", within=dialog)
    return "\n".join(rows.item(number).text() for number in range(rows.count()))


def test_undo_survives_a_restart(sample_window: RealWindow) -> None:
    real = sample_window
    before = real.workbench.session.plan.answer(TITLE)
    retype(real, TITLE, "Another title")
    real.again()
    real.press(Key.Key_Return)
    real.wait_open()
    assert real.workbench.session.plan.answer(TITLE) == "Another title"
    real.until(lambda: real.workbench.session.undo_words)
    real.press(Key.Key_Z, CONTROL)
    assert real.workbench.session.plan.answer(TITLE) == before
    assert real.workbench.stop.page.elements[0] == TITLE
    real.press(Key.Key_Y, CONTROL)
    assert real.workbench.session.plan.answer(TITLE) == "Another title"


def test_a_version_is_named_compared_and_brought_back_by_keyboard(sample_window: RealWindow) -> None:
    real = sample_window
    retype(real, TITLE, "As sent")
    dialog = open_versions(real)
    typist = Typist(real)
    typist.tab_to(real.one(QLineEdit, "version_name", within=dialog))
    real.type_words("Sent to clearance 1")
    real.press(Key.Key_Return)
    moments = real.one(QListWidget, "moments", within=dialog)
    real.until(lambda: moments.count() and "“Sent to clearance 1”" in moments.item(0).text())
    real.press(Key.Key_Escape)
    real.until(lambda: real.window.findChild(VersionsDialog) is None)

    retype(real, TITLE, "As sent, and more")
    retype(real, "agency.acronym", "NEW")
    dialog = open_versions(real)
    moments = real.one(QListWidget, "moments", within=dialog)
    assert moments.hasFocus()
    while "“Sent to clearance 1”" not in moments.currentItem().text():
        real.press(Key.Key_Down)
    real.until(lambda: "Title" in changes_of(real, dialog))
    assert "As sent[removed: " not in changes_of(real, dialog)
    assert "[added: " in changes_of(real, dialog)
    Typist(real).tab_to(real.one(QPushButton, "go_back_whole", within=dialog))
    real.press(Key.Key_Space)
    real.until(lambda: real.window.findChild(VersionsDialog) is None)
    assert real.workbench.session.plan.answer(TITLE) == "As sent"
    assert "Sent to clearance 1" in real.messages
    real.wait_saved()

    real.press(Key.Key_Z, CONTROL)
    assert real.workbench.session.plan.answer(TITLE) == "As sent, and more"
    assert real.workbench.session.plan.answer("agency.acronym") == "NEW"


def test_one_answer_is_brought_back_and_the_others_stay(sample_window: RealWindow) -> None:
    real = sample_window
    before = real.workbench.session.plan.answer("agency.acronym")
    retype(real, "agency.acronym", "NEW")
    retype(real, TITLE, "Another title")
    dialog = open_versions(real)
    moments = real.one(QListWidget, "moments", within=dialog)
    real.press(Key.Key_End)
    assert "The draft began" in moments.currentItem().text()
    real.until(lambda: "Acronym" in changes_of(real, dialog))
    changes = real.one(QListWidget, "changes", within=dialog)
    Typist(real).tab_to(changes)
    while "Acronym" not in changes.currentItem().text():
        real.press(Key.Key_Down)
    Typist(real).tab_to(real.one(QPushButton, "go_back_answer", within=dialog))
    real.press(Key.Key_Space)
    real.until(lambda: real.window.findChild(VersionsDialog) is None)
    assert real.workbench.session.plan.answer("agency.acronym") == before
    assert real.workbench.session.plan.answer(TITLE) == "Another title"


def test_a_working_copy_that_a_colleague_changed_is_compared_and_taken_over(
    sample_window: RealWindow, tmp_path: Path, catalogue: Catalogue
) -> None:
    real, path = sample_window, tmp_path / "sample.csplan"
    real.plan.keeper.set_copy(WorkingCopy(path))
    real.until(path.exists)
    theirs = real.workbench.session.plan.with_answer(TITLE, "A colleague's title")
    path.write_bytes(plan_bytes(theirs, catalogue))
    retype(real, TITLE, "My own title")
    real.press(Key.Key_S, CONTROL)
    real.until(lambda: "changed by somebody else" in real.messages)
    assert read_plan(path.read_bytes(), catalogue).plan.answer(TITLE) == "A colleague's title"
    real.click(next(one for one in real.workbench.messages.findChildren(QPushButton) if one.text() == "Compare"))
    real.until(lambda: real.window.findChild(CompareDialog) is not None)
    dialog = real.window.findChild(CompareDialog)
    assert dialog is not None
    assert "[removed: A colleague's" in changes_of(real, dialog)
    real.click(real.one(QPushButton, "take_over", within=dialog))
    assert real.workbench.session.plan.answer(TITLE) == "A colleague's title"
    real.until(lambda: real.window.findChild(CompareDialog) is None)
    real.workbench.undo()
    assert real.workbench.session.plan.answer(TITLE) == "My own title"
