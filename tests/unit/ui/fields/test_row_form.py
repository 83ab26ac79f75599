"""A row's form on its own, as a page of one service shows it."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from planwriter.plan.answers import Row
from planwriter.ui.fields import RowForm, form_columns
from tests.accessibility.names import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def form(qtbot, catalogue, open_desk):
    """The form of a service with three of its columns."""
    columns = form_columns(catalogue.element("services.services"), ("name", "annual_volume", "customer_groups"))
    made = RowForm(columns, open_desk.desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_shows_a_row_and_reports_by_column(form, qtbot):
    edits = []
    form.edited.connect(lambda *edit: edits.append(edit))
    form.show_row(Row("s1", {"name": "Cards", "customer_groups": ("g2",)}), {"annual_volume": "about ten"})
    assert edits == []
    assert form.editors["annual_volume"].focusProxy().text() == "about ten"
    form.focus_at(("annual_volume",))
    assert QApplication.focusWidget() is form.editors["annual_volume"].focusProxy()
    QApplication.focusWidget().clear()
    qtbot.keyClicks(QApplication.focusWidget(), "12")
    assert edits[-1] == (("annual_volume",), 12, "")
    assert form.caret() == 2
    assert nameless(form) == []


def test_columns_stand_in_the_tables_order_with_what_is_required(form):
    titles = [one.text() for one in form.findChildren(QLabel) if one.property("role") == "label"]
    assert titles == ["Service (required)", "Customer groups", "Volume a year (optional)"]


def test_problems_stand_with_their_columns(form):
    form.show_problems({"name": "Name the service.", "other": "Not here."})
    shown = [one.text() for one in form.findChildren(QLabel) if one.property("role") == "problem" and one.isVisible()]
    assert shown == ["Name the service."]
