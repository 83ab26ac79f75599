"""Every editor keeps the one contract: it reports what is typed, shows quietly, and has no nameless control."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
)

from planwriter.plan.answers import Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Kind
from planwriter.ui.fields import EDITORS
from planwriter.ui.fields.rows_editor import RowsEditor
from planwriter.ui.fields.text_editor import TextEditor
from tests.accessibility.names import focusable_names, nameless

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


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def typed_into(show):
    """A function that shows an editor and types into it."""

    def type_into(name: str, words: str):
        table = show(name)
        table.editor.focus_at(())
        table.type(words)
        return table

    return type_into


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


def test_a_line_is_reported_as_it_is_typed(typed_into):
    table = typed_into("agency.acronym", "SSA ")
    assert table.last == ((), "SSA", "")
    table.editor.show_answer("SSA", {})
    assert QApplication.focusWidget().text() == "SSA "


def test_a_line_never_holds_a_line_break_or_a_control_character(show):
    table = show("agency.acronym")
    table.editor.focus_at(())
    QApplication.focusWidget().insert("A\tB\nC\x07D")
    words = table.last[1]
    assert words == "A B CD"


def test_the_caret_stays_when_an_answer_is_shown_again_and_is_put_back_after_undo(typed_into):
    table = typed_into("agency.acronym", "SSA")
    box = QApplication.focusWidget()
    box.setCursorPosition(1)
    table.editor.show_answer("SSA", {})
    assert table.editor.caret() == 1
    table.editor.show_answer("SS", {})
    assert box.text() == "SS"
    assert table.editor.caret() == 1
    table.editor.focus_at((), 2)
    assert table.editor.caret() == 2


def test_a_line_is_completed_from_what_the_desk_offers(typed_into, qtbot):
    table = typed_into("agency.name", "security")
    popup = QApplication.focusWidget().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert table.last == ((), "Social Security Administration", "")
    assert table.left == 0


def test_a_choice_is_made_with_the_keyboard_and_taken_back(show):
    table = show("agency.kind")
    table.editor.focus_at(())
    box = QApplication.focusWidget()
    assert box.currentText() == "Choose…"
    table.press(Qt.Key.Key_Down)
    assert table.last == ((), "executive_department", "")
    table.press(Qt.Key.Key_Up)
    assert table.last == ((), None, "")


def test_the_wheel_over_a_choice_without_the_keyboard_is_left_to_the_page(show):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    table = show("agency.kind")
    box = table.editor.findChild(QComboBox)
    for has_focus in (False, True):
        if has_focus:
            box.setFocus()
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, event)
        assert bool(table.edits) is has_focus


def test_choices_are_ticked_with_the_space_bar(show):
    table = show("publication.formats")
    table.editor.focus_at(())
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("html",), "")
    table.press(Qt.Key.Key_Tab)
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("html", "pdf"), "")
    assert table.left == 0


def test_a_flag_is_neither_at_first_then_yes_no_and_neither_again(show):
    table = show("agency.cfo_act")
    yes, no = table.editor.findChildren(QRadioButton)
    assert not yes.isChecked()
    assert not no.isChecked()
    table.click(no)
    assert table.last == ((), False, "")
    table.click(yes)
    assert table.last == ((), True, "")
    table.click(table.control(QPushButton, "Clear: CFO Act agency"))
    assert table.last == ((), None, "")
    assert not yes.isChecked()
    assert not no.isChecked()
    assert len(table.edits) == 3


@pytest.mark.parametrize(
    ("words", "number"), [("1,200", 1200), ("93.2", 93.2), ("1 200 000", 1200000), ("0", 0), ("-4", -4)]
)
def test_a_number_is_read_as_people_type_it(typed_into, words, number):
    table = typed_into("customers.groups/number", words)
    assert table.last == ((), number, "")


def test_the_reading_of_a_due_date_is_shown_beneath(typed_into):
    table = typed_into("feedback.timeline/due", "Q2 FY12")
    assert table.last == ((), Due("FY2012-Q2"), "")
    hints = [one.text() for one in table.editor.findChildren(QLabel) if one.property("role") == "hint"]
    assert "January 1 to March 31, 2012" in hints
    assert "January 1 to March 31, 2012" in QApplication.focusWidget().accessibleDescription()


@pytest.mark.parametrize(
    ("name", "words", "advice"),
    [
        ("feedback.timeline/due", "2012", "fiscal year 2012 or calendar 2012"),
        ("feedback.timeline/due", "ongoing", "next report"),
        ("plan.date", "March 2012", "Add the day as well"),
        ("customers.groups/number", "about ten", "Type a number in figures"),
    ],
)
def test_words_that_cannot_be_read_are_kept_and_explained_once_the_field_is_left(typed_into, name, words, advice, show):
    table = typed_into(name, words)
    assert table.last == ((), None, words)
    table.editor.show_answer(None, {"": words})
    assert table.problem == "", "nobody is told off while they type"
    box = QApplication.focusWidget()
    table.leave()
    assert advice in table.problem
    assert box.text() == words
    again = show(name)
    again.editor.show_answer(None, {"": words})
    assert again.editor.findChild(QLineEdit).text() == words
    assert advice in again.problem
    assert again.edits == []


@pytest.mark.parametrize("code", ["2012-03-31", "2012-03", "FY2012-Q2", "FY2012", "FY2013-Q1"])
def test_a_due_date_is_shown_in_words_that_are_read_as_the_same(code, show):
    table = show("feedback.timeline/due")
    table.editor.show_answer(Due(code), {})
    box = table.editor.findChild(QLineEdit)
    box.setText(f"{box.text()} ")
    assert table.last == ((), Due(code), "")


def test_a_person_is_reported_line_by_line_and_undo_returns_to_the_line_that_changed(show):
    table = show("plan.lead")
    phone = table.control(QLineEdit, "Customer service lead: Phone")
    phone.setFocus()
    table.type("555")
    assert table.last == ((), Person(phone="555"), "")
    table.editor.show_answer(Person(phone="55"), {})
    table.editor.focus_at((), 1)
    assert QApplication.focusWidget() is phone
    assert table.editor.caret() == 1
    table.editor.focus_at(("email",))
    assert QApplication.focusWidget().accessibleName() == "Customer service lead: E-mail"


def test_references_are_ticked_and_a_row_that_is_gone_can_be_dropped(show, open_desk):
    table = show("signature.customer_groups")
    table.editor.show_answer(("g2", "zz"), {})
    boxes = {one.accessibleName(): one for one in table.editor.findChildren(QCheckBox) if one.isVisible()}
    assert list(boxes) == ["Retirees", "Employers & payroll offices", "A row that was removed (zz)"]
    boxes["A row that was removed (zz)"].setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), ("g2",), "")
    table.editor.show_answer(("g2",), {})
    assert len([one for one in table.editor.findChildren(QCheckBox) if one.isVisible()]) == 2
    assert isinstance(QApplication.focusWidget(), QCheckBox)
    open_desk.tables["customers.groups"].append(("g3", "Veterans"))
    table.editor.show_answer(("g2",), {})
    assert [one.accessibleName() for one in table.editor.findChildren(QCheckBox) if one.isVisible()][-1] == "Veterans"


def test_a_reference_to_one_row_is_picked_from_a_list_and_a_lost_one_stays_in_sight(show):
    table = show("feedback.mechanisms/service")
    table.editor.show_answer(("gone",), {})
    box = table.editor.findChild(QComboBox)
    assert box.currentText() == "A row that was removed (gone)"
    box.setFocus()
    table.press(Qt.Key.Key_Up)
    assert table.last == ((), ("s1",), "")


def test_an_empty_table_of_references_leads_to_its_page(show, open_desk):
    open_desk.tables.clear()
    table = show("signature.customer_groups")
    table.editor.focus_at(())
    table.press(Qt.Key.Key_Space)
    assert table.went_to == ["customers.groups"]


def test_not_applicable_takes_a_reason_and_gives_the_answer_back(show):
    from planwriter.plan.answers import NotApplicable

    table = show("standards.goals")
    rows = Rows((Row("g1", {"goal": "Answer 90 percent of calls"}),))
    table.editor.show_answer(rows, {})
    check = table.control(QCheckBox, "This does not apply to us: GPRA performance goals")
    check.setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), NotApplicable(""), "")
    reason = table.control(QLineEdit, "Why it does not apply: GPRA performance goals")
    reason.setFocus()
    table.type("None fits")
    assert table.last == ((), NotApplicable("None fits"), "")
    table.editor.show_answer(NotApplicable("None fits"), {})
    assert nameless(table.editor) == []
    check.setFocus()
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), rows, "")
    assert not reason.isVisible()
    assert table.editor.findChild(RowsEditor).isVisible()


def test_text_is_reported_within_one_turn_of_the_event_loop(typed_into):
    table = typed_into("overview.summary", "Hello")
    assert isinstance(table.editor, TextEditor)
    table.turn()
    assert table.edits[-1] == ((), plain_text("Hello"), "")
