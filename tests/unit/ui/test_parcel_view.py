"""One parcel in every state: what is said, what can be done, and nothing that cannot."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QListWidget, QWidget

from planwriter.submit.contract import Fault, Submission
from planwriter.submit.states import Event, Stage, State
from planwriter.ui.parcel_view import ParcelView
from tests.submit.offices import PaperOffice

from .sending_scene import NOW, Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(scene: Scene, sample_plan, catalogue):
    host = QWidget()
    host.resize(700, 500)
    made = ParcelView(scene.shell, scene.sending, plan=lambda: (sample_plan, catalogue), parent=host)
    made.resize(700, 500)
    scene.qtbot.addWidget(host)
    host.show()
    yield made
    scene.shell.runner.finish()


def offered(view: ParcelView) -> set[str]:
    names = (
        "parcel_try",
        "parcel_stop",
        "parcel_copy",
        "parcel_print",
        "parcel_save",
        "parcel_look",
        "parcel_carry",
        "parcel_bring",
    )
    return {name.removeprefix("parcel_") for name in names if button(view, name).isVisible()}


def test_nothing_is_shown_of_nothing(view: ParcelView) -> None:
    assert not view.isVisible()


@pytest.mark.parametrize(
    ("state", "can"),
    [
        (State.SEALED, {"try", "carry", "bring"}),
        (State.QUEUED, {"try", "stop", "carry", "bring"}),
        (State.SENDING, {"stop", "carry", "bring"}),
        (State.UNKNOWN, {"try", "stop", "carry", "bring"}),
        (State.REJECTED, {"try", "carry", "bring"}),
    ],
)
def test_each_state_offers_what_makes_sense(scene: Scene, view: ParcelView, state: State, can: set[str]) -> None:
    parcel = replace(scene.parcel(), stage=Stage(state), office=scene.office.file, next_try=NOW, attempts=1)
    view.show_parcel(parcel)
    assert words_of(view, "parcel_state") == state.label
    assert offered(view) == can
    assert nameless(view) == []


def test_what_was_refused_leads_to_each_place(scene: Scene, view: ParcelView) -> None:
    faults = (Fault("/answers/signature/name", "Name the initiative."), Fault("/answers/plan/title", "Give a title."))
    view.show_parcel(replace(scene.parcel(), stage=Stage(State.REJECTED), faults=faults, words="Not ready."))
    rows = view.findChild(QListWidget, "parcel_faults")
    with scene.qtbot.waitSignal(view.jumped) as heard:
        rows.itemActivated.emit(rows.item(1))
    assert heard.args == ["/answers/plan/title"]
    assert words_of(view, "parcel_words") == "Not ready."


def test_a_receipt_is_shown_copied_saved_and_looked_at_again(scene: Scene, view: ParcelView) -> None:
    parcel = scene.received()
    view.show_parcel(parcel)
    assert offered(view) == {"copy", "print", "save", "look"}
    text = words_of(view, "parcel_receipt")
    assert "March 4, 2026, 15:06:07 UTC" in text
    assert parcel.sha256 in text
    button(view, "parcel_copy").click()
    assert QGuiApplication.clipboard().text() == text
    button(view, "parcel_save").click()
    asking = view.findChild(QFileDialog)
    asking.fileSelected.emit(str(scene.folder / "r.receipt.json"))
    asking.close()
    scene.until((scene.folder / "r.receipt.txt").exists)
    button(view, "parcel_look").click()
    scene.until(lambda: "This draft is what was sent." in words_of(view, "parcel_note"))


def test_what_the_office_returned_stands_above_the_receipt(scene: Scene, view: ParcelView) -> None:
    parcel = scene.received()
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, "Why?\nAnd when?", "/v1/returns/a.docx")
    view.show_parcel(scene.sending.outbox.hear(parcel.package_id, said, NOW))
    assert words_of(view, "parcel_state") == "Returned with comments"
    assert words_of(view, "standing_message") == "Why?\nAnd when?"
    assert not view.findChild(QWidget, "parcel_words").isVisible()
    assert offered(view) == {"copy", "print", "save", "look"}
    bring, receipt = button(view, "standing_bring"), view.findChild(QWidget, "parcel_receipt")
    assert bring.mapTo(view, QPoint(0, 0)).y() < receipt.y()
    assert nameless(view) == []
    view.take_focus()
    assert view.focusWidget() is bring


def test_a_receipt_that_was_changed_on_the_disk_is_not_shown_as_one(scene: Scene, view: ParcelView) -> None:
    forged = PaperOffice(scene.office.address).answer(scene.sealed)["receipt"]
    view.show_parcel(replace(scene.received(), receipt=forged))
    assert "must not be believed" in words_of(view, "parcel_receipt")


def test_by_hand_to_a_stick_and_back(scene: Scene, view: ParcelView) -> None:
    parcel = scene.parcel()
    parcel = scene.sending.outbox.address(parcel.package_id, scene.office.file, NOW)
    view.show_parcel(parcel)
    stick = scene.folder / "stick"
    stick.mkdir()
    button(view, "parcel_carry").click()
    _answer(view, stick)
    scene.until(lambda: "cover sheet" in words_of(view, "parcel_note"))
    assert len(list(stick.iterdir())) == 2
    from planwriter.submit.receipts import receipt_file
    from planwriter.submit.signing import read_receipt

    wrong = PaperOffice(scene.office.address).answer(scene.sealed)["receipt"]
    right = scene.office.answer(scene.sealed)["receipt"]
    said = read_receipt(right, scene.office.profile.keys)
    for signed, words in ((wrong, "must not be believed"), (right, "")):
        (stick / "a.receipt.json").write_bytes(receipt_file(signed, said, "Office"))
        button(view, "parcel_bring").click()
        _answer(view, stick / "a.receipt.json")
        if words:
            scene.until(lambda words=words: words in words_of(view, "parcel_note"))
            assert scene.sending.outbox.parcel(parcel.package_id).state is State.SEALED
    scene.until(lambda: words_of(view, "parcel_state") == "Received")


def test_a_stick_that_cannot_be_written_is_told(scene: Scene, view: ParcelView) -> None:
    view.show_parcel(scene.parcel())
    button(view, "parcel_carry").click()
    _answer(view, scene.folder / "gone")
    scene.until(lambda: "could not be saved" in words_of(view, "parcel_note"))


def test_the_next_try_is_told_and_stopping_ends_it(scene: Scene, view: ParcelView) -> None:
    parcel = scene.parcel()
    outbox = scene.sending.outbox
    outbox.queue(parcel.package_id, scene.office.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    later = scene.shell.clock() + timedelta(minutes=30)
    view.show_parcel(outbox.note(parcel.package_id, Event.NOT_SENT, NOW, words="Away.", next_try=later))
    assert words_of(view, "parcel_words").startswith("Away. Next try at ")
    put_back = replace(outbox.parcel(parcel.package_id), next_try=later + timedelta(days=1))
    view.show_parcel(put_back)  # the clock was a day ahead when this was written
    assert words_of(view, "parcel_words") == "Away. Next try soon."
    view.show_parcel(outbox.parcel(parcel.package_id))
    button(view, "parcel_stop").click()
    scene.until(lambda: words_of(view, "parcel_state") == "Sealed, not sent")
    assert outbox.parcel(parcel.package_id).next_try is None


def _answer(view: ParcelView, path: Path) -> None:
    asking = next(one for one in view.findChildren(QFileDialog) if one.isVisible())
    asking.fileSelected.emit(str(path))
    asking.close()
