"""Whatever happens to the receiver and however often a package is sent, it is accepted once, with one receipt."""

import hashlib
import http.client
import random
import threading
import time

import pytest

from planwriter.submit.signing import read_receipt
from planwriter_endpoint.collection import listed, package_of
from planwriter_endpoint.office import read_office
from planwriter_endpoint.store import open_store
from planwriter_endpoint.verifying import verify

from .receiver import PATIENCE_S, Client, wait

SUBMISSIONS, KILLS, CLIENTS, REPEATED, SIZE = 3000, 17, 8, 0.11, 20_000
RETRIED = (408, 429, 500, 503)


class Senders:
    """Eight clients that send until each package has a receipt, and some of them again."""

    def __init__(self, press, receivers, token):
        self._press, self._receivers, self._token = press, receivers, token
        self._lock = threading.Lock()
        self.may_answer = threading.Event()  # cleared while the only receiver is down, to leave it the processor
        self.may_answer.set()
        self._next = 0
        self.answers: dict[str, set[str]] = {}
        self.digests: dict[str, str] = {}
        self.acknowledged = self.retries = self.repeats = self.replays = 0
        self.faults: list[str] = []

    def run(self, number):
        """Send until nothing is left."""
        clients = [Client(one.port, self._token) for one in self._receivers]
        chance = random.Random(number)
        try:
            while (mine := self._take()) is not None:
                sent = self._press.sealed(mine, size=SIZE)
                self._send(clients, sent, chance)
                with self._lock:
                    self.acknowledged += 1
                if chance.random() < REPEATED:
                    self._send(clients, sent, chance)
                    with self._lock:
                        self.repeats += 1
        finally:
            for client in clients:
                client.close()

    def _take(self):
        with self._lock:
            if self._next == SUBMISSIONS or self.faults:
                return None
            self._next += 1
            return self._next

    def _send(self, clients, sent, chance):
        while True:
            try:
                answer = chance.choice(clients).submit(sent)
            except (OSError, http.client.HTTPException):
                answer = None
            with self._lock:
                if answer is not None and answer.status in (200, 201):
                    self.answers.setdefault(sent.package_id, set()).add(answer.json["receipt"])
                    self.digests[sent.package_id] = sent.sha256
                    self.replays += answer.status == 200
                    return
                self.retries += 1
                if answer is not None and answer.status not in RETRIED:
                    self.faults.append(f"{answer.status} {answer.body[:300]!r}")
                    return
            wait()
            self.may_answer.wait(PATIENCE_S)


def killed_while_sending(senders, receivers):
    """Let the senders run, end a receiver at each of seventeen random moments, and return how long starting took."""
    chance = random.Random(13571)
    moments = sorted(chance.sample(range(10, SUBMISSIONS - 50), KILLS))
    threads = [threading.Thread(target=senders.run, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    started = []
    for number, moment in enumerate(moments):
        while senders.acknowledged < moment and not senders.faults:
            wait(chance.uniform(0.001, 0.02))
        receiver = receivers[number % len(receivers)]
        receiver.kill()
        if len(receivers) == 1:
            senders.may_answer.clear()
        began = time.monotonic()
        receiver.start()
        started.append(time.monotonic() - began)
        senders.may_answer.set()
    for thread in threads:
        thread.join()
    return started


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_exactly_once(database, request, new_office, lean_press, figure):
    options = () if database == "SQLite" else ("--database", request.getfixturevalue("postgresql"))
    office = new_office(*options)
    receivers = [office.receiver() for _ in range(1 if database == "SQLite" else 2)]
    senders = Senders(lean_press, receivers, office.token)
    began = time.monotonic()
    started = killed_while_sending(senders, receivers)
    took = time.monotonic() - began
    assert not senders.faults
    for receiver in receivers:
        receiver.stop()

    read = read_office(office.folder)
    store = open_store(read)
    rows = {one.row["package_id"]: one.row for one in listed(store)}
    lost = [one for one in senders.answers if one not in rows]
    unequal = [one for one, told in senders.answers.items() if told != {rows[one]["receipt"]}]
    count = len(listed(store))
    found = verify(read, store)
    swept = store.documents.sweep()
    one = next(iter(rows.values()))
    assert hashlib.sha256(package_of(store, one)).hexdigest() == senders.digests[one["package_id"]]
    store.close()

    figure(f"{database}: submissions, kill -9, seconds", f"{SUBMISSIONS}, {len(started)}, {took:.0f}")
    figure(f"{database}: lost, doubled, receipts unequal", f"{len(lost)}, {count - len(rows)}, {len(unequal)}")
    figure(
        f"{database}: asked again, retried, answered from the row",
        f"{senders.repeats}, {senders.retries}, {senders.replays}",
    )
    figure(f"{database}: restart p50, spare files", f"{sorted(started)[len(started) // 2]:.2f} s, {found.spare}")
    assert (lost, unequal, found.faults, swept) == ([], [], (), 0)
    assert count == len(rows) == len(senders.answers) == SUBMISSIONS
    assert len(started) >= 15
    assert senders.repeats >= SUBMISSIONS / 10
    assert {read_receipt(row["receipt"], read.public_keys).package_id for row in rows.values()} == set(rows)


def test_the_harness_would_see_a_package_that_was_lost_or_doubled(new_office, lean_press):
    """The control: a row that goes, a file that changes, and a receipt that is another's are all told."""
    from sqlalchemy import delete, select, update

    from planwriter_endpoint.intake import Intake, Offer
    from planwriter_endpoint.schema import SUBMISSIONS as TABLE

    read = read_office(new_office().folder)
    store = open_store(read)
    store.documents.sweep()
    intake = Intake(read, store)
    for number in (1, 2, 3):
        assert intake.take(Offer(lean_press.sealed(number, size=SIZE).data)).is_new
    assert verify(read, store).faults == ()
    with store.writing() as connection:
        first, second, third = connection.execute(select(TABLE).order_by(TABLE.c.number)).mappings().all()
        connection.execute(delete(TABLE).where(TABLE.c.number == first["number"]))
        connection.execute(update(TABLE).where(TABLE.c.number == second["number"]).values(receipt=third["receipt"]))
    (read.folder / "blob" / third["sha256"]).write_bytes(b"")
    found = verify(read, store)
    store.close()
    assert found.count == 2
    assert found.spare == 1
    assert len(found.faults) == 2
