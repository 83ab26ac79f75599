"""Whatever happens to the receiver and however often a package is sent, it is accepted once, with one receipt."""

import collections
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


def compared(answers, rows):
    """Return the packages that were acknowledged and are not here, that are here twice, and whose receipts differ.

    Args:
        answers: By package id every receipt that any sender was given.
        rows: What the office has.
    """
    kept = collections.defaultdict(list)
    for row in rows:
        kept[row["package_id"]].append(row)
    plans = collections.Counter(row["plan_id"] for row in rows)  # each package is of a plan of its own
    lost = [one for one in answers if one not in kept]
    doubled = [one for one, twins in kept.items() if len(twins) > 1 or plans[twins[0]["plan_id"]] > 1]
    unequal = [one for one, told in answers.items() if told - {row["receipt"] for row in kept[one]} and kept[one]]
    unequal += [one for one, told in answers.items() if len(told) > 1 and one not in unequal]
    return lost, doubled, unequal


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
    everything = [one.row for one in listed(store)]
    rows = {row["package_id"]: row for row in everything}
    lost, doubled, unequal = compared(senders.answers, everything)
    found = verify(read, store)
    swept = store.documents.sweep()
    one = next(iter(rows.values()))
    assert hashlib.sha256(package_of(store, one)).hexdigest() == senders.digests[one["package_id"]]
    store.close()

    figure(f"{database}: submissions, kill -9, seconds", f"{SUBMISSIONS}, {len(started)}, {took:.0f}")
    figure(f"{database}: lost, doubled, receipts unequal", f"{len(lost)}, {len(doubled)}, {len(unequal)}")
    figure(
        f"{database}: asked again, retried, answered from the row",
        f"{senders.repeats}, {senders.retries}, {senders.replays}",
    )
    figure(f"{database}: restart p50, spare files", f"{sorted(started)[len(started) // 2]:.2f} s, {found.spare}")
    assert (lost, doubled, unequal, found.faults, swept) == ([], [], [], (), 0)
    assert len(everything) == len(senders.answers) == SUBMISSIONS
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
    answers = {}
    for number in (1, 2, 3):
        taken = intake.take(Offer(lean_press.sealed(number, size=SIZE).data))
        assert taken.is_new
        answers[taken.submission.package_id] = {taken.submission.receipt}
    assert verify(read, store).faults == ()
    rows = [one.row for one in listed(store)]
    ids = [row["package_id"] for row in rows]
    assert compared(answers, rows) == ([], [], [])
    assert compared(answers, rows[1:]) == (ids[:1], [], [])
    assert compared(answers, [*rows, rows[2]]) == ([], ids[2:], [])
    assert compared(answers, [*rows, {**rows[2], "package_id": "another"}]) == ([], [ids[2], "another"], [])
    assert compared({**answers, ids[1]: {rows[1]["receipt"], "another"}}, rows) == ([], [], [ids[1]])
    assert compared({**answers, ids[1]: {"another"}}, rows) == ([], [], [ids[1]])
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
