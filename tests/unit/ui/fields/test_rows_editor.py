"""A table: its list, its form, the keys that change which rows there are, and the drawing of its dates."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTableView

from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.ui.fields.rows_editor import with_cell
from planwriter.ui.timeline_picture import TimelinePicture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
STEPS = Rows(
    (
        Row("m1", {"what": "Ask customers", "due": Due("2012-03-15"), "status": "completed"}),
        Row("m2", {"what": "Publish what they said", "due": Due("FY2012-Q3")}),
        Row("m3", {"what": "Change the form"}),
    )
)


def listed(table) -> list[list[str]]:
    """The words of the list, row by row, of the columns that are shown."""
    view = table.editor.findChild(QTableView)
    model = view.model()
    columns = [one for one in range(model.columnCount()) if not view.isColumnHidden(one)]
    return [[model.index(row, one).data() for one in columns] for row in range(model.rowCount())]


@pytest.fixture
def steps(show):
    """The editor of a timeline with three milestones."""
    table = show("feedback.timeline")
    table.editor.show_answer(STEPS, {})
    return table


def test_an_empty_table_says_so_and_starts_with_one_button(show, open_desk):
    table = show("feedback.timeline")
    assert not table.editor.findChild(QTableView).isVisible()
    table.editor.focus_at(())
    table.press(Qt.Key.Key_Space)
    assert table.last == ((), Rows((Row("n1", {}),)), "")
    assert QApplication.focusWidget() is table.control(QLineEdit, "What will be done")
    table.type("Ask")
    assert table.last == (("n1", "what"), "Ask", "")
    assert open_desk.said == ["Added row 1 of 1."]


def test_the_list_shows_summaries_of_the_listed_columns(steps):
    assert listed(steps) == [
        ["Ask customers", "March 15, 2012", "", "Completed"],
        ["Publish what they said", "FY 2012, third quarter", "", ""],
        ["Change the form", "", "", ""],
    ]
    view = steps.editor.findChild(QTableView)
    titles = [view.model().headerData(one, Qt.Orientation.Horizontal) for one in range(4)]
    assert titles == ["What will be done", "Due", "Responsible office", "Status"]


def test_choosing_a_row_with_the_keyboard_shows_it_in_the_form(steps):
    steps.editor.focus_at(())
    steps.press(Qt.Key.Key_Down)
    assert steps.control(QLineEdit, "What will be done").text() == "Publish what they said"
    assert steps.control(QLineEdit, "Due").text() == "Q3 FY2012"
    assert steps.edits == []


def test_an_edit_in_the_form_names_row_and_column(steps):
    steps.editor.focus_at(("m2", "office"))
    steps.type("Field offices")
    assert steps.last == (("m2", "office"), "Field offices", "")
    assert listed(steps)[1][2] == "Field offices"
    steps.editor.focus_at(("m2", "status"))
    steps.press(Qt.Key.Key_Down)
    assert steps.last == (("m2", "status"), "not_started", "")


def test_half_typed_words_stay_with_their_row(steps):
    steps.editor.focus_at(("m3", "due"))
    steps.type("2012")
    assert steps.last == (("m3", "due"), None, "2012")
    steps.editor.focus_at(("m1",))
    assert steps.control(QLineEdit, "Due").text() == "3/15/2012"
    steps.editor.focus_at(("m3", "due"))
    assert steps.control(QLineEdit, "Due").text() == "2012"
    steps.editor.show_answer(STEPS, {"m3/due": "2012"})
    assert steps.control(QLineEdit, "Due").text() == "2012"
    assert "calendar 2012" in steps.problem


def test_the_caret_stays_in_the_form_when_the_answer_comes_back(steps):
    steps.editor.focus_at(("m1", "what"), 3)
    steps.type("x")
    rows = with_cell(STEPS, ("m1", "what"), steps.last[1])
    steps.editor.show_answer(rows, {})
    assert steps.editor.caret() == 4
    assert QApplication.focusWidget().text() == "Askx customers"


def test_rows_are_added_duplicated_and_moved_by_keys_from_within_the_form(steps, open_desk):
    steps.editor.focus_at(("m1", "what"), 0)
    steps.press(Qt.Key.Key_Down, ALT)
    assert steps.last[1].ids == ("m2", "m1", "m3")
    steps.press(Qt.Key.Key_Up, ALT)
    assert steps.last[1].ids == ("m1", "m2", "m3")
    steps.press(Qt.Key.Key_Up, ALT)
    assert len(steps.edits) == 2, "the first row cannot go further up"
    steps.press(Qt.Key.Key_D, CONTROL)
    assert steps.last[1].ids == ("m1", "n1", "m2", "m3")
    assert steps.last[1].row("n1").cells == STEPS.row("m1").cells
    steps.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert steps.last[1].ids == ("m1", "n1", "n2", "m2", "m3")
    assert open_desk.said == [
        "Moved “Ask customers” to row 2 of 3.",
        "Moved “Ask customers” to row 1 of 3.",
        "Duplicated “Ask customers”. The copy is row 2 of 4.",
        "Added row 3 of 5.",
    ]


@pytest.mark.parametrize("name", ["Description", "Kind of customer", "How many", "Group"])
def test_the_keys_work_in_every_kind_of_field_of_the_form(name, show):
    table = show("customers.groups")
    table.editor.show_answer(Rows((Row("g1", {"name": "A"}), Row("g2", {"name": "B"}))), {})
    column = {"Description": "description", "Kind of customer": "kind", "How many": "number", "Group": "name"}[name]
    table.editor.focus_at(("g2", column))
    table.press(Qt.Key.Key_Up, ALT)
    assert table.last[1].ids == ("g2", "g1")
    table.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert table.last[1].ids == ("g2", "n1", "g1")


def test_removing_asks_nothing_and_says_how_to_undo(steps, open_desk):
    steps.editor.focus_at(("m2",))
    steps.click(steps.control(QPushButton, "Remove: Timeline"))
    assert steps.last[1].ids == ("m1", "m3")
    assert open_desk.said == ["Removed “Publish what they said”. Undo with Ctrl+Z."]
    assert steps.control(QLineEdit, "What will be done").text() == "Change the form"
    steps.editor.show_answer(STEPS, {})
    steps.editor.focus_at(("m2", "what"))
    assert steps.control(QLineEdit, "What will be done").text() == "Publish what they said"


def test_removing_the_last_row_leads_back_to_the_button(steps):
    for _row in STEPS:
        button = steps.control(QPushButton, "Remove: Timeline")
        button.setFocus()
        steps.press(Qt.Key.Key_Space)
    assert steps.last == ((), None, "")
    assert QApplication.focusWidget() is steps.control(QPushButton, "Add the first row: Timeline")


def test_text_typed_just_before_another_row_is_chosen_stays_with_its_own_row(show):
    table = show("customers.groups")
    table.editor.show_answer(Rows((Row("g1", {}), Row("g2", {}))), {})
    table.editor.focus_at(("g1", "description"))
    table.type("Old")
    table.editor.focus_at(("g2",))
    assert table.edits[-1] == (("g1", "description"), plain_text("Old"), "")
    table.turn()
    assert len({path for path, _answer, _words in table.edits}) == 1


def test_a_table_in_a_row_reports_four_parts(show):
    table = show("services.services", columns=("name", "timeline"))
    service = Row("s1", {"name": "Cards", "timeline": Rows((Row("m1", {"what": "Ask"}), Row("m2", {})))})
    table.editor.show_answer(Rows((service, Row("s2", {}))), {"s1/timeline/m2/due": "2012"})
    table.editor.focus_at(("s1", "timeline", "m2", "due"))
    assert QApplication.focusWidget().text() == "2012"
    table.type("-03")
    table.editor.focus_at(("s1", "timeline", "m2", "office"))
    table.type("IT")
    assert table.last == (("s1", "timeline", "m2", "office"), "IT", "")
    table.press(Qt.Key.Key_Up, ALT)
    path, rows, _words = table.last
    assert path == ("s1", "timeline")
    assert rows.ids == ("m2", "m1")
    assert rows.row("m2").cells["office"] == "IT"
    table.editor.focus_at(("s1", "name"))
    table.press(Qt.Key.Key_Down, ALT)
    path, rows, _words = table.last
    assert path == ()
    assert rows.ids == ("s2", "s1")
    assert rows.row("s1").cells["timeline"].row("m2").cells["office"] == "IT"


def test_only_the_columns_asked_for_are_in_the_form(show):
    table = show("services.services", columns=("name", "owner"))
    table.editor.show_answer(Rows((Row("s1", {}),)), {})
    names = [box.accessibleName() for box in table.editor.findChildren(QLineEdit)]
    assert names == ["Service", "Responsible office"]


def test_problems_are_counted_in_the_list_and_shown_in_the_form(steps):
    steps.editor.show_problems({"m2/office": "Name the office.", "m2/what": "Say what.", "m1/due": "Too early."})
    assert [row[-1] for row in listed(steps)] == ["1 to fix", "2 to fix", ""]
    assert steps.problem == "Too early."
    steps.editor.focus_at(("m2",))
    assert steps.problem == "Say what. Name the office."
    steps.editor.show_problems({})
    assert len(listed(steps)[0]) == 4


def test_labels_say_what_is_required_and_belong_to_their_fields(steps):
    labels = {one.text(): one.buddy() for one in steps.editor.findChildren(QLabel) if one.buddy()}
    assert labels["What will be done (required)"] is steps.control(QLineEdit, "What will be done")
    assert labels["Status (optional)"] is steps.control(QComboBox, "Status")


def test_the_timeline_is_drawn_as_soon_as_a_row_has_a_date(show):
    table = show("feedback.timeline")
    table.editor.show_answer(Rows((Row("m1", {"what": "Ask"}),)), {})
    picture = table.editor.findChild(TimelinePicture)
    assert not picture.isVisible()
    table.editor.focus_at(("m1", "due"))
    table.type("Mar 2012")
    assert picture.isVisible()
    assert picture.accessibleName() == "Timeline of 1 milestone"
    assert picture.accessibleDescription() == "Ask: due March 2012."
    assert show("customers.groups").editor.findChild(TimelinePicture) is None


def test_an_edit_of_a_row_that_is_gone_changes_nothing():
    assert with_cell(STEPS, ("gone", "what"), "x") == STEPS
    assert with_cell(STEPS, ("m1", "what"), None).row("m1").cells.get("what") is None
