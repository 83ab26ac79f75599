"""Tests of the pane of comments."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.ui.clearance.comments_pane import CommentsPane, answer_words
from planwriter.ui.clearance.deciding import Deciding, Filter
from tests.unit.ui.clearance.review_scene import FEEDBACK, new_id, row_texts

FIRST = new_id("Is this right?")
ANSWERED = Remark(
    FIRST, RemarkKind.COMMENT, "", "", "", FEEDBACK, FEEDBACK, "Is this right?", disposition=Disposition.ACCEPT,
    response="We changed it.",
)  # fmt: skip


def test_comments_are_answered_and_noted(qtbot: QtBot, deciding: Deciding) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pane = CommentsPane(parent)
    answered: list[tuple[str, object, str]] = []
    noted: list[str] = []
    pane.answered.connect(lambda *what: answered.append(what))
    pane.note_asked.connect(noted.append)
    pane.show_comments(deciding.comments(FEEDBACK, Filter()), {FIRST: ANSWERED})
    assert row_texts(pane.list)[0].endswith("Your answer, accepted: We changed it")
    pane.findChildren(QPushButton, "keep_answer")[0].click()
    pane.findChildren(QPushButton, "note_comment")[0].click()
    assert answered == [(FIRST, Disposition.ACCEPT, "We changed it.")]
    assert noted == [FIRST]


def test_a_comment_beside_no_answer_has_no_page_to_be_noted_on(qtbot: QtBot, deciding: Deciding) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pane = CommentsPane(parent)
    pane.show_comments(deciding.comments("", Filter()), {})
    assert not pane.findChildren(QPushButton, "note_comment")[0].isEnabled()
    pane.show_comments((), {})
    assert row_texts(pane.list) == ["No comments on this answer"]
    assert not pane.findChildren(QPushButton, "keep_answer")[0].isEnabled()


def test_an_open_remark_without_a_response_is_no_answer() -> None:
    assert answer_words(None) == ""
    assert answer_words(ANSWERED) == "Your answer, accepted: We changed it."
