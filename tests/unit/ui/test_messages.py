"""One message at a time, in words, with one thing to do about it."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planwriter.errors import StorageError
from planwriter.ui.messages import MessageBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.words == ""
    return bar


def button(bar: MessageBar, words: str) -> QPushButton:
    return next(one for one in bar.findChildren(QPushButton) if one.text() == words)


def test_an_error_is_told_with_what_to_do_next(bar: MessageBar) -> None:
    bar.show_error(StorageError("The disk is full.", "Free some space."))
    assert bar.words == "The disk is full. Free some space."
    assert bar.property("role") == "problem"
    assert not [one for one in bar.findChildren(QPushButton) if one.text() == "" and one.isVisible()]


def test_a_new_message_takes_the_place_of_the_old(bar: MessageBar) -> None:
    bar.show_error(StorageError("One.", "Two."))
    bar.show_words("Saving works again.")
    assert bar.words == "Saving works again."
    assert bar.property("role") == "note"


def test_its_button_does_what_it_says_and_closes_the_bar(bar: MessageBar) -> None:
    done: list[bool] = []
    bar.show_words("Filled in.", "Undo", lambda: done.append(True))
    button(bar, "Undo").click()
    assert done == [True]
    assert bar.words == ""
    bar.show_words("Another.")
    assert done == [True]


def test_it_can_be_closed_and_markup_is_not_drawn(bar: MessageBar) -> None:
    bar.show_words("<b>Not bold</b>")
    assert bar.words == "<b>Not bold</b>"
    button(bar, "Close this message").click()
    assert bar.words == ""
