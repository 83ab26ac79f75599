"""Twenty packages a second of 200 KB with every check on, and no slower with a hundred thousand stored."""

import base64
import statistics
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import insert

from planwriter_endpoint.office import read_office
from planwriter_endpoint.schema import SUBMISSIONS
from planwriter_endpoint.store import open_store

from .receiver import Client, run

SIZE, CLIENTS, COUNT = 200_000, 8, 240
AT_LEAST_PER_S, P99_S = 20, 1.0
FEW, MANY, TIMED, SLOWER = 100, 100_000, 120, 1.3
LISTED, AGENCIES, LOOKS, WAIT_S = 30_000, 300, 4, 2.0


def timed(client, packages):
    """Send packages one after the other; returns the seconds each took."""
    seconds = []
    for sent in packages:
        began = time.perf_counter()
        answer = client.submit(sent)
        seconds.append(time.perf_counter() - began)
        assert answer.status == 201, answer.body
    return seconds


def test_endpoint_load(new_office, press, figure):
    office = new_office()
    receiver = office.receiver()
    packages = [press.sealed(number, size=SIZE) for number in range(COUNT)]
    assert min(len(one.data) for one in packages) >= SIZE * 0.98
    timed(office.client(receiver), [press.sealed(COUNT, size=SIZE)])  # what is loaded once is loaded now
    told: list[list[float]] = []

    def send(part):
        client = Client(receiver.port, office.token)
        told.append(timed(client, part))
        client.close()

    threads = [threading.Thread(target=send, args=(packages[number::CLIENTS],)) for number in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    seconds = sorted(second for part in told for second in part)
    p99 = seconds[int(len(seconds) * 0.99)]
    figure("load: 200 KB packages a second, p50, p99", f"{COUNT / took:.0f}, {seconds[COUNT // 2]:.3f} s, {p99:.3f} s")
    assert len(seconds) == COUNT
    assert COUNT / took >= AT_LEAST_PER_S
    assert p99 <= P99_S


def seed(folder, first, last, *, agencies=1):
    """Put rows and documents of 1 KB there as if they had been received from so many agencies."""
    store = open_store(read_office(folder))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = []
    for number in range(first, last):
        ids = [str(UUID(int=(kind << 96) + number + (4 << 76) + (2 << 62))) for kind in (1, 2, 3)]
        digest = f"{number:064x}"
        (folder / "blob" / digest).write_bytes(bytes(1024))
        about = {"client": "Seeded", "purpose": "final", "agency_code": "", "title": "Seeded"}
        about["agency_name"] = f"Seeded {number % agencies}"
        of_it = {"submission_id": ids[0], "package_id": ids[1], "plan_id": ids[2], "sha256": digest, "size": 1024}
        rows.append({**about, **of_it, "posted": "", "received": now, "receipt": "a" * 500})
    with store.writing() as connection:
        connection.execute(insert(SUBMISSIONS), rows)
    store.close()


def test_a_package_takes_as_long_among_a_hundred_thousand_as_among_a_hundred(new_office, lean_press, figure):
    few, many = new_office(name="few"), new_office(name="many")
    seed(few.folder, 0, FEW)
    seed(many.folder, 0, MANY)
    clients = [office.client(office.receiver()) for office in (few, many)]
    took: list[list[float]] = [[], []]
    for number in range(TIMED):  # by turns, so that what else this computer does meets both alike
        for client, seconds in zip(clients, took, strict=True):
            seconds.extend(timed(client, [lean_press.sealed(number, size=20_000)]))
    medians = [statistics.median(seconds[10:]) for seconds in took]
    ratio = medians[1] / medians[0]
    figure(
        f"a package among {FEW} and among {MANY} stored",
        f"{medians[0] * 1000:.1f} ms, {medians[1] * 1000:.1f} ms, {ratio:.2f} x",
    )
    assert ratio <= SLOWER


def test_a_submission_does_not_wait_for_somebody_who_looks_at_the_list(new_office, lean_press, figure):
    """The office opens its page and lists everything, again and again, while an agency sends."""
    office = new_office()
    seed(office.folder, 0, LISTED, agencies=AGENCIES)
    staff = run("token", "add", "staff", "--dir", office.folder).strip()
    receiver = office.receiver()
    client = office.client(receiver)
    quiet = max(timed(client, [lean_press.sealed(number, size=20_000) for number in range(30)])[5:])
    sign_in = "Basic " + base64.b64encode(f"staff:{staff}".encode()).decode()
    looked: list[float] = []

    def look():
        pages = Client(receiver.port, "")
        for _ in range(LOOKS):
            began = time.perf_counter()
            assert pages.ask("GET", "/staff", Authorization=sign_in).status == 200
            looked.append(time.perf_counter() - began)
            assert run("list", "--dir", office.folder).count("\n") >= LISTED
        pages.close()

    watching = threading.Thread(target=look)
    watching.start()
    seconds, number = [], 1000
    while watching.is_alive():
        seconds += timed(client, [lean_press.sealed(number, size=20_000)])
        number += 1
    watching.join()
    assert len(looked) == LOOKS
    figure(
        f"a submission's wait while {LISTED} rows are listed",
        f"at most {max(seconds):.2f} s (else {quiet:.2f} s); the page {max(looked):.1f} s",
    )
    assert max(seconds) <= WAIT_S
