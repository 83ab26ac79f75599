"""The way through the pages: their order, what each asks, how far it is, which comes next."""

import pytest

from planwriter.checks import run_checks
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import flow
from planwriter.wizard.flow import PageState

SERVICES = Rows((Row("s1", {"name": "Replace a card"}), Row("s2", {})))


@pytest.fixture
def empty(catalogue: Catalogue) -> Plan:
    return Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)


def test_every_element_is_asked_for_on_exactly_one_page(catalogue: Catalogue, every_element_plan: Plan) -> None:
    asked = [
        one.path
        for stop in flow.stops(catalogue, every_element_plan)
        for one in flow.asked(catalogue, stop)
        if not stop.row_id
    ]
    assert sorted(asked) == sorted((element.key,) for element in catalogue.elements())


def test_pages_stand_in_the_catalogues_order(catalogue: Catalogue, empty: Plan) -> None:
    ids = [stop.id for stop in flow.stops(catalogue, empty)]
    assert ids == [page.id for page in catalogue.pages() if not page.each_row_of]


def test_each_service_has_its_own_pages_right_after_the_list_of_services(catalogue: Catalogue, empty: Plan) -> None:
    stops = flow.stops(catalogue, empty.with_answer("services.services", SERVICES))
    own = [stop for stop in stops if stop.row_id]
    pages = [page for page in catalogue.pages() if page.each_row_of]
    assert [stop.id for stop in own] == [f"{page.id}/{row}" for row in ("s1", "s2") for page in pages]
    assert {stop.row_name for stop in own} == {"Replace a card", "2 (no name yet)"}
    first = stops.index(own[0])
    assert "services.services" in stops[first - 1].page.elements


def test_a_services_pages_ask_for_the_cells_of_its_row(catalogue: Catalogue, empty: Plan) -> None:
    stops = flow.stops(catalogue, empty.with_answer("services.services", SERVICES))
    for stop in stops:
        for one in flow.asked(catalogue, stop):
            if stop.row_id:
                assert one.path[:2] == ("services.services", stop.row_id)
            assert flow.stop_of(one.path, stops) == stop


def test_the_page_of_a_path_that_no_page_asks_for_is_none(catalogue: Catalogue, empty: Plan) -> None:
    assert flow.stop_of(("no.such",), flow.stops(catalogue, empty)) is None


def test_every_finding_leads_to_a_page(catalogue: Catalogue, empty: Plan, sample_plan: Plan) -> None:
    for plan in (empty, sample_plan, empty.with_answer("services.services", SERVICES)):
        stops = flow.stops(catalogue, plan)
        for finding in run_checks(plan, catalogue):
            assert flow.stop_of(flow.path_of_finding(finding, plan), stops), finding


def test_a_finding_about_a_row_that_is_gone_leads_to_its_table(catalogue: Catalogue, empty: Plan) -> None:
    plan = empty.with_answer("services.services", SERVICES)
    finding = next(one for one in run_checks(plan, catalogue) if one.path.startswith("/answers/services/services/1"))
    assert flow.path_of_finding(finding, empty) == ("services.services",)


def test_a_page_is_started_by_an_answer_or_a_half_typed_word_and_completed_by_the_tick(
    catalogue: Catalogue, empty: Plan
) -> None:
    stop = flow.stop_of(("plan.date",), flow.stops(catalogue, empty))
    assert stop is not None
    draft = Draft(empty)
    assert flow.page_state(catalogue, stop, draft) is PageState.NOT_STARTED
    assert flow.page_state(catalogue, stop, draft.with_typed(("plan.date",), "next spr")) is PageState.IN_PROGRESS
    started = Draft(empty.with_answer("plan.title", "Our plan"))
    assert flow.page_state(catalogue, flow.stop_of(("plan.title",), flow.stops(catalogue, empty)), started) is (
        PageState.IN_PROGRESS
    )
    assert flow.page_state(catalogue, stop, draft.with_finished(stop.id, is_finished=True)) is PageState.COMPLETED


def test_a_half_typed_word_in_a_row_starts_its_page(catalogue: Catalogue, empty: Plan) -> None:
    stop = flow.stop_of(("feedback.timeline",), flow.stops(catalogue, empty))
    draft = Draft(empty).with_typed(("feedback.timeline", "m1", "due"), "Q2")
    assert stop is not None
    assert flow.page_state(catalogue, stop, draft) is PageState.IN_PROGRESS


def test_next_and_previous_stay_at_the_ends(catalogue: Catalogue, empty: Plan) -> None:
    stops = flow.stops(catalogue, empty)
    assert flow.neighbour(stops, stops[0].id, step=-1) == stops[0]
    assert flow.neighbour(stops, stops[0].id, step=1) == stops[1]
    assert flow.neighbour(stops, stops[-1].id, step=1) == stops[-1]
    assert flow.neighbour(stops, "gone", step=1) == stops[1]


def test_next_unfinished_goes_round_once(catalogue: Catalogue, empty: Plan) -> None:
    stops = flow.stops(catalogue, empty)
    everything = frozenset(stop.id for stop in stops)
    assert flow.next_unfinished(stops, stops[0].id, frozenset()) == stops[1]
    assert flow.next_unfinished(stops, stops[3].id, everything - {stops[1].id}) == stops[1]
    assert flow.next_unfinished(stops, stops[3].id, everything) is None
    assert flow.next_unfinished(stops, stops[3].id, everything - {stops[3].id}) is None
