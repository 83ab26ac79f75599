"""What is in the trash is told with the days it still stays."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.drafts.summary import Summary
from planwriter.drafts.trash import Thrown
from planwriter.ui.trash_dialog import TrashDialog
from tests.accessibility.names import nameless

NOW = datetime(2011, 10, 3, 16, 0, tzinfo=UTC)


def thrown(days_ago: int, title: str = "Our plan") -> Thrown:
    return Thrown(Summary(f"id-{days_ago}", title, "Office", NOW), NOW - timedelta(days=days_ago))


def shown(qtbot: QtBot, dialog: TrashDialog) -> QListWidget:
    qtbot.addWidget(dialog)
    dialog.show()
    rows = dialog.findChild(QListWidget, "trash_list")
    assert isinstance(rows, QListWidget)
    return rows


def test_each_draft_says_when_it_was_thrown_away_and_how_long_it_stays(qtbot: QtBot) -> None:
    dialog = TrashDialog([thrown(0), thrown(29), thrown(40, "")], NOW)
    rows = shown(qtbot, dialog)
    last_lines = [rows.item(number).text().splitlines()[-1] for number in range(rows.count())]
    assert [line.partition(", ")[2].partition(", ")[2] for line in last_lines] == [
        "stays for 30 more days",
        "stays for 1 more day",
        "its 30 days are over",
    ]
    assert rows.item(2).text().startswith("Untitled plan\n")
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == ", ".join(rows.item(0).text().splitlines())


def test_the_draft_in_hand_is_taken_back_with_the_keyboard(qtbot: QtBot) -> None:
    dialog = TrashDialog([thrown(0), thrown(1)], NOW)
    rows = shown(qtbot, dialog)
    rows.setCurrentRow(1)
    assert nameless(dialog) == []
    with qtbot.waitSignal(dialog.restore_requested) as asked:
        qtbot.keyClick(dialog.findChild(QPushButton, "trash_restore"), Qt.Key.Key_Space)
    assert asked.args == ["id-1"]
    assert not dialog.isVisible()


def test_an_empty_trash_offers_nothing(qtbot: QtBot) -> None:
    dialog = TrashDialog([], NOW)
    assert not shown(qtbot, dialog).isVisible()
    assert not dialog.findChild(QPushButton, "trash_restore").isEnabled()
