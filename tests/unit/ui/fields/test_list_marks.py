"""What blocks become when a person makes, indents or leaves a list."""

import pytest
from PySide6.QtGui import QColor, QTextCursor, QTextDocument

from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.ui.fields.list_marks import indented, stepped_out, toggled
from planwriter.ui.fields.text_document import PLAIN, Look, Mark, show_text

PARAGRAPH, BULLET, NUMBER = BlockKind
ITEM: Mark = (BULLET, 0)
BELOW: Mark = (BULLET, 1)


@pytest.fixture
def chosen(qapp):
    """A function that gives a selection over the blocks from `first` to `last` of a text with such marks."""
    documents: list[QTextDocument] = []  # or Python lets them go

    def choose(marks: list[Mark], first: int, last: int) -> QTextCursor:
        document = QTextDocument()
        documents.append(document)
        blocks = tuple(Block(kind, (Run("x"),), level) for kind, level in marks)
        show_text(document, Text(blocks), Look(QColor("#005ea2")))
        cursor = QTextCursor(document)
        cursor.setPosition(document.findBlockByNumber(first).position())
        cursor.setPosition(document.findBlockByNumber(last).position(), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    return choose


def test_a_list_is_made_of_all_chosen_blocks_and_unmade_when_all_are_items(chosen):
    assert toggled(chosen([PLAIN, PLAIN, PLAIN], 1, 2), BULLET) == [PLAIN, ITEM, ITEM]
    assert toggled(chosen([PLAIN, ITEM, PLAIN], 1, 2), BULLET) == [PLAIN, ITEM, ITEM]
    assert toggled(chosen([PLAIN, ITEM, ITEM], 1, 2), BULLET) == [PLAIN, PLAIN, PLAIN]
    assert toggled(chosen([ITEM, BELOW], 0, 1), NUMBER) == [(NUMBER, 0), (NUMBER, 1)]


def test_an_item_is_indented_only_below_another(chosen):
    assert indented(chosen([ITEM, ITEM], 1, 1), 1) == [ITEM, BELOW]
    assert indented(chosen([ITEM, BELOW], 1, 1), 1) == [ITEM, BELOW]
    assert indented(chosen([ITEM], 0, 0), 1) == [ITEM]
    assert indented(chosen([PLAIN, ITEM], 1, 1), 1) == [PLAIN, ITEM]
    assert indented(chosen([PLAIN], 0, 0), 1) == [PLAIN]
    assert indented(chosen([ITEM, BELOW], 1, 1), -1) == [ITEM, ITEM]


def test_an_item_steps_out_level_by_level(chosen):
    assert stepped_out(chosen([ITEM, BELOW], 1, 1)) == [ITEM, ITEM]
    assert stepped_out(chosen([ITEM, ITEM], 1, 1)) == [ITEM, PLAIN]
