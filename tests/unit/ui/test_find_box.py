"""The find box: results in groups as you type, Enter goes there, Esc clears and goes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.find_box import FindBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


class Window(QWidget):
    """A find box beside a field in which somebody was typing."""

    def __init__(self, catalogue: Catalogue, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.box = FindBox(catalogue, lambda: self.plan, self)
        self.editor = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.editor)
        self.field = self.box.findChild(QLineEdit, "find_field")
        self.hits = self.box.findChild(QListWidget, "find_results")
        self.counts = self.box.findChild(QLabel, "find_counts")

    def rows(self) -> list[str]:
        return [self.hits.item(row).text() for row in range(self.hits.count())]


@pytest.fixture
def window(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan) -> Window:
    window = Window(catalogue, sample_plan)
    qtbot.addWidget(window)
    window.resize(300, 500)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.editor.setFocus()
    return window


def type_and_wait(qtbot: QtBot, window: Window, words: str) -> None:
    window.box.take_focus()
    qtbot.keyClicks(window.field, words)
    qtbot.waitUntil(window.counts.isVisible)


def test_results_stand_in_groups_with_their_counts(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "customer")
    groups = [words for words in window.rows() if "\n" not in words]
    assert [words.split(" (")[0] for words in groups] == ["Your answers", "Labels", "Guidance"]
    counts = [int(words.rpartition("(")[2].rstrip(")")) for words in groups]
    assert sum(counts) == len(window.rows()) - len(groups)
    assert window.counts.text().startswith("Found in ")


def test_enter_goes_to_the_first_result_even_before_the_pause_is_over(qtbot: QtBot, window: Window) -> None:
    window.box.take_focus()
    qtbot.keyClicks(window.field, "mission and services")
    with qtbot.waitSignal(window.box.went_to) as went:
        qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert went.args == [("overview.mission",)]


def test_down_leads_into_the_list_past_the_headings_and_up_leads_back(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "customer")
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    assert window.hits.hasFocus()
    assert window.hits.currentRow() == 1, "the heading of the group is not a result"
    qtbot.keyClick(window.hits, Qt.Key.Key_Down)
    second = window.hits.currentItem().text()
    with qtbot.waitSignal(window.box.went_to) as went:
        qtbot.keyClick(window.hits, Qt.Key.Key_Enter)
    assert went.args[0]
    assert second != window.hits.item(1).text()
    qtbot.keyClick(window.hits, Qt.Key.Key_Up)
    qtbot.keyClick(window.hits, Qt.Key.Key_Up)
    assert window.field.hasFocus()


def test_a_click_goes_to_a_result_and_never_to_a_heading(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "customer")
    heading, result = (window.hits.visualItemRect(window.hits.item(row)).center() for row in (0, 1))
    with qtbot.assertNotEmitted(window.box.went_to):
        qtbot.mouseClick(window.hits.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    with qtbot.waitSignal(window.box.went_to):
        qtbot.mouseClick(window.hits.viewport(), Qt.MouseButton.LeftButton, pos=result)


def test_escape_clears_and_goes_back_to_where_the_keyboard_was(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "customer")
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.box.searching_changed) as changed:
        qtbot.keyClick(window.hits, Qt.Key.Key_Escape)
    assert changed.args == [False]
    assert window.field.text() == ""
    assert not window.hits.isVisible()
    assert window.editor.hasFocus()


def test_nothing_found_says_what_to_try(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "zebra crossing")
    assert window.counts.text() == (
        "“zebra crossing” is nowhere in the plan, the labels or the guidance. Try fewer or other words."
    )
    assert not window.hits.isVisible()
    with qtbot.assertNotEmitted(window.box.went_to):
        qtbot.keyClick(window.field, Qt.Key.Key_Return)


def test_looking_again_sees_the_plan_as_it_is_now(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "zebra crossing")
    window.plan = window.plan.with_answer("publication.metrics_frequency", "At every zebra crossing")
    window.box.refresh()
    heading, hit = window.rows()
    assert heading == "Your answers (1)"
    assert hit.endswith("\nAt every zebra crossing")
    assert window.counts.text() == "Found in 1 place. Enter goes to the first one."


def test_each_result_is_named_for_screen_readers(qtbot: QtBot, window: Window) -> None:
    type_and_wait(qtbot, window, "mission and services")
    said = window.hits.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Mission and services: ")
    assert said.endswith(", labels")
    assert QAccessible.queryAccessibleInterface(window.hits).text(QAccessible.Text.Name) == "Found in plan"
    assert QAccessible.queryAccessibleInterface(window.field).text(QAccessible.Text.Name) == "Find in plan"
