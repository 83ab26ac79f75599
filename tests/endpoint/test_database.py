"""A database that is gone, emptied, of an earlier version or another office's is told, and never made anew unasked."""

import json
import subprocess

import pytest
from sqlalchemy import create_engine, text

from planwriter_endpoint.office import read_office
from planwriter_endpoint.schema import METADATA
from planwriter_endpoint.store import open_store

from .receiver import COMMAND, ENVIRONMENT, run

SIZE = 20_000
READING = (
    ("list",),
    ("status",),
    ("verify",),
    ("backup", "{copy}"),
    ("token", "add", "SSA"),
    ("tables", "--out", "{copy}"),
)


@pytest.fixture
def filled(new_office, lean_press):
    """An office on SQLite that received a package, and is not served now."""
    office = new_office()
    assert office.client(office.receiver()).submit(lean_press.sealed(1, size=SIZE)).status == 201
    office.close()
    return office


@pytest.mark.parametrize("damage", ["gone", "emptied", "without a table"])
def test_a_database_that_is_gone_or_emptied_is_told_by_every_command(filled, tmp_path, damage):
    file = filled.folder / "endpoint.sqlite3"
    if damage == "without a table":
        drop(f"sqlite:///{file}", "tokens")
    else:
        file.unlink()
    if damage == "emptied":
        file.write_bytes(b"")
    before = file.read_bytes() if file.exists() else None
    for command in READING:
        words = [word.format(copy=tmp_path / "copy") for word in command]
        said = run(*words, "--dir", filled.folder, status=3)
        assert "database" in said
        assert "backup" in said
    assert "database" in run("serve", filled.folder, "--port", "0", status=3)
    assert (file.read_bytes() if file.exists() else None) == before
    assert not (tmp_path / "copy").exists()


def drop(url, *tables):
    """Take tables out of a database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in tables:
            connection.execute(text(f"DROP TABLE {table}"))
    engine.dispose()


def test_documents_without_any_row_are_a_fault(filled, tmp_path):
    run("init", tmp_path / "other")
    (tmp_path / "other" / "endpoint.sqlite3").replace(filled.folder / "endpoint.sqlite3")
    said = run("verify", "--dir", filled.folder, status=1)
    assert "database: it holds no submission, but 1 document lies here" in said


def test_a_spare_document_beside_others_is_counted_and_no_fault(filled):
    (filled.folder / "blob" / ("0" * 64)).write_bytes(b"of a receiver that was killed")
    assert run("verify", "--dir", filled.folder) == "1 submission, 0 mailed plans, 0 faults, 1 spare file.\n"


def test_an_office_of_an_earlier_version_gets_the_table_it_lacks(filled):
    drop(f"sqlite:///{filled.folder / 'endpoint.sqlite3'}", "mailed")
    assert run("verify", "--dir", filled.folder) == "1 submission, 0 mailed plans, 0 faults, 0 spare files.\n"


def test_on_postgresql_a_database_without_tables_is_told_and_commands_make_none(new_office, own_database):
    office = new_office("--database", own_database("first"))
    settings = office.folder / "endpoint.json"
    form = json.loads(settings.read_text())
    settings.write_text(json.dumps({**form, "database": own_database("bare")}))
    several = [
        subprocess.Popen([*COMMAND, "list", "--dir", office.folder], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for one in several:
        said = one.communicate(timeout=60)[1]
        assert (one.returncode, "Traceback" in said, "database" in said) == (3, False, True), said
    settings.write_text(json.dumps({**form, "database": own_database("earlier")}))
    run("init", office.folder.parent / "again", "--database", json.loads(settings.read_text())["database"])
    drop(form["database"].replace("postgresql:", "postgresql+psycopg:").replace("/first", "/earlier"), "mailed")
    several = [subprocess.Popen([*COMMAND, "list", "--dir", office.folder], env=ENVIRONMENT) for _ in range(3)]
    assert [one.wait(timeout=60) for one in several] == [0, 0, 0]  # all of them add the one table
    store = open_store(read_office(office.folder))
    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(table.select().limit(1))
    store.close()


def test_init_reaches_the_database_before_it_makes_a_folder(tmp_path, needs_program):
    for url in ("postgresql://nobody@127.0.0.1:9/none", "mysql://a/b", "postgresql://", "nonsense"):
        said = run("init", tmp_path / "x", "--database", url, status=3)
        assert "database cannot be reached" in said
        assert not (tmp_path / "x").exists()
    assert "cannot be used" in run("init", tmp_path / "x", "--address", "http://plans.example.gov", status=3)
    assert not (tmp_path / "x").exists()


def test_init_takes_no_folder_in_which_a_database_lies(filled):
    for name in ("keys.json", "endpoint.json", "office.json"):
        (filled.folder / name).unlink()
    before = (filled.folder / "endpoint.sqlite3").read_bytes()
    assert "already" in run("init", filled.folder, status=3)
    assert (filled.folder / "endpoint.sqlite3").read_bytes() == before


def test_a_folder_whose_name_holds_what_an_address_may_not(tmp_path):
    folder = tmp_path / "50% of #1? & more"
    run("init", folder)
    assert (folder / "endpoint.sqlite3").exists()
    assert run("verify", "--dir", folder) == "0 submissions, 0 mailed plans, 0 faults, 0 spare files.\n"
