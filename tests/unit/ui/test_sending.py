"""What is on its way: every step in the outbox, tried again by itself, gone on with after a restart."""

import sqlite3
from datetime import UTC, datetime, timedelta
from threading import Event

from planwriter.errors import StorageError
from planwriter.submit.credentials import Kept, TokenStore
from planwriter.submit.outbox import NAME
from planwriter.submit.states import State
from planwriter.ui.sending import Sending
from tests.submit.offices import PaperOffice
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


class LockedTokens(TokenStore):
    """A keyring that waits until the person has unlocked it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.is_open = Event(), Event()

    def find(self, address: str) -> tuple[str, Kept]:
        self.is_asked.set()
        assert self.is_open.wait(10)
        return super().find(address)


def test_stopping_while_the_keyring_waits_to_be_unlocked_sends_nothing(scene: Scene) -> None:
    tokens = scene.sending.tokens = LockedTokens()
    parcel, outbox = scene.parcel(), scene.sending.outbox
    with LocalServer(lambda request: request.say_json(201, scene.office.answer(request.body()))) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(tokens.is_asked.is_set)
        scene.sending.stop(parcel.package_id)
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.SEALED)  # at once, and told so
        assert outbox.parcel(parcel.package_id).words.startswith("You stopped this.")
        with scene.qtbot.waitSignal(scene.sending.changed):
            tokens.is_open.set()
        scene.shell.runner.finish()
        assert server.seen == []
        found = outbox.parcel(parcel.package_id)
        assert (found.state, found.next_try, found.attempts) == (State.SEALED, None, 0)
        scene.sending.send(parcel.package_id, scene.office.file)  # and what was stopped once can be sent
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)


def test_a_stop_while_the_answer_is_written_down_holds(scene: Scene) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    with LocalServer(lambda request: (request.body(), request.say(503, b"", "text/plain"))) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        stopped = False

        def stop_between() -> bool:
            nonlocal stopped
            if server.seen and not stopped and not scene.sending.is_on_its_way(parcel.package_id):
                stopped = True
                scene.sending.stop(parcel.package_id)
            return stopped and outbox.parcel(parcel.package_id).state is State.SEALED

        scene.until(stop_between)
        assert outbox.parcel(parcel.package_id).next_try is None


def test_what_is_on_its_way_is_stopped_before_it_is_addressed_to_another_office(scene: Scene) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    outbox.address(parcel.package_id, scene.office.file, NOW)
    other = PaperOffice("https://other.example.gov")
    told: list[tuple[str, ...]] = []
    scene.sending.readdress((parcel.package_id,), other.file, then=told.append)
    scene.until(lambda: told)
    assert told == [(parcel.package_id,)]
    assert outbox.parcel(parcel.package_id).profile == other.profile

    def behave(request: Request) -> None:
        request.body()
        request.server.goes_on.wait(10)
        request.cut_off()

    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: server.seen)
        scene.sending.readdress((parcel.package_id,), other.file, then=told.append)
        scene.until(lambda: len(told) == 2)
        server.goes_on.set()
    assert told[1] == (parcel.package_id,)
    found = outbox.parcel(parcel.package_id)
    assert (found.profile, found.state, found.next_try) == (other.profile, State.UNKNOWN, None)
    with LocalServer(lambda request: request.say_json(201, other.answer(request.body()))) as server:
        other.address = server.address
        scene.sending.send(parcel.package_id, other.file)  # no stop is left over
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)


def test_a_receipt_that_could_not_be_written_is_kept_and_written_later(scene: Scene) -> None:
    """The disk is full just when the receipt comes: told once, never "Sending" with nothing under way, and no loss."""
    parcel, outbox = scene.parcel(), scene.sending.outbox
    scene.sending.settle_again_ms = 20
    told: list[StorageError] = []
    scene.sending.failed.connect(told.append)

    def change_list(words: str) -> None:
        with sqlite3.connect(outbox.folder / NAME) as file:
            file.execute(words)
        file.close()

    def behave(request: Request) -> None:
        body = request.body()
        change_list("CREATE TRIGGER full BEFORE UPDATE ON parcels BEGIN SELECT RAISE(ABORT, 'full'); END")
        request.say_json(201, scene.office.answer(body))

    with LocalServer(behave) as server:
        scene.office.address = server.address
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: told)
        found = outbox.parcel(parcel.package_id)
        assert found.state is State.UNKNOWN
        assert "received it, but the receipt could not be written" in found.words
        change_list("DROP TRIGGER full")
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)
        assert len(server.seen) == 1
    assert len(told) == 1
    assert outbox.parcel(parcel.package_id).receipt


def test_a_profile_that_proves_unusable_is_told_in_the_parcels_words_and_another_one_goes_on(scene: Scene) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    outbox.queue(parcel.package_id, scene.office.file, NOW)
    spoilt = scene.office.file.replace(b'"format_version": 1', b'"format_version": 1.0')
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("UPDATE parcels SET office = ?", (spoilt,))
    file.close()
    with LocalServer(lambda request: request.say_json(201, scene.office.answer(request.body()))) as server:
        scene.office.address = server.address
        with scene.qtbot.waitSignal(scene.sending.changed):
            scene.sending.go_on()
        found = outbox.parcel(parcel.package_id)
        assert (found.state, found.next_try, found.profile) == (State.SEALED, None, None)
        assert "profile again" in found.words
        with scene.qtbot.waitSignal(scene.sending.failed):
            scene.sending.send(parcel.package_id, spoilt)
        assert server.seen == []
        scene.sending.send(parcel.package_id, scene.office.file)
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)


def test_after_the_clock_was_put_back_a_day_nobody_waits_a_day(scene: Scene) -> None:
    parcel, outbox = scene.parcel(), scene.sending.outbox
    ahead = datetime.now(UTC) + timedelta(days=1)
    with LocalServer(lambda request: request.say_json(201, scene.office.answer(request.body()))) as server:
        scene.office.address = server.address
        outbox.queue(parcel.package_id, scene.office.file, ahead)
        scene.sending.resume()
        scene.until(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED)
