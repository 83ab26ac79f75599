"""How each page stands, and who is told what: nobody while they are still typing."""

import pytest

from planwriter.checks import run_checks
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan, SetAside
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import flow
from planwriter.wizard.flow import PageState
from planwriter.wizard.standing import Standing, Visits


def standing_of(plan: Plan, catalogue: Catalogue) -> Standing:
    return Standing(plan, run_checks(plan, catalogue), flow.stops(catalogue, plan))


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    services = Rows((Row("s1", {"name": "Replace a card"}),))
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    return plan.with_answer("services.services", services).with_answer("agency.acronym", "SSA")


def test_every_finding_stands_on_one_page_and_has_words_for_its_place(catalogue: Catalogue, plan: Plan) -> None:
    standing = standing_of(plan, catalogue)
    findings = run_checks(plan, catalogue)
    assert sum(len(standing.of(stop.id)) for stop in standing.stops) == len(findings)
    places = standing.with_places()
    assert [finding for finding, _where in places] == list(findings)
    assert any(where.startswith("Replace a card: ") for _finding, where in places)


def test_a_problem_is_told_beside_a_field_only_once_it_was_left(catalogue: Catalogue, plan: Plan) -> None:
    standing = standing_of(plan, catalogue)
    stop = flow.stop_of(("agency.name",), standing.stops)
    assert stop is not None
    assert standing.problems(stop.id, Visits()) == {}
    left = standing.problems(stop.id, Visits(paths={("agency.name",)}))
    assert list(left) == [("agency.name",)]
    assert left["agency.name",].startswith("Must fix: ")
    assert set(standing.problems(stop.id, Visits(stops={stop.id}))) >= {("agency.name",)}


def test_what_was_set_aside_is_told_no_more(catalogue: Catalogue, plan: Plan) -> None:
    everywhere = Visits(stops={stop.id for stop in flow.stops(catalogue, plan)})
    standing = standing_of(plan, catalogue)
    finding = next(one for one in run_checks(plan, catalogue) if one.severity.value == "should")
    path = flow.path_of_finding(finding, plan)
    stop = flow.stop_of(path, standing.stops)
    assert stop is not None
    assert path in standing.problems(stop.id, everywhere)
    aside = plan.with_set_aside((SetAside(finding.rule, finding.path, "Agreed with the counsel."),))
    told = standing_of(aside, catalogue).problems(stop.id, everywhere).get(path, "")
    assert finding.message not in told


def test_a_page_not_begun_is_no_problem_and_one_in_hand_is_not_yet(catalogue: Catalogue, plan: Plan) -> None:
    standing = standing_of(plan, catalogue)
    begun = flow.stop_of(("agency.name",), standing.stops)
    other = flow.stop_of(("signature.overview",), standing.stops)
    assert begun is not None
    assert other is not None
    draft = Draft(plan)
    assert standing.state(begun, draft, catalogue, may_tell=True) is PageState.PROBLEM
    assert standing.state(begun, draft, catalogue, may_tell=False) is PageState.IN_PROGRESS
    assert standing.state(other, draft, catalogue, may_tell=True) is PageState.NOT_STARTED
