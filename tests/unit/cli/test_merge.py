"""Two plans are joined on the command line; what both changed is listed and answered with status 1."""

import json
from dataclasses import replace

import pytest

from planwriter.plan.stored import Copy, plan_bytes, read_plan

OTHER_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a99"


@pytest.fixture
def written(tmp_path, catalogue):
    """A function that writes a plan and gives its file."""

    def write(name, plan, copy=Copy.WORKING):
        path = tmp_path / name
        path.write_bytes(plan_bytes(plan, catalogue, copy))
        return path

    return write


def test_what_each_side_changed_is_in_the_file(run, written, tmp_path, sample_plan, catalogue):
    base = written("base.csplan", sample_plan)
    ours = written("ours.csplan", sample_plan.with_answer("agency.acronym", "OURS"))
    theirs = written("theirs.csplan", sample_plan.with_answer("plan.title", "Theirs"))
    out = tmp_path / "joined.csplan"
    done = run("merge", base, ours, theirs, "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Merged without conflicts.\n", "")
    joined = read_plan(out.read_bytes(), catalogue).plan
    assert (joined.answer("agency.acronym"), joined.answer("plan.title")) == ("OURS", "Theirs")
    again = run("merge", base, ours, theirs, "--out", out)
    assert again.returncode == 3
    assert "already there" in again.stderr


def test_what_both_changed_is_listed_with_status_1_and_ours_is_kept(run, written, tmp_path, sample_plan, catalogue):
    base = written("base.csplan", sample_plan)
    ours, theirs = (
        written(f"{name}.csplan", sample_plan.with_answer("agency.acronym", name)) for name in ("OURS", "THEIRS")
    )
    out = tmp_path / "joined.csplan"
    done = run("merge", base, ours, theirs, "--out", out)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "Both changed: Acronym"
    assert done.stdout.splitlines()[-1] == "1 conflict; ours was kept."
    assert read_plan(out.read_bytes(), catalogue).plan.answer("agency.acronym") == "OURS"
    found = run("merge", base, ours, theirs, "--json")
    assert found.returncode == 1
    assert json.loads(found.stdout) == [
        {"element": "agency.acronym", "path": "/answers/agency/acronym", "base": sample_plan.answer("agency.acronym"), "ours": "OURS", "theirs": "THEIRS"}
    ]  # fmt: skip


def test_a_public_copy_does_not_remove_internal_answers(run, written, tmp_path, every_element_plan, catalogue):
    base = written("base.csplan", every_element_plan)
    theirs = written("theirs.json", every_element_plan.with_answer("plan.title", "Theirs"), Copy.PUBLIC)
    out = tmp_path / "joined.csplan"
    assert run("merge", base, base, theirs, "--out", out).returncode == 0
    joined = read_plan(out.read_bytes(), catalogue).plan
    assert joined.answers == every_element_plan.with_answer("plan.title", "Theirs").answers
    assert joined.set_aside == every_element_plan.set_aside


def test_plans_that_are_no_copies_of_each_other_are_told(run, written, sample_plan):
    base = written("base.csplan", sample_plan)
    other = written("other.csplan", replace(sample_plan, plan_id=OTHER_ID))
    done = run("merge", base, base, other)
    assert done.returncode == 0
    assert "not copies of one plan" in done.stderr
