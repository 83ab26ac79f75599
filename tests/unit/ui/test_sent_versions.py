"""Every version that was sealed, and whether the draft is still one of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from planwriter.submit.states import Stage, State
from planwriter.ui.sent_versions import SentVersions
from planwriter.wizard.sending import SentVersion

from .sending_scene import Scene, nameless, scene, words_of

__all__ = ["scene"]


@pytest.fixture
def listed(scene: Scene):
    host = QWidget()
    host.resize(600, 400)
    scene.qtbot.addWidget(host)
    made = SentVersions(host)
    made.resize(600, 300)
    host.show()
    yield made
    host.hide()


def test_each_row_says_where_it_stands_and_whether_the_draft_is_that(scene: Scene, listed: SentVersions) -> None:
    listed.show_versions(())
    assert listed.isHidden()
    received = scene.received()
    waiting = replace(received, package_id="b", receipt="", stage=Stage(State.QUEUED), purpose="consultation")
    listed.show_versions((SentVersion(waiting, True), SentVersion(received, False), SentVersion(received, None)))
    rows = words_of(listed, "submit_versions").split("\n")
    assert rows[0] == "Waiting to be sent · for consultation · March 4, 2026"
    assert rows[1] == "The open draft is what was sealed."
    assert rows[2] == "Received · final · March 4, 2026"
    assert rows[3] == "The open draft is not what was sent: it has changed since."
    assert rows[5] == "Its package is not on this computer any more as it was sealed."
    widget = listed.findChild(QListWidget, "submit_versions")
    assert widget.item(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Received · final")
    assert widget.height() >= sum(widget.sizeHintForRow(row) for row in range(3))
    assert nameless(listed) == []


def test_the_row_in_hand_stays_in_hand_and_each_choice_is_told(scene: Scene, listed: SentVersions) -> None:
    first = scene.received()
    second = replace(first, package_id="b")
    told: list[str] = []
    listed.version_chosen.connect(lambda parcel: told.append(parcel.package_id))
    listed.show_versions((SentVersion(second, True), SentVersion(first, False)))
    assert told == ["b"]  # the newest
    listed.findChild(QListWidget, "submit_versions").setCurrentRow(1)
    assert told == ["b", first.package_id]
    third = replace(first, package_id="c")
    listed.show_versions((SentVersion(third, True), SentVersion(second, False), SentVersion(first, False)))
    assert listed.chosen.package_id == first.package_id


def test_what_was_just_sealed_is_taken_in_hand_as_soon_as_it_is_listed(scene: Scene, listed: SentVersions) -> None:
    first = scene.received()
    listed.show_versions((SentVersion(first, False),))
    newer = replace(first, package_id="b", stage=Stage(State.SEALED))
    with scene.qtbot.waitSignal(listed.version_chosen) as heard:
        listed.take(newer)
    assert heard.args == [newer]
    listed.show_versions((SentVersion(first, False),))  # read before it was sealed
    listed.show_versions((SentVersion(newer, True), SentVersion(first, False)))
    assert listed.chosen == newer
    listed.take(None)
    assert listed.chosen == newer
