"""What picking an agency fills in, and which address is offered."""

import pytest

from planwriter.plan.new import new_plan
from planwriter.plan.plan import Plan
from planwriter.template.agencies import Agency, find_agency
from planwriter.wizard.prefill import agency_edits, is_filled_from, suggested_address

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


@pytest.fixture
def ssa() -> Agency:
    agency = find_agency("Social Security Administration")
    assert agency is not None
    return agency


def test_every_edit_comes_from_the_list(ssa: Agency) -> None:
    plan = Plan(PLAN_ID, "eo13571-2011")
    assert not is_filled_from(plan, ssa)
    for path, answer in agency_edits(ssa):
        plan = plan.with_at(path, answer)
    assert (plan.answer("agency.acronym"), plan.answer("agency.code")) == ("SSA", "028")
    assert is_filled_from(plan, ssa)


def test_a_plan_begun_for_an_agency_is_filled_in_already(ssa: Agency) -> None:
    plan = new_plan(PLAN_ID, ssa.name, ssa)
    assert is_filled_from(plan, ssa)
    assert not is_filled_from(plan.with_answer("agency.acronym", "XYZ"), ssa)


def test_the_open_page_is_offered_only_while_no_address_is_given(ssa: Agency) -> None:
    plan = new_plan(PLAN_ID, ssa.name, ssa)
    offered = suggested_address(plan, ssa)
    assert len(offered) == 1
    assert offered[0].endswith("/open")
    assert suggested_address(plan.with_answer("publication.url", "https://www.example.gov/open"), ssa) == ()
    assert suggested_address(plan, None) == ()
