"""Tests of the files that came back and what they ask."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.drafts.baselines import KeptExport
from planwriter.errors import FormatError
from planwriter.review.proposal import CopyReview, MatchedBy, Review
from planwriter.ui.clearance.files_dialog import FilesDialog
from planwriter.ui.clearance.rows import choose
from planwriter.wizard.reading_copies import FailedFile
from planwriter.wizard.reviewing import Answers, BroughtBack, Candidate, WhichExport
from tests.unit.ui.clearance.review_scene import row_texts

COPY = CopyReview(
    "policy.docx", "1" * 12, "Office of Policy", "2", {MatchedBy.ANCHOR: 40, MatchedBy.TEXT: 3}, {}, (), (), (), (),
    ("One comment lost its place.",),
)  # fmt: skip
OTHER = replace(COPY, file="other.docx", is_other_plan=True, warnings=())
SENT = KeptExport("2" * 12, datetime(2026, 10, 3, 14, 0, tzinfo=UTC), "General Counsel", "2", "plan")


@pytest.fixture
def brought(tmp_path: Path) -> BroughtBack:
    return BroughtBack(
        Review(copies=(COPY, OTHER)),
        failures=(FailedFile("bad.docx", tmp_path, FormatError("“bad.docx” is no Word file.", "Save it as .docx.")),),
        which=(WhichExport("stripped.docx", (Candidate(SENT, 0.98),)), WhichExport("unknown.docx", ())),
        others=("other.docx",),
    )


@pytest.fixture
def dialog(qtbot: QtBot, brought: BroughtBack) -> FilesDialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FilesDialog(parent)
    dialog.owner = parent  # type: ignore[attr-defined]  # kept alive with the dialog
    dialog.show_files(brought)
    return dialog


def test_every_file_says_what_became_of_it(dialog: FilesDialog) -> None:
    told = row_texts(dialog.findChildren(QListWidget)[0])
    assert told[0].startswith("stripped.docx. It does not say which of your copies it is. Choose")
    assert told[1].startswith("unknown.docx. It does not say which of your copies it is. This computer kept no copy.")
    assert told[2] == "bad.docx. “bad.docx” is no Word file. Save it as .docx"
    assert told[3] == (
        "policy.docx. Office of Policy · round 2 · 0 changes, 0 comments. "
        "3 of 43 paragraphs were matched by their text alone. One comment lost its place"
    )
    assert "made from another plan" in told[4]


def test_the_first_that_asks_is_in_hand_and_the_copy_is_chosen(dialog: FilesDialog) -> None:
    box = dialog.findChildren(QComboBox)[0]
    assert not box.isHidden()
    assert box.currentText().startswith("General Counsel, round 2, exported ")
    assert box.currentText().endswith("fits 98%")
    given: list[Answers] = []
    dialog.answered.connect(given.append)
    dialog.findChildren(QPushButton, "is_this_copy")[0].click()
    assert dict(given[0].exports) == {"stripped.docx": "2" * 12}


def test_a_copy_of_another_plan_is_used_only_when_confirmed(dialog: FilesDialog) -> None:
    use = dialog.findChildren(QPushButton, "use_all_the_same")[0]
    assert use.isHidden()
    choose(dialog.findChildren(QListWidget)[0], "?other.docx")
    assert not use.isHidden()
    given: list[Answers] = []
    dialog.answered.connect(given.append)
    use.click()
    assert given[0].confirmed == {"other.docx"}


def test_a_file_that_asks_nothing_shows_no_question(dialog: FilesDialog) -> None:
    choose(dialog.findChildren(QListWidget)[0], "policy.docx")
    assert dialog.findChildren(QComboBox)[0].isHidden()
    more: list[bool] = []
    dialog.more_clicked.connect(lambda: more.append(True))
    dialog.findChildren(QPushButton, "bring_more_files")[0].click()
    assert more == [True]
