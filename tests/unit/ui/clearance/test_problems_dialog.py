"""Tests of the list of what could not be done."""

from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from tests.unit.ui.clearance.review_scene import row_texts


def test_each_problem_is_a_row_of_its_own(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ProblemsDialog(
        "Not taken over", "Your words stay.", [("One change", "It does not fit."), ("Two",)], parent
    )
    assert row_texts(dialog.findChildren(QListWidget)[0]) == ["One change. It does not fit", "Two"]
    dialog.open()
    dialog.findChildren(QPushButton)[0].click()
    assert not dialog.isVisible()
