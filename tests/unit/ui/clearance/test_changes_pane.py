"""Tests of the pane on which changes are decided."""

from PySide6.QtWidgets import QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.review.proposal import ProposalKind, Review
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.changes_pane import ChangesPane
from planwriter.ui.clearance.deciding import Deciding, Filter
from tests.unit.ui.clearance.review_scene import FEEDBACK, SUMMARY, change, new_id, row_texts


def make(qtbot: QtBot) -> tuple[QWidget, ChangesPane]:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent, ChangesPane(parent)


def text(pane: ChangesPane, name: str) -> str:
    return pane.findChildren(QTextEdit, name)[0].toPlainText()


def test_only_the_answer_of_the_change_in_hand_is_shown(qtbot: QtBot, deciding: Deciding) -> None:
    _parent, pane = make(qtbot)
    pane.show_element(deciding, SUMMARY, Filter())
    assert pane.shown == (new_id("plain"), new_id("added"))
    assert "[removed: " in text(pane, "yours_now")
    assert "[added: Every year we]" in text(pane, "reviewed_copy")
    assert text(pane, "reviewed_copy").endswith("[added: It is short.]")
    assert pane.choose(new_id("added"))
    deciding.keep(new_id("plain"))
    pane.refresh((new_id("plain"),))
    assert "[added: Every" not in text(pane, "reviewed_copy")
    assert row_texts(pane.list)[0].startswith("Words changed · mine kept")


def test_asking_says_what_with_which_change(qtbot: QtBot, deciding: Deciding) -> None:
    _parent, pane = make(qtbot)
    asked: list[tuple[str, str]] = []
    pane.asked.connect(lambda *what: asked.append(what))
    of_all: list[str] = []
    pane.asked_of_all.connect(of_all.append)
    pane.show_element(deciding, FEEDBACK, Filter())
    for name in ("keep_mine", "take_theirs", "edit_words", "take_all_here", "keep_all_here"):
        pane.findChildren(QPushButton, name)[0].click()
    assert asked == [("keep", new_id("ours")), ("take", new_id("ours")), ("edit", new_id("ours"))]
    assert of_all == ["take", "keep"]


def test_nothing_can_be_asked_where_there_is_no_change(qtbot: QtBot, deciding: Deciding) -> None:
    _parent, pane = make(qtbot)
    asked: list[str] = []
    pane.asked.connect(lambda what, _id: asked.append(what))
    pane.show_element(deciding, "agency.name", Filter())
    pane.ask("take")
    assert asked == []
    assert row_texts(pane.list) == ["Nobody proposes a change here"]
    assert not any(one.isEnabled() for one in pane.findChildren(QPushButton))
    assert text(pane, "yours_now") == "No answer"


def test_a_row_and_a_change_that_cannot_be_kept_offer_only_what_can_be_done(
    qtbot: QtBot, sample_plan: Plan, catalogue: Catalogue
) -> None:
    table = "standards.standards"
    row = change("row", table, kind=ProposalKind.ROW_ADDED, path=(table, "r1"), new="Calls: 5 minutes")
    bad = change("bad", table, path=(table, "r2", "unit"), old="5", new="many", fault="It is no number.")
    deciding = Deciding(Review(proposals=(row, bad)), sample_plan, catalogue)
    _parent, pane = make(qtbot)
    pane.show_element(deciding, table, Filter())
    buttons = {one.objectName(): one for one in pane.findChildren(QPushButton)}
    assert text(pane, "reviewed_copy") == "[added: Calls: 5 minutes]"
    assert (buttons["take_theirs"].isEnabled(), buttons["edit_words"].isEnabled()) == (True, False)
    pane.choose(bad.id)
    assert (buttons["take_theirs"].isEnabled(), buttons["edit_words"].isEnabled()) == (False, True)
