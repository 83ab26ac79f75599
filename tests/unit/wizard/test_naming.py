"""Default names of documents."""

from planwriter.plan.plan import Plan
from planwriter.wizard.naming import document_name

PLAN = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011")


def test_the_acronym_and_the_copy_are_in_the_name():
    plan = PLAN.with_answer("agency.acronym", "SSA")
    assert document_name(plan, extension="docx", copy="clearance") == "SSA-customer-service-plan-clearance.docx"


def test_a_plan_without_an_acronym_gets_a_plain_name():
    assert document_name(PLAN, extension="json") == "customer-service-plan.json"


def test_what_no_file_name_may_hold_is_left_out():
    slashed = PLAN.with_answer("agency.acronym", "A/B")
    assert document_name(slashed, extension="docx", copy="final") == "A B-customer-service-plan-final.docx"
