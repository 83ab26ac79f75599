"""The checks panel shows findings, filters them, and leads to each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QPushButton, QTableWidget

from planwriter.checks.findings import Finding, Severity
from planwriter.template.catalogue import Gate
from planwriter.ui.checks_panel import ChecksPanel, counts_in_words
from planwriter.ui.theme import DARK, LIGHT


def _finding(rule: str, severity: Severity, *, set_aside: bool = False) -> Finding:
    path = f"/answers/plan/{rule}"
    return Finding(rule, severity, Gate.CLEARANCE, path, "plan.title", f"Mend {rule}.", "practice", set_aside)


MUST = _finding("title", Severity.MUST)
SHOULD = _finding("lead", Severity.SHOULD)
CONSIDER = _finding("date", Severity.CONSIDER)
ASIDE = _finding("version", Severity.SHOULD, set_aside=True)


@pytest.fixture
def panel(qtbot):
    made = ChecksPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 240)
    made.show()
    made.show_findings([(one, "Title and dates") for one in (MUST, SHOULD, CONSIDER, ASIDE)], [SHOULD])
    return made


def _shown(panel: ChecksPanel) -> list[str]:
    table = panel.findChild(QTableWidget)
    return [table.item(row, 1).text() for row in range(table.rowCount())]


def _choose(panel: ChecksPanel, words: str) -> None:
    for box in panel.findChildren(QComboBox):
        if box.findText(words) >= 0:
            box.setCurrentText(words)


def test_what_is_set_aside_is_shown_only_when_asked_for(panel):
    assert _shown(panel) == ["Mend title.", "Mend lead.", "Mend date."]
    _choose(panel, "Set aside")
    assert _shown(panel) == ["Mend version."]


def test_the_list_can_be_narrowed_to_the_page_and_to_a_kind(panel):
    _choose(panel, "This page")
    assert _shown(panel) == ["Mend lead."]
    _choose(panel, "Whole plan")
    _choose(panel, "Must fix")
    assert _shown(panel) == ["Mend title."]


def test_enter_and_a_double_click_jump_to_the_place(panel, qtbot):
    table = panel.findChild(QTableWidget)
    table.selectRow(1)
    with qtbot.waitSignal(panel.jumped) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [SHOULD]
    with qtbot.waitSignal(panel.jumped) as caught:
        table.cellDoubleClicked.emit(0, 1)
    assert caught.args == [MUST]


def test_stepping_goes_round(panel, qtbot):
    jumps = []
    panel.jumped.connect(jumps.append)
    for _ in range(4):
        panel.step(1)
    panel.step(-1)
    assert jumps == [MUST, SHOULD, CONSIDER, MUST, CONSIDER]


def test_a_must_cannot_be_set_aside_a_should_can_with_a_reason(panel, qtbot):
    table, button = panel.findChild(QTableWidget), panel.findChild(QPushButton, "set_aside_button")
    table.selectRow(0)
    assert not button.isEnabled()
    table.selectRow(1)
    assert button.isEnabled()
    button.click()
    dialog = panel.findChild(QInputDialog)
    dialog.setTextValue("Our lead is named in March")
    with qtbot.waitSignal(panel.was_set_aside) as caught:
        dialog.accept()
    assert caught.args == [SHOULD, "Our lead is named in March"]


def test_what_was_set_aside_can_be_taken_back(panel, qtbot):
    _choose(panel, "Set aside")
    panel.findChild(QTableWidget).selectRow(0)
    button = panel.findChild(QPushButton, "set_aside_button")
    assert button.text() == "Take back"
    with qtbot.waitSignal(panel.was_taken_back) as caught:
        button.click()
    assert caught.args == [ASIDE]


def test_the_chosen_finding_stays_chosen_while_others_go(panel):
    table = panel.findChild(QTableWidget)
    table.selectRow(2)
    panel.show_findings([(CONSIDER, "Title and dates")], [])
    assert table.selectedItems()[1].text() == "Mend date."


def test_another_theme_keeps_the_rows(panel):
    panel.set_theme(DARK)
    assert len(_shown(panel)) == 3


def test_counts_leave_out_what_is_set_aside_and_what_is_none():
    assert counts_in_words([MUST, SHOULD, SHOULD, ASIDE]) == "1 must fix, 2 should fix"
    assert counts_in_words([ASIDE]) == "Nothing left to fix"
