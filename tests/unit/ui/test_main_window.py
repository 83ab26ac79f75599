"""The window itself: its pages, its menus, its closing, and what it says when something cannot be opened."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from planwriter.settings.office import OfficeSettings
from planwriter.settings.settings import Settings, Theme, read_settings
from planwriter.ui.theme import DARK
from tests.real_window import CONTROL, RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Key = Qt.Key


def test_commands_that_need_a_plan_are_off_until_one_is_open(real_window: RealWindow) -> None:
    actions = real_window.window.actions_by_name
    assert not actions["export"].isEnabled()
    assert actions["new_plan"].isEnabled()
    real_window.open_sample()
    assert all(action.isEnabled() for action in actions.values())
    real_window.window.close_plan()
    assert not actions["export"].isEnabled()


def test_the_title_and_both_ends_of_the_status_line_follow_the_plan(sample_window: RealWindow) -> None:
    real = sample_window
    assert real.window.windowTitle().startswith("Rural Wells Administration")
    assert real.status.startswith("Saved")
    assert real.one(QPushButton, "parts_link").text() == "18 of 18 parts of the order"
    real.go_to("plan.title")
    real.type_words("Our promise")
    assert real.window.windowTitle() == "Our promise – planwriter"
    real.wait_saved()
    real.window.close_plan()
    assert real.window.windowTitle() == "planwriter"
    assert real.status == ""


def test_a_draft_is_listed_and_opened_again_from_the_start_page(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("plan.title")
    real.type_words("Our promise")
    real.window.close_plan()
    drafts = real.one(QListWidget, "draft_list")
    assert drafts.item(0).text().startswith("Our promise\n")
    drafts.setFocus()
    real.press(Key.Key_Return)
    real.wait_open()
    assert real.workbench.session.plan.answer("plan.title") == "Our promise"


def test_cancelling_a_new_plan_goes_back_to_the_start_page(real_window: RealWindow) -> None:
    real = real_window
    real.press(Key.Key_N, CONTROL)
    real.click(next(one for one in real.window.findChildren(QPushButton) if one.text() == "Cancel"))
    assert real.one(QPushButton, "new_button").isVisible()
    assert real.window.shell.library.list() == ()


def test_a_new_plan_begins_with_what_the_office_has_set(real_window: RealWindow, tmp_path: Path) -> None:
    real = real_window
    office = OfficeSettings(copy_folder=str(tmp_path), draft_legend=" DRAFT  – PRE-DECISIONAL ")
    real.window.shell.settings = replace(real.window.shell.settings, office=office)
    real.press(Key.Key_N, CONTROL)
    assert real.one(QLineEdit, "new_copy_folder").text() == str(tmp_path)
    real.one(QLineEdit, "new_agency_name").setText("Office of Wells")
    real.click(real.one(QPushButton, "new_plan_create"))
    real.wait_open()
    assert real.workbench.session.plan.answer("clearance.draft_legend") == "DRAFT  – PRE-DECISIONAL"
    assert real.plan.keeper.held.working_copy.path.parent == tmp_path


def test_what_cannot_be_opened_is_told_and_the_start_page_stays(real_window: RealWindow, tmp_path: Path) -> None:
    real = real_window
    real.window.open_path(tmp_path / "gone.csplan")
    real.until(lambda: real.messages)
    assert "gone.csplan" in real.messages
    assert real.window.open_plan is None


def test_opening_another_plan_saves_and_closes_the_first(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    first = real.plan
    real.go_to("plan.title")
    real.type_words("First")
    real.window.open_path(tmp_path / "gone.csplan")
    real.until(lambda: real.messages)
    assert first.is_closed
    assert real.window.shell.library.list()[0].title == "First"


def test_settings_take_effect_at_once_and_are_kept(sample_window: RealWindow) -> None:
    real = sample_window
    real.window._on_settings_changed(Settings(theme=Theme.DARK, text_size_percent=120))
    assert real.window.palette().window().color().name() == DARK.page
    assert read_settings(real.window.shell.paths.settings_file).settings.theme is Theme.DARK
    real.window._on_settings_changed(Settings())


def test_closing_the_window_closes_and_saves_the_plan(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("plan.title")
    real.type_words("Last words")
    real.close()
    assert real.window.open_plan is None
    assert real.window.shell.library.list()[0].title == "Last words"
