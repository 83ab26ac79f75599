"""Which edits are one step of the history."""

from datetime import UTC, datetime, timedelta

from planwriter.drafts.digests import NOTHING
from planwriter.drafts.history import Change, Step, next_steps

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)


def _typed(last: Step | None, key: str, new: str, seconds: float) -> Step:
    steps = next_steps(last, [Change(key, last and last.new, new)], revision=2, now=NOW + timedelta(seconds=seconds))
    return steps[-1]


def test_typing_on_within_two_seconds_is_one_step() -> None:
    first = _typed(None, "answers/plan.title", "C", 0)
    on = _typed(first, "answers/plan.title", "Cu", 2)
    assert (on.seq, on.old, on.new, on.utc) == (1, None, "Cu", first.utc)
    assert on.sha == on.proof() != first.sha
    assert _typed(on, "answers/plan.title", "Cus", 4).seq == 1


def test_a_pause_another_field_or_a_clock_put_back_begins_a_step() -> None:
    first = _typed(None, "answers/plan.title", "C", 0)
    for key, seconds in (("answers/plan.title", 2.1), ("answers/plan.version", 0.1), ("answers/plan.title", -1)):
        step = _typed(first, key, "x", seconds)
        assert (step.seq, step.step, step.prev_sha) == (2, 2, first.sha)


def test_an_edit_of_several_leaves_is_one_step_of_several_rows_and_is_not_typed_on() -> None:
    changes = [Change("answers/a.b", '["r1"]', "[]"), Change("answers/a.b/r1/c", '"x"', None)]
    steps = next_steps(None, changes, revision=7, now=NOW)
    assert [(step.seq, step.step, step.revision) for step in steps] == [(1, 1, 7), (2, 1, 7)]
    assert steps[0].prev_sha == NOTHING
    assert steps[1].prev_sha == steps[0].sha
    assert _typed(steps[1], "answers/a.b/r1/c", "y", 1).seq == 3
