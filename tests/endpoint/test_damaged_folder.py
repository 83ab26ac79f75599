"""Files of an office that are damaged, and words that cannot be used, are told in plain words before anything is done."""

import base64
import csv
import json
import subprocess

import pytest

from .packages import Press
from .receiver import COMMAND, ENVIRONMENT, run

SIZE = 20_000


def change(path, change):
    """Write what `change` makes of the JSON in a file."""
    form = json.loads(path.read_text())
    changed = change(form)
    path.write_text(json.dumps(form if changed is None else changed))


def with_key(**values):
    """A change of the key that signs; None takes a value out."""

    def change(form):
        key = {**form["keys"][0], **values}
        form["keys"][0] = {name: value for name, value in key.items() if value is not None}

    return change


def without(name):
    return lambda form: {key: value for key, value in form.items() if key != name}


KEYS, SETTINGS, PROFILE = "keys.json", "endpoint.json", "office.json"
DAMAGE = {
    "keys: no object": (KEYS, lambda form: form["keys"]),
    "keys: none": (KEYS, lambda form: {"keys": []}),
    "keys: an object": (KEYS, lambda form: {"keys": form["keys"][0]}),
    "keys: more than keys": (KEYS, lambda form: {**form, "more": 1}),
    "keys: words": (KEYS, lambda form: {"keys": ["a"]}),
    "keys: nothing secret": (KEYS, with_key(d=None)),
    "keys: no id": (KEYS, with_key(kid=None)),
    "keys: an empty id": (KEYS, with_key(kid=" ")),
    "keys: a number": (KEYS, with_key(x=7)),
    "keys: cut off": (KEYS, with_key(y="abc")),
    "keys: of another kind": (KEYS, with_key(crv="P-384")),
    "keys: twice": (KEYS, lambda form: {"keys": form["keys"] * 2}),
    "keys: another id": (KEYS, with_key(kid="other")),
    "settings: no object": (SETTINGS, lambda form: [form]),
    "settings: a number": (SETTINGS, lambda form: {**form, "database": 5}),
    "settings: nothing": (SETTINGS, lambda form: {**form, "name": None}),
    "settings: no name": (SETTINGS, without("name")),
    "settings: more": (SETTINGS, lambda form: {**form, "more": ""}),
    "settings: another issuer": (SETTINGS, lambda form: {**form, "issuer": "https://other.example.gov"}),
    "profile: no object": (PROFILE, lambda form: []),
    "profile: without keys": (PROFILE, lambda form: {**form, "keys": {"keys": []}}),
    "profile: another key": (PROFILE, lambda form: {**form, "format": "x"}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("damaged") / "office"
    run("init", made)
    return made


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_of_the_office_is_named(folder, capsys, damage):
    from planwriter_endpoint.cli import main

    name, changed = DAMAGE[damage]
    before = (folder / name).read_bytes()
    change(folder / name, changed)
    try:
        assert main(["verify", "--dir", str(folder)]) == 3
    finally:
        (folder / name).write_bytes(before)
    said = capsys.readouterr().err
    assert ("is missing or damaged" in said, "backup" in said, ".json" in said) == (True, True, True)
    assert main(["verify", "--dir", str(folder)]) == 0


@pytest.mark.parametrize("name", [KEYS, SETTINGS, PROFILE])
@pytest.mark.parametrize("data", [None, b"", b"{", b"\xff\xfe"], ids=["gone", "empty", "half", "other"])
def test_a_file_that_is_gone_or_cut_off_is_named(folder, capsys, name, data):
    from planwriter_endpoint.cli import main

    before = (folder / name).read_bytes()
    (folder / name).unlink()
    if data is not None:
        (folder / name).write_bytes(data)
    try:
        assert main(["list", "--dir", str(folder)]) == 3
        assert f"“{name}” in the office's folder is missing or damaged." in capsys.readouterr().err
    finally:
        (folder / name).write_bytes(before)
        (folder / name).chmod(0o600)


def test_a_folder_that_is_no_office_is_told_apart(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        assert "not an office's folder" in run("list", "--dir", folder, status=3)


def test_a_key_that_does_not_fit_itself_is_told_when_the_receiver_starts(new_office):
    """Each value is as it should be; together they are no key."""
    office = new_office()
    change(
        office.folder / KEYS, with_key(d=base64.urlsafe_b64encode(b"another secret than that").decode().ljust(43, "A"))
    )
    assert "“keys.json” in the office's folder is missing or damaged" in run(
        "serve", office.folder, "--port", 0, status=3
    )


def test_words_and_ports_that_cannot_be_used_are_told(folder, tmp_path):
    for port in ("70000", "-1", "x", "99999999999999999999", "８４７０"):
        assert "a port is a number from 0 to 65535" in run("serve", folder, "--port", port, status=2)
    assert "Nothing can listen" in run("serve", folder, "--host", "a..b", status=3)
    for words in (
        ("return", "x", "--message", b"caf\xe9", "--dir", folder),
        ("show", b"\xe9", "--dir", folder),
        ("token", "add", b"\xe9", "--dir", folder),
        ("init", tmp_path / "o", "--name", b"\xe9"),
        ("init", tmp_path / "o", "--database", b"postgresql://\xe9"),
    ):
        done = subprocess.run(
            [*COMMAND, *(one if isinstance(one, bytes) else str(one) for one in words)],
            env=ENVIRONMENT,
            capture_output=True,
        )
        assert (done.returncode, b"not UTF-8" in done.stderr) == (2, True), done.stderr
        assert b"Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_a_file_that_is_too_large_is_refused_and_not_cut(folder, tmp_path):
    big = tmp_path / "big.csv"
    big.write_bytes(b"name\n" + b"An agency with a name\n" * (27 * 1024 * 1024 // 22))
    assert "larger than 26 MB" in run("roster", "load", big, "--dir", folder, status=3)
    assert run("status", "--dir", folder) == ""
    assert "larger than 26 MB" in run("return", "x", "--message", "m", "--attach", big, "--dir", folder, status=3)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def half_damaged(request, new_office, press, sample_plan, catalogue):
    """An office with the plans of two agencies, the document of the first one damaged."""
    from sqlalchemy import update

    from planwriter_endpoint.office import read_office
    from planwriter_endpoint.schema import DOCUMENTS
    from planwriter_endpoint.store import open_store

    options = () if request.param == "SQLite" else ("--database", request.getfixturevalue("own_database")("half"))
    office = new_office(*options)
    client = office.client(office.receiver())
    other = Press(sample_plan.with_answer("agency.name", "Another Agency"), catalogue)
    sent = [press.sealed(1, size=25_000), other.sealed(2, size=25_000)]
    told = [client.submit(one).json["submission_id"] for one in sent]
    if request.param == "SQLite":
        (office.folder / "blob" / sent[0].sha256).write_bytes(b"junk")
    else:
        store = open_store(read_office(office.folder))
        with store.writing() as connection:
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.sha256 == sent[0].sha256).values(data=b"junk"))
        store.close()
    return office, told


def test_one_damaged_package_is_left_out_of_the_tables_and_named(half_damaged, tmp_path):
    office, told = half_damaged
    said = run("tables", "--out", tmp_path / "tables", "--dir", office.folder, status=1)
    assert "Left out: " in said
    assert f"{told[0]}: The package" in said
    with (tmp_path / "tables" / "standards.standards.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["submission"] for row in csv.DictReader(file)} == {told[1]}


def test_the_staff_pages_show_the_others(half_damaged):
    office, _told = half_damaged
    token = run("token", "add", "staff", "--dir", office.folder).strip()
    client = office.client(office._receivers[0])
    header = "Basic " + base64.b64encode(f"staff:{token}".encode()).decode()
    answer = client.ask("GET", "/staff/standards.standards", Authorization=header)
    assert answer.status == 200
    assert b"missing or damaged" in answer.body
    assert b"Another Agency" in answer.body


def test_what_cannot_be_read_is_not_told_as_a_full_disk(new_office, lean_press):
    office = new_office()
    receiver = office.receiver()
    client = office.client(receiver)
    told = client.submit(lean_press.sealed(1, size=SIZE)).json
    import sqlite3

    with sqlite3.connect(office.folder / "endpoint.sqlite3") as other:
        other.execute("ALTER TABLE returns RENAME TO elsewhere")
    other.close()
    answer = client.ask("GET", f"/v1/submissions/{told['submission_id']}")
    assert (answer.status, answer.problem, answer.headers["Retry-After"]) == (503, "storage-unreadable", "5")
    assert '"event":"fault"' not in receiver.log
