"""Shows words from elsewhere that may be long and have no place to break, so that they push nothing out of sight."""

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

BREAK = "\u200b"
_GROUP = 8
_LONGEST_WHOLE = 24
_LONG = re.compile(rf"\S{{{_LONGEST_WHOLE + 1},}}")


def grouped(digits: str) -> str:
    """Return a long number in groups of eight, which a line may break between and an eye can compare."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def breakable(words: str) -> str:
    """Return words in which a line may break inside of what has no blank for long, such as an address."""

    def broken(found: re.Match[str]) -> str:
        return BREAK.join(found[0][start : start + _GROUP] for start in range(0, len(found[0]), _GROUP))

    return _LONG.sub(broken, words)


class ElidedWords(QLabel):
    """One line of plain words, cut off with dots where the room ends; the whole is its tooltip and accessible name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""

    @property
    def words(self) -> str:
        """All of it."""
        return self._words

    def show_words(self, words: str) -> None:
        """Show words on one line, whatever breaks of lines are in them."""
        self._words = " ".join(words.split())
        self.setAccessibleName(self._words)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """As high as a line, and as narrow as may be."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut off where the room ends now."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Cut off anew when the letters change their size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        room = max(self.contentsRect().width(), 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")
