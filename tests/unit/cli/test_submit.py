"""Sending on the command line: to the real endpoint, again without harm, and what it says when it cannot."""

import hashlib
import json
import os
import re
from datetime import UTC, datetime

import pytest

from planwriter.cli.submit import without_window
from planwriter.errors import HeldError
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import short_code
from planwriter.submit.states import Event, State
from planwriter.submit.verdict import Answer, Trouble, verdict_of
from tests.submit.offices import PaperOffice, RealOffice
from tests.submit.servers import LocalServer

from .conftest import PLANS


@pytest.fixture
def sealed(run, tmp_path):
    run("seal", PLANS / "sample.csplan", "--out", "p.cspackage")
    return tmp_path / "p.cspackage"


@pytest.fixture
def token(monkeypatch):
    monkeypatch.setenv("OFFICE_TOKEN", "abc")
    return ("--token-env", "OFFICE_TOKEN")


@pytest.fixture
def office_file(tmp_path):
    def write(office):
        (tmp_path / "office.json").write_bytes(office.file)
        return "office.json"

    return write


def test_it_is_sent_receipted_verified_and_harmless_twice(run, sealed, office_file, tmp_path, monkeypatch):
    office = RealOffice(tmp_path / "office")
    office.start()
    monkeypatch.setenv("OFFICE_TOKEN", office.token)
    profile = office_file(office)
    try:
        first = run("submit", "p.cspackage", "--office", profile, "--token-env", "OFFICE_TOKEN")
        again = run("submit", "p.cspackage", "--office", profile, "--token-env", "OFFICE_TOKEN")
    finally:
        office.stop()
    assert first.returncode == 0, first.stderr
    number, _, moment = first.stdout.strip().partition("  ")
    assert moment.endswith(" UTC")
    code = f"Code to compare over the phone: {short_code(hashlib.sha256(sealed.read_bytes()).hexdigest())}\n"
    assert first.stderr == code
    assert again.stdout == first.stdout
    kept = json.loads((tmp_path / "p.cspackage.receipt.json").read_text())
    assert kept["says"]["submission_id"] == number
    verified = run("receipt", "verify", "p.cspackage.receipt.json", "p.cspackage", "--office", profile)
    assert verified.stdout.startswith("Yes")
    assert verified.stderr == code
    assert office.token not in first.stderr + first.stdout


def test_an_office_that_says_no_is_status_4_with_its_reasons(run, sealed, office_file, tmp_path, token):
    form = {
        "type": "urn:planwriter:problem:plan-not-ready",
        "title": "The plan does not pass the checks yet.",
        "errors": [{"pointer": "/answers/signature/name", "detail": "Name the signature initiative."}],
    }

    def behave(request):
        request.body()
        request.say_json(422, form, "application/problem+json")

    with LocalServer(behave) as server:
        done = run("submit", "p.cspackage", "--office", office_file(PaperOffice(server.address)), *token)
    assert done.returncode == 4
    assert done.stderr == "The plan does not pass the checks yet.\nName the signature initiative.\n"
    assert not (tmp_path / "p.cspackage.receipt.json").exists()


def test_a_network_that_is_away_is_status_4(run, sealed, office_file, token):
    with LocalServer(lambda request: request.cut_off()) as gone:
        address = gone.address
    done = run("submit", "p.cspackage", "--office", office_file(PaperOffice(address)), *token)
    assert done.returncode == 4
    assert done.stderr.startswith("The office could not be reached.")
    assert "Run the same command again later." in done.stderr


def test_what_is_missing_or_no_profile_is_told_before_anything_is_sent(run, sealed, tmp_path):
    assert run("submit", "gone.cspackage", "--office", "p.cspackage").returncode == 3
    assert run("submit", "p.cspackage", "--office", "p.cspackage").returncode == 3
    (tmp_path / "office.json").write_bytes(PaperOffice("http://127.0.0.1:9").file)
    assert "NO_SUCH_TOKEN" not in os.environ
    done = run("submit", "p.cspackage", "--office", "office.json", "--token-env", "NO_SUCH_TOKEN")
    assert done.returncode == 2
    assert "NO_SUCH_TOKEN" in done.stderr


def test_without_a_token_nothing_is_sent_and_it_says_which_option_names_one(run, sealed, office_file, monkeypatch):
    monkeypatch.setenv("EMPTY", " ")
    with LocalServer(lambda request: request.cut_off()) as server:
        profile = office_file(PaperOffice(server.address))
        for option in ((), ("--token-env", "EMPTY")):
            done = run("submit", "p.cspackage", "--office", profile, *option)
            assert done.returncode == 2
            assert done.stdout == ""
            assert "--token-env OFFICE_TOKEN" in done.stderr or "EMPTY holds no token" in done.stderr
        assert server.seen == []


@pytest.mark.parametrize("trouble", list(Trouble))
@pytest.mark.parametrize("was_reached", [True, False])
def test_nobody_at_a_terminal_is_told_of_buttons(trouble, was_reached):
    office = PaperOffice("http://127.0.0.1:1").profile
    answers = [Answer(trouble=trouble, was_reached=was_reached), *map(Answer, (302, 401, 403, 404, 422, 429, 500, 503))]
    for answer in answers:
        verdict = verdict_of(answer, office, package_id="", sha256="", size_bytes=0, now=datetime.now(UTC))
        words = without_window(verdict.words)
        assert not re.search(r"Choose|by itself|close it|give it here|[Bb]utton|[Ww]indow", words), words
        assert words.count("“") == words.count("“planwriter doctor”")


def test_what_a_window_sends_right_now_is_left_to_it(run, sealed, office_file, data_dir, token):
    office = PaperOffice("http://127.0.0.1:1")
    outbox = Outbox(data_dir / "outbox")
    parcel = outbox.add(sealed.read_bytes(), draft_id="d", title="t", now=datetime.now(UTC))
    outbox.queue(parcel.package_id, office.file, datetime.now(UTC))
    outbox.begin(parcel.package_id, datetime.now(UTC))
    path = outbox.package_path(parcel.package_id)

    def behave(request):
        assert outbox.parcel(parcel.package_id).state is State.UNKNOWN
        outbox.queue(parcel.package_id, office.file, datetime.now(UTC))
        with pytest.raises(HeldError):
            outbox.begin(parcel.package_id, datetime.now(UTC))
        held.append(True)
        request.say_json(201, office.answer(request.body()))

    held: list[bool] = []
    with LocalServer(behave) as server:
        office.address = server.address
        submit = ("submit", path, "--office", office_file(office), *token, "--data-dir", data_dir)
        done = run(*submit)
        assert done.returncode == 3
        assert "sending this package right now" in done.stderr
        assert server.seen == []
        outbox.note(parcel.package_id, Event.LOST, datetime.now(UTC), words="Lost.")
        done = run(*submit)
        assert done.returncode == 0, done.stderr
    assert held == [True]
    found = outbox.parcel(parcel.package_id)
    assert found.state is State.ACCEPTED
    assert done.stdout.split()[0] in found.words
