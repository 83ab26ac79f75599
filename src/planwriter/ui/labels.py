"""Labels of plain words: wrapped, never read as HTML, styled by their role."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def words_label(words: str, parent: QWidget, *, role: str = "", buddy: QWidget | None = None) -> QLabel:
    """Return a label of plain words that wraps.

    Args:
        words: What it says; with a buddy "&" marks the letter that leads to the field with Alt.
        parent: The widget it stands in.
        role: How the style sheet shows it: "h1", "h2", "label", "hint", "problem" or "note".
        buddy: The field it names, which takes its words as accessible name unless it has one of its own.
    """
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    if buddy:
        label.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(words.replace("&", ""))
    return label
