"""The chain of edits: which rows an edit adds to the history, each hanging on the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planwriter.drafts.digests import NOTHING, link_digest

ONE_STEP = timedelta(seconds=2)
"""Typing in one field that goes on within this time is one step of the history."""

WITHOUT_HISTORY = ("plan/revision",)
"""Leaves that get no row: the revision is a mere counter, and every step carries it."""


@dataclass(frozen=True)
class Change:
    """One leaf before and after an edit, as JSON; None stands for "not there"."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Step:
    """One row of the history.

    Attributes:
        seq: Counted from 1 without gaps; the order of everything.
        step: `seq` of the first row of the edit that this row belongs to; one edit may change several leaves.
        utc: When it began, UTC in ISO form; for showing only.
        until: When its last keystroke came.
        old, new: JSON of the leaf before and after; None stands for "not there".
        revision: The plan's revision after it.
        prev_sha: Digest of the row before.
        sha: Digest of this row.
    """

    seq: int
    step: int
    utc: str
    until: str
    key: str
    old: str | None
    new: str | None
    revision: int
    prev_sha: bytes
    sha: bytes = NOTHING

    def proof(self) -> bytes:
        """Return what `sha` must be."""
        parts = (self.seq, self.step, self.utc, self.until, self.key, self.old, self.new, self.revision)
        return link_digest(self.prev_sha, *parts)

    def sealed(self) -> "Step":
        """Return the step with its digest."""
        return replace(self, sha=self.proof())


def next_steps(
    last: Step | None, changes: Sequence[Change], *, revision: int, now: datetime, may_go_on: bool = True
) -> tuple[Step, ...]:
    """Return the rows that an edit adds behind `last`, or `last` itself, extended, when the typing just goes on.

    Args:
        last: The newest row so far; None in a new draft.
        changes: What the edit changed, at least one leaf.
        revision: The plan's revision after the edit.
        now: Aware, UTC.
        may_go_on: Whether `last` may be extended at all.
    """
    if last and may_go_on and len(changes) == 1 and _goes_on(last, changes[0], now):
        extended = replace(last, new=changes[0].new, until=now.isoformat(), revision=revision)
        return (extended.sealed(),)
    utc = now.isoformat()
    first = last.seq + 1 if last else 1
    head = last.sha if last else NOTHING
    steps: list[Step] = []
    for seq, change in enumerate(changes, start=first):
        one = Step(seq, first, utc, utc, change.key, change.old, change.new, revision, head).sealed()
        head = one.sha
        steps.append(one)
    return tuple(steps)


def _goes_on(last: Step, change: Change, now: datetime) -> bool:
    is_alone = last.step == last.seq
    pause = now - datetime.fromisoformat(last.until)
    # a clock that was put back must not glue steps together
    return is_alone and last.key == change.key and timedelta(0) <= pause <= ONE_STEP
