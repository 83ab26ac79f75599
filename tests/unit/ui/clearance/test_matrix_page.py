"""Tests of the page of the comment matrix."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QTableView, QTextEdit
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.matrix_page import MatrixPage
from planwriter.ui.clearance.plan_places import PlanPlaces

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
LATER = Remark(
    "1" * 12, RemarkKind.COMMENT, "Policy", "Ana", "", "feedback.approach", "feedback.approach", "Why?", "we"
)
FIRST = Remark(
    "2" * 12, RemarkKind.CHANGE, "Counsel", "Ben", "2026-11-03T10:15:00Z", "overview.summary", "", "[added: more]",
    disposition=Disposition.ACCEPT, version="Reviewers' changes 1",
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, sample_plan: Plan, catalogue: Catalogue) -> MatrixPage:
    page = MatrixPage()
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show_remarks([LATER, FIRST], PlanPlaces(sample_plan, catalogue), "7 of 10 returned, 3 overdue")
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    return page


def whole(page: MatrixPage) -> str:
    return page.findChildren(QTextEdit, "remark_whole")[0].toPlainText()


def test_it_says_how_many_came_back_and_how_many_are_open(page: MatrixPage) -> None:
    assert page.findChildren(QLabel, "matrix_count")[0].text() == "7 of 10 returned, 3 overdue. 1 of 2 open."


def test_rows_come_as_the_plan_goes_on_and_the_chosen_one_is_shown_in_full(page: MatrixPage) -> None:
    assert page.chosen == FIRST
    assert whole(page) == (
        "Ben · Counsel · November 3, 2026, 10:15 AM\n[added: more]\nApplied in: Reviewers' changes 1"
    )
    page.findChildren(QTableView)[0].selectRow(1)
    assert whole(page) == "Ana · Policy\nAbout: “we”\nWhy?"


def test_f8_goes_to_the_next_open_one(page: MatrixPage) -> None:
    page.step(1)
    assert page.chosen == LATER
    page.step(-1)
    assert page.chosen == LATER


def test_an_answer_is_given_and_its_place_gone_to(page: MatrixPage) -> None:
    answered: list[tuple[str, object, str]] = []
    page.answered.connect(lambda *what: answered.append(what))
    went: list[tuple[str, ...]] = []
    page.went_to.connect(went.append)
    page.findChildren(QComboBox, "disposition")[0].setCurrentIndex(3)
    page.findChildren(QPushButton, "keep_answer")[0].click()
    assert answered == [("2" * 12, Disposition.REJECT, "")]
    assert page.findChildren(QTableView)[0].hasFocus()
    page.findChildren(QPushButton, "go_to_remark")[0].click()
    page.findChildren(QTableView)[0].selectRow(1)
    page.findChildren(QPushButton, "go_to_remark")[0].click()
    assert went == [("overview.summary",), ("feedback.approach",)]


def test_only_open_ones_are_shown_when_asked(page: MatrixPage) -> None:
    page.findChildren(QCheckBox)[0].setChecked(True)
    assert page.findChildren(QTableView)[0].model().rowCount() == 1
    assert page.chosen == LATER


def test_every_button_asks_for_its_own(page: MatrixPage) -> None:
    asked: list[str] = []
    page.export_clicked.connect(asked.append)
    page.read_back_clicked.connect(lambda: asked.append("read"))
    page.left.connect(lambda: asked.append("left"))
    page.changes_clicked.connect(lambda: asked.append("changes"))
    for name in ("matrix_to_docx", "matrix_to_csv", "read_matrix", "leave_matrix", "show_changes"):
        page.findChildren(QPushButton, name)[0].click()
    assert asked == ["docx", "csv", "read", "left", "changes"]


def test_f6_goes_around_and_an_empty_matrix_says_what_to_do(
    page: MatrixPage, sample_plan: Plan, catalogue: Catalogue
) -> None:
    seen = []
    for _ in range(4):
        page.focus_next(1)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
    assert seen == ["remark_whole", "go_to_remark", "filter_author", "matrix_table"]
    page.show_remarks([], PlanPlaces(sample_plan, catalogue), "")
    assert whole(page).startswith("Nothing came back yet.")
    assert page.chosen is None
    page.step(1)
    QApplication.sendPostedEvents(page, 0)
    assert page.findChildren(QTableView)[0].model().headerData(0, Qt.Orientation.Horizontal) == "Office"
