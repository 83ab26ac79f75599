"""How a received plan stands at the real office: accepted, and returned with comments and a reviewed document."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from planwriter.checks import run_checks
from planwriter.submit.package import Purpose
from planwriter.submit.states import State
from planwriter.ui.standing_check import StandingCheck
from planwriter.wizard.sealing import seal_plan
from tests.submit.offices import RealOffice

from .sending_scene import NOW, Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def office(tmp_path: Path):
    made = RealOffice(tmp_path / "office")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def check(scene: Scene, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    made = StandingCheck(scene.shell, scene.sending, host)
    host.show()
    yield made
    scene.shell.runner.finish()


def test_returned_with_comments_is_seen_and_the_document_comes_along(
    scene: Scene, check: StandingCheck, office: RealOffice, sample_plan, catalogue
) -> None:
    findings = run_checks(sample_plan, catalogue)
    data = seal_plan(sample_plan, catalogue, findings, purpose=Purpose.FINAL)
    outbox = scene.sending.outbox
    parcel = outbox.add(data, draft_id="d", title="Our plan", now=NOW)
    scene.sending.tokens.keep(office.address, office.token)
    scene.sending.send(parcel.package_id, office.file)
    scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)
    check.show_parcel(outbox.parcel(parcel.package_id))
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_words") == "The office has accepted it.")
    assert not button(check, "standing_save").isVisible()

    from planwriter.export import PrintedCopy, make_document

    reviewed = make_document(sample_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL).data
    (scene.folder / "reviewed.docx").write_bytes(reviewed)
    number = scene.sending.outbox.parcel(parcel.package_id).words.rpartition(" ")[2].rstrip(".")
    office.give_back(number, "Please say who answers the phone.", scene.folder / "reviewed.docx")
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_words").startswith("Returned with comments."))
    assert "Please say who answers the phone." in words_of(check, "standing_words")
    assert nameless(check) == []
    button(check, "standing_save").click()
    asking = next(one for one in check.findChildren(QFileDialog) if one.isVisible())
    asking.fileSelected.emit(str(scene.folder / "back.docx"))
    asking.close()
    scene.until(lambda: words_of(check, "standing_words").startswith("Saved back.docx."))
    assert (scene.folder / "back.docx").read_bytes() == reviewed


def test_an_office_that_is_away_says_nothing_new(scene: Scene, check: StandingCheck) -> None:
    check.show_parcel(scene.received())
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_words").endswith("Ask again later."))


def test_what_was_not_received_is_not_asked_about(scene: Scene, check: StandingCheck) -> None:
    check.show_parcel(scene.parcel())
    assert not check.isVisible()
