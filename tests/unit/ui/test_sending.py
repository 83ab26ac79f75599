"""What is on its way: every step in the outbox, tried again by itself, gone on with after a restart."""

from datetime import UTC, datetime

from planwriter.submit.states import State
from planwriter.ui.sending import Sending
from tests.submit.servers import LocalServer, Request

from .sending_scene import NOW, Scene, scene

__all__ = ["scene"]


def test_an_office_that_is_away_is_tried_again_until_it_answers(scene: Scene) -> None:
    def behave(request: Request) -> None:
        body = request.body()
        if len(request.server.seen) < 3:
            request.say(503, b"", "text/plain")
        else:
            request.say_json(201, scene.office.answer(body))

    parcel = scene.parcel()
    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: scene.sending.outbox.parcel(parcel.package_id).state is State.ACCEPTED)
    assert len(server.seen) == 3
    assert len({headers["Idempotency-Key"] for _, _, headers in server.seen}) == 1


def test_the_step_is_written_before_the_first_byte_leaves(scene: Scene) -> None:
    parcel, written = scene.parcel(), []

    def behave(request: Request) -> None:
        written.append(scene.sending.outbox.parcel(parcel.package_id).state)
        request.say_json(201, scene.office.answer(request.body()))

    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: scene.sending.outbox.parcel(parcel.package_id).state is State.ACCEPTED)
    assert written == [State.SENDING]


def test_what_was_on_its_way_when_the_program_ended_is_sent_again(scene: Scene) -> None:
    parcel = scene.parcel()
    scene.sending.outbox.queue(parcel.package_id, scene.office.file, NOW)
    scene.sending.outbox.begin(parcel.package_id, NOW)
    scene.sending.outbox.let_go()  # as when the program ends
    with LocalServer(lambda request: request.say_json(200, scene.office.answer(request.body()))) as server:
        scene.office.address = server.address
        scene.sending.outbox.queue(parcel.package_id, scene.office.file, NOW)
        later = Sending(scene.shell)
        later.resume()
        scene.until(lambda: later.outbox.parcel(parcel.package_id).state is State.ACCEPTED)
        later.close()
    later.deleteLater()


def test_stopping_in_the_middle_leaves_it_open_and_sends_no_more(scene: Scene) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.server.goes_on.wait(10)
        request.cut_off()

    parcel = scene.parcel()
    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: server.seen)
        assert scene.sending.is_on_its_way(parcel.package_id)
        scene.sending.stop(parcel.package_id)
        scene.until(lambda: scene.sending.outbox.parcel(parcel.package_id).state is State.UNKNOWN)
    found = scene.sending.outbox.parcel(parcel.package_id)
    assert found.next_try is None
    assert "may have arrived" in found.words


def test_closing_gives_up_and_the_outbox_knows_it_was_begun(scene: Scene) -> None:
    def behave(request: Request) -> None:
        request.server.goes_on.wait(10)
        request.cut_off()

    parcel = scene.parcel()
    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: server.seen)
        scene.sending.close()
        scene.shell.runner.finish()
    found = scene.sending.outbox.parcel(parcel.package_id)
    assert (found.state, found.next_try) == (State.UNKNOWN, None)
    scene.sending.outbox.recover(datetime.now(UTC))
    found = scene.sending.outbox.parcel(parcel.package_id)
    assert found.state is State.UNKNOWN
    assert found.next_try is not None


def test_an_outbox_that_cannot_be_read_is_told(scene: Scene) -> None:
    scene.parcel()
    (scene.sending.outbox.folder / "outbox.sqlite3").write_bytes(b"no list" * 1000)
    with scene.qtbot.waitSignal(scene.sending.failed) as heard:
        scene.sending.go_on()
    assert "could not be read" in heard.args[0].title
