"""A backup made while many send is whole, is its owner's, and can be restored and served; what is not whole is named."""

import json
import shutil
import stat
import subprocess
import threading

import pytest

from planwriter_endpoint.collection import listed
from planwriter_endpoint.office import read_office
from planwriter_endpoint.store import open_store

from .receiver import Client, run

SIZE, SENDERS, BEFORE = 20_000, 4, 12


class UnderLoad:
    """Senders that go on until they are told to stop; what each was told is kept."""

    def __init__(self, press, receiver, token):
        self._press, self._receiver, self._token = press, receiver, token
        self._stop = threading.Event()
        self.enough = threading.Event()
        self.told: dict[str, tuple[object, bytes]] = {}
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(SENDERS)]

    def _send(self, number):
        client = Client(self._receiver.port, self._token)
        while not self._stop.is_set():
            number += SENDERS
            sent = self._press.sealed(number, size=SIZE)
            answer = client.submit(sent)
            assert answer.status == 201, answer.body
            self.told[sent.package_id] = (sent, answer.body)
            if len(self.told) >= BEFORE:
                self.enough.set()
        client.close()

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        assert self.enough.wait(60)
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()


def assert_private(folder):
    """Nobody but its owner may look into any of it."""
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def rows(folder):
    """The receipts in an office, by package."""
    store = open_store(read_office(folder))
    found = {one.row["package_id"]: one.row["receipt"] for one in listed(store)}
    store.close()
    return found


def assert_answers_as_before(office, copy, told, known):
    """The copy, served, answers each package that it knows with the same bytes, and takes in the others."""
    office.folder = copy
    client = office.client(office.receiver())
    for package_id, (sent, before) in told.items():
        answer = client.submit(sent)
        assert answer.status == (200 if package_id in known else 201)
        assert package_id not in known or answer.body == before


def test_a_backup_under_load_is_restored_and_served(new_office, lean_press, tmp_path, figure):
    office = new_office()
    with UnderLoad(lean_press, office.receiver(), office.token) as load:
        acknowledged = dict(load.told)
        said = run("backup", tmp_path / "copy", "--dir", office.folder)
    known = rows(tmp_path / "copy")
    assert f"{len(known)} submissions. It can be served as it is.\n" in said
    assert set(acknowledged) <= set(known)
    figure(
        "backup under load: told before it, in it, told at the end",
        f"{len(acknowledged)}, {len(known)}, {len(load.told)}",
    )
    assert_private(tmp_path / "copy")
    office.close()
    shutil.rmtree(office.folder)  # the original is lost
    assert ", 0 faults, 0 spare files." in run("verify", "--dir", tmp_path / "copy")
    assert_answers_as_before(office, tmp_path / "copy", load.told, known)


@pytest.fixture
def postgresql_program(needs_program):
    """A function that runs one of PostgreSQL's own programs against a database."""
    for name in ("pg_dump", "pg_restore"):
        needs_program(name)

    def call(*command):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    return call


def test_a_backup_from_postgresql_is_restored_into_another_database(
    own_database, new_office, lean_press, tmp_path, postgresql_program
):
    live = own_database("live")
    office, copy = new_office("--database", live), tmp_path / "copy"
    with UnderLoad(lean_press, office.receiver(), office.token) as load:
        acknowledged = dict(load.told)
        said = run("backup", copy, "--dir", office.folder)
    office.close()
    assert_private(copy)
    assert "live" not in (copy / "endpoint.json").read_text()
    assert "pg_restore" in run("serve", copy, "--port", "0", status=3)  # nothing is written into the live one
    assert "pg_restore" in run("list", "--dir", copy, status=3)
    assert len(rows(office.folder)) == len(load.told)

    restored = own_database("restored")
    assert f"pg_restore --no-owner --exit-on-error --dbname=NAME {copy / 'endpoint.dump'}" in said
    postgresql_program("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={restored}", copy / "endpoint.dump")
    form = json.loads((copy / "endpoint.json").read_text())
    (copy / "endpoint.json").write_text(json.dumps({**form, "database": restored}))
    known = rows(copy)
    assert f"{len(known)} submissions." in said
    assert set(acknowledged) <= set(known) <= set(load.told)
    assert run("verify", "--dir", copy) == f"{len(known)} submissions, 0 mailed plans, 0 faults, 0 spare files.\n"
    assert_answers_as_before(office, copy, load.told, known)


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_what_is_damaged_is_named_and_everything_else_is_copied(
    database, request, new_office, lean_press, tmp_path, postgresql_program
):
    options = () if database == "SQLite" else ("--database", request.getfixturevalue("own_database")("damaged"))
    office = new_office(*options)
    client = office.client(office.receiver())
    sent = [lean_press.sealed(number, size=SIZE) for number in (1, 2, 3)]
    told = [client.submit(one).json["submission_id"] for one in sent]
    if database == "SQLite":
        (office.folder / "blob" / sent[0].sha256).unlink()
        (office.folder / "blob" / sent[1].sha256).write_bytes(b"junk")
    else:
        url = json.loads((office.folder / "endpoint.json").read_text())["database"]
        postgresql_program("psql", f"--dbname={url}", "-c", f"DELETE FROM documents WHERE sha256 = '{sent[0].sha256}'")
        postgresql_program(
            "psql", f"--dbname={url}", "-c", f"UPDATE documents SET data = '' WHERE sha256 = '{sent[1].sha256}'"
        )
    said = run("backup", tmp_path / "copy", "--dir", office.folder, status=1)
    assert f"{told[0]}: The package" in said
    assert f"{told[1]}: The package" in said
    assert told[2] not in said
    assert "3 submissions." in said
    if database == "SQLite":
        assert [one.name for one in (tmp_path / "copy" / "blob").iterdir()] == [sent[2].sha256]
        verified = run("verify", "--dir", tmp_path / "copy", status=1)
        assert "3 submissions, 0 mailed plans, 2 faults" in verified


def test_a_backup_that_was_cut_short_is_not_taken_for_an_office(new_office, lean_press, tmp_path):
    office = new_office()
    assert office.client(office.receiver()).submit(lean_press.sealed(1, size=SIZE)).status == 201
    (office.folder / "office.json").unlink()
    assert "office.json" in run("backup", tmp_path / "copy", "--dir", office.folder, status=3)
    assert not (tmp_path / "copy").exists()
