"""The list of what waits and what was sent, and the dialog on one of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from planwriter.submit.states import Stage, State
from planwriter.ui.outbox_panel import OutboxPanel, ParcelDialog

from .sending_scene import Scene, button, nameless, scene, words_of

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
    dialog = ParcelDialog(scene.received(), shell=scene.shell, sending=scene.sending, parent=host)
    dialog.open()
    assert words_of(dialog, "parcel_state") == "Received"
    button(dialog, "parcel_look").click()
    scene.until(lambda: "The signature is the office's" in words_of(dialog, "parcel_note"))
    assert "This draft" not in words_of(dialog, "parcel_note")
    button(dialog, "parcel_close").click()
    assert not dialog.isVisible()


def test_only_a_received_final_plan_can_be_amended(scene: Scene, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    received = scene.received()
    waiting = replace(received, stage=Stage(State.QUEUED))
    for parcel, is_offered in ((received, True), (waiting, False), (replace(received, purpose="consultation"), False)):
        dialog = ParcelDialog(parcel, shell=scene.shell, sending=scene.sending, parent=host)
        dialog.open()
        amend = button(dialog, "parcel_amend")
        assert amend.isVisible() is is_offered
        if is_offered:
            with qtbot.waitSignal(dialog.amendment_requested):
                amend.click()
            assert not dialog.isVisible()
        else:
            dialog.reject()
