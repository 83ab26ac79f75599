"""The list above a table's form, sized to its rows, and the buttons that change which rows there are."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planwriter.ui.fields.flow_layout import FlowLayout

_MOST_HEIGHT_IN_LINES = 16
_FIT_AFTER_MS = 150
_AROUND_WORDS = 12  # what the style puts left and right of a cell's words


class _WrappedCell(QStyledItemDelegate):
    """Gives a cell the height of all its lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Break lines within the style's padding, which Qt leaves out of account when it measures."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(1, option.rect.width() - 2 * _AROUND_WORDS))
        return super().sizeHint(narrower, index)


class RowsList(QTableView):
    """A real table with a header; picks a row, edits nothing."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        self._fitted_width = -1
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_WrappedCell(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 9)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_FIT_AFTER_MS)
        self._later.timeout.connect(self.fit)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._on_data_changed)

    @property
    def chosen(self) -> int:
        """The place of the row that is picked; -1 for none."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Pick a row."""
        self.setCurrentIndex(self.model().index(place, max(0, self.currentIndex().column())))

    def fit(self) -> None:
        """Share the width among the columns by what they hold, and take the height the rows need."""
        self._fitted_width = -1
        self._fit_to_width()

    def _fit_to_width(self) -> None:
        """Measure once for each width, and not before it is shown."""
        if self.isVisible() and self._fitted_width != self.viewport().width():
            self._fitted_width = self.viewport().width()
            self._share_width()
            self.resizeRowsToContents()
            self.updateGeometry()

    def show_column(self, column: int, *, is_shown: bool) -> None:
        """Show or hide a column."""
        if self.isColumnHidden(column) is is_shown:
            self.setColumnHidden(column, not is_shown)
            self.fit()

    def sizeHint(self) -> QSize:
        """As high as the rows, up to a limit."""
        line = self.fontMetrics().lineSpacing()
        rows = self.verticalHeader().length()
        bar = self.horizontalScrollBar().sizeHint().height() if self._needs_scroll_bar() else 0
        height = self.horizontalHeader().sizeHint().height() + min(rows, _MOST_HEIGHT_IN_LINES * line) + bar
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrow if it must be; then it scrolls."""
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what was put in meanwhile."""
        super().showEvent(event)
        self._fit_to_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_to_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys with Alt or Ctrl to the table around, which moves and adds rows."""
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self._later.start()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Give changed rows their height at once; what concerns all rows waits for a pause in typing."""
        for row in range(first.row(), last.row() + 1):
            before = self.rowHeight(row)
            self.resizeRowToContents(row)
            if self.rowHeight(row) != before:
                self.updateGeometry()
        self._later.start()

    def _shown_columns(self) -> list[int]:
        return [one for one in range(self.model().columnCount()) if not self.isColumnHidden(one)]

    def _share_width(self) -> None:
        """Give each column what its longest cell wants; when that is too much, cut the greedy ones alike."""
        columns = self._shown_columns()
        room = self.viewport().width()
        if not columns or room <= 0:
            return
        header = self.horizontalHeader()
        least = {
            one: max(header.minimumSectionSize(), header.sectionSizeHint(one), self._longest_word(one))
            for one in columns
        }
        wanted = {one: max(least[one], self.sizeHintForColumn(one) + _AROUND_WORDS) for one in columns}
        spare = room - sum(least.values())
        more = {one: wanted[one] - least[one] for one in columns}
        total = sum(more.values())
        for one in columns:
            share = more[one] if total <= spare else max(0, spare) * more[one] // max(1, total)
            self.setColumnWidth(one, least[one] + share)
        if 0 <= total < spare:
            self.setColumnWidth(columns[0], self.columnWidth(columns[0]) + spare - total)

    def _longest_word(self, column: int) -> int:
        """Return the width of the longest word of a column, so that none is cut; very long ones are."""
        model, measure = self.model(), self.fontMetrics().horizontalAdvance
        cells = (str(model.index(row, column).data() or "") for row in range(model.rowCount()))
        widest = max((measure(word) for cell in cells for word in cell.split()), default=0)
        return min(widest, self.fontMetrics().averageCharWidth() * 24) + 2 * _AROUND_WORDS

    def _needs_scroll_bar(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width() > 0


class RowButtons(QWidget):
    """Add, Duplicate, Move up, Move down, Remove."""

    added = Signal()
    duplicated = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self)
        self.add = self._button("Add", name, "Ctrl+Shift+Enter")
        self.duplicate = self._button("Duplicate", name, "Ctrl+D")
        self.up = self._button("Move up", name, "Alt+Up")
        self.down = self._button("Move down", name, "Alt+Down")
        self.remove = self._button("Remove", name, "")
        for button in (self.add, self.duplicate, self.up, self.down, self.remove):
            row.addWidget(button)
        self.add.clicked.connect(self.added)
        self.duplicate.clicked.connect(self.duplicated)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)

    def show_place(self, place: int, count: int) -> None:
        """Enable what can be done with the row at `place` of `count`; -1 is no row."""
        self.duplicate.setEnabled(place >= 0)
        self.remove.setEnabled(place >= 0)
        for button, is_possible in ((self.up, place > 0), (self.down, 0 <= place < count - 1)):
            other = self.down if button is self.up else self.up
            if button.hasFocus() and not is_possible and count > 1:
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(is_possible)

    def _button(self, words: str, name: str, keys: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(f"{words}: {name}")
        if keys:
            button.setToolTip(f"{words} ({keys})")
            button.setAccessibleDescription(keys)
        return button
