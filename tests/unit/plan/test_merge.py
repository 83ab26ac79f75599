"""Two plans from one base are joined without losing an edit of either side, and without joining anything silently."""

from dataclasses import replace
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.plan.answers import NotApplicable, Person, Row, Rows
from planwriter.plan.draft import Draft, path_from_key
from planwriter.plan.leaves import changed_leaves
from planwriter.plan.merge import Conflict, merge
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.text import plain_text

from .strategies import PLAN_ID, answers

KEYS = (
    "agency.name",
    "overview.summary",
    "plan.lead",
    "customers.groups",
    "services.services",
    "standards.goals",
    "signature.customer_groups",
)
GROUPS = "customers.groups"
STANDARDS = "standards.standards"


def plan_of(found, revision=1, set_aside=()):
    return Plan(PLAN_ID, "eo13571-2011", revision, MappingProxyType(found), set_aside)


def table(*ids, **names):
    return Rows(tuple(Row(one, {"name": names.get(one, one)}) for one in ids))


@st.composite
def edited(draw, plan, catalogue):
    """The plan after some edits: other answers, cells, rows put in, removed and moved."""
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=3)):
        element = catalogue.element(key)
        rows = plan.answer(key)
        if not isinstance(rows, Rows) or draw(st.integers(0, 5)) == 0:
            plan = plan.with_answer(key, draw(st.none() | answers(element)))
            continue
        row_id = draw(st.sampled_from(rows.ids))
        match draw(st.sampled_from(("cell", "remove", "move", "add"))):
            case "cell":
                column = draw(st.sampled_from(element.columns))
                plan = plan.with_at((key, row_id, column.id), draw(st.none() | answers(column)))
            case "remove":
                plan = plan.with_answer(key, rows.without_row(row_id))
            case "move":
                plan = plan.with_answer(key, rows.moved(row_id, draw(st.integers(0, len(rows)))))
            case _:
                new = draw(st.sampled_from([one for one in "abcdefgh" if one not in rows.ids]))
                cell = draw(answers(element.columns[0]))
                plan = plan.with_answer(
                    key, rows.with_row(Row(new, {element.columns[0].id: cell}), at=draw(st.integers(0, 3)))
                )
    return plan


@st.composite
def three_sides(draw, catalogue):
    """A base and two plans written on from it; some findings set aside."""
    chosen = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    base = plan_of({})
    for key in chosen:
        base = base.with_answer(key, draw(answers(catalogue.element(key))))
    aside = st.lists(
        st.builds(
            SetAside,
            st.sampled_from(("length", "titles")),
            st.sampled_from(("/answers/customers/groups/0/name", "/answers/plan/lead", "nowhere")),
            st.sampled_from(("Late", "Known")),
        ),
        max_size=2,
        unique_by=lambda one: (one.rule, one.path),
    ).map(tuple)
    sides = [draw(edited(base, catalogue)) for _ in range(2)]
    return tuple(replace(plan, set_aside=draw(aside)) for plan in (base, *sides))


def content(plan):
    return plan.answers, plan.set_aside


def turned(conflicts):
    return [Conflict(one.path, one.base, one.theirs, one.ours) for one in conflicts]


def properties(catalogue, examples=80):
    def given_sides(check):
        settings(deadline=None, max_examples=examples)(given(three_sides(catalogue))(check))()

    return given_sides


def test_what_one_side_changed_is_as_on_that_side(catalogue):
    @properties(catalogue)
    def check(sides):
        base, ours, _theirs = sides
        for mine, other in ((ours, base), (base, ours)):
            merged = merge(base, mine, other)
            assert content(merged.plan) == content(ours)
            assert not merged.conflicts


def test_what_both_changed_alike_is_no_conflict(catalogue):
    @properties(catalogue)
    def check(sides):
        base, ours, _theirs = sides
        merged = merge(base, ours, ours)
        assert merged.plan == ours
        assert not merged.conflicts


def test_conflicts_are_the_same_from_either_side(catalogue):
    @properties(catalogue)
    def check(sides):
        base, ours, theirs = sides
        assert turned(merge(base, theirs, ours).conflicts) == list(merge(base, ours, theirs).conflicts)


def test_without_conflicts_it_does_not_matter_whose_plan_is_ours(catalogue):
    @properties(catalogue, 120)
    def check(sides):
        base, ours, theirs = sides
        merged = merge(base, ours, theirs)
        if not merged.conflicts:
            assert merged.plan == merge(base, theirs, ours).plan


def test_no_edit_of_either_side_is_lost(catalogue):
    @properties(catalogue, 120)
    def check(sides):
        base, ours, theirs = sides
        assert lost(base, ours, theirs, merge(base, ours, theirs)) == []

    planted = merge(plan_of({"agency.name": "A"}), plan_of({"agency.name": "B"}), plan_of({"agency.name": "C"}))
    sides = [plan_of({"agency.name": name}) for name in "ABC"]
    assert lost(*sides, planted) == []
    assert lost(*sides, replace(planted, conflicts=())) == [("theirs", "answers/agency.name")]


def lost(base, ours, theirs, merged):
    """Edits of a side that stand neither in the merged plan nor in a conflict; each leaf on its own."""
    told = [one.path for one in merged.conflicts]
    found = []
    for side, plan in (("ours", ours), ("theirs", theirs)):
        differs = changed_leaves(Draft(merged.plan), Draft(plan))
        for key, (before, after) in changed_leaves(Draft(base), Draft(plan)).items():
            path = path_from_key(key)[1:]
            if not key.startswith("answers/") or key not in differs or is_told(path, told):
                continue
            if isinstance(before or after, list) and is_table(path) and (before or after):
                result = merged.plan.at(path)
                ids = set(result.ids) if isinstance(result, Rows) else set()
                added, removed = set(after or ()) - set(before or ()), set(before or ()) - set(after or ())
                if added <= ids and all(row not in ids or is_told((*path, row), told) for row in removed):
                    continue
            elif is_not_applicable(before) and after is None and isinstance(merged.plan.at(path), Rows):
                continue  # what was taken back is gone; the other side added rows in its place
            elif path[0] == "plan.lead" and all(in_person(before, after, differs[key][0])):
                continue
            found.append((side, key))
    return found


def is_not_applicable(value):
    return isinstance(value, dict) and "not_applicable" in value


def is_told(path, told):
    return any(path[: len(one)] == one for one in told)


def is_table(path):
    return path[-1] in ("customers.groups", "services.services", "standards.goals", "timeline")


def in_person(before, after, result):
    for line in {*(before or {}), *(after or {})}:
        if (before or {}).get(line) != (after or {}).get(line):
            yield (result or {}).get(line) == (after or {}).get(line)


def test_taking_back_not_applicable_here_and_adding_rows_there_is_no_conflict():
    base = plan_of({"standards.goals": NotApplicable("None.")})
    theirs = plan_of({"standards.goals": table("a")})
    for sides in ((plan_of({}), theirs), (theirs, plan_of({}))):
        merged = merge(base, *sides)
        assert merged.plan.answer("standards.goals") == table("a")
        assert lost(base, *sides, merged) == []


def test_rows_of_both_sides_are_there_and_each_cell_is_that_of_who_changed_it():
    base = plan_of({GROUPS: table("a", "b", "c")})
    ours = plan_of({GROUPS: Rows((*table("x", "a", "b", a="Alpha").rows,))})
    theirs = plan_of({GROUPS: table("a", "b", "c", "y", b="Beta")})
    merged = merge(base, ours, theirs)
    assert merged.plan.answer(GROUPS) == table("x", "a", "b", "y", a="Alpha", b="Beta")
    assert not merged.conflicts


def test_two_columns_of_one_row_join_and_one_column_does_not():
    base = plan_of({GROUPS: Rows((Row("a", {"name": "A", "year": "2010"}),))})
    ours = base.with_at((GROUPS, "a", "name"), "Ours")
    theirs = base.with_at((GROUPS, "a", "year"), "2011")
    assert merge(base, ours, theirs).plan.at((GROUPS, "a", "name")) == "Ours"
    assert merge(base, ours, theirs).plan.at((GROUPS, "a", "year")) == "2011"
    torn = merge(base, ours, base.with_at((GROUPS, "a", "name"), "Theirs"))
    assert torn.conflicts == (Conflict((GROUPS, "a", "name"), "A", "Ours", "Theirs"),)
    assert torn.plan.at((GROUPS, "a", "name")) == "Ours"


def test_a_row_removed_here_and_changed_there_is_a_conflict_and_ours_stands():
    base = plan_of({GROUPS: table("a", "b")})
    ours = plan_of({GROUPS: table("b")})
    theirs = base.with_at((GROUPS, "a", "name"), "Changed")
    merged = merge(base, ours, theirs)
    assert merged.plan.answer(GROUPS) == table("b")
    assert [(one.path, one.ours, one.theirs) for one in merged.conflicts] == [
        ((GROUPS, "a"), None, Row("a", {"name": "Changed"}))
    ]
    assert merge(base, theirs, ours).plan.answer(GROUPS) == theirs.answer(GROUPS)


@pytest.mark.parametrize(
    ("ours", "theirs", "order"),
    [("bac", "abcd", "bacd"), ("abc", "cab", "cab"), ("abxc", "abyc", "abxyc"), ("cab", "cab", "cab")],
)
def test_the_side_that_moved_rows_decides_their_order(ours, theirs, order):
    base = plan_of({GROUPS: table(*"abc")})
    merged = merge(base, plan_of({GROUPS: table(*ours)}), plan_of({GROUPS: table(*theirs)}))
    assert merged.plan.answer(GROUPS) == table(*order)
    assert not merged.conflicts


def test_rows_moved_on_both_sides_are_a_conflict_of_the_order():
    base = plan_of({GROUPS: table(*"abc")})
    merged = merge(base, plan_of({GROUPS: table(*"bac")}), plan_of({GROUPS: table(*"acb")}))
    assert merged.conflicts == (Conflict((GROUPS,), tuple("abc"), tuple("bac"), tuple("acb")),)
    assert merged.plan.answer(GROUPS) == table(*"bac")


def test_a_person_joins_line_by_line():
    base = plan_of({"plan.lead": Person("Director", phone="1")})
    ours = plan_of({"plan.lead": Person("Director", phone="2")})
    theirs = plan_of({"plan.lead": Person("Director", phone="1", email="lead@agency.gov")})
    assert merge(base, ours, theirs).plan.answer("plan.lead") == Person("Director", phone="2", email="lead@agency.gov")
    torn = merge(base, ours, plan_of({"plan.lead": Person("Director", phone="3")}))
    assert [one.path for one in torn.conflicts] == [("plan.lead",)]


def test_a_text_that_both_changed_is_never_joined():
    base, ours, theirs = (plan_of({"overview.summary": plain_text(words)}) for words in ("In 90.", "In 60.", "In 30."))
    merged = merge(base, ours, theirs)
    assert merged.plan == ours
    assert len(merged.conflicts) == 1


def test_not_applicable_against_rows_is_a_conflict():
    base = plan_of({"standards.goals": table("a")})
    ours = plan_of({"standards.goals": table("a", "b")})
    merged = merge(base, ours, plan_of({"standards.goals": NotApplicable("None apply")}))
    assert merged.plan == ours
    assert len(merged.conflicts) == 1


def test_a_finding_set_aside_moves_with_its_row():
    aside = SetAside("standards", f"/answers/{STANDARDS.replace('.', '/')}/1/posted_at", "Posted next year")
    base = plan_of({STANDARDS: Rows((Row("a", {"promise": "A"}), Row("b", {"promise": "B"})))})
    ours = replace(base, set_aside=(aside,))
    theirs = base.with_answer(STANDARDS, base.answer(STANDARDS).moved("b", 0))
    merged = merge(base, ours, theirs)
    assert [one.path for one in merged.plan.set_aside] == ["/answers/standards/standards/0/posted_at"]
    gone = merge(base, ours, base.with_answer(STANDARDS, base.answer(STANDARDS).without_row("b")))
    assert gone.plan.set_aside == ()


def test_the_order_of_what_was_set_aside_does_not_depend_on_whose_plan_is_ours():
    one, two = SetAside("titles", "/answers/plan/lead", "Known"), SetAside("length", "/answers/plan/title", "Known")
    orders = [(), (one,), (two,), (one, two), (two, one)]
    for aside in product(orders, repeat=3):
        for answered in product([{}, {"agency.name": "A"}], repeat=2):
            base, ours, theirs = (plan_of(found, 1, by) for found, by in zip(({}, *answered), aside, strict=True))
            merged = merge(base, ours, theirs)
            assert merged.plan == merge(base, theirs, ours).plan
            assert not merged.conflicts
            assert set(merged.plan.set_aside) <= {one, two}


def test_the_revision_rises_when_something_was_joined():
    base = plan_of({"agency.name": "A"}, 3)
    ours = base.with_answer("agency.acronym", "AA")
    theirs = base.with_answer("plan.title", "T").with_answer("plan.version", "1")
    assert merge(base, ours, theirs).plan.revision == 6
    assert merge(base, base, theirs).plan == theirs
