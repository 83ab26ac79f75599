"""Scrolls a page along with the caret, since a text may be higher than what is in sight of the page."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QWidget

_AROUND = 24


class CaretFollower(QObject):
    """Keeps the caret of the text that has the keyboard in sight of the page around it."""

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page)
        self._page = page
        self._edit: QTextEdit | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # the text grows first
        self._soon.timeout.connect(self._follow)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._edit is not None:
            self._edit.cursorPositionChanged.disconnect(self._soon.start)
            self._edit = None
        if isinstance(now, QTextEdit) and self._page.isAncestorOf(now):
            self._edit = now
            now.cursorPositionChanged.connect(self._soon.start)
            now.destroyed.connect(self._on_destroyed)

    def _on_destroyed(self) -> None:
        self._edit = None

    def _follow(self) -> None:
        inside = self._page.widget()
        if self._edit is not None and inside is not None:
            caret = self._edit.cursorRect()
            place = self._edit.viewport().mapTo(inside, caret.center())
            self._page.ensureVisible(place.x(), place.y(), _AROUND, caret.height() // 2 + _AROUND)
