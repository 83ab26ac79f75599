"""The dialog that sends: what stands before it, what goes, where, and what became of it. The whole way is a journey."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from planwriter.checks import run_checks
from planwriter.submit.states import State
from planwriter.ui.office_box import OfficeBox
from planwriter.ui.submit_dialog import SubmitDialog
from planwriter.ui.theme import LIGHT, apply_theme
from tests.submit.servers import LocalServer, Request

from .sending_scene import Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def make(scene: Scene, sample_plan, catalogue, qtbot):
    def build(plan=sample_plan) -> SubmitDialog:
        dialog = SubmitDialog(
            plan, catalogue, run_checks(plan, catalogue), draft_id="d", shell=scene.shell, sending=scene.sending
        )
        qtbot.addWidget(dialog, before_close_func=lambda _: scene.shell.runner.finish())
        dialog.open()
        return dialog

    return build


@pytest.fixture
def trusted(scene: Scene):
    """The office is known, and its token is here."""
    scene.shell.paths.root.mkdir(parents=True)
    (scene.shell.paths.root / "office.json").write_bytes(scene.office.file)
    scene.sending.tokens.keep(scene.office.address, "tok")


def test_what_is_missing_is_listed_by_purpose_and_leads_there(scene: Scene, make, sample_plan) -> None:
    plan = sample_plan.with_answer("clearance.approval", None)
    dialog = make(plan)
    assert words_of(dialog, "submit_ready").startswith("Not yet")
    assert not button(dialog, "submit_send").isEnabled()
    assert words_of(dialog, "submit_hint") == "Fix what is listed first."
    dialog.findChild(QRadioButton, "submit_for_consultation").click()
    assert words_of(dialog, "submit_ready") == "Yes. Nothing is left to fix before consultation."
    dialog.findChild(QRadioButton, "submit_for_final").click()
    rows = dialog.findChild(QListWidget, "submit_blocking")
    with scene.qtbot.waitSignal(dialog.finding_chosen) as heard:
        rows.itemActivated.emit(rows.item(0))
    assert heard.args[0].element == "clearance.approval"
    assert not dialog.isVisible()


def test_each_document_is_told_with_its_size_and_digest(scene: Scene, make) -> None:
    dialog = make()
    scene.until(lambda: "SHA-256" in words_of(dialog, "submit_contents"))
    words = words_of(dialog, "submit_contents")
    assert words.count("SHA-256") >= 2
    assert "Word document, final copy" in words
    assert "Nothing else internal." in words
    assert nameless(dialog) == []


@pytest.mark.usefixtures("trusted")
def test_nothing_is_in_the_outbox_before_somebody_sends(scene: Scene, make) -> None:
    dialog = make()
    scene.until(button(dialog, "submit_send").isEnabled)
    assert scene.sending.outbox.parcels() == ()
    assert not dialog.findChild(QLabel, "parcel_state").isVisible()


@pytest.mark.usefixtures("trusted")
def test_sending_shows_each_state_and_ends_with_the_receipt(scene: Scene, make) -> None:
    def behave(request: Request) -> None:
        body = request.body()
        request.server.goes_on.wait(10)
        request.say_json(201, scene.office.answer(body))

    with LocalServer(behave) as server:
        scene.office.address = server.address
        (scene.shell.paths.root / "office.json").write_bytes(scene.office.file)
        scene.sending.tokens.keep(server.address, "tok")
        dialog = make()
        scene.until(button(dialog, "submit_send").isEnabled)
        button(dialog, "submit_send").click()
        scene.until(lambda: words_of(dialog, "parcel_state") == "Sending")
        scene.until(lambda: words_of(dialog, "parcel_words") == "Waiting for the office's answer.")
        assert button(dialog, "parcel_stop").isVisible()
        assert not button(dialog, "submit_send").isVisible()
        server.goes_on.set()
        scene.until(lambda: words_of(dialog, "parcel_state") == "Received")
        assert server.seen[0][2]["Authorization"] == "Bearer tok"
    receipt = dialog.findChild(QPlainTextEdit, "parcel_receipt")
    assert "Receipt number" in receipt.toPlainText()
    page = dialog.findChild(QScrollArea)
    scene.until(
        lambda: page.viewport().rect().contains(QRect(receipt.mapTo(page.viewport(), QPoint()), receipt.size()))
    )
    assert not button(dialog, "parcel_stop").isVisible()
    assert not button(dialog, "submit_carry").isVisible()


@pytest.mark.usefixtures("trusted")
def test_what_the_office_refuses_leads_back_into_the_plan(scene: Scene, make) -> None:
    form = {
        "type": "urn:planwriter:problem:plan-not-ready",
        "title": "The plan does not pass the checks yet.",
        "errors": [{"pointer": "/answers/signature/name", "detail": "Name the signature initiative."}],
    }

    def behave(request: Request) -> None:
        request.body()
        request.say_json(422, form, "application/problem+json")

    with LocalServer(behave) as server:
        scene.office.address = server.address
        (scene.shell.paths.root / "office.json").write_bytes(scene.office.file)
        scene.sending.tokens.keep(server.address, "tok")
        dialog = make()
        scene.until(button(dialog, "submit_send").isEnabled)
        button(dialog, "submit_send").click()
        scene.until(lambda: words_of(dialog, "parcel_state") == "Refused")
    rows = dialog.findChild(QListWidget, "parcel_faults")
    with scene.qtbot.waitSignal(dialog.pointer_chosen) as heard:
        rows.itemActivated.emit(rows.item(0))
    assert heard.args == ["/answers/signature/name"]
    assert scene.sending.outbox.parcels()[0].state is State.REJECTED


@pytest.mark.usefixtures("trusted")
def test_a_full_disk_is_told_and_nothing_is_sent(scene: Scene, make) -> None:
    dialog = make()
    scene.until(button(dialog, "submit_send").isEnabled)
    (scene.shell.paths.root / "outbox").write_bytes(b"a file where the folder should be")
    button(dialog, "submit_send").click()
    scene.until(lambda: words_of(dialog, "submit_problem"))
    assert not scene.sending.outbox.is_there


def test_the_profile_that_is_offered_is_brought_into_sight_before_it_counts(scene: Scene, make, tmp_path) -> None:
    dialog = make()
    dialog.resize(700, 420)
    scene.until(lambda: "SHA-256" in words_of(dialog, "submit_contents"))
    (tmp_path / "office.json").write_bytes(scene.office.file)
    dialog.findChild(OfficeBox).offer_file(tmp_path / "office.json")
    shown = dialog.findChild(QScrollArea).viewport()
    for name in ("office_offer", "office_trust"):
        part = dialog.findChild(QWidget, name)
        scene.until(lambda part=part: shown.rect().contains(part.rect().translated(part.mapTo(shown, QPoint()))))


@pytest.mark.usefixtures("trusted")
def test_at_twice_the_size_nothing_goes_off_to_the_side(scene: Scene, make) -> None:
    app = QApplication.instance()
    parcel = scene.received()
    apply_theme(app, LIGHT, text_percent=200)
    try:
        dialog = make()
        scene.until(lambda: words_of(dialog, "parcel_state") == "Received")
        scene.until(lambda: "SHA-256" in words_of(dialog, "submit_contents"))
        page = dialog.findChild(QScrollArea)
        scene.until(lambda: page.verticalScrollBar().maximum() > 0)
        assert page.horizontalScrollBar().maximum() == 0
        assert parcel.sha256 in words_of(dialog, "parcel_receipt")
        scene.until(lambda: words_of(dialog, "submit_versions"))
        buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in buttons if one.width() < one.sizeHint().width()] == []
    finally:
        apply_theme(app, LIGHT)
