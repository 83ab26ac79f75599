"""Tests of what places are called."""

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.plan_places import PlanPlaces


def test_titles_that_come_often_carry_their_section(sample_plan: Plan, catalogue: Catalogue) -> None:
    places = PlanPlaces(sample_plan, catalogue)
    assert places.title_of("feedback.approach") == "Customer feedback: Approach"
    assert places.title_of("overview.summary") == "Executive summary"
    assert places.title_of("of.another.edition") == "of.another.edition"
    titles = [places.title_of(key) for key in places.elements]
    assert len(set(titles)) == len(titles)


def test_a_cell_is_named_with_its_row(sample_plan: Plan, catalogue: Catalogue) -> None:
    places = PlanPlaces(sample_plan, catalogue)
    row = sample_plan.rows("standards.standards")[0]
    words = places.words_of("standards.standards", f"standards.standards/{row.id}/unit")
    assert words.startswith(places.title_of("standards.standards"))
    assert words.endswith(": Unit")
    assert places.words_of("feedback.approach", "") == "Customer feedback: Approach"
    assert places.words_of("", "") == "No answer"


def test_elements_are_ordered_as_in_the_plan(sample_plan: Plan, catalogue: Catalogue) -> None:
    places = PlanPlaces(sample_plan, catalogue)
    assert places.order_of("agency.name") == 0
    assert places.order_of("overview.summary") < places.order_of("feedback.approach") < places.order_of("unknown")
