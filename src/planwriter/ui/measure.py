"""A page that scrolls, with its column no wider than a line of words can be read, whatever the text size."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget


class MeasuredPage(QScrollArea):
    """A scrolling page; what it shows goes into `body`, which grows and shrinks with the font."""

    def __init__(self, width_in_letters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget(self)
        self.body = _Column(width_in_letters, outer)
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.body, 1)
        row.addStretch(0)
        self.setWidget(outer)


class _Column(QWidget):
    def __init__(self, width_in_letters: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._letters = width_in_letters
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the width to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self._letters * self.fontMetrics().averageCharWidth())
