"""What is kept beside a plan never changes the plan, and keys of paths lead back to them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planwriter.plan.draft import Draft, path_from_key, path_key
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind

from .strategies import PLAN_ID

DRAFT = Draft(Plan(PLAN_ID, "eo13571-2011"))


def test_a_tick_is_set_and_taken_away():
    ticked = DRAFT.with_finished("agency", is_finished=True)
    assert ticked.finished == {"agency"}
    assert ticked.with_finished("agency", is_finished=False) == DRAFT
    assert ticked.plan is DRAFT.plan


def test_a_note_is_kept_and_removed_by_blank_words():
    noted = DRAFT.with_note("agency.name", "Ask counsel.")
    assert noted.notes == {"agency.name": "Ask counsel."}
    assert noted.with_note("agency.name", " ") == DRAFT


def test_half_typed_words_are_kept_by_their_path():
    typed = DRAFT.with_typed(("signature.timeline", "x/y", "due"), "Q2")
    assert typed.typed == {"signature.timeline/x~1y/due": "Q2"}
    assert typed.with_typed(("signature.timeline", "x/y", "due"), "") == DRAFT
    assert typed.plan.answers == {}


@given(st.lists(st.text(), min_size=1).map(tuple))
def test_a_key_leads_back_to_its_path(path):
    assert path_from_key(path_key(path)) == path


def test_remarks_are_added_and_replaced_by_their_id():
    one = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?")
    two = replace(one, id="000000000000", text="How?")
    noted = DRAFT.with_remarks((one, two))
    answered = noted.with_remarks((replace(one, response="So."),))
    assert answered.remarks == {one.id: replace(one, response="So."), two.id: two}
    assert answered.plan is DRAFT.plan
    assert answered.with_remarks((two,)) is answered
