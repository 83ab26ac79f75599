"""A draft taken apart is put together again; what an edit changes is found without comparing the rest."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from planwriter.errors import FormatError
from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves, draft_from_leaves, leaves, with_leaves
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind

from .strategies import PLAN_ID, drafts

EMPTY = Draft(Plan(PLAN_ID, "eo13571-2011"))


def through_json(found):
    return json.loads(json.dumps(found))


def test_a_draft_survives_being_taken_apart(catalogue):
    @settings(deadline=None, max_examples=100)
    @given(drafts(catalogue))
    def check(draft):
        found = through_json(leaves(draft))
        assert draft_from_leaves(draft.plan.plan_id, found, catalogue) == draft

    check()


def test_applying_what_changed_gives_the_later_draft(catalogue):
    @settings(deadline=None, max_examples=100)
    @given(drafts(catalogue), drafts(catalogue))
    def check(old, new):
        found = leaves(old)
        for key, (before, after) in changed_leaves(old, new).items():
            assert found.get(key) == before
            if after is None:
                del found[key]
            else:
                found[key] = after
        assert found == leaves(new)

    check()


def test_an_edit_changes_its_own_leaf_and_the_revision():
    plan = EMPTY.plan.with_answer("customers.groups", Rows((Row("a", {"name": "A"}), Row("b", {"name": "B"}))))
    old = EMPTY.with_plan(plan)
    new = old.with_plan(plan.with_at(("customers.groups", "b", "name"), "C"))
    assert changed_leaves(old, new) == {
        "plan/revision": (2, 3),
        "answers/customers.groups/b/name": ("B", "C"),
    }


def test_a_move_changes_the_list_of_ids_alone():
    plan = EMPTY.plan.with_answer("customers.groups", Rows((Row("a", {"name": "A"}), Row("b", {}))))
    moved = plan.with_answer("customers.groups", Rows((Row("b", {}), Row("a", {"name": "A"}))))
    changed = changed_leaves(EMPTY.with_plan(plan), EMPTY.with_plan(moved))
    assert changed["answers/customers.groups"] == (["a", "b"], ["b", "a"])
    assert set(changed) == {"answers/customers.groups", "plan/revision"}


def test_nothing_changed_is_nothing():
    assert changed_leaves(EMPTY, EMPTY) == {}


def test_not_applicable_and_ids_with_slashes_are_kept(catalogue):
    plan = EMPTY.plan.with_answer("standards.goals", NotApplicable("None."))
    plan = plan.with_answer("customers.groups", Rows((Row("x/y~z", {"name": "A"}),)))
    found = leaves(EMPTY.with_plan(plan))
    assert found["answers/standards.goals"] == {"not_applicable": "None."}
    assert found["answers/customers.groups/x~1y~0z/name"] == "A"
    assert draft_from_leaves(PLAN_ID, found, catalogue).plan == plan


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("answers/customers.groups", [5]),
        ("answers/agency.name", 5),
        ("answers/agency.kind", "ministry"),
    ],
)
def test_a_damaged_leaf_is_refused(catalogue, key, value):
    with pytest.raises(FormatError):
        draft_from_leaves(PLAN_ID, {key: value}, catalogue)


def test_setting_leaves_leads_to_the_other_draft_and_back(catalogue):
    @settings(deadline=None, max_examples=100)
    @given(drafts(catalogue), drafts(catalogue))
    def check(old, new):
        changes = changed_leaves(old, new)
        after = with_leaves(old, {key: value for key, (_old, value) in changes.items()}, catalogue)
        assert same_but_revision(after, new)
        back = with_leaves(after, {key: value for key, (value, _new) in changes.items()}, catalogue)
        assert same_but_revision(back, old)
        assert after.plan.revision == old.plan.revision + (after.plan is not old.plan)

    check()


def same_but_revision(one, other):
    return replace(one, plan=replace(one.plan, revision=0)) == replace(other, plan=replace(other.plan, revision=0))


def test_setting_a_leaf_leaves_other_answers_the_same_objects(catalogue):
    plan = EMPTY.plan.with_answer("customers.groups", Rows((Row("a", {"name": "A"}),))).with_answer("plan.title", "T")
    after = with_leaves(EMPTY.with_plan(plan), {"answers/plan.title": None}, catalogue)
    assert after.plan.answer("customers.groups") is plan.answer("customers.groups")
    assert after.plan.answer("plan.title") is None
    assert after.plan.revision == plan.revision + 1
    assert with_leaves(after, {"answers/plan.title": None}, catalogue).plan is after.plan


def test_an_answer_to_a_reviewer_changes_its_own_leaf_alone(catalogue):
    one = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?")
    two = replace(one, id="000000000000", text="How?")
    old = EMPTY.with_remarks((one, two))
    new = old.with_remarks((replace(two, response="So."),))
    changed = changed_leaves(old, new)
    assert set(changed) == {"remarks/000000000000"}
    back = with_leaves(new, {key: before for key, (before, _after) in changed.items()}, catalogue)
    assert back == old
    assert back.remarks[one.id] is one
    assert with_leaves(new, {"remarks/000000000000": None}, catalogue).remarks == {one.id: one}


def test_a_keystroke_elsewhere_does_not_look_at_the_remarks():
    class Untouchable(dict):
        def items(self):
            raise AssertionError("the matrix was walked through")

    old = replace(EMPTY, remarks=Untouchable())
    assert changed_leaves(old, old.with_note("plan.title", "x")) == {"notes/plan.title": (None, "x")}
