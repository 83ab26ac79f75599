"""Tests of the three panes side by side."""

from PySide6.QtWidgets import QApplication, QListWidget, QTextEdit
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.deciding import Deciding, Filter, GroupKind
from planwriter.ui.clearance.review_panes import ReviewPanes
from planwriter.ui.clearance.rows import choose
from planwriter.ui.clearance.tray_pane import TrayPane
from tests.unit.ui.clearance.review_scene import FEEDBACK, READER_B, new_id, row_texts


def make(qtbot: QtBot, deciding: Deciding, width: int = 1300) -> ReviewPanes:
    panes = ReviewPanes(None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(panes)
    panes.resize(width, 600)
    panes.show_review(deciding, Filter())
    panes.show()
    panes.activateWindow()
    qtbot.waitUntil(panes.isActiveWindow)
    return panes


def elements(panes: ReviewPanes) -> QListWidget:
    return panes.findChildren(QListWidget, "review_elements")[0]


def test_the_first_element_is_shown_with_its_changes_and_comments(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    assert panes.group is not None
    assert panes.group.key == FEEDBACK
    assert panes.changes.shown == (new_id("ours"), new_id("theirs"))
    assert len(row_texts(panes.comments.list)) == 2
    assert row_texts(elements(panes))[0].startswith("Customer feedback: Approach. 2 changes, 2 comments, at odds")


def test_what_has_no_place_is_shown_in_the_middle(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    shown: list[object] = []
    panes.group_shown.connect(lambda group: shown.append(group.kind))
    for kind in (GroupKind.NOT_PLACED, GroupKind.MISSING):
        choose(elements(panes), str(kind))
        assert panes.findChildren(TrayPane)[0].isVisible()
    assert shown == [GroupKind.NOT_PLACED, GroupKind.MISSING]
    deciding.put_into(new_id("unplaced"), (FEEDBACK,))
    panes.refresh(())
    assert panes.group is not None


def test_going_to_a_change_takes_its_element_in_hand(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    assert panes.go_to_change(new_id("added"))
    assert panes.changes.chosen == new_id("added")
    assert panes.changes.list.hasFocus()
    panes.show_review(deciding, Filter(author=READER_B))
    assert not panes.go_to_change(new_id("added")), "the filter hides it"


def test_counts_follow_what_is_decided(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    deciding.take(new_id("ours"))
    panes.refresh((new_id("ours"), new_id("theirs")))
    assert "all decided" in row_texts(elements(panes))[0]


def test_f6_goes_through_the_panes_and_out(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    elements(panes).setFocus()
    seen = []
    while panes.focus_next(1):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
    assert seen == ["review_changes", "review_comments"]
    assert panes.focus_next(-1)
    assert panes.changes.list.hasFocus()


def test_a_narrow_page_shows_comments_in_the_elements_place_when_asked(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding, width=900)
    assert not panes.comments.isVisible()
    panes.toggle_comments()
    assert panes.comments.isVisible()
    assert panes.comments.list.hasFocus()
    assert not elements(panes).isVisible()
    panes.toggle_comments()
    assert elements(panes).hasFocus()
    assert not panes.comments.isVisible()
    panes.resize(1300, 600)
    assert panes.comments.isVisible()


def test_only_the_answer_in_hand_is_built(qtbot: QtBot, deciding: Deciding) -> None:
    panes = make(qtbot, deciding)
    assert "We ask" in panes.findChildren(QTextEdit, "yours_now")[0].toPlainText()
    assert len(panes.findChildren(QTextEdit)) == 2
