"""A plan while it is open: saving on request, a copy in another place, the agency's page filled in, export."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from planwriter.plan.stored import read_plan
from planwriter.settings.office import OfficeSettings
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_dialog import ExportDialog
from tests.real_window import CONTROL, RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Key = Qt.Key


def test_ctrl_s_saves_what_was_typed_this_very_moment(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("plan.title")
    real.type_words("Now")
    real.press(Key.Key_S, CONTROL)
    real.until(lambda: real.status.startswith("Saved"))
    real.until(lambda: real.window.shell.library.list()[0].title == "Now")


def test_a_copy_in_another_place_is_written_and_named(
    sample_window: RealWindow, tmp_path: Path, catalogue: Catalogue
) -> None:
    real = sample_window
    real.plan.save_copy_elsewhere()
    dialog = real.window.findChild(QFileDialog)
    path = tmp_path / "ours.csplan"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    real.until(path.exists)
    real.until(lambda: "ours.csplan" in real.status)
    assert read_plan(path.read_bytes(), catalogue).plan.answers == real.workbench.session.plan.answers


def test_picking_another_agency_fills_in_its_page_as_one_step(sample_window: RealWindow) -> None:
    real = sample_window
    before = real.workbench.session.plan.answers
    real.go_to("agency.name")
    real.type_words("Department of the Treasury")
    real.press(Key.Key_Escape)
    real.press(Key.Key_Tab)
    plan = real.workbench.session.plan
    assert (plan.answer("agency.acronym"), plan.answer("agency.code")) == ("Treasury", "020")
    assert "Filled in from the list of agencies" in real.messages
    undo = next(
        one for one in real.workbench.messages.findChildren(QPushButton) if one.text() == "Undo" and one.isVisible()
    )
    real.click(undo)
    assert real.workbench.session.plan.answer("agency.acronym") == before["agency.acronym"]
    assert real.workbench.session.plan.answer("agency.name") == "Department of the Treasury"


def test_the_export_dialog_shows_the_plan_as_it_is_now(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("agency.acronym")
    real.type_words("XYZ")
    real.press(Key.Key_E, CONTROL)
    dialog = real.window.findChild(ExportDialog)
    assert dialog._plan.answer("agency.acronym") == "XYZ"
    dialog.reject()


def test_the_words_that_the_office_lists_need_no_explaining(real_window: RealWindow) -> None:
    real = real_window
    office = OfficeSettings(agency_words=frozenset({"SSI"}))
    real.window.shell.settings = replace(real.window.shell.settings, office=office)
    real.open_sample()
    real.go_to("plan.title")
    real.type_words("Customer Service Plan: SSI and DI")
    findings = real.workbench.session.findings
    assert [one.rule for one in findings if one.rule.startswith("acronym/")] == ["acronym/DI"]


def test_a_plan_given_up_is_let_go_without_saving(sample_window: RealWindow) -> None:
    real = sample_window
    real.plan.let_go()
    assert real.plan.is_closed
    real.window.shell.library.open(real.plan.keeper.held.id).close()
    assert real.plan.close() == []
