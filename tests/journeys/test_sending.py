"""Sending through the real window: finished, network away, queued, restart, network back, receipt, checked, amended."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from planwriter.cli import main
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import read_package
from planwriter.submit.states import State
from planwriter.ui.outbox_panel import ParcelDialog
from planwriter.ui.proxy_dialog import ProxyDialog
from planwriter.ui.submit_dialog import SubmitDialog
from planwriter.wizard.succession import receipt_of
from tests.real_window import CONTROL, SHIFT, RealWindow
from tests.submit.certificates import Made, for_host, server_context
from tests.submit.offices import PaperOffice, RealOffice, run_command
from tests.submit.servers import LocalServer, Proxy
from tests.submit.test_tls import root

__all__ = ["root"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RealOffice]:
    made = RealOffice(tmp_path / "office")
    yield made
    made.stop()


def parcels(real: RealWindow) -> tuple[Parcel, ...]:
    return Outbox(real.folder / "outbox").parcels()


def states(real: RealWindow) -> list[State]:
    return [one.state for one in parcels(real)]


def words_in_word(real: RealWindow, parcel: Parcel) -> str:
    """All the words of the Word document in a package."""
    package = read_package((real.folder / "outbox" / f"{parcel.package_id}.cspackage").read_bytes())
    with zipfile.ZipFile(io.BytesIO(package.files["plan.docx"])) as document:
        return re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode())


def open_submit(real: RealWindow) -> SubmitDialog:
    real.press(Key.Key_U, CONTROL | SHIFT)
    dialog = real.window.findChild(SubmitDialog)
    assert dialog is not None
    real.until(dialog.isActiveWindow)
    return dialog


def choose(real: RealWindow, dialog: SubmitDialog, button: str, path: Path) -> None:
    """Click a button that asks for a file or folder, and choose one."""
    real.click(real.one(QPushButton, button, within=dialog))
    asking = dialog.findChild(QFileDialog)
    assert asking is not None
    asking.fileSelected.emit(str(path))
    asking.close()
    real.until(lambda: not isValid(asking))  # so that nobody takes it for the next one
    dialog.activateWindow()  # the offscreen platform gives the keyboard to the wrong window
    real.until(dialog.isActiveWindow)


def close(real: RealWindow, dialog: SubmitDialog | ParcelDialog) -> None:
    dialog.reject()
    real.until(lambda: real.window.findChild(type(dialog)) is None)


def sign_in(real: RealWindow, dialog: SubmitDialog, office: RealOffice) -> None:
    """Choose the office, look at it, trust it, and give the token it gave out."""
    choose(real, dialog, "office_choose", office.folder / "office.json")
    offer = real.one(QLabel, "office_offer", within=dialog)
    assert office.address == offer.text()
    assert not real.one(QPushButton, "submit_send", within=dialog).isEnabled()
    real.click(real.one(QPushButton, "office_trust", within=dialog))
    give_token(real, dialog, office.token)


def give_token(real: RealWindow, dialog: SubmitDialog, token: str) -> None:
    field = real.one(QLineEdit, "office_token", within=dialog)
    real.until(field.isVisible)
    field.setFocus()
    real.type_words(token)
    real.press(Key.Key_Return)
    send = real.one(QPushButton, "submit_send", within=dialog)
    real.until(send.isEnabled)


def test_the_way_of_a_plan_to_its_receipt_and_beyond(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path, qtbot
) -> None:
    real = sample_window
    title = str(real.plan.session.plan.answer("plan.title"))

    # the network is away: what is sealed waits, and says so
    dialog = open_submit(real)
    assert real.one(QLabel, "submit_ready", within=dialog).text().startswith("Yes.")
    real.until(lambda: "SHA-256" in real.one(QLabel, "submit_contents", within=dialog).text())
    sign_in(real, dialog, office)
    real.click(real.one(QPushButton, "submit_send", within=dialog))
    real.until(lambda: "could not be reached" in real.one(QLabel, "parcel_words", within=dialog).text())
    assert states(real) == [State.QUEUED]
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Waiting to be sent")
    assert "Nothing was sent" in real.one(QLabel, "parcel_words", within=dialog).text()
    close(real, dialog)

    # the network is back and the program starts again; the token was for one run only, so the office asks for it
    office.start()  # before: a start whose first try found nobody would wait longer than this test
    real.again()
    waiting = lambda: real.window.findChildren(QListWidget, "outbox_list")  # noqa: E731
    real.until(lambda: waiting() and waiting()[0].count() == 1)
    assert title in waiting()[0].item(0).text()
    real.until(lambda: states(real) == [State.SEALED])
    assert "does not know this sign-in" in parcels(real)[0].words

    # one more look at the same dialog, and the receipt comes
    real.open_sample()
    dialog = open_submit(real)
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Sealed, not sent")
    give_token(real, dialog, office.token)
    real.click(real.one(QPushButton, "submit_send", within=dialog))
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Received")
    sent = parcels(real)[0]
    assert sent.state is State.ACCEPTED
    text = real.one(QPlainTextEdit, "parcel_receipt", within=dialog).toPlainText()
    assert sent.sha256 in text
    assert title in text

    # the receipt is the office's, and this draft is what was sent
    note = real.one(QLabel, "parcel_note", within=dialog)
    real.click(real.one(QPushButton, "parcel_look", within=dialog))
    real.until(lambda: "This draft is what was sent." in note.text())
    assert "The signature is the office's" in note.text()
    choose(real, dialog, "parcel_save", tmp_path / "ours.receipt.json")
    real.until((tmp_path / "ours.receipt.txt").exists)
    assert (tmp_path / "ours.receipt.txt").read_text("utf-8") == text
    kept = real.folder / "drafts" / real.plan.keeper.held.id / "receipts" / f"{sent.package_id}.receipt.json"
    assert json.loads(kept.read_text())["receipt"] == sent.receipt
    package = real.folder / "outbox" / f"{sent.package_id}.cspackage"
    profile = str(office.folder / "office.json")
    assert main(["receipt", "verify", str(kept), str(package), "--office", profile]) == 0
    close(real, dialog)

    # an amendment: the draft is no longer what was sent, and what is sent now takes its place
    real.go_to("plan.title")
    real.press(Key.Key_End)
    real.type_words(", amended")
    real.wait_saved()
    real.wait_checked()
    dialog = open_submit(real)
    real.until(lambda: "takes the place of" in real.one(QLabel, "submit_contents", within=dialog).text())
    send = real.one(QPushButton, "submit_send", within=dialog)
    real.until(send.isEnabled)
    real.click(send)
    real.until(lambda: states(real) == [State.ACCEPTED, State.SUPERSEDED])
    assert parcels(real)[0].supersedes == sent.package_id
    page = words_in_word(real, parcels(real)[0])
    assert "What this amendment changes" in page
    receipt = receipt_of(sent)
    assert receipt is not None
    assert f"under the number {receipt.submission_id}" in page
    assert ", amended" in page.partition("What this amendment changes")[2]
    assert "What this amendment changes" not in words_in_word(real, sent)
    close(real, dialog)
    real.window.close_plan()
    real.until(lambda: waiting()[0].count() == 2)
    qtbot.keyClick(waiting()[0], Key.Key_Down)
    qtbot.keyClick(waiting()[0], Key.Key_Return)
    older = real.window.findChild(ParcelDialog)
    assert older is not None
    assert real.one(QLabel, "parcel_state", within=older).text() == "Replaced by a newer version"
    close(real, older)


def test_a_plan_goes_by_hand_and_its_receipt_comes_back(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stick = sample_window, tmp_path / "stick"
    stick.mkdir()
    dialog = open_submit(real)
    choose(real, dialog, "office_choose", office.folder / "office.json")
    real.click(real.one(QPushButton, "office_trust", within=dialog))
    carry = real.one(QPushButton, "submit_carry", within=dialog)
    real.until(carry.isEnabled)
    real.click(carry)
    real.until(lambda: dialog.findChild(QFileDialog) is not None)
    asking = dialog.findChild(QFileDialog)
    asking.fileSelected.emit(str(stick))
    asking.close()
    note = real.one(QLabel, "parcel_note", within=dialog)
    real.until(lambda: "The code to compare" in note.text())
    [package] = stick.glob("*.cspackage")
    [sheet] = stick.glob("*-cover-sheet.html")
    assert note.text().rpartition("phone is ")[2][:19] in sheet.read_text("utf-8")

    office.start()  # on a connected machine, with another keyring and no draft
    monkeypatch.setenv("OFFICE_TOKEN", office.token)
    profile = str(office.folder / "office.json")
    assert run_command("submit", str(package), "--office", profile, "--token-env", "OFFICE_TOKEN") == 0
    receipt = stick / f"{package.name}.receipt.json"
    choose(real, dialog, "parcel_bring", receipt)
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Received")
    assert states(real) == [State.ACCEPTED]
    close(real, dialog)


def test_a_plan_that_is_not_ready_leads_to_what_is_missing(sample_window: RealWindow) -> None:
    real = sample_window
    real.plan.session.edit(("signature.overview",), None, now=real.window.shell.clock())
    real.wait_checked()
    dialog = open_submit(real)
    assert real.one(QLabel, "submit_ready", within=dialog).text().startswith("Not yet: 1 thing must be fixed first.")
    assert not real.one(QPushButton, "submit_send", within=dialog).isEnabled()
    rows = real.one(QListWidget, "submit_blocking", within=dialog)
    rows.setFocus()
    real.press(Key.Key_Return)
    real.until(lambda: real.window.findChild(SubmitDialog) is None)
    assert "signature.overview" in real.workbench.stop.page.elements


def test_behind_a_proxy_that_asks_who_you_are(
    sample_window: RealWindow, root: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, host = sample_window, "office.example.gov"
    office = PaperOffice(f"https://{host}")
    (real.folder / "office.json").write_bytes(office.file)
    safe = server_context(for_host(root, host), tmp_path)
    with (
        LocalServer(lambda request: request.say_json(201, office.answer(request.body())), safe) as server,
        Proxy(server.server_port, "officer", "secret") as proxy,
    ):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        dialog = open_submit(real)
        give_token(real, dialog, "tok")
        real.click(real.one(QPushButton, "submit_send", within=dialog))
        real.until(lambda: real.window.findChild(ProxyDialog) is not None)
        asking = real.window.findChild(ProxyDialog)
        real.until(asking.isActiveWindow)
        real.type_words("officer")
        real.press(Key.Key_Tab)
        real.type_words("secret")
        real.press(Key.Key_Return)
        real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Received")
    close(real, dialog)
