"""Links while a text is edited."""

import pytest
from PySide6.QtGui import QColor, QTextCursor, QTextDocument

from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.ui.fields.link_marks import as_address, link_at, recolour, set_link
from planwriter.ui.fields.text_document import Look, show_text, text_of

LOOK = Look(QColor("#005ea2"))
pytestmark = pytest.mark.usefixtures("qapp")


def cursor_in(*runs: Run, at: int) -> QTextCursor:
    document = QTextDocument()
    show_text(document, Text((Block(BlockKind.PARAGRAPH, runs),)), LOOK)
    cursor = QTextCursor(document)
    cursor.setPosition(at)
    cursor.kept = document  # or Python lets the document go
    return cursor


def runs_of(cursor: QTextCursor) -> tuple[Run, ...]:
    return text_of(cursor.document()).blocks[0].runs


def test_a_link_partly_bold_is_changed_as_one():
    old, new = "https://old.gov", "https://new.gov"
    cursor = cursor_in(Run("see "), Run("our ", href=old), Run("page", bold=True, href=old), at=5)
    assert link_at(cursor) == old
    set_link(cursor, new, LOOK)
    assert runs_of(cursor) == (Run("see "), Run("our ", href=new), Run("page", bold=True, href=new))
    set_link(cursor, "", LOOK)
    assert runs_of(cursor) == (Run("see our "), Run("page", bold=True))


def test_the_word_at_the_caret_becomes_the_link():
    cursor = cursor_in(Run("see page now"), at=6)
    set_link(cursor, "https://x.gov", LOOK)
    assert runs_of(cursor) == (Run("see "), Run("page", href="https://x.gov"), Run(" now"))


def test_where_there_is_no_word_the_address_is_written():
    cursor = cursor_in(Run("see "), at=4)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    set_link(cursor, "mailto:help@ssa.gov", LOOK)
    assert runs_of(cursor)[-1] == Run("help@ssa.gov", href="mailto:help@ssa.gov")


def test_links_take_the_colour_of_another_theme_and_nothing_else_changes():
    cursor = cursor_in(Run("a "), Run("b", href="https://x.gov"), at=0)
    before = text_of(cursor.document())
    recolour(cursor.document(), Look(QColor("#123456")))
    cursor.setPosition(3)
    assert cursor.charFormat().foreground().color() == QColor("#123456")
    assert text_of(cursor.document()) == before


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://www.ssa.gov", "https://www.ssa.gov"),
        (" www.ssa.gov/open ", "https://www.ssa.gov/open"),
        ("help@ssa.gov", "mailto:help@ssa.gov"),
        ("mailto:help@ssa.gov", "mailto:help@ssa.gov"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed, address):
    assert as_address(typed) == address


@pytest.mark.parametrize("typed", ["", "ssa", "javascript:x.y", "file:///c/x.doc", "two words.gov", "ftp://x.gov"])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(ValueError, match="Type a web address"):
        as_address(typed)
