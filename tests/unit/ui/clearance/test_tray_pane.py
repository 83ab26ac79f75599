"""Tests of what found no place."""

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Kind
from planwriter.ui.clearance.deciding import Deciding, Filter, GroupKind
from planwriter.ui.clearance.tray_pane import TrayPane, writable
from tests.unit.ui.clearance.review_scene import SUMMARY, new_id, row_texts


def make(qtbot: QtBot, deciding: Deciding, kind: GroupKind) -> tuple[QWidget, TrayPane]:
    parent = QWidget()
    qtbot.addWidget(parent)
    pane = TrayPane(parent)
    group = next(one for one in deciding.groups(Filter()) if one.kind is kind)
    pane.show_group(deciding, group, Filter())
    return parent, pane


def test_words_are_put_into_an_answer_and_left_out_again(qtbot: QtBot, deciding: Deciding) -> None:
    _parent, pane = make(qtbot, deciding, GroupKind.NOT_PLACED)
    put: list[tuple[str, object]] = []
    pane.put.connect(lambda *what: put.append(what))
    box = pane.findChildren(QComboBox)[0]
    assert box.currentText() == "Executive summary", "the answer they stand behind is offered"
    pane.findChildren(QPushButton, "put_there")[0].click()
    pane.findChildren(QPushButton, "leave_out")[0].click()
    assert put == [(new_id("unplaced"), (SUMMARY,)), (new_id("unplaced"), None)]
    deciding.put_into(new_id("unplaced"), (SUMMARY,))
    pane.show_group(deciding, deciding.groups(Filter())[2], Filter())
    assert row_texts(pane.list)[0].endswith("Goes into: Executive summary")


def test_missing_answers_are_only_told(qtbot: QtBot, deciding: Deciding) -> None:
    _parent, pane = make(qtbot, deciding, GroupKind.MISSING)
    assert row_texts(pane.list) == ["Signature initiative: Approach. counsel.docx"]
    assert pane.findChildren(QComboBox)[0].isHidden()


def test_words_can_go_into_every_text_and_line(every_element_plan: Plan, catalogue: Catalogue) -> None:
    paths = list(writable(every_element_plan, catalogue))
    assert (SUMMARY,) in paths
    assert any(len(path) == 3 for path in paths)
    kinds = {catalogue.element(path[0]).kind for path in paths if len(path) == 1}
    assert kinds == {Kind.TEXT, Kind.LINE}
