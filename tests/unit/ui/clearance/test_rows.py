"""Tests of lists whose rows are several lines."""

from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.rows import choose, chosen, fill, long_list, refill
from tests.unit.ui.clearance.review_scene import row_texts


def make(qtbot: QtBot) -> QListWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    rows = long_list("Changes", "changes", parent)
    rows.owner = parent  # type: ignore[attr-defined]  # kept alive with the list
    return rows


def test_the_row_in_hand_stays_in_hand(qtbot: QtBot) -> None:
    rows = make(qtbot)
    fill(rows, [("a", ["A"]), ("b", ["B", "more."])], "nothing")
    assert chosen(rows) == "a"
    assert choose(rows, "b")
    fill(rows, [("c", ["C"]), ("b", ["B again"])], "nothing")
    assert chosen(rows) == "b"
    fill(rows, [("c", ["C"]), ("d", ["D"]), ("e", ["E"])], "nothing")
    assert chosen(rows) == "d", "else the row in its place"
    assert not choose(rows, "z")


def test_an_empty_list_says_so_and_rows_are_read_as_sentences(qtbot: QtBot) -> None:
    rows = make(qtbot)
    fill(rows, [], "Nobody proposes a change here.")
    assert row_texts(rows) == ["Nobody proposes a change here"]
    assert chosen(rows) == ""
    fill(rows, [("a", ["A.", "more"])], "")
    refill(rows, {"a": ["A", "less"], "b": ["not there"]})
    assert row_texts(rows) == ["A. less"]
