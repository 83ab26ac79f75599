"""Every value of a row that was changed is found; a document that was damaged is told, and written again when it comes."""

import hashlib
import os
import stat

import pytest
from sqlalchemy import Integer, delete, insert, select, update

from planwriter.plan.stored import plan_bytes
from planwriter.submit.package import Purpose
from planwriter_endpoint.documents import DocumentFolder
from planwriter_endpoint.intake import Intake, Offer
from planwriter_endpoint.mailed import keep_mailed
from planwriter_endpoint.office import read_office
from planwriter_endpoint.schema import DOCUMENTS, MAILED, RETURNS, SUBMISSIONS
from planwriter_endpoint.store import open_store
from planwriter_endpoint.verifying import verify

from .packages import Press
from .receiver import run

SIZE = 20_000
PLAUSIBLE = {
    "submission_id": "6a3d3c8e-2a54-4f36-9b07-0d1d7c1b0f11",
    "package_id": "6a3d3c8e-2a54-8f36-9b07-0d1d7c1b0f11",
    "plan_id": "6a3d3c8e-2a54-4f36-9b07-0d1d7c1b0f12",
    "purpose": "consultation",
    "posted": "2011-10-24",
    "received": "2011-01-01T00:00:00Z",
    "supersedes": None,
    "client": "Another",
}
NOT_TO_BE_KNOWN = {
    "number": "a mailed plan follows nothing and nothing follows it",
    "mailed_id": "nothing else holds it until the plan is returned",
    "received": "nothing else says when a plan was mailed",
    "to_fix": "a later version of the checks may count otherwise",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory, press, sample_plan, catalogue):
    """An office on SQLite with three versions of a plan, another plan for consultation and a mailed one; its store."""
    folder = tmp_path_factory.mktemp("verify") / "office"
    run("init", folder)
    office = read_office(folder)
    store = open_store(office)
    intake = Intake(office, store)
    before = ""
    for number in (1, 2, 3):
        sent = press.sealed(number, size=SIZE, plan=1, supersedes=before)
        intake.take(Offer(sent.data))
        before = sent.package_id
    intake.take(Offer(Press(sample_plan, catalogue, purpose=Purpose.CONSULTATION).sealed(4, size=SIZE).data))
    keep_mailed(store, plan_bytes(sample_plan, catalogue), catalogue, intake._now())
    yield office, store
    store.close()


def test_what_is_as_it_was_has_no_fault(kept):
    found = verify(*kept)
    assert (found.count, found.mailed, found.faults, found.spare) == (4, 1, (), 0)


def other(column, value):
    """Another value of the same kind."""
    if isinstance(column.type, Integer):
        return value + 1000
    given = PLAUSIBLE.get(column.name, f"{value}x")
    return given if given != value else f"{given}x"


@pytest.mark.parametrize("column", SUBMISSIONS.columns, ids=lambda column: column.name)
def test_every_column_of_a_submission_that_was_changed_is_found(kept, column):
    """The second of three versions: it follows one and is followed."""
    office, store = kept
    with store.writing() as connection:
        row = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.number)).mappings().all()[1]
        here = (
            SUBMISSIONS.c.sha256 == row["sha256"] if column.name != "sha256" else SUBMISSIONS.c.number == row["number"]
        )
        connection.execute(update(SUBMISSIONS).where(here).values({column.name: other(column, row[column.name])}))
    faults = verify(office, store).faults
    with store.writing() as connection:
        connection.execute(update(SUBMISSIONS).where(here).values(dict(row)))
    assert faults
    assert verify(office, store).faults == ()


@pytest.mark.parametrize("column", MAILED.columns, ids=lambda column: column.name)
def test_every_column_of_a_mailed_plan_that_can_be_known_is_found(kept, column):
    office, store = kept
    if column.name in NOT_TO_BE_KNOWN:
        return
    with store.writing() as connection:
        row = connection.execute(select(MAILED)).mappings().one()
        connection.execute(update(MAILED).values({column.name: other(column, row[column.name])}))
    faults = verify(office, store).faults
    with store.writing() as connection:
        connection.execute(update(MAILED).values(dict(row)))
    assert faults
    assert verify(office, store).faults == ()


def test_a_return_of_something_that_is_not_here_is_found(kept):
    office, store = kept
    values = {"return_id": "a", "submission_id": "gone", "message": "m", "returned": "2011-10-24T00:00:00Z"}
    with store.writing() as connection:
        connection.execute(insert(RETURNS).values(values))
    faults = verify(office, store).faults
    with store.writing() as connection:
        connection.execute(delete(RETURNS))
    assert faults == ("gone: It was returned, but it is not here.",)


def test_a_key_that_others_may_read_is_told(new_office):
    office = new_office()
    (office.folder / "keys.json").chmod(0o644)
    assert "keys.json: others than its owner" in run("verify", "--dir", office.folder, status=1)
    receiver = office.receiver()
    assert '"event":"key_is_open"' in receiver.log
    receiver.stop()
    (office.folder / "keys.json").chmod(0o600)
    run("verify", "--dir", office.folder)
    receiver.start()
    assert receiver.log.count("key_is_open") == 1


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def either(request, new_office):
    """An office on either database, and its store."""
    options = () if request.param == "SQLite" else ("--database", request.getfixturevalue("own_database")("verified"))
    office = new_office(*options)
    store = open_store(read_office(office.folder))
    yield office, store
    store.close()


def damage(store, sha256, data):
    """Put other bytes in the place of a document, or none."""
    if isinstance(store.documents, DocumentFolder):
        path = store.documents.folder / sha256
        path.unlink() if data is None else path.write_bytes(data)
        return
    here = DOCUMENTS.c.sha256 == sha256
    with store.writing() as connection:
        connection.execute(
            delete(DOCUMENTS).where(here) if data is None else update(DOCUMENTS).where(here).values(data=data)
        )


@pytest.mark.parametrize("data", [None, b"", b"junk"], ids=["gone", "empty", "changed"])
def test_a_damaged_document_is_written_again_when_its_package_comes_again(either, lean_press, data):
    office, store = either
    client = office.client(office.receiver())
    sent = lean_press.sealed(1, size=SIZE)
    first = client.submit(sent)
    damage(store, sent.sha256, data)
    assert "missing or damaged" in run("verify", "--dir", office.folder, status=1)
    again = client.submit(sent)
    assert (again.status, again.body) == (200, first.body)
    assert run("verify", "--dir", office.folder) == "1 submission, 0 mailed plans, 0 faults, 0 spare files.\n"


def test_half_a_document_of_a_receiver_that_was_killed_is_not_taken_for_a_whole_one(either, lean_press):
    office, store = either
    sent = lean_press.sealed(2, size=SIZE)
    with store.writing() as connection:
        if isinstance(store.documents, DocumentFolder):
            (store.documents.folder / sent.sha256).write_bytes(sent.data[:100])
        else:
            connection.execute(insert(DOCUMENTS).values(sha256=sent.sha256, data=sent.data[:100]))
    assert office.client(office.receiver()).submit(sent).status == 201
    assert run("verify", "--dir", office.folder) == "1 submission, 0 mailed plans, 0 faults, 0 spare files.\n"


def test_a_document_without_a_row_is_counted_on_either_database(either, lean_press):
    office, store = either
    client = office.client(office.receiver())
    sent = [lean_press.sealed(number, size=SIZE) for number in (1, 2)]
    assert [client.submit(one).status for one in sent] == [201, 201]
    with store.writing() as connection:
        connection.execute(delete(SUBMISSIONS).where(SUBMISSIONS.c.sha256 == sent[0].sha256))
    assert run("verify", "--dir", office.folder) == "1 submission, 0 mailed plans, 0 faults, 1 spare file.\n"
    with store.writing() as connection:
        connection.execute(delete(SUBMISSIONS))
    assert "2 documents lie here" in run("verify", "--dir", office.folder, status=1)


def test_the_name_of_a_document_is_on_the_disk_before_anybody_is_told(tmp_path, monkeypatch):
    """One that lies there already may be a killed receiver's, who did not come to flush the folder."""
    folder = DocumentFolder(tmp_path)
    is_folder: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda handle: is_folder.append(stat.S_ISDIR(os.fstat(handle).st_mode)))
    sha256 = hashlib.sha256(b"data").hexdigest()
    folder.keep(sha256, b"data")
    assert is_folder == [False, True]
    folder.keep(sha256, b"data")
    assert is_folder == [False, True, True]
