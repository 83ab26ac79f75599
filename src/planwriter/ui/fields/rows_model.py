"""The list of a table's rows, as Qt's views ask for it: listed columns, summaries, and what is to be fixed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planwriter.plan.answers import Rows
from planwriter.plan.draft import path_key
from planwriter.template.catalogue import Column, Field, Kind
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.summary import cell_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel):
    """One line a row; the last column says how much of it is to be fixed."""

    def __init__(self, field: Field, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns: tuple[Column, ...] = (
            tuple(column for column in field.columns if column.is_listed) or field.columns[:1]
        )
        self._rows = Rows()
        self._typed: Mapping[str, str] = {}
        self._problems: Mapping[str, str] = {}

    @property
    def listed(self) -> tuple[Column, ...]:
        """The columns that are listed."""
        return self._columns

    @property
    def has_problems(self) -> bool:
        """Whether the last column has anything to say."""
        return any(self._to_fix(number) for number in range(len(self._rows)))

    def show_rows(self, rows: Rows, typed: Mapping[str, str]) -> bool:
        """Show other rows; returns whether there are others than before, so that the choice must be set anew."""
        before, typed_before = self._rows, self._typed
        is_other = rows.ids != before.ids
        if is_other:
            self.beginResetModel()
        self._rows, self._typed = rows, typed
        if is_other:
            self.endResetModel()
            return True
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new or typed != typed_before:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns)))
        return False

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is to be fixed, by sub-path key."""
        is_other = problems != self._problems
        self._problems = problems
        if is_other and len(self._rows):
            last = len(self._columns)
            self.dataChanged.emit(self.index(0, last), self.index(len(self._rows) - 1, last))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are, that for what is to be fixed included."""
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title if section < len(self._columns) else "To fix"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows.rows[index.row()]
        if index.column() == len(self._columns):
            return self._to_fix(index.row())
        column = self._columns[index.column()]
        typed = self._typed.get(path_key((row.id, column.id)), "")
        return typed or cell_words(row.cells.get(column.id), column, self._desk)

    def _to_fix(self, number: int) -> str:
        start = path_key((self._rows.rows[number].id,))
        count = sum(key == start or key.startswith(f"{start}/") for key in self._problems)
        return f"{count} to fix" if count else ""

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        is_number = section < len(self._columns) and self._columns[section].kind is Kind.NUMBER
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignTop
