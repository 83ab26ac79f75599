"""The open plan and its past: undo from before, and a working copy that others changed, told with a way to compare."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from planwriter.drafts.portable import WorkingCopy
from planwriter.plan.stored import plan_bytes
from planwriter.template.catalogue import Catalogue
from planwriter.ui.compare_dialog import CompareDialog
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def mirrored(real: RealWindow, path: Path) -> None:
    real.plan.keeper.set_copy(WorkingCopy(path))
    real.until(path.exists)
    real.until(lambda: "copy in" in real.status)


def changed_by_a_colleague(real: RealWindow, path: Path, catalogue: Catalogue) -> None:
    theirs = real.workbench.session.plan.with_answer("plan.title", "Theirs")
    path.write_bytes(plan_bytes(theirs, catalogue))


def test_a_file_changed_while_the_draft_was_closed_is_told_when_it_opens(
    sample_window: RealWindow, tmp_path: Path, catalogue: Catalogue
) -> None:
    real, path = sample_window, tmp_path / "ours.csplan"
    mirrored(real, path)
    draft_id = real.plan.keeper.held.id
    real.window.close_plan()
    real.window.open_draft(draft_id)
    real.wait_open()
    real.window.close_plan()
    assert "changed by somebody else" not in real.messages, "our own file is no news"
    real.window.open_draft(draft_id)
    real.wait_open()
    changed_by_a_colleague(real, path, catalogue)
    real.plan.let_go()
    real.window.close_plan()
    real.window.open_draft(draft_id)
    real.wait_open()
    real.until(lambda: "changed by somebody else" in real.messages)
    real.click(next(one for one in real.workbench.messages.findChildren(QPushButton) if one.text() == "Compare"))
    real.until(lambda: real.window.findChild(CompareDialog) is not None)
    dialog = real.window.findChild(CompareDialog)
    assert dialog is not None
    dialog.close()


def test_a_file_that_is_no_plan_any_more_is_told_in_words(sample_window: RealWindow, tmp_path: Path) -> None:
    real, path = sample_window, tmp_path / "ours.csplan"
    path.write_text("no plan")
    real.plan.history.compare_with_file(path)
    real.until(lambda: "not complete JSON" in real.messages)


def test_leaving_a_file_that_others_changed_is_told_on_the_start_page(
    sample_window: RealWindow, tmp_path: Path, catalogue: Catalogue
) -> None:
    real, path = sample_window, tmp_path / "ours.csplan"
    mirrored(real, path)
    changed_by_a_colleague(real, path, catalogue)
    real.workbench.session.edit(("plan.version",), "9", now=real.window.shell.clock())
    real.window.close_plan()
    assert "“ours.csplan” was changed by somebody else" in real.messages
    assert b"Theirs" in path.read_bytes()
    assert len(list(tmp_path.glob("*.csplan"))) == 2


def test_reading_the_past_of_a_plan_that_is_closed_at_once_is_no_fault(sample_window: RealWindow) -> None:
    real = sample_window
    draft_id = real.plan.keeper.held.id
    real.window.close_plan()
    real.window.open_draft(draft_id)
    real.wait_open()
    real.window.close_plan()
    real.turn()
    assert real.messages == ""
