"""The rows of the comment matrix as Qt's views ask for them: short words in cells, all of it beneath the table."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.ui.clearance.answer_form import DISPOSITIONS
from planwriter.ui.clearance.deciding import Filter, names_in

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_LETTERS = 160
COLUMNS = ("Office", "Author", "Where", "Kind", "What it says", "Disposition", "Your response", "In version")


class MatrixModel(QAbstractTableModel):
    """One line a remark."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remarks: tuple[Remark, ...] = ()
        self._place_of: Callable[[Remark], str] = lambda remark: remark.element

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The rows, in their order."""
        return self._remarks

    def show_remarks(self, remarks: Iterable[Remark], place_of: Callable[[Remark], str]) -> None:
        """Show other rows; the same ones with other words keep the choice of the view."""
        shown = tuple(remarks)
        is_other = [one.id for one in shown] != [one.id for one in self._remarks]
        if is_other:
            self.beginResetModel()
        self._remarks, self._place_of = shown, place_of
        if is_other:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(COLUMNS) - 1))

    def row_of(self, remark_id: str) -> int:
        """Return the row of a remark; -1 when it is not shown."""
        return next((n for n, one in enumerate(self._remarks) if one.id == remark_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._remarks)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if is_title else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell: short ones for the eye, whole ones for a screen reader."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(index)
        return _short(self._words(index)) if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, index: _Index) -> str:
        one = self._remarks[index.row()]
        kind = "Comment" if one.kind is RemarkKind.COMMENT else "Change"
        words = (one.office or "Not known", one.author or "Not given", self._place_of(one), kind, one.text)
        return (*words, DISPOSITIONS[one.disposition], one.response, one.version)[index.column()]


def shown_of(remarks: Iterable[Remark], only: Filter) -> tuple[Remark, ...]:
    """Return the remarks that a filter lets through; undecided ones are those that are open."""
    return tuple(
        one
        for one in remarks
        if (not only.author or only.author in names_in(one.author))
        and (not only.office or only.office in names_in(one.office))
        and not (only.is_undecided_only and one.disposition is not Disposition.OPEN)
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
