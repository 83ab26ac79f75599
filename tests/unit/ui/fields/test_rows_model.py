"""The list as Qt's views ask for it: only what changed is told."""

import pytest
from PySide6.QtCore import Qt

from planwriter.plan.answers import Row, Rows
from planwriter.ui.fields.rows_model import RowsModel

ROWS = Rows((Row("g1", {"name": "Retirees", "number": 1200}), Row("g2", {"name": "Veterans"})))


@pytest.fixture
def model(catalogue, open_desk):
    """The list of customer groups."""
    made = RowsModel(catalogue.element("customers.groups"), open_desk.desk)
    made.show_rows(ROWS, {})
    return made


def test_the_model_keeps_the_rules_that_qt_sets_for_models(model, qtmodeltester):
    qtmodeltester.check(model)


def test_only_a_changed_row_is_told(model, qapp):
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    assert model.show_rows(Rows(ROWS.rows), {}) is False
    assert told == []
    assert model.show_rows(ROWS.with_row(Row("g2", {"name": "Veterans", "year": "2011"})), {}) is False
    assert told == [(1, 1)]
    assert model.show_rows(ROWS.without_row("g1"), {}) is True


def test_numbers_stand_right_and_their_title_too(model):
    place = [column.id for column in model.listed].index("number")
    right = Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, place), Qt.ItemDataRole.TextAlignmentRole) & right
    assert model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & right
    assert not model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole) & right


def test_half_typed_words_are_listed_as_typed_and_problems_are_counted(model):
    place = [column.id for column in model.listed].index("number")
    model.show_rows(ROWS, {"g2/number": "about ten"})
    assert model.data(model.index(1, place)) == "about ten"
    model.show_problems({"g1/kind": "Choose one.", "g1": "Used by no service.", "g10/kind": "Not this row."})
    assert [model.data(model.index(row, len(model.listed))) for row in (0, 1)] == ["2 to fix", ""]
