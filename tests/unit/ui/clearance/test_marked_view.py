"""Tests of the view that marks what comes and goes."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.marked_view import MarkedView
from planwriter.ui.clearance.pieces import Mark, Piece


def test_marks_are_seen_and_read(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    view = MarkedView("Yours now", parent)
    view.show_pieces(
        [Piece("We "), Piece("meet", Mark.REMOVED, is_chosen=True), Piece("come", Mark.ADDED), Piece(".")], "No answer"
    )
    assert view.toPlainText() == "We [removed: meet] [added: come]."
    cursor = QTextCursor(view.document())
    looks = {}
    for name, place in (("kept", 1), ("removed", 10), ("added", 27)):
        cursor.setPosition(place)
        form = cursor.charFormat()
        looks[name] = (form.fontUnderline(), form.fontStrikeOut(), form.fontWeight() > 500)
    assert looks == {"kept": (False, False, False), "removed": (False, True, True), "added": (True, False, False)}
    assert view.textCursor().position() == 3, "the change in hand is where reading begins"
    assert view.isReadOnly()
    assert view.accessibleName() == "Yours now"


def test_an_empty_answer_says_so(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    view = MarkedView("Yours now", parent)
    view.show_pieces([], "No answer")
    assert view.toPlainText() == "No answer"
