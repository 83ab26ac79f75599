"""A list of rows says each cell in a few words."""

from datetime import date

import pytest

from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.ui.fields.summary import called, cell_words


@pytest.mark.parametrize(
    ("place", "answer", "words"),
    [
        ("customers.groups/description", plain_text("One.\nTwo."), "One. Two."),
        ("customers.groups/description", plain_text("word " * 100), "word " * 31 + "word…"),
        ("customers.groups/kind", "tribal_government", "Tribal governments"),
        ("customers.groups/number", 1200000, "1,200,000"),
        ("services.services/channels", ("online", "in_person"), "Online, In person"),
        ("services.services/customer_groups", ("g1", "gone"), "Retirees, A row that was removed"),
        ("services.services/timeline", Rows((Row("m1", {}),)), "1 row"),
        ("feedback.timeline/due", Due("FY2012-Q2"), "FY 2012, second quarter"),
        ("clearance.routing/sent", date(2011, 10, 3), "October 3, 2011"),
        ("clearance.routing/sent", None, ""),
    ],
)
def test_a_cell_is_said_on_one_line(catalogue, open_desk, place, answer, words):
    key, _slash, column = place.partition("/")
    assert cell_words(answer, catalogue.element(key).column(column), open_desk.desk) == words


def test_a_row_goes_by_its_name_or_its_place(catalogue):
    table = catalogue.element("customers.groups")
    assert called(Row("g1", {"name": "Retirees"}), table, 1) == "Retirees"
    assert called(Row("g1", {"kind": "business"}), table, 2) == "Row 2"
