"""The list of what waits and what was sent, and the dialog on one of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from planwriter.errors import HeldError
from planwriter.submit.contract import Fault, Submission
from planwriter.submit.outbox import Parcel
from planwriter.submit.states import Stage, State
from planwriter.ui.outbox_panel import OutboxPanel, ParcelDialog
from planwriter.ui.parcel_view import ParcelView

from .sending_scene import NOW, Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def panel(qtbot):
    made = OutboxPanel()
    qtbot.addWidget(made)
    return made


def test_without_anything_sent_it_is_not_there(panel: OutboxPanel) -> None:
    panel.show_parcels(())
    assert panel.isHidden()


def test_each_row_says_what_where_and_how_it_stands(scene: Scene, panel: OutboxPanel) -> None:
    received = scene.received()
    waiting = replace(received, package_id="b", title="Second", stage=Stage(State.UNKNOWN), words="Nobody knows.")
    panel.show_parcels((waiting, received))
    panel.show()
    rows = panel.findChild(QListWidget, "outbox_list")
    title, facts, words = rows.item(0).text().split("\n")
    assert title == "Second"
    assert facts == "May have arrived · Performance Improvement Office · final · March 4, 2026"
    assert words == "Nobody knows."
    assert "Received" in rows.item(1).text()
    assert rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Our plan, Received")
    assert nameless(panel) == []


def returned(scene: Scene, message: str, attachment: str = "/v1/returns/a.docx") -> Parcel:
    parcel = scene.received()
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, message, attachment)
    return scene.sending.outbox.hear(parcel.package_id, said, NOW)


def test_what_was_returned_is_told_as_that_with_the_beginning_of_what_the_office_says(
    scene: Scene, panel: OutboxPanel
) -> None:
    panel.show_parcels((returned(scene, "Two things.\nFirst, the phone."),))
    rows = panel.findChild(QListWidget, "outbox_list")
    _title, facts, words = rows.item(0).text().split("\n")
    assert facts == "Returned with comments · Performance Improvement Office · final · March 4, 2026"
    assert words == "“Two things. First, the phone.”"
    panel.show_parcels((returned(scene, "words " * 100),))
    told = rows.item(0).text().split("\n")[2]
    assert (len(told) < 130, told[-3:]) == (True, " …”")


def test_enter_opens_the_row_in_hand_and_a_refresh_keeps_it(scene: Scene, panel: OutboxPanel, qtbot) -> None:
    parcel = scene.received()
    both = (replace(parcel, package_id="b"), parcel)
    panel.show_parcels(both)
    rows = panel.findChild(QListWidget, "outbox_list")
    rows.setCurrentRow(1)
    panel.show_parcels(both)
    assert rows.currentRow() == 1
    with qtbot.waitSignal(panel.parcel_chosen) as heard:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert heard.args == [parcel.package_id]


def test_the_dialog_shows_the_receipt_years_later(scene: Scene, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = ParcelDialog(scene.received(), shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
    dialog.open()
    assert words_of(dialog, "parcel_state") == "Received"
    button(dialog, "parcel_look").click()
    scene.until(lambda: "The signature is the office's" in words_of(dialog, "parcel_note"))
    assert "This draft" not in words_of(dialog, "parcel_note")
    button(dialog, "parcel_close").click()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("attachment", "has_it"), [("/v1/returns/a.docx", True), ("", False)])
def test_the_dialog_on_what_was_returned_leads_to_its_comments(
    scene: Scene, qtbot, attachment: str, has_it: bool
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    parcel = returned(scene, "Why?", attachment)
    dialog = ParcelDialog(parcel, shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
    dialog.open()
    assert words_of(dialog, "parcel_state") == "Returned with comments"
    assert words_of(dialog, "standing_message") == "Why?"
    assert button(dialog, "standing_bring").isVisible() is has_it
    assert (dialog.focusWidget() is button(dialog, "standing_bring")) is has_it
    view = dialog.findChild(ParcelView)
    with qtbot.waitSignal(dialog.comments_kept) as heard:
        view.comments_kept.emit(parcel, "d", scene.folder / "a.docx")
    assert heard.args == [parcel, "d", scene.folder / "a.docx"]
    assert not dialog.isVisible()


def test_the_dialog_takes_more_room_for_larger_words_and_never_more_than_its_window(scene: Scene, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1200, 700)
    small = ParcelDialog(scene.received(), shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
    usual = QApplication.font()
    try:
        QApplication.setFont(QFont(usual.family(), 40))
        large = ParcelDialog(scene.received(), shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
    finally:
        QApplication.setFont(usual)
    assert small.width() < large.width() == 1200
    assert small.height() < large.height() == 700


def test_what_the_office_found_leads_to_its_place(scene: Scene, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    faults = (Fault("/answers/signature/name", "Name the signature initiative."),)
    refused = replace(scene.parcel(), stage=Stage(State.REJECTED), faults=faults)
    dialog = ParcelDialog(refused, shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
    dialog.open()
    rows = dialog.findChild(QListWidget, "parcel_faults")
    with qtbot.waitSignal(dialog.pointer_chosen) as heard:
        rows.itemActivated.emit(rows.item(0))
    assert heard.args == ["/answers/signature/name"]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("title", "told"), [("", "This draft is what was sent."), ("Another", "This draft is not what was sent")]
)
def test_the_draft_is_compared_as_it_is_now(scene: Scene, qtbot, sample_plan, catalogue, title: str, told: str) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    plan = sample_plan.with_answer("plan.title", title) if title else sample_plan
    dialog = ParcelDialog(
        scene.received(), shell=scene.shell, sending=scene.sending, plan=lambda: (plan, catalogue), parent=host
    )
    dialog.open()
    button(dialog, "parcel_look").click()
    scene.until(lambda: told in words_of(dialog, "parcel_note"))


def test_a_draft_that_somebody_else_holds_leaves_the_receipt_checked(scene: Scene, qtbot) -> None:
    def held() -> None:
        raise HeldError("This draft is open in another window.", "Close it there.")

    host = QWidget()
    qtbot.addWidget(host)
    dialog = ParcelDialog(scene.received(), shell=scene.shell, sending=scene.sending, plan=held, parent=host)
    dialog.open()
    button(dialog, "parcel_look").click()
    scene.until(lambda: "The signature is the office's" in words_of(dialog, "parcel_note"))
    assert words_of(dialog, "parcel_note").endswith("not compared: This draft is open in another window.")


def test_only_a_received_final_plan_can_be_amended(scene: Scene, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    received = scene.received()
    waiting = replace(received, stage=Stage(State.QUEUED))
    for parcel, is_offered in ((received, True), (waiting, False), (replace(received, purpose="consultation"), False)):
        dialog = ParcelDialog(parcel, shell=scene.shell, sending=scene.sending, plan=lambda: None, parent=host)
        dialog.open()
        amend = button(dialog, "parcel_amend")
        assert amend.isVisible() is is_offered
        if is_offered:
            with qtbot.waitSignal(dialog.amendment_requested):
                amend.click()
            assert not dialog.isVisible()
        else:
            dialog.reject()
