"""Shows an answer with what reviewers add underlined, what they remove struck out, and both said in words as well."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from planwriter.ui.clearance.pieces import Mark, Piece

_LEAST_LINES = 2


class MarkedView(QTextEdit):
    """Words to read; the keyboard comes in to scroll and to select."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing() + 16)

    def show_pieces(self, pieces: Iterable[Piece], nothing: str) -> None:
        """Show an answer; it says `nothing` where there are no words."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # else a long answer would be laid out anew with each piece
        chosen_at = -1
        was_marked = False
        for piece in pieces:
            if was_marked and piece.words.startswith("["):
                cursor.insertText(" ", QTextCharFormat())
            was_marked = bool(piece.mark)
            if piece.is_chosen and chosen_at < 0:
                chosen_at = cursor.position()
            cursor.insertText(piece.words, _format(piece))
        if cursor.position() == 0:
            cursor.insertText(nothing, QTextCharFormat())
        cursor.endEditBlock()
        cursor.setPosition(max(chosen_at, 0))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _format(piece: Piece) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontUnderline(piece.mark is Mark.ADDED)
    look.setFontStrikeOut(piece.mark is Mark.REMOVED)
    look.setFontWeight(QFont.Weight.Bold if piece.is_chosen else QFont.Weight.Normal)
    return look
