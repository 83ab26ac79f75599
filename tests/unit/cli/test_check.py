"""Every check, in words and in JSON; the gate asked for decides the exit status."""

import json

import pytest

from planwriter.checks import run_checks
from planwriter.cli.check import GATES
from planwriter.plan.stored import Copy, plan_bytes, read_plan
from planwriter.template.catalogue import Gate

from .conftest import DATA, PLANS


def test_the_gates_are_those_of_the_catalogue():
    assert tuple(Gate) == GATES


def test_the_json_answer_is_that_of_the_contract(run, catalogue):
    done = run("check", DATA / "ssa.json", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    findings = run_checks(read_plan((DATA / "ssa.json").read_bytes(), catalogue).plan, catalogue)
    assert answer == {
        "finished": False,
        "parts": {"met": 2, "of": 18},
        "left": {"clearance": 24, "send": 4, "publish": 0},
        "findings": [one.as_json() for one in findings],
    }


def test_the_words_end_with_the_headline_and_the_answer(run):
    done = run("check", DATA / "ssa.json")
    *findings, headline, answer = done.stdout.splitlines()
    assert len(findings) == 55
    assert findings[0].startswith("Should fix: “Agency code” in Your agency is missing.")
    assert headline == "2 of 18 parts of the order · 24 left before clearance"
    assert answer == "Not ready for sending yet."


@pytest.mark.parametrize("name", ["sample", "every-element"])
@pytest.mark.parametrize("gate", GATES)
def test_both_our_plans_pass_every_gate(run, name, gate):
    done = run("check", PLANS / f"{name}.csplan", "--for", gate, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["parts"] == {"met": 18, "of": 18}


def test_a_gate_asks_only_for_what_stands_before_it(run, tmp_path, sample_plan, catalogue):
    lacking = sample_plan.with_answer("clearance.approval", None).with_answer("publication.url", None)
    (tmp_path / "plan.csplan").write_bytes(plan_bytes(lacking, catalogue))
    assert [run("check", "plan.csplan", "--for", gate).returncode for gate in GATES] == [0, 1, 1]
    assert run("check", "plan.csplan").returncode == 1


def test_a_public_copy_is_checked_without_internal_elements(run, tmp_path, sample_plan, catalogue):
    (tmp_path / "public.json").write_bytes(plan_bytes(sample_plan, catalogue, Copy.PUBLIC))
    done = run("check", "public.json", "--for", "publish", "--json")
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])


def test_an_unknown_gate_is_wrong_use(run):
    assert run("check", DATA / "ssa.json", "--for", "lunch").returncode == 2
