"""The first page: what it says of a draft, and that each of its ways leads on by keyboard."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.drafts.summary import Summary
from planwriter.resources import resources_folder
from planwriter.ui.start_page import StartPage, changed_in_words

NOW = datetime(2012, 3, 14, 17, 0).astimezone()
SSA = Summary("one", "SSA Customer Service Plan", "SSA", NOW - timedelta(days=1), "", 11, 18, r"H:\Plans\SSA.csplan")
TREASURY = Summary("two", "", "", NOW - timedelta(hours=1))


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def drafts(page: StartPage) -> QListWidget:
    found = page.findChild(QListWidget, "draft_list")
    assert isinstance(found, QListWidget)
    return found


def test_a_draft_is_told_by_title_agency_parts_time_and_place(page: StartPage) -> None:
    page.show_drafts([SSA], NOW)
    words = drafts(page).item(0).text()
    assert words == (
        "SSA Customer Service Plan\nSSA · 11 of 18 parts · changed yesterday\nCopy in H:\\Plans\\SSA.csplan"
    )


def test_a_draft_without_title_agency_or_copy_is_told_as_such(page: StartPage) -> None:
    page.show_drafts([TREASURY], NOW)
    words = drafts(page).item(0).text()
    assert words.startswith("Untitled plan\nNo agency yet · 0 of 18 parts · changed today at ")
    assert words.endswith("\nKept on this computer only")


def test_the_draft_changed_last_stands_first_and_enter_opens_it(qtbot: QtBot, page: StartPage) -> None:
    page.show_drafts([SSA, TREASURY], NOW)
    page.setFocus()
    with qtbot.waitSignal(page.draft_chosen) as chosen:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["two"]


def test_the_arrow_keys_and_a_click_reach_the_other_draft(qtbot: QtBot, page: StartPage) -> None:
    page.show_drafts([SSA, TREASURY], NOW)
    rows = drafts(page)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.draft_chosen) as chosen:
        qtbot.keyClick(rows, Qt.Key.Key_Enter)
    assert chosen.args == ["one"]
    spot = rows.visualItemRect(rows.item(0)).center()
    with qtbot.waitSignal(page.draft_chosen) as chosen:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == ["two"]


def test_an_empty_list_says_what_to_do_and_new_plan_has_the_keyboard(page: StartPage) -> None:
    page.show_drafts([], NOW)
    page.setFocus()
    assert not drafts(page).isVisible()
    assert page.findChild(QPushButton, "new_button").hasFocus()
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("No plans yet on this computer. Choose “New plan”" in words for words in shown)


@pytest.mark.parametrize(
    ("name", "signal"),
    [("new_button", "new_requested"), ("open_button", "open_requested"), ("sample_button", "sample_requested")],
)
def test_each_card_leads_on_by_keyboard(qtbot: QtBot, page: StartPage, name: str, signal: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button.accessibleDescription()
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_narrow_window_puts_the_columns_one_above_the_other(qtbot: QtBot, page: StartPage) -> None:
    new = page.findChild(QPushButton, "new_button")
    page.show_drafts([SSA], NOW)
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: left(new) > left(drafts(page)) + 100)
    page.resize(420, 700)
    qtbot.waitUntil(lambda: left(new) < left(drafts(page)) + 100)
    assert page.widget().width() <= page.viewport().width(), "nothing lies outside at the right"


def left(widget: QPushButton | QListWidget) -> int:
    return widget.mapToGlobal(widget.rect().topLeft()).x()


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2, minutes=18), "changed today at 2:42 PM"),
        (timedelta(hours=17), "changed today at 12:00 AM"),
        (timedelta(hours=18), "changed yesterday"),
        (timedelta(days=3), "changed 3 days ago"),
        (timedelta(days=8), "changed March 6, 2012"),
        (timedelta(days=-2), "changed March 16, 2012"),
    ],
)
def test_when_a_draft_was_changed_reads_as_people_say_it(ago: timedelta, words: str) -> None:
    assert changed_in_words((NOW - ago).astimezone(UTC), NOW) == words


def test_the_first_page_loads_nothing_heavy() -> None:
    heavy = ("pydantic", "docx", "lxml", "keyring", "planwriter.template.loader")
    code = f"import sys, planwriter.ui.start_page; print([name for name in {heavy} if name in sys.modules])"
    source = resources_folder().parent / "src"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(source)})
    assert run.stdout.strip() == "[]", run.stderr
