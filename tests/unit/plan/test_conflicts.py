"""What could not be joined is told with all three values, in words and in JSON."""

from types import MappingProxyType

from planwriter.plan.answers import Row, Rows
from planwriter.plan.conflicts import conflict_as_json, conflict_in_words
from planwriter.plan.merge import Conflict, merge
from planwriter.plan.plan import Plan, SetAside
from planwriter.template.catalogue import Catalogue

from .strategies import PLAN_ID

GROUPS = "customers.groups"
A, B = Row("a", {"name": "Farmers"}), Row("b", {"name": "Schools"})


def plan_of(rows: Rows) -> Plan:
    return Plan(PLAN_ID, "eo13571-2011", 1, MappingProxyType({GROUPS: rows}))


def only(base: Plan, ours: Plan, theirs: Plan) -> tuple[Conflict, Plan]:
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    return conflict, merged.plan


def test_a_cell_is_told_by_its_row_s_name(catalogue: Catalogue) -> None:
    base = plan_of(Rows((A, B)))
    ours, theirs = (base.with_at((GROUPS, "b", "kind"), kind) for kind in ("individual", "business"))
    conflict, plan = only(base, ours, theirs)
    column = catalogue.element(GROUPS).column("kind")
    assert conflict_as_json(conflict, plan) == {
        "element": GROUPS,
        "path": "/answers/customers/groups/1/kind",
        "base": None,
        "ours": "individual",
        "theirs": "business",
    }
    assert conflict_in_words(conflict, plan, catalogue).splitlines() == [
        f"Both changed: Customer groups, Schools: {column.title}",
        "    base: (nothing)",
        f"    ours: {column.label_of('individual')}",
        f"  theirs: {column.label_of('business')}",
    ]


def test_a_row_removed_on_one_side_is_told_by_its_name_and_stands_at_its_table(catalogue: Catalogue) -> None:
    base = plan_of(Rows((A, B)))
    theirs = base.with_at((GROUPS, "a", "year"), "2011")
    conflict, plan = only(base, plan_of(Rows((B,))), theirs)
    told = conflict_as_json(conflict, plan)
    assert (told["path"], told["ours"], told["theirs"]) == (
        "/answers/customers/groups",
        None,
        {"id": "a", "name": "Farmers", "year": "2011"},
    )
    words = conflict_in_words(conflict, plan, catalogue)
    assert words.startswith("Both changed: Customer groups, Farmers (removed on one side)\n")
    assert "    ours: (nothing)" in words
    other = only(base, theirs, plan_of(Rows((B,))))
    assert conflict_as_json(*other)["path"] == "/answers/customers/groups/0"


def test_an_order_is_told_by_the_rows_names(catalogue: Catalogue) -> None:
    c = Row("c", {})
    conflict, plan = only(plan_of(Rows((A, B, c))), plan_of(Rows((B, A, c))), plan_of(Rows((A, c, B))))
    words = conflict_in_words(conflict, plan, catalogue)
    assert "Customer groups: order of the rows" in words
    assert "  theirs: Farmers, c, Schools" in words
    assert conflict_as_json(conflict, plan)["ours"] == ["b", "a", "c"]


def test_a_reason_that_both_gave_is_told(catalogue: Catalogue) -> None:
    plans = [
        Plan(PLAN_ID, "eo13571-2011", 1, MappingProxyType({}), (SetAside("forms", "/answers/plan/lead", reason),))
        for reason in ("One", "Two")
    ]
    conflict, plan = only(Plan(PLAN_ID, "eo13571-2011"), *plans)
    assert conflict_as_json(conflict, plan) == {
        "element": "plan.lead",
        "path": "/set_aside",
        "base": None,
        "ours": "One",
        "theirs": "Two",
    }
    assert "why a check was set aside" in conflict_in_words(conflict, plan, catalogue)
