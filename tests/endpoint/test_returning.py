"""What the office says when it returns a plan: no word of it is lost, and nothing is said that nobody would hear."""

import io
import zipfile

import pytest

from .receiver import run

SIZE = 25_000


@pytest.fixture
def returned(new_office, press):
    """An office that received a plan; its client, what was sent and the submission's id."""
    office = new_office()
    client = office.client(office.receiver())
    sent = press.sealed(1, size=SIZE)
    return office, client, sent, client.submit(sent).json["submission_id"]


def word(text="<x/>"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as document:
        document.writestr(zipfile.ZipInfo("word/document.xml"), text)
    return data.getvalue()


def test_a_version_that_was_replaced_is_not_returned_and_the_one_that_stands_is_named(returned, press):
    office, client, first, first_id = returned
    second = press.sealed(2, size=SIZE, plan=1, supersedes=first.package_id)
    third = press.sealed(3, size=SIZE, plan=1, supersedes=second.package_id)
    ids = [client.submit(one).json["submission_id"] for one in (second, third)]
    for one in (first_id, ids[0]):
        said = run("return", one, "--message", "Please name a baseline.", "--dir", office.folder, status=1)
        assert "would not see this" in said
        assert ids[1] in said
        assert "message" not in client.ask("GET", f"/v1/submissions/{one}").json
    run("return", ids[1], "--message", "Please name a baseline.", "--dir", office.folder)


def test_of_a_plan_that_was_returned_twice_the_agency_reads_both_messages(returned, tmp_path):
    office, client, _sent, submission = returned
    (tmp_path / "reviewed.docx").write_bytes(word())
    with_document = ("--attach", tmp_path / "reviewed.docx", "--dir", office.folder)
    run("return", submission, "--message", "First words.", *with_document)
    first = client.ask("GET", f"/v1/submissions/{submission}").json
    assert first["message"] == "First words."
    run("return", submission, "--message", "Second words.", "--dir", office.folder)
    both = client.ask("GET", f"/v1/submissions/{submission}").json
    newer, older = both["message"].split("\n\n")
    assert newer.endswith(": Second words.")
    assert older.endswith(": First words.")
    assert newer[:10] == older[:10] != ""
    assert both["attachment"] == first["attachment"]
    assert client.ask("GET", both["attachment"]).body == word()
    (tmp_path / "reviewed.docx").write_bytes(word("<y/>"))
    said = run("return", submission, "--message", "Third words.", *with_document, status=1)
    assert "already" in said
    assert client.ask("GET", f"/v1/submissions/{submission}").json == both
    listed = run("show", submission, "--dir", office.folder)
    assert "First words." in listed
    assert "Second words." in listed


def test_a_message_that_would_not_fit_an_answer_is_refused(returned):
    office, client, _sent, submission = returned
    for _ in range(2):
        run("return", submission, "--message", "ä" * 9_000, "--dir", office.folder)
    said = run("return", submission, "--message", "ä" * 9_000, "--dir", office.folder, status=2)
    assert "more than a message may hold" in said
    assert client.ask("GET", f"/v1/submissions/{submission}").json["message"].count("ä") == 18_000


def test_only_a_word_document_that_opens_is_attached(returned, tmp_path):
    office, client, sent, submission = returned
    bomb, other = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30_000_000))
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "words")
    not_word = (b"", b"words", sent.data, other.getvalue(), word()[:-9], bomb.getvalue(), word("<!DOCTYPE x><x/>"))
    path = tmp_path / "reviewed.docx"
    for data in not_word:
        path.write_bytes(data)
        said = run("return", submission, "--message", "m", "--attach", path, "--dir", office.folder, status=2)
        assert "not a Word document" in said
    run("return", submission, "--message", "m", "--attach", tmp_path, "--dir", office.folder, status=3)
    assert client.ask("GET", f"/v1/submissions/{submission}").json["status"] == "accepted"
