"""What changed between two plans, in words: found, named, in order, and nothing else."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from planwriter.plan.answers import NotApplicable, Person, Row, Rows
from planwriter.plan.compare import ChangeKind, changes_between
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text
from planwriter.template.catalogue import Catalogue

from .strategies import PLAN_ID, plans

STANDARDS = "standards.standards"


def plan_of(**found: object) -> Plan:
    return Plan(PLAN_ID, "eo13571-2011", 1, MappingProxyType({k.replace("__", "."): v for k, v in found.items()}))


def told(older: Plan, newer: Plan, catalogue: Catalogue) -> list[tuple[object, ...]]:
    return [(str(one.kind), one.path, one.title, one.old, one.new) for one in changes_between(older, newer, catalogue)]


def test_an_answer_that_came_went_or_changed_is_told_in_words(catalogue: Catalogue) -> None:
    older = plan_of(agency__name="Office", agency__cfo_act=True, agency__kind="independent_agency")
    newer = plan_of(agency__name="Bureau", agency__kind="independent_agency", plan__title="Our plan")
    assert told(older, newer, catalogue) == [
        ("changed", "/answers/agency/name", "Agency name", "Office", "Bureau"),
        ("removed", "/answers/agency/cfo_act", catalogue.element("agency.cfo_act").title, "Yes", None),
        ("added", "/answers/plan/title", "Title", None, "Our plan"),
    ]


def test_a_cell_is_told_by_its_row_s_name_and_a_choice_by_its_label(catalogue: Catalogue) -> None:
    row = Row("phone", {"promise": "We answer calls", "unit": "percent", "target": 80, "target_due": Due("FY2012")})
    older = plan_of(standards__standards=Rows((row,)))
    newer = older.with_at((STANDARDS, "phone", "target"), 90).with_at((STANDARDS, "phone", "unit"), "minutes")
    table, unit, target = (catalogue.element(STANDARDS), *map(catalogue.element(STANDARDS).column, ("unit", "target")))
    assert told(older, newer, catalogue) == [
        ("changed", "/answers/standards/standards/0/unit", f"{table.title}, We answer calls: {unit.title}", unit.label_of("percent"), unit.label_of("minutes")),
        ("changed", "/answers/standards/standards/0/target", f"{table.title}, We answer calls: {target.title}", "80", "90"),
    ]  # fmt: skip


def test_rows_that_came_and_went_are_told_whole_and_by_name(catalogue: Catalogue) -> None:
    title = catalogue.element("customers.groups").title
    older = plan_of(customers__groups=Rows((Row("a", {"name": "Farmers"}), Row("b", {"name": "Schools"}))))
    newer = plan_of(customers__groups=Rows((Row("b", {"name": "Schools"}), Row("c", {"name": "Cities", "number": 7}))))
    number = catalogue.element("customers.groups").column("number").title
    name = catalogue.element("customers.groups").column("name").title
    assert told(older, newer, catalogue) == [
        ("added", "/answers/customers/groups/1", f"{title}, Cities", None, f"{name}: Cities\n{number}: 7"),
        ("removed", "/answers/customers/groups/0", f"{title}, Farmers", f"{name}: Farmers", None),
    ]


def test_a_moved_row_is_an_order_that_changed_and_a_row_put_in_between_is_not(catalogue: Catalogue) -> None:
    a, b, c = (Row(one, {"name": one.upper()}) for one in "abc")
    older = plan_of(customers__groups=Rows((a, b)))
    title = catalogue.element("customers.groups").title
    assert told(older, plan_of(customers__groups=Rows((b, a))), catalogue) == [
        ("changed", "/answers/customers/groups", f"{title}: order", "A, B", "B, A")
    ]
    assert [one[0] for one in told(older, plan_of(customers__groups=Rows((a, c, b))), catalogue)] == ["added"]


def test_a_table_in_a_row_is_compared_row_by_row(catalogue: Catalogue) -> None:
    first = Row("m1", {"what": "Survey live", "due": Due("2012-03")})
    service = Row("s", {"name": "Refunds", "timeline": Rows((first,))})
    older = plan_of(services__services=Rows((service,)))
    newer = older.with_at(("services.services", "s", "timeline", "m1", "due"), Due("2012-06"))
    (one,) = changes_between(older, newer, catalogue)
    assert one.path == "/answers/services/services/0/timeline/0/due"
    assert one.place == ("services.services", "s", "timeline", "m1", "due")
    assert ", Refunds: Timeline, Survey live: " in one.title


def test_not_applicable_in_place_of_rows_is_one_change(catalogue: Catalogue) -> None:
    older = plan_of(standards__goals=Rows((Row("g", {"goal": "Answer sooner"}),)))
    ((kind, path, _title, old, new),) = told(older, plan_of(standards__goals=NotApplicable("None apply")), catalogue)
    assert (kind, path, new) == ("changed", "/answers/standards/goals", "Not applicable: None apply")
    assert "Answer sooner" in str(old)


def test_the_same_words_in_bold_are_a_change_that_says_so(catalogue: Catalogue) -> None:
    bold = Text((Block(BlockKind.PARAGRAPH, (Run("Hello", bold=True),)),))
    ((*_rest, old, new),) = told(
        plan_of(overview__summary=plain_text("Hello")), plan_of(overview__summary=bold), catalogue
    )
    assert (old, new) == ("Hello", "Hello (same words, formatted differently)")


def test_a_check_set_aside_is_told_with_its_reason(catalogue: Catalogue) -> None:
    older = plan_of(plan__lead=Person("Director"))
    newer = replace(older, set_aside=(SetAside("forms", "/answers/plan/lead", "No e-mail on purpose"),))
    (one,) = changes_between(older, newer, catalogue)
    assert one.as_json() == {
        "element": "plan.lead",
        "path": "/set_aside/0",
        "kind": "added",
        "old": None,
        "new": "No e-mail on purpose",
    }
    assert [str(one.kind) for one in changes_between(newer, older, catalogue)] == ["removed"]


def test_plans_compare_as_different_exactly_when_they_are(catalogue: Catalogue) -> None:
    order = [element.key for element in catalogue.elements()]

    @settings(deadline=None, max_examples=100)
    @given(plans(catalogue), plans(catalogue))
    def check(older: Plan, newer: Plan) -> None:
        assert changes_between(older, older, catalogue) == ()
        found = changes_between(older, newer, catalogue)
        assert bool([one for one in found if one.place]) == (older.answers != newer.answers)
        there = [order.index(one.element) for one in found if one.place]
        assert there == sorted(there)
        for one in found:
            assert (one.old is None) == (one.kind is ChangeKind.ADDED)
            assert (one.new is None) == (one.kind is ChangeKind.REMOVED)
            assert one.title
            assert one.old != one.new

    check()


@pytest.mark.parametrize("name", ["sample_plan", "every_element_plan"])
def test_from_nothing_to_a_whole_plan_everything_is_added(
    name: str, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue(name)
    found = changes_between(plan_of(), plan, catalogue)
    assert {one.kind for one in found} == {ChangeKind.ADDED}
    assert {one.element for one in found} == set(plan.answers)
