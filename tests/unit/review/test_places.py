"""Answers and rows are found in the order of the plan."""

from planwriter.plan.answers import Row, Rows
from planwriter.review.places import Places, row_at, rows_at

from .copies import plan_of

GROUPS = ("customers.groups",)


def groups(*ids):
    return plan_of(agency__name="Agency", customers__groups=Rows(tuple(Row(one, {"name": one}) for one in ids)))


def test_paths_sort_in_the_order_of_the_plan(catalogue):
    places = Places(groups("b", "a"), (groups("b", "gone", "a"),), catalogue)
    paths = [("agency.name",), (*GROUPS, "b"), (*GROUPS, "b", "name"), (*GROUPS, "b", "number"), (*GROUPS, "a", "name")]
    mixed = [paths[place] for place in (3, 0, 4, 2, 1)]
    assert sorted(mixed, key=places.order) == paths
    assert places.order((*GROUPS, "b")) < places.order((*GROUPS, "new"), "b") < places.order((*GROUPS, "a"))
    assert places.order((*GROUPS, "new"), "") < places.order((*GROUPS, "b"))


def test_a_row_that_was_removed_since_is_told_and_comes_back_behind_the_row_it_followed(catalogue):
    places = Places(groups("a", "c"), (groups("a", "b", "c"),), catalogue)
    assert places.gone((*GROUPS, "b", "name")) == (*GROUPS, "b")
    assert places.gone((*GROUPS, "a", "name")) == ()
    assert places.gone((*GROUPS, "never", "name")) == ()
    assert places.base_row((*GROUPS, "b")) == (Row("b", {"name": "b"}), "a")
    assert places.base_row((*GROUPS, "never")) is None


def test_rows_are_found_where_there_are_some():
    plan = groups("a")
    assert row_at(plan, (*GROUPS, "a")) == Row("a", {"name": "a"})
    assert row_at(plan, (*GROUPS, "b")) is None
    assert rows_at(plan, ("agency.name",)) == Rows()
