"""Tests of the rows of the comment matrix."""

from PySide6.QtCore import QModelIndex, Qt

from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.ui.clearance.deciding import Filter
from planwriter.ui.clearance.matrix_model import COLUMNS, MatrixModel, shown_of

COMMENT = Remark("1" * 12, RemarkKind.COMMENT, "Policy", "Ana", "", "overview.summary", "", "Why? " * 60)
CHANGE = Remark(
    "2" * 12, RemarkKind.CHANGE, "", "", "", "", "", "[added: more]", disposition=Disposition.REJECT, response="No room."
)  # fmt: skip


def words(model: MatrixModel, row: int, role: Qt.ItemDataRole) -> list[str]:
    return [model.data(model.index(row, column), role) for column in range(len(COLUMNS))]


def test_cells_are_short_for_the_eye_and_whole_for_a_screen_reader() -> None:
    model = MatrixModel()
    model.show_remarks([COMMENT, CHANGE], lambda one: one.element or "No answer")
    assert model.rowCount() == 2
    assert model.columnCount(QModelIndex()) == len(COLUMNS)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert words(model, 0, Qt.ItemDataRole.DisplayRole)[4].endswith("…")
    assert words(model, 0, Qt.ItemDataRole.AccessibleTextRole)[4] == COMMENT.text
    assert words(model, 1, Qt.ItemDataRole.DisplayRole) == [
        "Not known", "Not given", "No answer", "Change", "[added: more]", "Reject", "No room.", "",
    ]  # fmt: skip
    assert model.headerData(5, Qt.Orientation.Horizontal) == "Disposition"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.FontRole) is None


def test_the_same_rows_with_other_words_keep_the_choice() -> None:
    model = MatrixModel()
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show_remarks([COMMENT], lambda _one: "")
    model.show_remarks([COMMENT], lambda _one: "There")
    assert resets == [True]
    assert model.row_of("1" * 12) == 0
    assert model.row_of("9" * 12) == -1
    assert model.remarks == (COMMENT,)


def test_rows_are_filtered_by_author_office_and_what_is_open() -> None:
    both = (COMMENT, CHANGE)
    assert shown_of(both, Filter(author="Ana")) == (COMMENT,)
    assert shown_of(both, Filter(office="Policy")) == (COMMENT,)
    assert shown_of(both, Filter(is_undecided_only=True)) == (COMMENT,)
    assert shown_of(both, Filter()) == both
