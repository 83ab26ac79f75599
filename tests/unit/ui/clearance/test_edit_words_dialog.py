"""Tests of taking a change with other words."""

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.review.proposal import Choice, Decision
from planwriter.ui.clearance.edit_words_dialog import EditWordsDialog
from tests.unit.ui.clearance.review_scene import SUMMARY, change


def test_the_reviewers_words_are_there_to_be_changed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = EditWordsDialog(change("one", SUMMARY, old="monthly", new="quarterly"), None, parent)
    words = dialog.findChildren(QPlainTextEdit)[0]
    assert words.toPlainText() == "quarterly"
    given: list[str] = []
    dialog.given.connect(given.append)
    words.setPlainText("twice a year")
    dialog.findChildren(QPushButton, "take_edited")[0].click()
    assert given == ["twice a year"]


def test_words_edited_before_are_shown_again(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    one = change("one", SUMMARY, old="monthly", new="quarterly")
    dialog = EditWordsDialog(one, Decision(Choice.EDIT, "each month"), parent)
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == "each month"
