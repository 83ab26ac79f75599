"""Tests of the line that filters."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.deciding import Filter
from planwriter.ui.clearance.filter_bar import FilterBar


def test_names_are_offered_and_the_chosen_one_stays(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = FilterBar("Undecided only", parent)
    asked: list[Filter] = []
    bar.changed.connect(asked.append)
    bar.show_names(["Ana", "Ben"], ["Policy"])
    author, office = bar.findChildren(QComboBox)
    assert [author.itemText(n) for n in range(author.count())] == ["Everybody", "Ana", "Ben"]
    author.setCurrentIndex(2)
    bar.findChildren(QCheckBox)[0].setChecked(True)
    assert asked == [Filter("Ben"), Filter("Ben", "", is_undecided_only=True)]
    bar.show_names(["Ben"], [])
    assert author.currentText() == "Ben"
    assert not office.isEnabled()
    bar.show_names(["Ana"], [])
    assert author.currentText() == "Everybody"
    assert bar.first is author
    bar.clear()
    assert bar.filter == Filter()
