"""A line to type in that leaves undo to the window and never holds what a plan may not hold."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from planwriter.ui.fields.keys import leaves_to_window, without_undo
from planwriter.ui.pasted_text import cleaned_line


class LineBox(QLineEdit):
    """One line of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What is typed, without control characters and line breaks."""
        return cleaned_line(self.text())

    def show_words(self, words: str) -> None:
        """Show other words; the caret stays where it was, as far as they reach."""
        caret = self.cursorPosition()
        had_focus = self.hasFocus()
        self.setText(words)
        self.setCursorPosition(min(caret, len(words)) if had_focus else 0)

    def focus_at(self, caret: int | None) -> None:
        """Take the keyboard here, with the caret at a position; None selects all, as Tab does."""
        self.setFocus()
        if caret is None:
            self.selectAll()
        else:
            self.setCursorPosition(min(caret, len(self.text())))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if leaves_to_window(event):
            return event.type() is QEvent.Type.ShortcutOverride
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual menu without an undo of its own."""
        if (menu := self.createStandardContextMenu()) is not None:
            without_undo(menu).popup(event.globalPos())
