"""The record copy is written from the window; the draft is thrown away only when the person says so."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QListWidget, QMessageBox

from planwriter.drafts.trash import Trash
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def written(real: RealWindow, folder: Path) -> QMessageBox:
    """Write the record copy and wait for the question that follows."""
    real.window.actions_by_name["record_copy"].trigger()
    dialog = real.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    real.until(lambda: real.window.findChild(QMessageBox, "record_copy_written") is not None)
    box = real.window.findChild(QMessageBox, "record_copy_written")
    assert isinstance(box, QMessageBox)
    return box


def test_the_draft_stays_unless_the_person_says_otherwise(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    box = written(real, tmp_path)
    assert "Keep the draft" in box.defaultButton().text().replace("&", "")
    real.click(box.defaultButton())
    assert len(list(tmp_path.glob("* record copy"))) == 1
    assert "The record copy is in" in real.messages
    assert real.window.open_plan is not None


def test_the_draft_goes_to_the_trash_on_request(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    draft_id = real.plan.keeper.held.id
    box = written(real, tmp_path)
    real.click(next(one for one in box.buttons() if "trash" in one.text()))
    real.until(lambda: real.window.open_plan is None)
    real.until(lambda: "is in the trash" in real.messages)
    assert real.one(QListWidget, "draft_list").count() == 0
    assert [one.summary.id for one in Trash(real.window.shell.paths.drafts).list()] == [draft_id]


def test_a_folder_that_cannot_be_written_is_told(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    real.plan.record.write(tmp_path / "not there")
    real.until(lambda: "is not there" in real.messages)
