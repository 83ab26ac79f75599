"""What the tests of written text share: selecting, the clipboard, and the shape of a text."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from planwriter.plan.text import BlockKind, Text
from planwriter.ui.fields.written_text import WrittenText

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PARAGRAPH, BULLET, NUMBER = BlockKind
HTML = "<p>One <b>two</b></p><ul><li>three</li></ul><table><tr><td>four</td><td>five</td></tr></table><img src='x.png'>"


def shape(text: Text | None) -> list[tuple[BlockKind, int, str]]:
    """Kind, level and characters of each block."""
    return [(block.kind, block.level, block.plain) for block in text.blocks] if text else []


def select(table, first: int, last: int) -> None:
    """Select characters of the text that is written."""
    edit = table.editor.findChild(WrittenText)
    cursor = edit.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def copied(html: str = "", words: str = "") -> None:
    """Put something on the clipboard."""
    data = QMimeData()
    if html:
        data.setHtml(html)
    if words:
        data.setText(words)
    QGuiApplication.clipboard().setMimeData(data)
