"""The page that begins a plan: completion, what is filled in, what is asked for, what it hands on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.ui.new_plan_form import NewPlanForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def form(qtbot: QtBot) -> NewPlanForm:
    form = NewPlanForm()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    form.start("")
    return form


def field(form: NewPlanForm, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def shown_words(form: NewPlanForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def test_the_keyboard_begins_in_the_agency_and_tab_goes_down_the_page(qtbot: QtBot, form: NewPlanForm) -> None:
    order = []
    for _ in range(6):
        widget = form.focusWidget()
        order.append(widget.accessibleName() or widget.text().replace("&", ""))
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert order == [
        "Agency",
        "Title of the plan",
        "Folder for a copy (optional)",
        "Choose a folder…",
        "Create the plan",
        "Cancel",
    ]


@pytest.mark.parametrize("typed", ["SSA", "social secur"])
def test_a_part_of_the_name_or_the_short_name_finds_the_agency(qtbot: QtBot, form: NewPlanForm, typed: str) -> None:
    agency = field(form, "new_agency_name")
    qtbot.keyClicks(agency, typed)
    popup = agency.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert "Social Security Administration (SSA)" in offered
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    while popup.currentIndex().data() != "Social Security Administration (SSA)":
        qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert agency.text() == "Social Security Administration"
    assert field(form, "new_plan_title").text() == "Social Security Administration Customer Service Plan"
    assert "short name SSA, agency code 028" in shown_words(form)


def test_any_other_name_is_taken_as_it_is(qtbot: QtBot, form: NewPlanForm) -> None:
    qtbot.keyClicks(field(form, "new_agency_name"), "Rural Wells Administration")
    with qtbot.waitSignal(form.created) as created:
        qtbot.keyClick(field(form, "new_agency_name"), Qt.Key.Key_Return)
    assert created.args == ["Rural Wells Administration", "Rural Wells Administration Customer Service Plan", ""]
    assert "will fill in" not in shown_words(form)


def test_a_title_of_ones_own_stays_when_the_agency_changes(qtbot: QtBot, form: NewPlanForm) -> None:
    title = field(form, "new_plan_title")
    qtbot.keyClicks(field(form, "new_agency_name"), "Wells")
    title.selectAll()
    qtbot.keyClicks(title, "Our promise")
    qtbot.keyClicks(field(form, "new_agency_name"), " Administration")
    assert title.text() == "Our promise"
    title.selectAll()
    qtbot.keyClick(title, Qt.Key.Key_Delete)
    qtbot.keyClicks(field(form, "new_agency_name"), "!")
    assert title.text() == "Wells Administration! Customer Service Plan", "an emptied title follows the agency again"


def test_a_missing_name_and_a_missing_folder_are_told_beside_their_fields(qtbot: QtBot, form: NewPlanForm) -> None:
    heard: list[str] = []
    form.created.connect(lambda *_: heard.append("created"))
    field(form, "new_copy_folder").setText("/there/is/no/such/folder")
    qtbot.keyClick(field(form, "new_copy_folder"), Qt.Key.Key_Return)
    words = shown_words(form)
    assert "Type the name of your agency." in words
    assert "There is no such folder." in words
    assert field(form, "new_agency_name").hasFocus()
    assert not heard
    qtbot.keyClicks(field(form, "new_agency_name"), "W")
    assert "Type the name of your agency." not in shown_words(form)


def test_the_folder_is_handed_on_and_may_be_chosen(qtbot: QtBot, form: NewPlanForm, tmp_path: Path) -> None:
    qtbot.keyClicks(field(form, "new_agency_name"), "Wells")
    choose = next(button for button in form.findChildren(QPushButton) if "Choose" in button.text())
    qtbot.keyClick(choose, Qt.Key.Key_Space)
    dialog = form.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    with qtbot.waitSignal(form.created) as created:
        qtbot.keyClick(field(form, "new_copy_folder"), Qt.Key.Key_Return)
    assert created.args == ["Wells", "Wells Customer Service Plan", str(tmp_path)]


def test_the_documents_folder_is_offered_where_there_is_one(form: NewPlanForm) -> None:
    documents = Path.home() / "Documents"
    form.start()
    assert field(form, "new_copy_folder").text() == ""
    documents.mkdir()
    form.start()
    assert field(form, "new_copy_folder").text() == str(documents)


def test_cancelling_hands_on_nothing(qtbot: QtBot, form: NewPlanForm) -> None:
    cancel = next(button for button in form.findChildren(QPushButton) if button.text() == "Cancel")
    with qtbot.waitSignal(form.cancelled), qtbot.assertNotEmitted(form.created):
        qtbot.keyClick(cancel, Qt.Key.Key_Space)
