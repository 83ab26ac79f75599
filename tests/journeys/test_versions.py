"""Several versions of one plan through the real window: changed while it waits, lost on the way, overtaken, talked over."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton

from planwriter.checks import run_checks
from planwriter.submit.contract import Fault
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import Purpose
from planwriter.submit.states import Event, State
from planwriter.ui.outbox_panel import ParcelDialog
from planwriter.ui.submit_dialog import SubmitDialog
from planwriter.wizard.sealing import seal_plan
from tests.journeys.test_sending import (
    choose,
    close,
    give_token,
    office,
    open_submit,
    parcels,
    sign_in,
    states,
    words_in_word,
)
from tests.real_window import RealWindow
from tests.submit.offices import PaperOffice, RealOffice, run_command
from tests.submit.servers import LocalServer, Request

__all__ = ["office"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
CHANGES = "What this amendment changes"


def add_words(real: RealWindow, words: str) -> None:
    real.go_to("plan.title")
    real.press(Key.Key_End)
    real.type_words(words)
    real.wait_saved()
    real.wait_checked()


def words(real: RealWindow, dialog: SubmitDialog, name: str) -> str:
    return str(real.one(QLabel, name, within=dialog).text())


def versions(real: RealWindow, dialog: SubmitDialog) -> list[str]:
    rows = real.one(QListWidget, "submit_versions", within=dialog)
    return [rows.item(row).text() for row in range(rows.count())]


def send(real: RealWindow, dialog: SubmitDialog) -> None:
    button = real.one(QPushButton, "submit_send", within=dialog)
    real.until(button.isEnabled)
    real.click(button)


def wait_longer(real: RealWindow) -> None:
    """Have what waits be tried again after this test, as when an office has been away for long."""
    real.until(lambda: states(real) == [State.QUEUED])
    now = datetime.now(UTC)
    later = now + timedelta(minutes=30)
    Outbox(real.folder / "outbox").note(parcels(real)[0].package_id, Event.NOT_SENT, now, words="Away.", next_try=later)


def test_a_plan_changed_while_it_waits_goes_once_and_the_next_follows_it(
    sample_window: RealWindow, office: RealOffice
) -> None:
    real = sample_window
    dialog = open_submit(real)
    sign_in(real, dialog, office)
    send(real, dialog)
    real.until(lambda: "could not be reached" in words(real, dialog, "parcel_words"))
    wait_longer(real)
    close(real, dialog)
    add_words(real, ", edited")
    dialog = open_submit(real)
    real.until(
        lambda: [*versions(real, dialog), ""][0].startswith("Waiting to be sent · final")
    )  # not just tried again
    assert "is not what was sealed: it has changed since." in versions(real, dialog)[0]
    office.start()
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    assert states(real) == [State.ACCEPTED, State.SUPERSEDED]
    assert parcels(real)[1].words == "Replaced by a newer version before it was sent."
    assert parcels(real)[1].next_try is None
    assert len(office.received().strip().splitlines()) == 1
    real.until(lambda: len(versions(real, dialog)) == 2)
    close(real, dialog)
    add_words(real, ", third")
    dialog = open_submit(real)
    send(real, dialog)
    real.until(lambda: states(real) == [State.ACCEPTED, State.SUPERSEDED, State.SUPERSEDED])
    assert parcels(real)[0].supersedes == parcels(real)[1].package_id
    close(real, dialog)


def test_what_may_have_arrived_is_settled_before_another_version_follows_it(
    sample_window: RealWindow, tmp_path: Path
) -> None:
    real = sample_window
    is_cut = True

    def behave(request: Request) -> None:
        body = request.body()
        if is_cut:
            request.cut_off()
        else:
            request.say_json(201, paper.answer(body))

    with LocalServer(behave) as server:
        paper = PaperOffice(server.address)
        (tmp_path / "office.json").write_bytes(paper.file)
        dialog = open_submit(real)
        choose(real, dialog, "office_choose", tmp_path / "office.json")
        real.click(real.one(QPushButton, "office_trust", within=dialog))
        give_token(real, dialog, "tok")
        send(real, dialog)
        real.until(lambda: words(real, dialog, "parcel_state") == "May have arrived")
        dialog.findChild(QPushButton, "parcel_stop").click()
        real.until(lambda: states(real) == [State.UNKNOWN] and parcels(real)[0].next_try is None)
        close(real, dialog)
        add_words(real, ", edited")
        dialog = open_submit(real)
        real.until(lambda: "may have arrived; nobody knows yet" in words(real, dialog, "submit_notice"))
        assert not real.one(QPushButton, "submit_send", within=dialog).isEnabled()
        assert words(real, dialog, "submit_hint") == "Find out first what became of the version before."
        is_cut = False
        real.click(real.one(QPushButton, "submit_settle", within=dialog))
        real.until(lambda: states(real) == [State.ACCEPTED, State.SUPERSEDED])
        assert parcels(real)[0].supersedes == parcels(real)[1].package_id
        real.until(lambda: words(real, dialog, "parcel_state") == "Received")
        assert not real.one(QLabel, "submit_notice", within=dialog).isVisible()
    close(real, dialog)


def test_talk_after_the_finished_plan_leaves_it_standing_and_the_next_is_compared_with_it(
    sample_window: RealWindow, office: RealOffice
) -> None:
    real = sample_window
    office.start()
    dialog = open_submit(real)
    sign_in(real, dialog, office)
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    finished = parcels(real)[0]
    real.click(dialog.findChild(QRadioButton, "submit_for_consultation"))
    real.until(lambda: "SHA-256" in words(real, dialog, "submit_contents"))
    assert "takes the place of" not in words(real, dialog, "submit_contents")
    send(real, dialog)
    real.until(lambda: states(real) == [State.ACCEPTED, State.ACCEPTED])
    close(real, dialog)

    # the finished plan is still the one that can be amended, and the amendment says what changed since
    real.window.close_plan()
    rows = lambda: real.window.findChildren(QListWidget, "outbox_list")  # noqa: E731
    real.until(lambda: rows() and rows()[0].count() == 2)
    rows()[0].setCurrentRow(1)
    real.qtbot.keyClick(rows()[0], Key.Key_Return)
    older = real.window.findChild(ParcelDialog)
    real.click(real.one(QPushButton, "parcel_amend", within=older))
    real.wait_open()
    add_words(real, ", amended")
    dialog = open_submit(real)
    real.until(lambda: "takes the place of" in words(real, dialog, "submit_contents"))
    send(real, dialog)
    real.until(lambda: states(real) == [State.ACCEPTED, State.ACCEPTED, State.SUPERSEDED])
    assert parcels(real)[0].supersedes == finished.package_id
    assert ", amended" in words_in_word(real, parcels(real)[0]).partition(CHANGES)[2]
    close(real, dialog)


def test_another_version_received_meanwhile_is_told_and_yours_can_still_stand(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue
) -> None:
    real = sample_window
    office.start()
    dialog = open_submit(real)
    sign_in(real, dialog, office)
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    close(real, dialog)
    plan = real.plan.session.plan.with_answer("plan.version", "9")
    data = seal_plan(
        plan, catalogue, run_checks(plan, catalogue), purpose=Purpose.FINAL, supersedes=parcels(real)[0].package_id
    )
    (tmp_path / "elsewhere.cspackage").write_bytes(data)
    monkeypatch.setenv("OFFICE_TOKEN", office.token)
    command = ("submit", str(tmp_path / "elsewhere.cspackage"), "--office", str(office.folder / "office.json"))
    assert run_command(*command, "--token-env", "OFFICE_TOKEN") == 0

    add_words(real, ", mine")
    dialog = open_submit(real)
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Refused")
    assert "Another version was received in the meantime." in words(real, dialog, "parcel_words")
    real.until(lambda: "makes yours the one that stands" in words(real, dialog, "submit_notice"))
    assert "takes the place of" not in words(real, dialog, "submit_contents")
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    assert (states(real)[0], parcels(real)[0].supersedes) == (State.ACCEPTED, "")
    assert len(office.received().strip().splitlines()) == 3
    close(real, dialog)
    add_words(real, ", again")
    dialog = open_submit(real)
    real.until(lambda: "takes the place of" in words(real, dialog, "submit_contents"))
    close(real, dialog)


def test_what_waits_goes_to_the_office_that_is_chosen_now_when_the_person_wants_it(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path
) -> None:
    real = sample_window
    dialog = open_submit(real)
    sign_in(real, dialog, office)
    send(real, dialog)
    real.until(lambda: "could not be reached" in words(real, dialog, "parcel_words"))
    new = RealOffice(tmp_path / "new")
    new.start()
    try:
        choose(real, dialog, "office_choose", new.folder / "office.json")
        real.click(real.one(QPushButton, "office_trust", within=dialog))
        real.until(real.one(QPushButton, "office_waiting_yes", within=dialog).isVisible)
        assert office.address in words(real, dialog, "office_waiting")
        real.click(real.one(QPushButton, "office_waiting_yes", within=dialog))
        real.until(lambda: parcels(real)[0].profile == new.profile)
        field = real.one(QLineEdit, "office_token", within=dialog)
        field.setFocus()
        real.type_words(new.token)
        real.press(Key.Key_Return)
        real.until(lambda: words(real, dialog, "parcel_state") == "Received")
        assert len(new.received().strip().splitlines()) == 1
    finally:
        new.stop()
    close(real, dialog)


def test_a_plan_carried_before_an_office_was_chosen_can_still_take_its_receipt(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stick = sample_window, tmp_path / "stick"
    stick.mkdir()
    dialog = open_submit(real)
    carry = real.one(QPushButton, "submit_carry", within=dialog)
    real.until(carry.isEnabled)
    real.click(carry)
    real.until(lambda: dialog.findChild(QFileDialog) is not None)
    asking = dialog.findChild(QFileDialog)
    asking.fileSelected.emit(str(stick))
    asking.close()
    real.until(lambda: "The code to compare" in words(real, dialog, "parcel_note"))
    assert not real.one(QPushButton, "parcel_bring", within=dialog).isVisible()
    dialog.activateWindow()
    choose(real, dialog, "office_choose", office.folder / "office.json")
    real.click(real.one(QPushButton, "office_trust", within=dialog))
    real.until(real.one(QPushButton, "parcel_bring", within=dialog).isVisible)
    office.start()
    monkeypatch.setenv("OFFICE_TOKEN", office.token)
    [package] = stick.glob("*.cspackage")
    profile = str(office.folder / "office.json")
    assert run_command("submit", str(package), "--office", profile, "--token-env", "OFFICE_TOKEN") == 0
    choose(real, dialog, "parcel_bring", stick / f"{package.name}.receipt.json")
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    assert Outbox(real.folder / "outbox").parcels()[0].state is State.ACCEPTED
    close(real, dialog)


def test_from_the_first_page_the_draft_is_compared_and_what_the_office_found_leads_into_it(
    sample_window: RealWindow, office: RealOffice
) -> None:
    real = sample_window
    office.start()
    dialog = open_submit(real)
    sign_in(real, dialog, office)
    send(real, dialog)
    real.until(lambda: words(real, dialog, "parcel_state") == "Received")
    close(real, dialog)
    add_words(real, ", changed")
    dialog = open_submit(real)
    real.until(lambda: versions(real, dialog) and "has changed since" in versions(real, dialog)[0])
    real.click(real.one(QPushButton, "parcel_look", within=dialog))
    real.until(lambda: "This draft is not what was sent: it was changed." in words(real, dialog, "parcel_note"))
    outbox = Outbox(real.folder / "outbox")
    close(real, dialog)
    real.window.close_plan()
    rows = lambda: real.window.findChildren(QListWidget, "outbox_list")  # noqa: E731
    real.until(lambda: rows() and rows()[0].count() == 1)
    real.qtbot.keyClick(rows()[0], Key.Key_Return)
    first = real.window.findChild(ParcelDialog)
    real.click(real.one(QPushButton, "parcel_look", within=first))
    real.until(lambda: "This draft is not what was sent: it was changed." in words(real, first, "parcel_note"))
    close(real, first)

    # a package that was refused, as an office of another edition would
    parcel = outbox.parcels()[0]
    fault = Fault("/answers/signature/overview", "Say more of it.")
    with sqlite3.connect(outbox.folder / "outbox.sqlite3") as file:
        told = json.dumps([[fault.pointer, fault.detail]])
        file.execute("UPDATE parcels SET state = 'rejected', receipt = '', faults = ?", (told,))
    file.close()
    assert outbox.parcel(parcel.package_id).faults == (fault,)
    real.qtbot.keyClick(rows()[0], Key.Key_Return)
    real.until(lambda: real.window.findChild(ParcelDialog) is not None)
    refused = real.window.findChild(ParcelDialog)
    faults = real.one(QListWidget, "parcel_faults", within=refused)
    faults.itemActivated.emit(faults.item(0))
    real.wait_open()
    real.until(lambda: "signature.overview" in real.workbench.stop.page.elements)
