"""The clearance round trip by keyboard, through the real window: out to two offices, back, decided, answered, out again."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.plan.stored import plan_bytes
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.edit_words_dialog import EditWordsDialog
from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.ui.export_dialog import ExportDialog
from planwriter.ui.export_offers import OFFERS
from tests.real_window import CONTROL, SHIFT, RealWindow
from tests.typist import Typist
from tests.unit.wizard.reviewer import retyped, reviewed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
SUMMARY = "overview.summary"


def export_copies(real: RealWindow, folder: Path) -> list[Path]:
    """Write a clearance copy for each office of the routing sheet, by keyboard; gives them in their order."""
    real.press(Key.Key_E, CONTROL)
    dialog = real.window.findChild(ExportDialog)
    assert dialog is not None
    real.until(dialog.isActiveWindow)
    offers = real.one(QListWidget, "export_offers", within=dialog)
    place = next(n for n, offer in enumerate(OFFERS) if offer.copy == "clearance")
    real.press(Key.Key_Home)
    for _ in range(place):
        real.press(Key.Key_Down)
    assert offers.currentRow() == place
    typist = Typist(real)
    typist.tab_to(real.one(QLineEdit, "export_folder", within=dialog))
    real.press(Key.Key_A, CONTROL)
    real.type_words(str(folder))
    each = real.one(QCheckBox, "export_each_office", within=dialog)
    typist.tab_to(each)
    if not each.isChecked():
        real.press(Key.Key_Space)
    typist.tab_to(real.one(QPushButton, "export_run", within=dialog))
    real.press(Key.Key_Space)
    done = real.one(QWidget, "export_done", within=dialog)
    real.until(done.isVisible)
    real.press(Key.Key_Escape)
    real.until(lambda: real.window.findChild(ExportDialog) is None)
    return sorted(folder.glob("*.docx"))


def bring_back(real: RealWindow, *paths: Path) -> ReviewersPage:
    """Bring files back with the keys, and wait for the page."""
    real.press(Key.Key_B, CONTROL | SHIFT)
    choose(real, *paths)
    real.until(lambda: isinstance(real.workbench.panes.guest, ReviewersPage))
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    assert not [one for one in real.window.findChildren(QDialog) if one.isVisible()]
    return page


def choose(real: RealWindow, *paths: Path) -> None:
    """Choose files in the system's dialog."""
    dialog = real.window.findChild(QFileDialog)
    assert dialog is not None
    if len(paths) == 1:
        dialog.fileSelected.emit(str(paths[0]))
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.reject()
    real.until(lambda: real.window.findChild(QFileDialog) is None)


def plain(real: RealWindow, key: str) -> str:
    answer = real.workbench.session.plan.answer(key)
    assert isinstance(answer, Text)
    return answer.plain


def count(page: ReviewersPage) -> str:
    return page.findChildren(QLabel, "decided_count")[0].text()


def in_hand(page: ReviewersPage) -> str:
    deciding = page.deciding
    assert deciding is not None
    return deciding.proposal(page.panes.changes.chosen).new


def test_two_reviewers_copies_come_home(sample_window: RealWindow, tmp_path: Path, catalogue: Catalogue) -> None:
    real = sample_window
    before = plan_bytes(real.workbench.session.plan, catalogue)
    out = tmp_path / "out"
    out.mkdir()
    first, second, *_others = export_copies(real, out)

    # two offices: at odds over one place, each with a change of its own, one without tracking, and a comment
    back = tmp_path / "back"
    back.mkdir()
    one, other = back / first.name, back / second.name
    copy = reviewed(
        first.read_bytes(),
        ("nobody else tests that water", "no other agency tests that water"),
        ("You mail us a bottle", "You send us a bottle"),
        author="Reader A",
        comment=("lead", "Which limit is meant?"),
    )
    one.write_bytes(copy)
    copy = reviewed(second.read_bytes(), ("nobody else tests that water", "few test that water"), author="Reader B")
    other.write_bytes(retyped(copy, "at the counter", "at our counters"))

    page = bring_back(real, one, other)
    deciding = page.deciding
    assert deciding is not None
    new = [proposal.new for proposal in deciding.review.proposals]
    assert sorted(new) == sorted(
        ["no other agency tests that water", "few test that water", "You send us a bottle", *new[3:]]
    )
    assert count(page).startswith("0 of 4 decided.")
    assert real.focus is page.panes.changes.list

    # those at odds come first: take the second one's words, which keeps the first one's out
    assert in_hand(page) in ("no other agency tests that water", "few test that water")
    while in_hand(page) != "few test that water":
        real.press(Key.Key_Down)
    real.press(Key.Key_T, CONTROL | SHIFT)
    assert count(page).startswith("2 of 4 decided.")
    assert real.focus is page.panes.changes.list, "the next undecided has the keyboard"

    while count(page).startswith(("2", "3")):
        if in_hand(page) == "You send us a bottle":
            real.press(Key.Key_E, CONTROL | SHIFT)
            dialog = real.one(EditWordsDialog, "edit_words_dialog")
            real.until(dialog.isActiveWindow)
            assert real.focus is real.one(QPlainTextEdit, "edited_words", within=dialog)
            real.press(Key.Key_A, CONTROL)
            real.type_words("Mail us a bottle")
            Typist(real).tab_to(real.one(QPushButton, "take_edited", within=dialog))
            real.press(Key.Key_Space)
            real.until(lambda: real.window.findChild(EditWordsDialog) is None)
        else:
            real.press(Key.Key_K, CONTROL | SHIFT)
    assert plan_bytes(real.workbench.session.plan, catalogue) == before, "nothing is written until it is applied"

    # everything is decided: the keyboard is on Apply
    assert real.focus.objectName() == "apply_review"
    real.press(Key.Key_Space)
    real.until(lambda: "taken over" in real.messages)
    whole = plan_bytes(real.workbench.session.plan, catalogue).decode()
    assert "few test that water" in whole
    assert "Mail us a bottle" in whole
    assert "at our counters" not in whole
    assert "no other agency" not in whole

    # one step of undo, and back again
    real.press(Key.Key_Z, CONTROL)
    assert "few test that water" not in plan_bytes(real.workbench.session.plan, catalogue).decode()
    real.press(Key.Key_Y, CONTROL)
    assert "few test that water" in plan_bytes(real.workbench.session.plan, catalogue).decode()
    real.wait_saved()
    names = [version.name for version in real.plan.keeper.held.history.versions()]
    assert any(name.startswith("Before reviewers' changes") for name in names)

    # the matrix: answer the comment, export it, and read an edited one back
    real.press(Key.Key_X, CONTROL | SHIFT)
    table = real.one(QTableView, "matrix_table")
    assert real.focus is table
    remarks = real.workbench.session.draft.remarks
    assert sorted(str(one.disposition) for one in remarks.values()) == [
        "accept",
        "accept_in_part",
        "open",
        "reject",
        "reject",
    ]
    typist = Typist(real)
    real.press(Key.Key_F8)
    typist.tab_to(real.one(QComboBox, "disposition", within=real.one(QWidget, "matrix_page")))
    real.press(Key.Key_Down)
    typist.tab_to(real.one(QPlainTextEdit, "response", within=real.one(QWidget, "matrix_page")))
    real.type_words("The federal one. We say so now.")
    typist.tab_to(real.one(QPushButton, "keep_answer", within=real.one(QWidget, "matrix_page")))
    real.press(Key.Key_Space)
    comment = next(one for one in real.workbench.session.draft.remarks.values() if one.kind is RemarkKind.COMMENT)
    assert (comment.disposition, comment.response) == (Disposition.ACCEPT, "The federal one. We say so now.")
    assert comment.office

    matrix = tmp_path / "matrix.csv"
    typist.tab_to(real.one(QPushButton, "matrix_to_csv"))
    real.press(Key.Key_Space)
    choose(real, matrix)
    real.until(lambda: "The comment matrix is in" in real.messages)
    assert real.focus.objectName() == "matrix_to_csv"
    rows = list(csv.DictReader(io.StringIO(matrix.read_text(encoding="utf-8"))))
    assert len(rows) == 5
    matrix.write_text(matrix.read_text(encoding="utf-8").replace("We say so now.", "See page 3."), encoding="utf-8")
    typist.tab_to(real.one(QPushButton, "read_matrix"))
    real.press(Key.Key_Space)
    choose(real, matrix)
    real.until(
        lambda: (
            "The federal one. See page 3." in {one.response for one in real.workbench.session.draft.remarks.values()}
        )
    )

    problems = real.window.findChild(ProblemsDialog)
    assert problems is not None, "it tells which words it replaced"
    problems.activateWindow()
    real.until(problems.isActiveWindow)
    real.press(Key.Key_Escape)
    real.until(lambda: real.window.findChild(ProblemsDialog) is None)
    assert real.focus.objectName() == "read_matrix"

    # the next round says what was answered
    again = tmp_path / "again"
    again.mkdir()
    assert len(export_copies(real, again)) == len(list(out.glob("*.docx")))
