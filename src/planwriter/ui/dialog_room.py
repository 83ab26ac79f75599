"""Gives a dialog room: a size for its words in the size they have, and a page that scrolls where that is not enough."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget


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
