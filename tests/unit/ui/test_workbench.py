"""What happens around a page: going from page to page, undo, checks, states, and who is told off when."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget

from planwriter.plan.answers import Row, Rows
from planwriter.ui.find_box import FindBox
from tests.real_window import ALT, CONTROL, SHIFT, RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
Key = Qt.Key


def problems(real: RealWindow) -> str:
    labels = real.page.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.property("role") == "problem" and label.isVisible())


def outline_says(real: RealWindow, stop_id: str) -> str:
    item = real.workbench.side.outline._items[stop_id]
    return str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))


def test_next_and_previous_go_in_order_and_take_the_keyboard_along(sample_window: RealWindow) -> None:
    real = sample_window
    order = [stop.id for stop in real.workbench.stops]
    seen = [real.workbench.stop.id]
    for _ in order[1:]:
        real.press(Key.Key_PageDown, CONTROL)
        assert real.page.isAncestorOf(real.focus)
        seen.append(real.workbench.stop.id)
    assert seen == order
    real.press(Key.Key_PageUp, CONTROL)
    assert real.workbench.stop.id == order[-2]


def test_back_and_forward_follow_the_visits(sample_window: RealWindow) -> None:
    real = sample_window
    for stop in ("message", "feedback", "routing"):
        real.workbench.go_to(stop)
    real.page.focus_at(())
    real.press(Key.Key_Left, ALT)
    assert real.workbench.stop.id == "feedback"
    real.press(Key.Key_Left, ALT)
    real.press(Key.Key_Right, ALT)
    assert real.workbench.stop.id == "feedback"


def test_a_page_begun_shows_at_once_in_the_outline(real_window: RealWindow) -> None:
    real = real_window
    real.open_sample()
    real.workbench.session.edit(("overview.message",), None, now=real.window.shell.clock())
    real.workbench.session.edit(("overview.message_signer",), None, now=real.window.shell.clock())
    real.go_to("overview.message")
    assert outline_says(real, "message").startswith("Message, Not started")
    real.type_words("Dear")
    real.wait_checked()
    assert outline_says(real, "message").startswith("Message, In progress")


def test_nobody_is_told_off_while_typing_but_after_leaving(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("agency.name")
    real.press(Key.Key_Backspace)
    real.wait_checked()
    assert problems(real) == ""
    assert "Problem" not in outline_says(real, "agency")
    real.press(Key.Key_Tab)
    real.wait_checked()
    assert "Must fix" in problems(real)
    real.press(Key.Key_PageDown, CONTROL)
    assert "Problem" in outline_says(real, "agency")
    real.workbench.go_to("agency")
    real.press(Key.Key_Z, CONTROL)
    real.wait_checked()
    assert problems(real) == ""


def test_a_check_leads_to_its_field_with_f8_and_with_enter(sample_window: RealWindow) -> None:
    real = sample_window
    for key in ("plan.title", "signature.overview"):
        real.workbench.session.edit((key,), None, now=real.window.shell.clock())
    real.wait_checked()
    real.page.focus_at(())
    reached = []
    for _ in range(2):
        real.press(Key.Key_F8)
        reached.append(real.page.path_with_focus())
    assert ("plan.title",) in reached
    assert ("signature.overview",) in reached
    real.press(Key.Key_F8, SHIFT)
    assert real.page.path_with_focus() == reached[0]
    real.press(Key.Key_4, CONTROL)
    table = real.one(QTableWidget, "checks")
    assert table.hasFocus()
    real.press(Key.Key_Return)
    assert real.page.path_with_focus() is not None


def test_checks_of_this_page_or_of_the_whole_plan(sample_window: RealWindow) -> None:
    real = sample_window
    for key in ("plan.title", "signature.overview"):
        real.workbench.session.edit((key,), None, now=real.window.shell.clock())
    real.workbench.go_to("title_and_dates")
    real.wait_checked()
    table = real.one(QTableWidget, "checks")
    assert table.rowCount() >= 2
    real.named(QComboBox, "Which checks to show").setCurrentIndex(1)
    assert {table.item(row, 2).text() for row in range(table.rowCount())} == {"Title and dates"}


def test_undo_returns_to_the_page_and_the_place(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("plan.title")
    real.press(Key.Key_Home)
    real.type_words("X")
    real.workbench.go_to("routing")
    real.page.focus_at(())
    real.press(Key.Key_Z, CONTROL)
    assert real.workbench.stop.id == "title_and_dates"
    assert real.focus.cursorPosition() <= 1  # type: ignore[attr-defined]
    real.press(Key.Key_Y, CONTROL)
    assert str(real.workbench.session.plan.answer("plan.title")).startswith("X")


def test_undo_with_nothing_to_undo_does_nothing(sample_window: RealWindow) -> None:
    before = sample_window.workbench.session.draft.plan.answers
    sample_window.press(Key.Key_Z, CONTROL)
    assert sample_window.workbench.session.draft.plan.answers == before


def test_a_new_service_gets_its_pages_and_loses_them_with_undo(sample_window: RealWindow) -> None:
    real = sample_window
    before = len(real.workbench.stops)
    real.go_to("services.services")
    real.press(Key.Key_Return, CONTROL | SHIFT)
    real.type_words("Ask for a map")
    own = [stop for stop in real.workbench.stops if stop.row_name == "Ask for a map"]
    real.wait_checked()
    own = [stop for stop in real.workbench.stops if stop.row_name == "Ask for a map"]
    assert len(own) == len(real.workbench.stops) - before > 0
    real.workbench.go_to(own[0].id)
    while len(real.workbench.stops) > before:
        real.press(Key.Key_Z, CONTROL)
    assert real.workbench.stop.id in {stop.id for stop in real.workbench.stops}


def test_the_tick_is_kept_counted_and_undone(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("agency.name")
    real.press(Key.Key_Return, CONTROL)
    assert "agency" in real.workbench.session.draft.finished
    assert real.workbench.stop.id == "title_and_dates"
    assert outline_says(real, "agency").startswith("Your agency, Completed")
    real.press(Key.Key_Z, CONTROL)
    assert "agency" not in real.workbench.session.draft.finished


def test_find_leads_to_the_place(sample_window: RealWindow) -> None:
    real = sample_window
    real.press(Key.Key_F, CONTROL)
    assert real.workbench.side.find_box.isAncestorOf(real.focus)
    assert isinstance(real.workbench.side.find_box, FindBox)
    real.type_words("Water Results Online")
    real.press(Key.Key_Return)
    assert real.page.path_with_focus() is not None


def test_the_review_page_leads_back_to_an_answer(sample_window: RealWindow) -> None:
    real = sample_window
    real.press(Key.Key_R, CONTROL)
    assert real.workbench.centre.is_reviewing
    real.turn()
    real.workbench.centre.review.went_to.emit(("signature.overview",))
    assert not real.workbench.centre.is_reviewing
    assert real.page.path_with_focus() == ("signature.overview",)


def test_a_reference_that_is_empty_leads_to_its_table(sample_window: RealWindow) -> None:
    real = sample_window
    real.workbench.session.edit(("customers.groups",), None, now=real.window.shell.clock())
    real.workbench.session.edit(("signature.customer_groups",), None, now=real.window.shell.clock())
    page = real.go_to("signature.customer_groups")
    real.click(next(one for one in page.findChildren(QPushButton) if one.text() == "Go to “Customer groups”"))
    assert real.workbench.stop.id == "customer_groups"


def test_words_typed_into_a_row_that_was_just_removed_elsewhere_do_no_harm(sample_window: RealWindow) -> None:
    real = sample_window
    row = real.workbench.session.plan.rows("customers.groups")[0].id
    page = real.go_to("customers.groups")
    real.workbench.session.edit(
        ("customers.groups",), Rows((Row("other", {"name": "Other"}),)), now=real.window.shell.clock()
    )
    page.edited.emit(("customers.groups", row, "name"), "Too late", "")
    assert [one.id for one in real.workbench.session.plan.rows("customers.groups")] == ["other"]
