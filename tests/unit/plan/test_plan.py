"""A plan is never changed, only followed by the next one; paths and pointers lead both ways."""

import pytest
from hypothesis import given

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan, SetAside, field_at, path_of, pointer
from planwriter.plan.text import plain_text

from .strategies import PLAN_ID, plans

EMPTY = Plan(PLAN_ID, "eo13571-2011")
SERVICE = Rows((Row("s", {"name": "S", "timeline": Rows((Row("m", {"what": "W"}),))}),))


def test_an_edit_gives_the_next_plan_and_leaves_this_one():
    plan = EMPTY.with_answer("agency.name", " SSA ")
    assert (EMPTY.answers, EMPTY.revision) == ({}, 1)
    assert (plan.answer("agency.name"), plan.revision) == ("SSA", 2)
    with pytest.raises(TypeError):
        plan.answers["agency.name"] = "x"


@pytest.mark.parametrize("empty", [None, "", " "])
def test_an_empty_answer_clears(empty):
    cleared = EMPTY.with_answer("agency.name", "SSA").with_answer("agency.name", empty)
    assert (cleared.answers, cleared.revision) == ({}, 3)


def test_a_cell_of_a_table_in_a_row_is_reached_and_set():
    plan = EMPTY.with_answer("services.services", SERVICE)
    path = ("services.services", "s", "timeline", "m", "what")
    assert plan.at(path) == "W"
    assert plan.with_at(path, "X").at(path) == "X"
    assert plan.with_at(path, None).at(path) is None
    assert plan.with_at(("services.services", "s", "overview"), plain_text("x  y")).at(
        ("services.services", "s", "overview")
    ) == plain_text("x y")


def test_a_row_that_is_gone_has_no_answer_and_takes_none():
    plan = EMPTY.with_answer("services.services", SERVICE)
    assert plan.at(("services.services", "gone", "name")) is None
    for path in (("services.services", "gone", "name"), ("services.services", "s", "challenges", "m", "what")):
        with pytest.raises(KeyError):
            plan.with_at(path, "x")
    with pytest.raises(KeyError):
        EMPTY.with_at(("services.services", "s", "name"), "x")


def test_a_public_plan_has_nothing_internal(every_element_plan, catalogue):
    plan = every_element_plan.with_set_aside((SetAside("required", "/answers/plan/lead", "x"),))
    public = plan.without_internal(catalogue)
    assert public.set_aside == ()
    assert {key for key in plan.answers if key.startswith("clearance.")}
    assert not {key for key in public.answers if key.startswith("clearance.")}
    assert len(public.answers) == len([e for e in catalogue.elements() if not e.is_internal])


def paths(plan, path):
    yield path
    answer = plan.at(path)
    for row in answer if isinstance(answer, Rows) else ():
        for column in row.cells:
            yield from paths(plan, (*path, row.id, column))


def test_a_pointer_leads_back_to_its_path(catalogue):
    @given(plans(catalogue))
    def check(plan):
        for key in plan.answers:
            for path in paths(plan, (key,)):
                assert path_of(plan, pointer(plan, path)) == path
                assert field_at(catalogue, path).kind

    check()


def test_a_pointer_names_rows_by_their_place():
    plan = EMPTY.with_answer("services.services", SERVICE)
    assert pointer(plan, ("services.services", "s", "timeline", "m", "due")) == (
        "/answers/services/services/0/timeline/0/due"
    )
    assert path_of(plan, "/answers/services/services/0") == ("services.services", "s")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "/answers",
        "/format",
        "/answers/services/services/7",
        "/answers/services/services/x",
        "/answers/services/services/²",
    ],
)
def test_a_pointer_that_leads_nowhere_is_told(bad):
    with pytest.raises(KeyError):
        path_of(EMPTY.with_answer("services.services", SERVICE), bad)


def test_a_pointer_to_a_whole_row_leads_there_and_back():
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011").with_answer(
        "customers.groups", Rows((Row("a", {"name": "A"}), Row("b", {"name": "B"})))
    )
    assert pointer(plan, ("customers.groups", "b")) == "/answers/customers/groups/1"
    assert path_of(plan, "/answers/customers/groups/1") == ("customers.groups", "b")
    with pytest.raises(KeyError):
        pointer(plan, ("customers.groups", "gone"))


def test_what_is_set_aside_moves_with_its_row_and_goes_with_it():
    rows = Rows((Row("a", {"promise": "One"}), Row("b", {"promise": "Two"})))
    place = "/answers/standards/standards/1/target"
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011").with_answer("standards.standards", rows)
    plan = plan.with_set_aside((SetAside("standard_target", place, "We measure it from 2013"),))
    moved = plan.with_answer("standards.standards", rows.moved("b", 0))
    assert [one.path for one in moved.set_aside] == ["/answers/standards/standards/0/target"]
    assert plan.with_answer("standards.standards", rows.without_row("b")).set_aside == ()
    assert plan.with_answer("standards.standards", rows.without_row("a")).set_aside[0].path.endswith("/0/target")
    assert plan.with_answer("plan.title", "Another").set_aside == plan.set_aside
