"""The disk fills up, the receiver stops, two are started at once: nothing is lost and nothing accepted in part."""

import subprocess

import pytest

from planwriter_endpoint.serve import serve as _serve  # noqa: F401  it must import without starting anything

from .receiver import run

SIZE = 200_000
ON_A_SMALL_DISK = 'mount -t tmpfs -o size={size}k tmpfs {folder}/blob && exec "$@"'


@pytest.fixture
def small_disk(needs_program):
    """A function that gives the words to put before a command, so that it finds a small disk below an office."""
    unshare = needs_program("unshare")
    tried = subprocess.run([unshare, "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
    if tried.returncode:
        needs_program("a mount of one's own")
    return lambda folder, size: (
        *(unshare, "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK.format(size=size, folder=folder), "sh"),
    )


def test_a_full_disk_is_told_and_nothing_is_accepted_in_part(new_office, press, small_disk):
    office = new_office()
    receiver = office.receiver(within=small_disk(office.folder, 700))
    client = office.client(receiver)
    answers = [client.submit(press.sealed(number, size=SIZE)) for number in range(6)]
    kept = [answer.status for answer in answers].index(503)
    assert 2 <= kept <= 4
    for answer in answers[kept:]:
        assert (answer.status, answer.problem) == (503, "storage-full")
        assert answer.headers["Retry-After"]
    assert client.submit(press.sealed(0, size=SIZE)).status == 200
    assert client.ask("GET", "/healthz").status == 200
    small = press.sealed(99, size=1)
    assert client.submit(small).status in (201, 503)  # what still fits is still taken
    receiver.stop()
    assert '"event":"fault"' not in receiver.log
    again = office.client(office.receiver())
    for number in range(kept, 6):
        assert again.submit(press.sealed(number, size=SIZE)).status == 201


def test_what_was_received_is_there_after_a_restart(new_office, lean_press):
    office = new_office()
    receiver = office.receiver()
    sent = lean_press.sealed(1, size=20_000)
    before = office.client(receiver).submit(sent)
    (office.folder / "blob" / "0123.tmp").write_bytes(b"half written")
    receiver.stop()
    receiver.start()
    after = office.client(receiver).submit(sent)
    assert (before.status, after.status, after.body) == (201, 200, before.body)
    assert not list((office.folder / "blob").glob("*.tmp"))
    assert '"swept":1' in receiver.log


def test_a_second_receiver_on_sqlite_is_refused(new_office):
    office = new_office()
    office.receiver()
    said = run("serve", office.folder, "--port", "0", status=3)
    assert "Another receiver works in this folder" in said


def test_a_port_that_is_taken_is_told(new_office):
    office, other = new_office(), new_office(name="other")
    taken = office.receiver()
    assert f"port {taken.port}" in run("serve", other.folder, "--port", taken.port, status=3)


def test_a_damaged_package_is_found(new_office, lean_press):
    office = new_office()
    receiver = office.receiver()
    sent = lean_press.sealed(1, size=20_000)
    told = office.client(receiver).submit(sent).json
    (office.folder / "blob" / sent.sha256).write_bytes(sent.data[:-1])
    assert "missing or damaged" in run("verify", "--dir", office.folder, status=1)
    said = run("export", told["submission_id"], "--out", office.folder / "x", "--dir", office.folder, status=3)
    assert "missing or damaged" in said


def test_a_database_that_is_not_there_is_told(new_office, tmp_path):
    said = run("init", tmp_path / "x", "--database", "postgresql://nobody@127.0.0.1:9/none", status=3)
    assert "database cannot be reached" in said
    assert "nobody" not in said
    assert "not an office's folder" in run("list", "--dir", tmp_path, status=3)


def test_a_database_that_is_damaged_is_told_without_a_word_of_a_plan(new_office, lean_press):
    office = new_office()
    office.client(office.receiver()).submit(lean_press.sealed(1, size=20_000))
    office.close()
    file = office.folder / "endpoint.sqlite3"
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    said = run("list", "--dir", office.folder, status=3)
    assert "database" in said
    assert "Rural" not in said
