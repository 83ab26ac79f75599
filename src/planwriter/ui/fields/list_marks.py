"""What the blocks of a text become when a person makes, indents or leaves a list; `arrange` then shows it."""

from PySide6.QtGui import QTextCursor

from planwriter.plan.text import BlockKind
from planwriter.ui.fields.text_document import PLAIN, Mark, marks_of


def toggled(cursor: QTextCursor, kind: BlockKind) -> list[Mark]:
    """Return the marks with the chosen blocks as items, or as paragraphs again when all of them are such items."""
    chosen = _chosen_blocks(cursor)
    marks = marks_of(cursor.document())
    is_all = all(marks[number][0] is kind for number in chosen)
    for number in chosen:
        marks[number] = PLAIN if is_all else (kind, marks[number][1])
    return marks


def indented(cursor: QTextCursor, by: int) -> list[Mark]:
    """Return the marks with the chosen items one level down (1) or up (-1); a level-1 item needs an item above it."""
    marks = marks_of(cursor.document())
    for number in _chosen_blocks(cursor):
        kind, level = marks[number]
        follows_an_item = number > 0 and marks[number - 1][0] is not BlockKind.PARAGRAPH
        if kind is not BlockKind.PARAGRAPH:
            marks[number] = (kind, 1 if level + by >= 1 and follows_an_item else 0)
    return marks


def stepped_out(cursor: QTextCursor) -> list[Mark]:
    """Return the marks with the item at the caret one level up, or a paragraph when it is at the top."""
    marks = marks_of(cursor.document())
    number = cursor.blockNumber()
    kind, level = marks[number]
    marks[number] = (kind, 0) if level else PLAIN
    return marks


def _chosen_blocks(cursor: QTextCursor) -> range:
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    return range(first, document.findBlock(cursor.selectionEnd()).blockNumber() + 1)
