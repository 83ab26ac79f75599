"""Tests of the comment matrix as files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QListWidget

from planwriter.errors import StorageError
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from tests.real_window import RealWindow
from tests.unit.ui.clearance.review_scene import FEEDBACK, row_texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
REMARK = Remark("1" * 12, RemarkKind.COMMENT, "Policy", "Ana", "", FEEDBACK, FEEDBACK, "Why?")


@pytest.mark.parametrize("kind", ["docx", "csv"])
def test_a_matrix_goes_out_and_comes_back_answered(sample_window: RealWindow, tmp_path: Path, kind: str) -> None:
    real = sample_window
    files, session = real.plan.clearance.files, real.workbench.session
    path = tmp_path / f"matrix.{kind}"
    answered = Remark(**{name: getattr(REMARK, name) for name in REMARK.__dataclass_fields__} | {
        "disposition": Disposition.ACCEPT, "response": "We say it now."})  # fmt: skip
    files.write(path, kind, (answered,))
    real.until(lambda: f"The comment matrix is in {path}." in real.messages)
    session.set_remark(REMARK, now=real.window.shell.clock())
    files.read(path, session.draft.remarks)
    real.until(lambda: "1 answer taken over." in real.messages)
    assert session.draft.remarks[REMARK.id] == answered
    real.workbench.undo()
    assert session.draft.remarks[REMARK.id] == REMARK


def test_what_was_not_taken_over_is_told(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    files = real.plan.clearance.files
    path = tmp_path / "matrix.csv"
    files.write(path, "csv", (REMARK,))
    real.until(path.exists)
    real.until(lambda: "The comment matrix is in" in real.messages)
    files.read(path, {})
    real.until(lambda: real.window.findChildren(QListWidget, "problems"))
    assert len(row_texts(real.one(QListWidget, "problems"))) == 1


def test_a_file_that_is_no_matrix_costs_a_message(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    real.plan.clearance.files.read(tmp_path / "gone.csv", {})
    real.until(lambda: "There is no file “gone.csv”." in real.messages)
    with pytest.raises(ZeroDivisionError):
        real.plan.clearance.files._on_failed(ZeroDivisionError())
    real.plan.clearance.files._on_failed(StorageError("The disk is full.", "Free some space."))
    assert "The disk is full. Free some space." in real.messages


@pytest.mark.parametrize("is_reading", [False, True])
def test_the_file_is_asked_for(sample_window: RealWindow, tmp_path: Path, is_reading: bool) -> None:
    real = sample_window
    files = real.plan.clearance.files
    if is_reading:
        files.ask_for_matrix(dict)
    else:
        files.ask_where("csv", [REMARK])
    dialog = real.window.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "matrix.csv"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    expected = "There is no file" if is_reading else "The comment matrix is in"
    real.until(lambda: expected in real.messages)
