"""Gives a dialog room: a size for its words in the size they have, and a page that scrolls where that is not enough."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

_MARGIN = 8


def fit_into(dialog: QDialog, window: QWidget | None, *, letters: int, lines: int, least: QSize) -> None:
    """Give a dialog a size, and never more than its window has.

    Args:
        dialog: Its letters have their size already.
        window: What it opens over; None for no bound.
        letters: How many stand side by side.
        lines: How many stand one below the other.
        least: What it takes even when the window is smaller.
    """
    metrics = dialog.fontMetrics()
    wanted = QSize(letters * metrics.averageCharWidth(), lines * metrics.lineSpacing()).expandedTo(least)
    dialog.resize(wanted.boundedTo(window.size().expandedTo(least)) if window is not None else wanted)


def scrolling_page(body: QWidget, parent: QWidget) -> QScrollArea:
    """Return a page around a body; the keyboard goes to what is in it, not to the page."""
    page = QScrollArea(parent)
    page.setWidgetResizable(True)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setWidget(body)
    return page


class InSight(QObject):
    """Keeps one part of a page in sight while the parts above it grow, until the person scrolls."""

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page)
        self._page = page
        self._part: QWidget | None = None
        bar = page.verticalScrollBar()
        bar.rangeChanged.connect(self._look)
        bar.actionTriggered.connect(self._let_go)

    def keep(self, part: QWidget | None) -> None:
        """Bring a part of the page into sight, and keep it there."""
        self._part = part
        while part is not None and part is not self._page.widget():  # its place follows from theirs
            part.installEventFilter(self)
            part = part.parentWidget()
        self._look()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look again once the part has another place."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._look()
        return False

    def _look(self) -> None:
        body = self._page.widget()
        if self._part is not None and body is not None:
            place = self._part.mapTo(body, QPoint(0, 0))
            for y in (place.y() + self._part.height(), place.y()):  # Qt's own way looks at a text's cursor only
                self._page.ensureVisible(place.x(), y, 0, _MARGIN)

    def _let_go(self) -> None:
        self._part = None
