"""The list of pages at the left: sections, pages, the status word of each, and counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planwriter.template.catalogue import Catalogue
from planwriter.ui.icons import icon
from planwriter.ui.theme import Theme
from planwriter.wizard.flow import PageState, Stop

_STOP = Qt.ItemDataRole.UserRole
_STATUS = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2
_ICONS = {
    PageState.NOT_STARTED: "radio_button_unchecked",
    PageState.IN_PROGRESS: "schedule",
    PageState.COMPLETED: "check_circle",
    PageState.PROBLEM: "error",
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One page as the outline shows it.

    Attributes:
        checks: How many findings stand on it.
    """

    stop: Stop
    state: PageState
    checks: int


class Outline(QTreeWidget):
    """The list of pages; Enter, a click or the arrow keys choose one."""

    stop_chosen = Signal(str)

    def __init__(self, catalogue: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._items: dict[str, QTreeWidgetItem] = {}
        self._heads: dict[str, QTreeWidgetItem] = {}
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.setObjectName("outline")
        self.setAccessibleName("Pages of the plan")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setItemsExpandable(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMouseTracking(True)
        self.set_theme(theme)
        self.currentItemChanged.connect(self._on_current_item_changed)
        self.itemClicked.connect(self._on_item_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        tints = {PageState.PROBLEM: theme.must, PageState.IN_PROGRESS: theme.progress}
        self._pictures = {
            state: icon(name, tints.get(state, theme.ink), theme.selected_ink) for state, name in _ICONS.items()
        }
        self.setItemDelegate(_RowDelegate(theme, self))
        for item in self._items.values():
            item.setIcon(0, self._pictures[PageState(item.data(0, _STATUS))])

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the pages and how far each is; keeps the current one and its place."""
        shape = tuple((entry.stop.id, entry.stop.title, entry.stop.row_name) for entry in entries)
        if shape != self._shown:
            self._build(entries)
            self._shown = shape
        finished: dict[str, list[bool]] = {}
        for entry in entries:
            self._show_state(entry)
            finished.setdefault(entry.stop.page.section, []).append(entry.state is PageState.COMPLETED)
        for section, ticks in finished.items():
            self._heads[section].setData(0, _COUNT, f"{sum(ticks)}/{len(ticks)}")
            title = self._heads[section].text(0)
            words = f"{title}, {sum(ticks)} of {len(ticks)} pages finished"
            self._heads[section].setData(0, Qt.ItemDataRole.AccessibleTextRole, words)

    def set_current(self, stop_id: str) -> None:
        """Make a page the current one without saying that somebody chose it."""
        item = self._items.get(stop_id)
        if item and item is not self.currentItem():
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            above = self.itemAbove(item)
            if above is not None and not above.data(0, _STOP):
                self.scrollToItem(above)  # the section's name comes into view with its first page
            self.scrollToItem(item)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the names anew for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the page; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem(), 0)
            return
        super().keyPressEvent(event)

    def _build(self, entries: Sequence[Entry]) -> None:
        item = self.currentItem()
        current = item.data(0, _STOP) if item else ""
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        self._heads.clear()
        row_shown = ""
        for entry in entries:
            section = self._catalogue.section(entry.stop.page.section)
            if section.id not in self._heads:
                title = f"({section.letter}) {section.title}" if section.letter else section.title
                self._heads[section.id] = self._head(f"{title} (not printed)" if section.is_internal else title)
            if entry.stop.row_id and entry.stop.row_id != row_shown:
                self._head(entry.stop.row_name)
            row_shown = entry.stop.row_id
            self._items[entry.stop.id] = self._row(entry.stop)
        if current in self._items:
            self.setCurrentItem(self._items[current])
        self.blockSignals(False)

    def _head(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [title])
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # the arrow keys pass over it
        return item

    def _row(self, stop: Stop) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [stop.title])
        item.setData(0, _STOP, stop.id)
        return item

    def _show_state(self, entry: Entry) -> None:
        item = self._items[entry.stop.id]
        if item.data(0, _STATUS) != entry.state.value:
            item.setData(0, _STATUS, entry.state.value)
            item.setIcon(0, self._pictures[entry.state])
        checks = "" if not entry.checks else f", {entry.checks} check{'s' if entry.checks > 1 else ''}"
        name = f"{entry.stop.row_name}: {entry.stop.title}" if entry.stop.row_id else entry.stop.title
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {entry.state.value}{checks}")

    def _on_current_item_changed(self, item: QTreeWidgetItem | None, _old: QTreeWidgetItem | None) -> None:
        if item and item.data(0, _STOP):
            self.stop_chosen.emit(item.data(0, _STOP))

    def _on_item_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _STOP):
            self.itemActivated.emit(item, 0)


class _RowDelegate(QStyledItemDelegate):
    """Draws a page on two lines, name and status, both wrapped and never cut off."""

    def __init__(self, theme: Theme, parent: QTreeWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = option.widget.viewport().width() if isinstance(option.widget, QTreeWidget) else 200
        bold = QFont(option.font)
        bold.setBold(True)  # pages as well: the one in hand is bold
        metrics, flags = QFontMetrics(bold), Qt.TextFlag.TextWordWrap
        room = width - (44 if index.data(_STOP) else 12 + _count_width(option, index))
        words = metrics.boundingRect(QRect(0, 0, room, 1000), flags, str(index.data())).height()
        return QSize(width, words + (metrics.height() + 14 if index.data(_STOP) else 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        area = option.rect
        if index.data(_STOP):
            self._paint_page(painter, option, index, area)
        else:
            self._paint_head(painter, option, index, area)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, area: QRect) -> None:
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.ink)
        wrap = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        count_width = _count_width(option, index)
        painter.drawText(area.adjusted(12, 6, -count_width, -4), str(index.data()), wrap)
        if count := index.data(_COUNT):
            painter.setFont(option.font)
            right = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(area.adjusted(area.width() - count_width, 6, -8, -4), str(count), right)

    def _paint_page(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, area: QRect) -> None:
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(area.adjusted(4, 0, -2, 0), self._theme.selected)
            painter.fillRect(QRect(area.left() + 4, area.top(), 4, area.height()), self._theme.selected_line)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.control_line)
            painter.drawRect(area.adjusted(4, 0, -3, -1))
        mode = QIcon.Mode.Selected if is_selected else QIcon.Mode.Normal
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QIcon):
            picture.paint(painter, QRect(area.left() + 14, area.top() + 6, 18, 18), Qt.AlignmentFlag.AlignCenter, mode)
        font = QFont(option.font)
        font.setBold(is_selected)
        painter.setFont(font)
        painter.setPen(self._theme.selected_ink if is_selected else self._theme.ink)
        line = option.fontMetrics.height()
        painter.drawText(
            area.adjusted(38, 5, -6, -line - 4), str(index.data()), QTextOption(Qt.AlignmentFlag.AlignLeft)
        )
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.86)
        painter.setFont(small)
        status = str(index.data(_STATUS) or "")
        if not is_selected:
            tint = {"Problem": self._theme.must, "In progress": self._theme.progress}
            painter.setPen(tint.get(status, self._theme.ink_soft))
        below = QRect(area.left() + 38, area.bottom() - line - 4, area.width() - 44, line + 2)
        painter.drawText(below, status, QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter))


def _count_width(option: QStyleOptionViewItem, index: _Index) -> int:
    """Room for the count at the right of a section's title."""
    return 20 + option.fontMetrics.horizontalAdvance(str(index.data(_COUNT) or ""))
