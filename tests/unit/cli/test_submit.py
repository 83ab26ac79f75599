"""Sending on the command line: to the real endpoint, again without harm, and what it says when it cannot."""

import json
import os

import pytest

from tests.submit.offices import PaperOffice, RealOffice
from tests.submit.servers import LocalServer

from .conftest import PLANS


@pytest.fixture
def sealed(run, tmp_path):
    run("seal", PLANS / "sample.csplan", "--out", "p.cspackage")
    return tmp_path / "p.cspackage"


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
    assert again.stdout == first.stdout
    kept = json.loads((tmp_path / "p.cspackage.receipt.json").read_text())
    assert kept["says"]["submission_id"] == number
    verified = run("receipt", "verify", "p.cspackage.receipt.json", "p.cspackage", "--office", profile)
    assert verified.stdout.startswith("Yes")
    assert office.token not in first.stderr + first.stdout


def test_an_office_that_says_no_is_status_4_with_its_reasons(run, sealed, office_file, tmp_path):
    form = {
        "type": "urn:planwriter:problem:plan-not-ready",
        "title": "The plan does not pass the checks yet.",
        "errors": [{"pointer": "/answers/signature/name", "detail": "Name the signature initiative."}],
    }

    def behave(request):
        request.body()
        request.say_json(422, form, "application/problem+json")

    with LocalServer(behave) as server:
        done = run("submit", "p.cspackage", "--office", office_file(PaperOffice(server.address)))
    assert done.returncode == 4
    assert done.stderr == "The plan does not pass the checks yet.\nName the signature initiative.\n"
    assert not (tmp_path / "p.cspackage.receipt.json").exists()


def test_a_network_that_is_away_is_status_4(run, sealed, office_file):
    with LocalServer(lambda request: request.cut_off()) as gone:
        address = gone.address
    done = run("submit", "p.cspackage", "--office", office_file(PaperOffice(address)))
    assert done.returncode == 4
    assert done.stderr.startswith("The office could not be reached.")


def test_what_is_missing_or_no_profile_is_told_before_anything_is_sent(run, sealed, tmp_path):
    assert run("submit", "gone.cspackage", "--office", "p.cspackage").returncode == 3
    assert run("submit", "p.cspackage", "--office", "p.cspackage").returncode == 3
    (tmp_path / "office.json").write_bytes(PaperOffice("http://127.0.0.1:9").file)
    assert "NO_SUCH_TOKEN" not in os.environ
    done = run("submit", "p.cspackage", "--office", "office.json", "--token-env", "NO_SUCH_TOKEN")
    assert done.returncode in (2, 3)
