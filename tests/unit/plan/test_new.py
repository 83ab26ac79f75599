"""A new plan holds what the program knows for sure, and nothing else."""

from datetime import date

from planwriter.checks import run_checks
from planwriter.checks.gates import headline
from planwriter.plan.new import new_plan
from planwriter.plan.stored import plan_bytes, plan_form, read_plan
from planwriter.template.agencies import find_agency

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


def test_an_agency_of_the_list_fills_its_whole_page(catalogue):
    plan = new_plan(PLAN_ID, "social security administration", find_agency("social security administration"))
    form = plan_form(plan, catalogue)
    assert form["revision"] == 1
    assert form["answers"]["agency"] == {
        "name": "Social Security Administration",
        "acronym": "SSA",
        "code": "028",
        "kind": "independent_agency",
        "cfo_act": True,
    }
    assert form["answers"]["plan"] == {"order_date": "2011-04-27"}
    assert [row["citation"] for row in form["answers"]["supporting"]["authorities"]] == [
        "EO 13571",
        "M-11-24",
        "M-11-26",
        "Pub. L. 111-352",
    ]
    assert set(form["answers"]) == {"agency", "plan", "supporting"}


def test_another_agency_gets_its_name_only(catalogue):
    plan = new_plan(PLAN_ID, "  Office of  Small Ponds ", None)
    assert plan_form(plan, catalogue)["answers"]["agency"] == {"name": "Office of Small Ponds"}


def test_a_blank_name_leaves_the_name_open(catalogue):
    plan = new_plan(PLAN_ID, " ", None)
    assert set(plan.answers) == {"plan.order_date", "supporting.authorities"}
    assert plan.answer("plan.order_date") == date(2011, 4, 27)


def test_a_new_plan_reads_back_as_it_was_written(catalogue):
    plan = new_plan(PLAN_ID, "Office of Small Ponds", None)
    assert read_plan(plan_bytes(plan, catalogue), catalogue).plan == plan


def test_a_new_plan_blames_nobody_for_what_the_program_filled_in(catalogue):
    plan = new_plan(PLAN_ID, "Treasury", find_agency("Department of the Treasury"))
    findings = run_checks(plan, catalogue)
    assert not [one for one in findings if one.element in ("supporting.authorities", "supporting.glossary")]
    assert headline(plan, findings)[0] == "0 of 18 parts of the order"
