"""A new plan is printed, or written where nothing is lost."""

import json

from planwriter.plan.stored import read_plan


def test_a_new_plan_is_printed_as_json(run, catalogue):
    done = run("new", "--agency", "social security administration")
    assert done.returncode == 0
    form = json.loads(done.stdout)
    assert form["revision"] == 1
    assert form["answers"]["agency"]["acronym"] == "SSA"
    assert form["answers"]["plan"]["order_date"] == "2011-04-27"
    assert len(form["answers"]["supporting"]["authorities"]) == 4
    assert read_plan(done.stdout.encode(), catalogue).plan.plan_id == form["plan_id"]


def test_two_new_plans_have_two_ids(run):
    first, second = (json.loads(run("new", "--agency", "SSA").stdout)["plan_id"] for _ in range(2))
    assert first != second


def test_a_new_plan_is_written_to_a_file_once(run, tmp_path, catalogue):
    done = run("new", "--agency", "Office of Small Ponds", "--out", "ponds.csplan")
    assert (done.returncode, done.stdout) == (0, "ponds.csplan\n")
    written = (tmp_path / "ponds.csplan").read_bytes()
    assert read_plan(written, catalogue).plan.answer("agency.name") == "Office of Small Ponds"
    again = run("new", "--agency", "SSA", "--out", "ponds.csplan")
    assert again.returncode == 3
    assert "already there" in again.stderr
    assert (tmp_path / "ponds.csplan").read_bytes() == written


def test_a_folder_that_is_not_there_is_told(run):
    assert run("new", "--agency", "SSA", "--out", "nowhere/ssa.csplan").returncode == 3


def test_an_agency_is_needed(run):
    assert run("new").returncode == 2
    assert run("new", "--agency", " ").returncode == 2
