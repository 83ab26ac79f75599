"""Where and as whom: an office is shown before it is trusted, and a token is never shown and never in a file."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from planwriter.settings.office import OfficeSettings
from planwriter.settings.settings import Settings
from planwriter.submit.states import State
from planwriter.ui.office_box import OfficeBox
from planwriter.ui.waiting_question import WaitingQuestion
from tests.submit.offices import PaperOffice
from tests.submit.servers import LocalServer

from .sending_scene import NOW, Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def make(scene: Scene, qtbot):
    hosts = []

    def build() -> OfficeBox:
        host = QWidget()
        hosts.append(host)
        qtbot.addWidget(host)
        box = OfficeBox(scene.shell, scene.sending, host)
        host.show()
        return box

    yield build
    scene.shell.runner.finish()


@pytest.fixture
def known(scene: Scene):
    """The office was trusted before."""
    scene.shell.paths.root.mkdir(parents=True)
    (scene.shell.paths.root / "office.json").write_bytes(scene.office.file)


def _choose(box: OfficeBox, path) -> None:
    button(box, "office_choose").click()
    asking = next(one for one in box.findChildren(QFileDialog) if one.isVisible())
    asking.fileSelected.emit(str(path))
    asking.close()


def test_an_office_is_shown_before_it_is_trusted_and_may_be_left(scene: Scene, make) -> None:
    box = make()
    assert box.missing == "Choose the office's profile first."
    file = scene.folder / "office.json"
    file.write_bytes(scene.office.file)
    kept = scene.shell.paths.root / "office.json"
    for decision, is_kept in (("office_leave", False), ("office_trust", True)):
        _choose(box, file)
        assert words_of(box, "office_offer") == scene.office.address
        assert not kept.exists()
        button(box, decision).click()
        if is_kept:
            scene.until(lambda: "Performance Improvement Office" in words_of(box, "office_words"))
    assert kept.read_bytes() == scene.office.file
    assert box.missing == "Give the token from the office first."
    assert nameless(box) == []


@pytest.mark.parametrize("content", [b'{"format": "something else"}', b"", None])
def test_a_file_that_is_no_profile_changes_nothing(scene: Scene, make, content: bytes | None) -> None:
    box = make()
    file = scene.folder / "office.json"
    if content is not None:
        file.write_bytes(content)
    _choose(box, file)
    assert words_of(box, "office_problem")
    assert "No office yet" in words_of(box, "office_words")


@pytest.mark.usefixtures("known")
def test_a_token_is_checked_hidden_and_told_where_it_is_kept(scene: Scene, make) -> None:
    box = make()
    field = box.findChild(QLineEdit, "office_token")
    scene.until(field.isVisible)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText("not a token")
    button(box, "office_keep").click()
    assert words_of(box, "office_problem").startswith("This is not a token.")
    field.setText(" tok-4711 ")
    with scene.qtbot.waitSignal(box.changed):
        button(box, "office_keep").click()
    scene.until(lambda: "for this run only" in words_of(box, "office_token_words"))
    assert field.text() == ""
    assert box.missing == ""
    assert scene.sending.tokens.find(scene.office.address)[0] == "tok-4711"
    files = [path for path in scene.shell.paths.root.rglob("*") if path.is_file()]
    assert not [path for path in files if b"tok-4711" in path.read_bytes()]


@pytest.mark.usefixtures("known")
def test_a_profile_that_was_changed_on_the_disk_is_told(scene: Scene, make) -> None:
    (scene.shell.paths.root / "office.json").write_bytes(b"{")
    box = make()
    scene.until(lambda: words_of(box, "office_problem").startswith("This file is not an office profile."))


@pytest.mark.usefixtures("known")
def test_once_sent_only_the_office_is_shown(scene: Scene, make) -> None:
    box = make()
    field = box.findChild(QLineEdit, "office_token")
    scene.until(field.isVisible)
    box.set_done(is_done=True)
    assert not field.isVisible()
    assert not button(box, "office_choose").isVisible()
    assert scene.office.address in words_of(box, "office_words")


def test_an_office_that_is_set_for_everyone_is_used_and_no_other_can_be_chosen(scene: Scene, make) -> None:
    file = scene.folder / "set-by-it.json"
    file.write_bytes(scene.office.file)
    scene.shell.settings = Settings(office=OfficeSettings(office_profile=str(file)))
    box = make()
    scene.until(lambda: "Set by your office for everyone" in words_of(box, "office_words"))
    assert scene.office.address in words_of(box, "office_words")
    assert not button(box, "office_choose").isVisible()
    assert box.file == scene.office.file


def test_an_office_that_is_set_and_whose_file_is_gone_is_told(scene: Scene, make) -> None:
    scene.shell.settings = Settings(office=OfficeSettings(office_profile=str(scene.folder / "gone.json")))
    box = make()
    scene.until(lambda: "Tell your IT office" in words_of(box, "office_problem"))
    assert box.profile is None


def test_what_was_sealed_before_an_office_was_chosen_goes_to_the_one_that_is(scene: Scene, make) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    box = make()
    file = scene.folder / "office.json"
    file.write_bytes(scene.office.file)
    box.offer_file(file)
    with scene.qtbot.waitSignal(scene.sending.changed) as heard:
        button(box, "office_trust").click()
    assert heard.args == [parcel.package_id]
    found = outbox.parcel(parcel.package_id)
    assert (found.office, found.state, found.next_try) == (scene.office.file, State.SEALED, None)
    assert not box.findChild(WaitingQuestion).isVisible()


@pytest.mark.usefixtures("known")
def test_what_waits_for_the_office_before_goes_to_another_only_when_wanted_and_with_a_token(scene: Scene, make) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    outbox.queue(parcel.package_id, scene.office.file, NOW)
    with LocalServer(lambda request: request.say_json(201, other.answer(request.body()))) as server:
        other = PaperOffice(server.address)
        box = make()
        file = scene.folder / "other.json"
        file.write_bytes(other.file)
        box.offer_file(file)
        button(box, "office_trust").click()
        scene.until(box.findChild(WaitingQuestion).isVisible)
        assert words_of(box, "office_waiting").startswith("1 plan waits for the office before")
        assert outbox.parcel(parcel.package_id).profile == scene.office.profile
        button(box, "office_waiting_yes").click()
        scene.until(lambda: outbox.parcel(parcel.package_id).profile == other.profile)
        assert outbox.parcel(parcel.package_id).state is State.SEALED  # until there is a token
        box.findChild(QLineEdit, "office_token").setText("tok")
        button(box, "office_keep").click()
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)
        assert server.seen[0][2]["Authorization"] == "Bearer tok"


def test_a_name_as_long_as_it_likes_leaves_the_address_in_front(scene: Scene, make) -> None:
    form = json.loads(scene.office.file)
    scene.shell.paths.root.mkdir(parents=True)
    (scene.shell.paths.root / "office.json").write_text(json.dumps(form | {"name": "Office " * 60}))
    box = make()
    scene.until(lambda: words_of(box, "office_words").startswith(f"To {scene.office.address}, Office"))
    assert len(words_of(box, "office_words")) < 140
