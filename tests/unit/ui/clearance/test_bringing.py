"""Tests of bringing files back into the window: several, bad ones, stripped ones, those of another plan."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton

from planwriter.submit.outbox import Outbox
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.files_dialog import FilesDialog
from planwriter.ui.clearance.reading_dialog import ReadingDialog
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.ui.clearance.rows import choose
from tests.real_window import RealWindow
from tests.unit.ui.clearance.review_scene import row_texts
from tests.unit.wizard.reviewer import reviewed, sent_copy, written
from tests.unit.wizard.test_sent_copies import document, sent
from tests.word.review.variants import stripped

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CHANGE = ("nobody else tests that water", "no other agency tests that water")


def copy_of(real: RealWindow, catalogue: Catalogue) -> bytes:
    held = real.plan.keeper.held
    return reviewed(sent_copy(real.workbench.session.plan, catalogue, held.baselines), CHANGE)


def wait_for_page(real: RealWindow) -> ReviewersPage:
    real.until(lambda: isinstance(real.workbench.panes.guest, ReviewersPage))
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    return page


def changes(page: ReviewersPage) -> list[str]:
    assert page.deciding is not None
    return [one.new for one in page.deciding.review.proposals]


def test_the_files_chosen_are_read_while_a_bar_is_shown(
    sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path
) -> None:
    real = sample_window
    file = written(tmp_path / "a.docx", copy_of(real, catalogue))
    real.plan.clearance.ask()
    dialog = real.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    assert real.one(ReadingDialog, "reading_dialog").isVisible()
    assert changes(wait_for_page(real)) == [CHANGE[1]]
    real.until(lambda: real.window.findChild(ReadingDialog) is None)


def test_a_bad_file_costs_a_message_and_the_others_go_on(
    sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path
) -> None:
    real = sample_window
    good = written(tmp_path / "a.docx", copy_of(real, catalogue))
    bad = written(tmp_path / "bad.docx", b"no Word file at all")
    real.plan.clearance.bringing.bring([good, bad, tmp_path / "gone.docx"])
    assert changes(wait_for_page(real)) == [CHANGE[1]]
    dialog = real.one(FilesDialog, "files_dialog")
    told = row_texts(real.one(QListWidget, "files", within=dialog))
    assert [words.partition(". ")[0] for words in told] == ["bad.docx", "gone.docx", "a.docx"]
    assert real.one(QListWidget, "files", within=dialog).currentRow() == 0
    real.one(QPushButton, "close_files", within=dialog).click()
    assert not dialog.isVisible()


def test_a_stripped_file_asks_which_copy_it_is(sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path) -> None:
    real = sample_window
    file = written(tmp_path / "a.docx", stripped(copy_of(real, catalogue)))
    real.plan.clearance.bringing.bring([file])
    page = wait_for_page(real)
    assert changes(page) == []
    dialog = real.one(FilesDialog, "files_dialog")
    real.one(QPushButton, "is_this_copy", within=dialog).click()
    real.until(lambda: changes(page) == [CHANGE[1]])


def test_a_copy_of_another_plan_is_taken_when_confirmed(
    sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path
) -> None:
    real = sample_window
    other = replace(real.workbench.session.plan, plan_id="00000000-0000-4000-8000-000000000000")
    data = reviewed(sent_copy(other, catalogue, real.plan.keeper.held.baselines), CHANGE)
    real.plan.clearance.bringing.bring([written(tmp_path / "a.docx", data)])
    page = wait_for_page(real)
    assert changes(page) == []
    dialog = real.one(FilesDialog, "files_dialog")
    choose(real.one(QListWidget, "files", within=dialog), "?a.docx")
    real.one(QPushButton, "use_all_the_same", within=dialog).click()
    real.until(lambda: changes(page) == [CHANGE[1]])


def test_reading_is_stopped(sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path) -> None:
    real = sample_window
    file = written(tmp_path / "a.docx", copy_of(real, catalogue))
    real.plan.clearance.bringing.bring([file] * 1)
    real.one(ReadingDialog, "reading_dialog").reject()
    real.until(lambda: real.window.findChild(ReadingDialog) is None)
    assert "You stopped this." in real.messages
    assert real.plan.clearance.brought is None


def test_what_came_back_is_held_against_the_plan_as_it_is(
    sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path
) -> None:
    real = sample_window
    bringing = real.plan.clearance.bringing
    bringing.bring([written(tmp_path / "a.docx", copy_of(real, catalogue))])
    page = wait_for_page(real)
    session = real.workbench.session
    session.edit(("overview.summary",), None, now=real.window.shell.clock())
    first = bringing.brought
    real.plan.clearance.show_changes()
    real.until(lambda: bringing.brought is not first)
    assert page.deciding is not None
    assert page.deciding.places.plan is session.plan


def test_the_document_of_a_package_is_known_by_its_package_when_nothing_in_it_says_what_it_is(
    sample_window: RealWindow, catalogue: Catalogue, tmp_path: Path
) -> None:
    real = sample_window
    outbox = Outbox(real.folder / "outbox")
    parcel = sent(outbox, real.workbench.session.plan, catalogue)
    data = reviewed(document(outbox, parcel), CHANGE)
    real.plan.clearance.bring_sent(written(tmp_path / "a.docx", stripped(data)), parcel.package_id)
    page = wait_for_page(real)
    assert changes(page) == [CHANGE[1]]
    assert real.window.findChild(FilesDialog) is None

    # and like any reviewed copy, once it was saved: its own mark says which one it is
    real.plan.clearance.bringing.bring([written(tmp_path / "b.docx", data)])
    brought = real.plan.clearance.bringing
    real.until(lambda: brought.brought is not None and len(brought.brought.files) == 2)
    assert changes(page) == [CHANGE[1]]
