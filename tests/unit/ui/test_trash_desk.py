"""Drafts go to the trash and come back with the keyboard, in the real window; what is about to go is told once."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton

from planwriter.drafts.trash import KEPT, Trash
from planwriter.ui.trash_dialog import TrashDialog
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
DAY = timedelta(days=1)


def drafts_in(real: RealWindow) -> int:
    return int(real.one(QListWidget, "draft_list").count())


def on_the_start_page(real: RealWindow) -> str:
    """Leave the sample plan and give its draft's id."""
    draft_id = real.plan.keeper.held.id
    real.window.close_plan()
    real.one(QListWidget, "draft_list").setFocus()
    assert drafts_in(real) == 1
    return draft_id


def test_delete_moves_a_draft_to_the_trash_and_the_message_takes_it_back(sample_window: RealWindow) -> None:
    real = sample_window
    on_the_start_page(real)
    real.press(Key.Key_Delete)
    real.until(lambda: drafts_in(real) == 0)
    assert "stays there for 30 days" in real.messages
    assert not real.one(QPushButton, "throw_away_button").isVisible()
    real.until(real.one(QPushButton, "trash_button").isVisible)
    real.click(next(one for one in real.window.messages.findChildren(QPushButton) if one.text() == "Take it back"))
    real.until(lambda: drafts_in(real) == 1)
    real.until(lambda: not real.one(QPushButton, "trash_button").isVisible())


def test_the_trash_is_opened_and_a_draft_taken_back_and_opened(sample_window: RealWindow) -> None:
    real = sample_window
    on_the_start_page(real)
    real.click(real.one(QPushButton, "throw_away_button"))
    real.until(real.one(QPushButton, "trash_button").isVisible)
    real.click(real.one(QPushButton, "trash_button"))
    real.until(lambda: real.window.findChild(TrashDialog) is not None)
    dialog = real.window.findChild(TrashDialog)
    assert dialog is not None
    assert "stays for 30 more days" in real.one(QListWidget, "trash_list", within=dialog).item(0).text()
    real.click(real.one(QPushButton, "trash_restore", within=dialog))
    real.until(lambda: drafts_in(real) == 1)
    real.one(QListWidget, "draft_list").setFocus()
    real.press(Key.Key_Return)
    real.wait_open()


def test_a_draft_that_another_window_has_open_stays_and_is_told(sample_window: RealWindow) -> None:
    real = sample_window
    draft_id = on_the_start_page(real)
    other = real.window.shell.library.open(draft_id)
    real.press(Key.Key_Delete)
    real.until(lambda: "open in another window" in real.messages)
    assert drafts_in(real) == 1
    other.close()


def test_what_is_about_to_go_is_told_at_the_start_and_what_went_too(sample_window: RealWindow) -> None:
    real = sample_window
    draft_id = on_the_start_page(real)
    trash = Trash(real.window.shell.paths.drafts)
    now = real.window.shell.clock()
    trash.throw_away(draft_id, now - KEPT - DAY)
    real.again()
    real.until(lambda: "in the trash for 30 days" in real.messages)
    assert "Open the trash to take one back" in real.messages
    assert trash.list()
    real.again()
    real.until(real.one(QPushButton, "trash_button").isVisible)
    assert real.messages == "", "it is told once"
    (Path(real.folder) / "drafts" / "trash" / draft_id / "trash.json").write_text(
        f'{{"thrown": "{(now - KEPT - 3 * DAY).isoformat()}", "told": "{(now - 2 * DAY).isoformat()}"}}'
    )
    real.again()
    real.until(lambda: "Removed from the trash for good" in real.messages)
    assert trash.list() == ()
