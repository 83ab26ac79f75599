"""What the office says of a received plan: heard from the real office and from a small one, kept, and brought home."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from planwriter.checks import run_checks
from planwriter.export import PrintedCopy, make_document
from planwriter.submit.contract import Submission
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.submit.states import Event, State
from planwriter.ui.standing_check import StandingCheck
from planwriter.wizard.sealing import seal_plan
from tests.submit.offices import PaperOffice, RealOffice
from tests.submit.servers import LocalServer, Request

from .sending_scene import NOW, Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DOCUMENT = b"PK\x03\x04 a reviewed document"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RealOffice]:
    made = RealOffice(tmp_path / "office")
    made.start()
    yield made
    made.stop()


class SmallOffice:
    """Says one thing about whatever was sent, and hands out a document."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.server = LocalServer(self._answer)

    @property
    def places(self) -> list[str]:
        """What it was asked for, in order."""
        return [path.partition("?")[0] for _how, path, _headers in self.server.seen]

    def says(self, parcel: Parcel, status: str, message: str = "", attachment: str = "") -> None:
        self.said = Submission("s1", parcel.package_id, status, parcel.receipt, message, attachment).as_json()

    def _answer(self, request: Request) -> None:
        if request.path.startswith("/v1/returns/"):
            request.say(200, DOCUMENT, "application/octet-stream")
        else:
            request.say_json(200, self.said)


@pytest.fixture
def small(scene: Scene) -> Iterator[SmallOffice]:
    made = SmallOffice()
    with made.server:
        scene.office = PaperOffice(made.server.address)
        yield made


@pytest.fixture
def check(scene: Scene, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    made = StandingCheck(scene.shell, scene.sending, host)
    host.show()
    yield made
    scene.shell.runner.finish()


def draft_of(scene: Scene, parcel: Parcel, *, inside: str = "") -> Parcel:
    """The parcel, sealed from a draft whose folder lies among the drafts, or in the trash."""
    name = str(uuid4())
    (scene.shell.paths.drafts / inside / name).mkdir(parents=True)
    return replace(parcel, draft_id=name)


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
    scene.until(lambda: words_of(check, "standing_words") == "The office has accepted it.")
    assert not button(check, "standing_save").isVisible()
    assert not button(check, "standing_bring").isVisible()

    reviewed = make_document(sample_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL).data
    (scene.folder / "reviewed.docx").write_bytes(reviewed)
    number = scene.sending.outbox.parcel(parcel.package_id).words.rpartition(" ")[2].rstrip(".")
    message = "Please say who answers the phone.\nAnd when."
    office.give_back(number, message, scene.folder / "reviewed.docx")
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_message") == message)
    name = parcel.profile.name if (parcel := outbox.parcel(parcel.package_id)).profile else ""
    assert words_of(check, "standing_words") == f"{name} returned it with comments and says:"
    assert words_of(check, "standing_note").startswith("Last asked: ")
    assert nameless(check) == []
    assert parcel.label == "Returned with comments"
    button(check, "standing_save").click()
    asking = next(one for one in check.findChildren(QFileDialog) if one.isVisible())
    assert asking.selectedFiles()[0].rpartition("/")[2].startswith(f"Returned by {name}, ")
    asking.fileSelected.emit(str(scene.folder / "back.docx"))
    asking.close()
    scene.until(lambda: words_of(check, "standing_note") == "Saved back.docx.")
    assert (scene.folder / "back.docx").read_bytes() == reviewed

    check.show_parcel(draft_of(scene, parcel))
    with scene.qtbot.waitSignal(check.comments_kept, timeout=10_000) as heard:
        button(check, "standing_bring").click()
    _parcel, draft_id, path = heard.args
    assert path.read_bytes() == reviewed
    assert path.parent.parent == scene.shell.paths.drafts / draft_id


def test_it_asks_by_itself_once_a_package_is_opened_and_only_with_a_token(
    scene: Scene, check: StandingCheck, small: SmallOffice
) -> None:
    parcel = scene.received()
    small.says(parcel, "accepted")
    check.show_parcel(parcel)
    scene.shell.runner.finish()
    assert small.places == []  # nothing goes out for who sends by hand

    scene.sending.tokens.keep(scene.office.address, "tok")
    other = StandingCheck(scene.shell, scene.sending, check.parentWidget())
    other.show_parcel(parcel)
    scene.until(lambda: words_of(other, "standing_words") == "The office has accepted it.")
    heard = scene.sending.outbox.parcel(parcel.package_id)
    other.show_parcel(heard)  # as the list does with whatever changed
    assert small.places == ["/v1/submissions"]
    assert small.server.seen[0][2]["Authorization"] == "Bearer tok"
    scene.sending.outbox.note(parcel.package_id, Event.SUPERSEDE, NOW)
    last = StandingCheck(scene.shell, scene.sending, check.parentWidget())
    last.show_parcel(scene.sending.outbox.parcel(parcel.package_id))
    scene.shell.runner.finish()
    assert len(small.places) == 1  # what was replaced is nobody's question any more


def test_what_was_heard_is_shown_without_asking_again(scene: Scene, check: StandingCheck, small: SmallOffice) -> None:
    parcel = scene.received()
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, "Say who answers.", "/v1/returns/a.docx")
    check.show_parcel(scene.sending.outbox.hear(parcel.package_id, said, NOW))
    assert words_of(check, "standing_message") == "Say who answers."
    assert button(check, "standing_bring").isVisible()
    assert words_of(check, "standing_note").startswith("Last asked: March 4")
    assert small.places == []


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("trash", "The draft that this was sent from is in the trash. Nothing was brought in."),
        (None, "The draft that this was sent from is not on this computer any more. Nothing was brought in."),
    ],
)
def test_without_its_draft_nothing_is_fetched_and_it_says_what_to_do(
    scene: Scene, check: StandingCheck, small: SmallOffice, inside: str | None, told: str
) -> None:
    parcel = scene.received()
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, "Why?", "/v1/returns/a.docx")
    parcel = scene.sending.outbox.hear(parcel.package_id, said, NOW)
    check.show_parcel(parcel if inside is None else draft_of(scene, parcel, inside=inside))
    button(check, "standing_bring").click()
    scene.until(lambda: words_of(check, "standing_note").startswith(told))
    assert small.places == []
    button(check, "standing_bring").click()  # and it can be tried again
    scene.until(lambda: words_of(check, "standing_note").startswith(told))


def test_a_message_without_a_document_offers_none(scene: Scene, check: StandingCheck, small: SmallOffice) -> None:
    parcel = scene.received()
    small.says(parcel, "returned", "Call us.")
    check.show_parcel(parcel)
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_message") == "Call us.")
    assert not button(check, "standing_bring").isVisible()
    assert not button(check, "standing_save").isVisible()


@pytest.mark.parametrize("place", ["http://elsewhere.example/x.docx", "\\\\elsewhere\\x.docx"])
def test_a_document_elsewhere_is_not_fetched(
    scene: Scene, check: StandingCheck, small: SmallOffice, place: str
) -> None:
    parcel = draft_of(scene, scene.received())
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, "Why?", place)
    heard = scene.sending.outbox.hear(parcel.package_id, said, NOW)
    check.show_parcel(replace(heard, draft_id=parcel.draft_id))
    button(check, "standing_bring").click()
    scene.until(lambda: words_of(check, "standing_note").startswith("The office named no document"))
    assert small.places == []


def test_an_answer_about_another_package_is_not_believed(
    scene: Scene, check: StandingCheck, small: SmallOffice
) -> None:
    parcel = scene.received()
    small.says(replace(parcel, package_id=str(uuid4())), "returned", "Not yours.")
    check.show_parcel(parcel)
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_note").startswith("The office answered about another package."))
    assert scene.sending.outbox.parcel(parcel.package_id).word is None


def test_a_standing_that_only_a_newer_office_knows_is_told_as_it_is(
    scene: Scene, check: StandingCheck, small: SmallOffice
) -> None:
    parcel = scene.received()
    small.says(parcel, "on_the_desk")
    check.show_parcel(parcel)
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_words") == "The office calls it “on_the_desk”.")


def test_an_office_that_is_away_says_nothing_new(scene: Scene, check: StandingCheck) -> None:
    parcel = draft_of(scene, scene.received())
    check.show_parcel(parcel)
    button(check, "standing_ask").click()
    scene.until(lambda: words_of(check, "standing_note").endswith("Ask again later."))
    said = Submission("s1", parcel.package_id, "returned", parcel.receipt, "Why?", "/v1/returns/a.docx")
    heard = scene.sending.outbox.hear(parcel.package_id, said, NOW)
    check.show_parcel(replace(heard, draft_id=parcel.draft_id))
    button(check, "standing_bring").click()
    scene.until(lambda: words_of(check, "standing_note").endswith("Try again later."))
    assert list((scene.shell.paths.drafts / parcel.draft_id).iterdir()) == []


def test_what_was_not_received_is_not_asked_about(scene: Scene, check: StandingCheck) -> None:
    check.show_parcel(scene.parcel())
    assert not check.isVisible()
