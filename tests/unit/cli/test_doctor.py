"""The report for a help desk: what is installed and where, nothing of any plan, no secret of a proxy."""

import json
import sqlite3
from datetime import UTC, datetime

from planwriter import __version__
from planwriter.cli.doctor import installed_in_words, report
from planwriter.drafts.library import DraftLibrary
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import begin_plan
from tests.submit.offices import PaperOffice

from .conftest import ROOT


def test_the_report_has_all_its_parts(run, data_dir):
    done = run("doctor", "--json", "--data-dir", data_dir)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert list(told) == ["versions", "paths", "set by the office", "keyring", "network", "display"]
    assert told["versions"]["planwriter"] == __version__
    assert told["versions"]["PySide6-Essentials"].startswith("6.11.")
    assert told["paths"]["drafts"] == f"{data_dir / 'drafts'} (not made yet)"
    assert told["keyring"]["backend"].startswith("none")
    assert told["network"]["TLS"].startswith("openssl, OpenSSL")
    assert told["network"]["TLS of Python"].startswith("OpenSSL")
    assert told["network"]["office"] == "none chosen yet"
    assert told["display"]["fonts"] == "Public Sans is there"
    assert not data_dir.exists()


def test_the_version_of_sqlite_and_how_it_was_installed_are_told(run, data_dir):
    versions = json.loads(run("doctor", "--json", "--data-dir", data_dir).stdout)["versions"]
    assert versions["SQLite"] == sqlite3.sqlite_version
    assert versions["installed"] == f"no: a checkout, in {ROOT}"


def test_an_installed_program_says_so(tmp_path):
    program = tmp_path / "planwriter"
    (program / "app").mkdir(parents=True)
    (program / "app_packages").mkdir()
    assert installed_in_words(program / "app", is_frozen=False) == f"from an installer or archive, in {program}"
    packages = tmp_path / "lib/python3.11/site-packages"
    assert installed_in_words(packages, is_frozen=False) == f"as a Python package, in {packages}"
    assert installed_in_words(packages, is_frozen=True).startswith("from an installer")


def test_the_words_hold_the_same_as_the_json(run, data_dir):
    told = json.loads(run("doctor", "--json", "--data-dir", data_dir).stdout)
    words = run("doctor", "--data-dir", data_dir).stdout
    for heading, facts in told.items():
        assert heading in words.splitlines()
        for name, one in facts.items():
            assert f"  {name}: {one}" in words.splitlines()


def test_nothing_of_any_plan_is_told(run, data_dir):
    library = DraftLibrary(AppPaths.of(data_dir).drafts)
    begin_plan(
        library,
        "Canaryword Agency",
        "Canaryword Plan",
        folder=None,
        plan_id="2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10",
        now=datetime(2011, 10, 1, tzinfo=UTC),
    ).held.close()
    assert "Canaryword" not in run("doctor", "--data-dir", data_dir).stdout


def test_the_password_of_a_proxy_is_left_out(monkeypatch, tmp_path):
    monkeypatch.setenv("https_proxy", "http://somebody:secret@proxy.agency.gov:8080")
    told = report(tmp_path)["network"]
    assert told["proxy for https"] == "http://proxy.agency.gov:8080"


def test_the_way_to_the_office_is_told_as_qt_would_take_it(run, data_dir, monkeypatch):
    for name in ("http_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://somebody:secret@proxy.agency.gov:8080")
    data_dir.mkdir()
    (data_dir / "office.json").write_bytes(PaperOffice("https://office.example.gov").file)
    told = json.loads(run("doctor", "--json", "--data-dir", data_dir).stdout)["network"]
    assert told["office"] == "https://office.example.gov"
    assert told["proxy for https://office.example.gov"] == "proxy.agency.gov:8080"
    assert "secret" not in json.dumps(told)
    (data_dir / "office.json").write_bytes(b"{}")
    told = json.loads(run("doctor", "--json", "--data-dir", data_dir).stdout)["network"]
    assert told["office"].startswith("This file is not an office profile.")


def test_without_qt_s_network_library_the_rest_is_told(run, data_dir):
    script = "import sys; sys.modules['PySide6.QtNetwork'] = None; from planwriter.cli import main; sys.exit(main(sys.argv[1:]))"
    done = run("doctor", "--json", "--data-dir", data_dir, python=("-c", script))
    assert "cannot be loaded" in json.loads(done.stdout)["network"]["TLS"]


def test_what_the_office_has_set_is_told(monkeypatch, tmp_path):
    assert report(tmp_path)["set by the office"] == {"nothing": "each person chooses"}
    file = tmp_path / "office-settings.json"
    file.write_text(json.dumps({"office_settings_version": 1, "theme": "dark", "themes": "dark"}))
    monkeypatch.setattr(AppPaths, "of", lambda data_dir: AppPaths(data_dir, file))
    told = report(tmp_path)
    assert told["set by the office"]["theme"] == "dark"
    assert "“themes”" in told["set by the office"]["fault"]
    assert told["paths"]["office settings"].startswith(str(file))


def test_of_the_office_s_words_the_place_and_the_number_are_told(monkeypatch, tmp_path):
    file, words = tmp_path / "office-settings.json", tmp_path / "words.txt"
    file.write_text(json.dumps({"office_settings_version": 1, "word_list": "words.txt"}))
    monkeypatch.setattr(AppPaths, "of", lambda data_dir: AppPaths(data_dir, file))
    words.write_text("SSI\nCanaryword\n")
    told = report(tmp_path)["set by the office"]
    assert told == {"word_list": f"{words} (2 entries)"}
    words.unlink()
    assert "is not there" in report(tmp_path)["set by the office"]["fault"]
