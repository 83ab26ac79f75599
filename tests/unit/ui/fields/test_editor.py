"""Every editor keeps the one contract: it reports what is typed, shows quietly, and has no nameless control."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
)

from planwriter.plan.answers import Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Kind
from planwriter.ui.fields import EDITORS
from planwriter.ui.fields.text_editor import TextEditor
from tests.accessibility.names import focusable_names, nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EXAMPLES = {
    Kind.TEXT: ("overview.summary", plain_text("One.\nTwo.")),
    Kind.LINE: ("agency.acronym", "SSA"),
    Kind.CHOICE: ("agency.kind", "independent_agency"),
    Kind.CHOICES: ("publication.formats", ("html", "pdf")),
    Kind.FLAG: ("agency.cfo_act", False),
    Kind.NUMBER: ("customers.groups/number", 1200),
    Kind.DATE: ("plan.date", date(2011, 10, 24)),
    Kind.DUE: ("feedback.timeline/due", Due("FY2012-Q2")),
    Kind.URL: ("publication.url", "https://www.ssa.gov/open"),
    Kind.PERSON: ("plan.lead", Person("", "Associate Director", "Office of Customer Service")),
    Kind.ROWS: ("feedback.timeline", Rows((Row("m1", {"what": "Ask", "due": Due("2012-03")}), Row("m2", {})))),
    Kind.REFS: ("signature.customer_groups", ("g2",)),
}


def test_every_kind_of_answer_has_an_editor():
    assert set(EDITORS) == set(Kind)
    assert set(EXAMPLES) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_showing_an_answer_reports_nothing(kind, show):
    name, answer = EXAMPLES[kind]
    table = show(name)
    for shown in (answer, answer, None, answer):
        table.editor.show_answer(shown, {})
    table.editor.flush()
    table.turn()
    assert table.edits == []


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("is_answered", [False, True])
def test_every_control_has_a_name(kind, is_answered, show):
    name, answer = EXAMPLES[kind]
    table = show(name)
    if is_answered:
        table.editor.show_answer(answer, {})
    assert focusable_names(table.editor)
    assert nameless(table.editor) == []


@pytest.mark.parametrize("element", ["standards.goals", "services.services", "standards.standards", "customers.groups"])
def test_every_control_of_a_form_has_a_name(element, show):
    table = show(element)
    table.editor.show_answer(Rows((Row("r1", {}),)), {})
    assert len(focusable_names(table.editor)) > 5
    assert nameless(table.editor) == []


def test_a_planted_nameless_control_is_caught(show):
    table = show("agency.acronym")
    assert nameless(table.window) == []
    for control in (QLineEdit(table.window), QComboBox(table.window), QPushButton(table.window)):
        control.show()
        assert any(control.metaObject().className() in fault for fault in nameless(table.window))
    box = QCheckBox("7", table.window)
    box.show()
    assert any("“7”, which says nothing" in fault for fault in nameless(table.window))


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE, Kind.NUMBER, Kind.DATE, Kind.DUE, Kind.URL, Kind.PERSON])
@pytest.mark.parametrize("keys", [CONTROL, CONTROL | SHIFT])
def test_undo_and_redo_are_left_to_the_window(kind, keys, show):
    table = show(EXAMPLES[kind][0])
    pressed: list[str] = []
    for letter in ("Z", "Y"):
        sequence = QKeySequence(f"Ctrl+{'Shift+' if keys & SHIFT else ''}{letter}")
        QShortcut(sequence, table.window, lambda letter=letter: pressed.append(letter))
    table.editor.focus_at(())
    table.type("12")
    before = table.last
    table.press(Qt.Key.Key_Z, keys)
    if not keys & SHIFT:
        table.press(Qt.Key.Key_Y, keys)
    assert pressed == (["Z"] if keys & SHIFT else ["Z", "Y"])
    assert table.last == before


@pytest.mark.parametrize("kind", Kind)
def test_a_problem_is_shown_in_words_and_said_of_the_control(kind, show):
    name, answer = EXAMPLES[kind]
    table = show(name)
    table.editor.show_answer(answer, {})
    table.editor.show_problems({"": "Say who reads it."})
    assert table.problem == "Say who reads it."
    table.editor.focus_at(())
    assert "Say who reads it." in QApplication.focusWidget().accessibleDescription()
    table.editor.show_problems({})
    assert table.problem == ""
    assert "Say who reads it." not in QApplication.focusWidget().accessibleDescription()


@pytest.mark.parametrize("kind", Kind)
def test_leaving_is_told_once(kind, show):
    name, answer = EXAMPLES[kind]
    table = show(name)
    table.editor.show_answer(answer, {})
    table.editor.focus_at(())
    assert table.left == 0
    table.leave()
    assert table.left == 1


def test_text_is_reported_within_one_turn_of_the_event_loop(typed_into):
    table = typed_into("overview.summary", "Hello")
    assert isinstance(table.editor, TextEditor)
    table.turn()
    assert table.edits[-1] == ((), plain_text("Hello"), "")
