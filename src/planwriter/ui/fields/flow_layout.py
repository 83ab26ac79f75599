"""Lays controls in a row and goes on in the next when the row is full, so that large text cuts nothing off."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """A row of controls that wraps; the last one may stand at the right."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6, last_at_right: bool = False) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._laid: list[QLayoutItem] = []
        self._last_at_right = last_at_right
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addWidget(self, widget: QWidget) -> None:
        """Take one more control.

        Its item is made here: one that C++ makes is lost to Python once anything goes that refers to a parent of it.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more control."""
        self._laid.append(item)

    def count(self) -> int:
        """How many controls there are."""
        return len(self._laid)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The control at a place."""
        return self._laid[index] if 0 <= index < len(self._laid) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a control away."""
        return self._laid.pop(index) if 0 <= index < len(self._laid) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the rows take in a width."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), is_for_real=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: a control was shown, hidden or changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put the controls in their places."""
        super().setGeometry(rect)
        self._lay_out(rect, is_for_real=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest control alone in its row."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._laid if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, is_for_real: bool) -> int:
        top, rows = rect.y(), self._rows(rect.width())
        for number, row in enumerate(rows):
            height = max(item.sizeHint().height() for item in row)
            left = rect.x()
            for item in row:
                width = min(item.sizeHint().width(), rect.width())
                is_last = self._last_at_right and number == len(rows) - 1 and item is row[-1]
                if is_for_real:
                    start = max(left, rect.x() + rect.width() - width) if is_last else left
                    down = (height - item.sizeHint().height()) // 2
                    item.setGeometry(QRect(QPoint(start, top + down), QSize(width, item.sizeHint().height())))
                left += width + self.spacing()
            top += height + self.spacing()
        return max(0, top - self.spacing() - rect.y()) if rows else 0

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if not rows or (rows[-1] and left + needed > width):
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += needed + self.spacing()
        return rows
