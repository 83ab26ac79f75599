"""Text goes into a Qt document and comes back the same, whatever it says."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QTextCursor, QTextDocument

from planwriter.plan.text import Block, BlockKind, Run, Text, norm, plain_text
from planwriter.ui.fields.text_document import PLAIN, Look, arrange, insert_text, marks_of, show_text, text_of

LOOK = Look(QColor("#005ea2"))
ODD = ["1. x", "- y", "<script>x</script>", "2026.", "&amp; & <b>", "%s {0}", "~~no~~", "*a* _b_", "# h", "\u00a0 a", "é", "e\u0301", "👩‍💻", "\u200d", "שלום", "tab\there", "\u2028", "\\"]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufdd0\ufdd1\ufffc"), max_size=12),
)
HREFS = st.one_of(
    st.none(), st.sampled_from(["https://www.ssa.gov/open?a=1&b=2#c", "mailto:help@ssa.gov", "http://x/%20"])
)
RUNS = st.builds(Run, WORDS, st.booleans(), st.booleans(), HREFS)
BLOCKS = st.builds(Block, st.sampled_from(BlockKind), st.lists(RUNS, max_size=4).map(tuple), st.sampled_from([0, 1]))
TEXTS = st.lists(BLOCKS, max_size=7).map(lambda blocks: Text(tuple(blocks)))

pytestmark = pytest.mark.usefixtures("qapp")


def document_of(text: Text) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    show_text(document, text, LOOK)
    return document


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(Text((Block(BlockKind.NUMBER, (Run("a"),)), Block(BlockKind.BULLET, (Run("b"),), 1), Block(BlockKind.NUMBER, (Run("c"),)))))  # fmt: skip
@given(TEXTS)
def test_a_text_in_normal_form_comes_back_the_same(text):
    text = norm(text)
    assert text_of(document_of(text)) == text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_in_any_form_comes_back_in_normal_form_when_empty_blocks_are_shown(text):
    assert text_of(document_of(text)) == norm(text)


def test_a_text_that_loses_a_mark_on_the_way_is_noticed():
    text = Text((Block(BlockKind.PARAGRAPH, (Run("bold", bold=True),)),))
    document = document_of(text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    form = cursor.charFormat()
    form.setFontWeight(400)
    cursor.setCharFormat(form)
    assert text_of(document) != text


def test_looks_that_a_text_may_not_hold_do_not_get_in():
    document = QTextDocument()
    document.setHtml(
        '<h1 style="color:red">A <u>b</u> <a href="javascript:x()">c</a></h1><table><tr><td>d</td></tr></table>'
    )
    text = text_of(document)
    assert text.plain.split() == ["A", "b", "c", "d"]
    assert all(run.href is None and not run.italic for block in text.blocks for run in block.runs)


def test_numbering_goes_on_around_items_of_the_level_below_and_starts_anew_after_a_paragraph():
    number, bullet, paragraph = BlockKind.NUMBER, BlockKind.BULLET, BlockKind.PARAGRAPH
    kinds = [(number, 0), (bullet, 1), (number, 0), (paragraph, 0), (number, 0)]
    document = document_of(Text(tuple(Block(kind, (Run("x"),), level) for kind, level in kinds)))
    blocks = [document.findBlockByNumber(one) for one in range(5)]
    assert [blocks[one].textList().itemText(blocks[one]) for one in (0, 2, 4)] == ["1.", "2.", "1."]
    assert marks_of(document) == kinds
    arrange(document, [PLAIN] * 5, LOOK)
    assert marks_of(document) == [PLAIN] * 5
    assert document.toPlainText() == "x\nx\nx\nx\nx"


@pytest.mark.parametrize(
    ("before", "at", "pasted", "after"),
    [
        ("Hello world", 6, "big ", "Hello big world"),
        ("Hello world", 5, "A\nB", "HelloA\nB world"),
        ("", 0, "A\nB", "A\nB"),
    ],
)
def test_text_is_put_in_at_the_caret(before, at, pasted, after):
    document = document_of(plain_text(before))
    cursor = QTextCursor(document)
    cursor.setPosition(at)
    insert_text(cursor, Text(tuple(Block(BlockKind.PARAGRAPH, (Run(line),)) for line in pasted.split("\n"))), LOOK)
    assert text_of(document).plain == after


def test_lines_put_into_an_item_become_items_and_items_put_into_an_empty_text_stay_items():
    item = Text((Block(BlockKind.BULLET, (Run("one"),)),))
    document = document_of(item)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    insert_text(cursor, plain_text(" and\ntwo"), LOOK)
    assert [(block.kind, block.plain) for block in text_of(document).blocks] == [
        (BlockKind.BULLET, "one and"),
        (BlockKind.BULLET, "two"),
    ]
    empty = document_of(Text())
    insert_text(QTextCursor(empty), item, LOOK)
    assert text_of(empty) == item
