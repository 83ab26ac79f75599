"""Tests of the form that answers a remark."""

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.ui.clearance.answer_form import AnswerForm

REMARK = Remark("1" * 12, RemarkKind.COMMENT, "Policy", "Ana", "", "overview.summary", "", "Why?")


@pytest.mark.parametrize("is_wide", [False, True])
def test_an_answer_is_shown_and_given(qtbot: QtBot, is_wide: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = AnswerForm("Resolve", parent, is_wide=is_wide)
    given: list[tuple[object, str]] = []
    form.given.connect(lambda disposition, words: given.append((disposition, words)))
    form.show_answer(REMARK, is_there=True)
    box, response = form.findChildren(QComboBox)[0], form.findChildren(QPlainTextEdit)[0]
    assert box.currentText() == "Open"
    box.setCurrentIndex(2)
    response.setPlainText(" We\nchanged  it. ")
    form.findChildren(QPushButton)[0].click()
    assert given == [(Disposition.ACCEPT_IN_PART, "We changed it.")]


def test_what_is_half_typed_stays_while_the_same_remark_is_shown(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = AnswerForm("Resolve", parent)
    form.show_answer(REMARK, is_there=True)
    response = form.findChildren(QPlainTextEdit)[0]
    response.setPlainText("half typed")
    form.show_answer(REMARK, is_there=True)
    assert response.toPlainText() == "half typed"
    form.show_answer(None, is_there=False)
    assert response.toPlainText() == ""
    assert not response.isEnabled()
