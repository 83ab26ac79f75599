"""What was done before a draft was opened, made ready for undo.

Takes: the newest steps of the stored history. Gives: edits that can be taken back one by one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias

from planwriter.drafts.history import Step
from planwriter.drafts.library import OpenDraft
from planwriter.errors import FormatError
from planwriter.plan.draft import Draft
from planwriter.plan.edits_in_words import EditWords, LeafChange, edit_in_words
from planwriter.plan.leaves import with_leaves
from planwriter.plan.plan import Path, Plan
from planwriter.template.catalogue import Catalogue

Changes: TypeAlias = tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class PastEdit:
    """One edit of the stored history.

    Attributes:
        seq, first: Numbers of its last and of its first step.
        at: When its last keystroke came; aware, UTC.
        changes: (key, JSON before, JSON after) of each leaf; None stands for "not there".
    """

    seq: int
    at: datetime
    changes: Changes
    first: int = 0

    def in_words(self, catalogue: Catalogue, plan: Plan) -> EditWords:
        """Return what it did; rows are named as in `plan`."""
        return edit_in_words(
            [LeafChange(key, _value(old), _value(new)) for key, old, new in self.changes], catalogue, plan
        )

    def words(self, catalogue: Catalogue, plan: Plan) -> str:
        """Return what undo calls it."""
        return f"change from before: {self.in_words(catalogue, plan).what}"

    def path(self, catalogue: Catalogue, plan: Plan) -> Path:
        """Return where it was; empty when it has no single place."""
        return self.in_words(catalogue, plan).path

    def taken_back(self, draft: Draft, catalogue: Catalogue) -> Draft | None:
        """Return the draft as it was before this edit, which must be its last one; None when it was not."""
        try:
            before = with_leaves(draft, {key: _value(old) for key, old, _new in self.changes}, catalogue)
            again = with_leaves(before, {key: _value(new) for key, _old, new in self.changes}, catalogue)
        except FormatError:
            return None
        return before if _content(again) == _content(draft) else None


def past_edits(steps: Iterable[Step]) -> tuple[PastEdit, ...]:
    """Return steps as edits, in the order given.

    Args:
        steps: In either order; the rows of one edit stand together.
    """
    edits: list[PastEdit] = []
    for _first, rows in groupby(steps, key=lambda step: step.step):
        found = sorted(rows, key=lambda step: step.seq)
        changes = tuple((one.key, one.old, one.new) for one in found)
        edits.append(PastEdit(found[-1].seq, datetime.fromisoformat(found[-1].until), changes, found[0].seq))
    return tuple(edits)


def undoable(steps: Sequence[Step], undoings: Iterable[int] = ()) -> tuple[PastEdit, ...]:
    """Return what undo may take back, oldest first.

    What was undone already is left out together with its undoing: doing it again would be no undo.

    Args:
        steps: The newest first, as the history gives them.
        undoings: Last steps of the edits that undo or redo made.
    """
    by_undo = frozenset(undoings)
    done: list[PastEdit] = []
    for edit in reversed(past_edits(steps)):
        left = replace(edit, changes=tuple(one for one in edit.changes if one[1] != one[2]))
        while left.changes and done and edit.seq in by_undo:
            joined, rest = _joined(done[-1], left)
            if rest == left.changes:
                break
            left = replace(left, changes=rest)
            done[-1] = joined
            if joined.changes:
                break
            done.pop()
        if left.changes:
            done.append(left)
    return tuple(done)


def recalled(held: OpenDraft, at_most: int) -> tuple[PastEdit, ...]:
    """Return what undo may take back of a draft that was just opened; a job for the draft's own lane.

    Raises:
        DamagedDraftError: The history is not what was written.
    """
    return undoable(held.history.steps(at_most=at_most), held.history.undoings())


def _joined(edit: PastEdit, undoing: PastEdit) -> tuple[PastEdit, Changes]:
    """Return an edit as an undoing left it, and those changes of the undoing that are not about it."""
    news = {key: new for key, _old, new in undoing.changes}
    joined = tuple((key, old, news.get(key, new)) for key, old, new in edit.changes)
    keys = {key for key, _old, _new in edit.changes}
    rest = tuple(one for one in undoing.changes if one[0] not in keys)
    return replace(edit, changes=tuple(one for one in joined if one[1] != one[2])), rest


def _content(draft: Draft) -> Draft:
    return draft.with_plan(replace(draft.plan, revision=0))


def _value(words: str | None) -> Any:
    return None if words is None else json.loads(words)
