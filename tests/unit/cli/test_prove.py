"""A document is held against a plan, and what differs is named."""

import json

import pytest

from .conftest import DATA, PLANS


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_an_exported_document_is_proved(run, ending):
    name = f"plan.{ending}"
    assert run("export", PLANS / "sample.csplan", "--to", ending, "--out", name).returncode == 0
    done = run("prove", name, PLANS / "sample.csplan", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["missing"]) == (0, [])
    assert answer["proved"] == answer["of"] > 100
    assert run("prove", name, PLANS / "sample.csplan").stdout == f"{answer['of']} of {answer['of']} answers proved\n"


def test_what_is_different_or_missing_is_named(run, tmp_path):
    form = json.loads((DATA / "ssa.json").read_text(encoding="utf-8"))
    form["answers"]["agency"]["acronym"] = "SSO"
    form["answers"]["overview"]["mission"] = "We serve."
    (tmp_path / "changed.json").write_text(json.dumps(form), encoding="utf-8")
    assert run("export", DATA / "ssa.json", "--to", "json", "--out", "plan.json").returncode == 0
    done = run("prove", "plan.json", "changed.json", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert {"path": "/answers/agency/acronym", "why": "different"} in answer["missing"]
    assert {"path": "/answers/overview/mission", "why": "missing"} in answer["missing"]
    assert answer["proved"] == answer["of"] - 2
    assert "missing: /answers/overview/mission" in run("prove", "plan.json", "changed.json").stdout


@pytest.mark.parametrize("name", ["nosuch.docx", "nosuch.txt", PLANS / "sample.csplan"])
def test_what_is_no_document_is_refused(run, name):
    assert run("prove", name, DATA / "ssa.json").returncode == 3


def test_a_damaged_document_is_refused(run, tmp_path):
    (tmp_path / "damaged.docx").write_bytes(b"PK\x03\x04 and nothing more")
    assert run("prove", "damaged.docx", DATA / "ssa.json").returncode == 3
