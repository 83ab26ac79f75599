"""A change in a list: what became of it in the first line, the words with their marks below, all of it as a sentence."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planwriter.plan.compare import ChangeKind, PlanChange
from planwriter.ui.changes_list import change_in_words, changes_list, chosen_change, show_changes

CHANGED = PlanChange("plan.title", "/answers/plan/title", ChangeKind.CHANGED, "Title", "In 5 days", "In 3 days")
ADDED = PlanChange("plan.version", "/answers/plan/version", ChangeKind.ADDED, "Version label", None, "Round 2")


def test_what_came_and_went_is_told_in_words_not_only_in_color() -> None:
    assert change_in_words(CHANGED) == "Changed: Title\nIn [removed: 5] [added: 3] days"
    assert change_in_words(ADDED) == "Added: Version label\n[added: Round 2]"


def test_the_list_shows_every_change_and_gives_the_one_in_hand(qtbot: QtBot) -> None:
    rows = changes_list("Changes", None)  # type: ignore[arg-type]  # a window of its own here
    qtbot.addWidget(rows)
    show_changes(rows, [CHANGED, ADDED], "Nothing.")
    assert rows.count() == 2
    assert chosen_change(rows) == CHANGED
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Changed: Title. In [removed: 5] [added: 3] days"
    show_changes(rows, [], "Nothing differs.")
    assert rows.item(0).text() == "Nothing differs."
    assert chosen_change(rows) is None
