"""Draws rows of a list on several lines, the first one bold; all of them wrapped, none cut off."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _TOP, _BETWEEN = 10, 7, 2


def stacked_list(name: str, parent: QWidget) -> QListWidget:
    """Return a list whose rows are drawn like this; `name` is what a screen reader calls it.

    A row's words are its DisplayRole, one line each; its AccessibleTextRole should say the same as a sentence.
    """
    rows = QListWidget(parent)
    rows.setAccessibleName(name)
    rows.setItemDelegate(StackedRows(rows))
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows.setWordWrap(True)  # with it Qt measures the rows anew when the width changes
    rows.setMouseTracking(True)
    return rows


class StackedRows(QStyledItemDelegate):
    """Draws the first line of a row's words bold and the others below it, in the colours of the theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room the wrapped words need in the width of the list."""
        heights = [layout.boundingRect().height() for layout in _layouts(index, option)]
        return QSize(_room(option), int(sum(heights)) + _BETWEEN * (len(heights) - 1) + 2 * _TOP + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        palette, area = option.palette, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_selected:
            painter.fillRect(area, palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        top = float(area.top() + _TOP)
        for number, layout in enumerate(_layouts(index, option)):
            painter.setPen(_ink(palette, is_selected=is_selected, is_first=number == 0))
            layout.draw(painter, QPointF(area.left() + _SIDE, top))
            top += layout.boundingRect().height() + _BETWEEN
        painter.restore()


def _ink(palette: QPalette, *, is_selected: bool, is_first: bool) -> QColor:
    if is_selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    if is_first:
        return palette.color(QPalette.ColorRole.Text)
    # the style sheet gives a view's palette no soft colour of its own
    return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def _room(option: QStyleOptionViewItem) -> int:
    """Return the width of a row beside a scroll bar, there or not: the bar comes only after rows were measured."""
    view = option.widget
    if not isinstance(view, QAbstractItemView):
        return option.rect.width()
    return view.width() - 2 * view.frameWidth() - view.verticalScrollBar().sizeHint().width()


def _layouts(index: _Index, option: QStyleOptionViewItem) -> list[QTextLayout]:
    bold = QFont(option.font)
    bold.setBold(True)
    lines = str(index.data(Qt.ItemDataRole.DisplayRole) or "").splitlines() or [""]
    width = _room(option) - 2 * _SIDE
    return [_laid_out(line, bold if number == 0 else option.font, width) for number, line in enumerate(lines)]


def _laid_out(words: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(words, font)
    wrap = QTextOption(Qt.AlignmentFlag.AlignLeft)
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout
