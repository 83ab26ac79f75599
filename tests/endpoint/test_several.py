"""Several receivers on one PostgreSQL: of two that follow the same version one is first; a database that goes comes back."""

import threading

from planwriter.submit.contract import etag

SIZE, ROUNDS = 20_000, 20


def test_if_match_holds_between_two_receivers(own_database, new_office, lean_press):
    """Without `supersedes` no unique column decides, so the lock must."""
    office = new_office("--database", own_database("several"))
    clients = [office.client(office.receiver()) for _ in range(2)]
    both = threading.Barrier(2)
    told: list[list[int]] = []
    for turn in range(ROUNDS):
        base = lean_press.sealed(turn * 10, size=SIZE)
        assert clients[0].submit(base).status == 201
        statuses: list[int] = []

        def send(number, turn=turn, base=base, statuses=statuses):
            sent = lean_press.sealed(turn * 10 + 1 + number, size=SIZE, plan=turn * 10)
            both.wait()
            statuses.append(clients[number].submit(sent, If_Match=etag(base.package_id)).status)

        threads = [threading.Thread(target=send, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told.append(sorted(statuses))
    assert told == [[201, 412]] * ROUNDS


def test_a_database_that_goes_and_comes_back(new_cluster, new_office, lean_press):
    cluster = new_cluster()
    office = new_office("--database", cluster.url)
    receiver = office.receiver()
    client = office.client(receiver)
    sent = [lean_press.sealed(number, size=SIZE) for number in (1, 2)]
    before = client.submit(sent[0])
    assert before.status == 201
    cluster.stop()
    for answer in (client.submit(sent[1]), client.ask("GET", "/healthz"), client.submit(sent[0])):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    cluster.start()
    assert client.submit(sent[1]).status == 201
    again = client.submit(sent[0])
    assert (again.status, again.body) == (200, before.body)
    assert client.ask("GET", "/healthz").status == 200
    assert '"event":"fault"' not in receiver.log
