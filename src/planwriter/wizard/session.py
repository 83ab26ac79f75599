"""The open draft: edits, undo across pages, and who wants to hear of them. Knows no Qt, no disk and no clock.

Takes: edits by path. Gives: the next Draft, a Change to each listener, and the findings of the plan as it is.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from planwriter.checks import run_checks
from planwriter.checks.findings import Finding, Severity
from planwriter.plan.answers import Answer
from planwriter.plan.draft import Draft, path_from_key
from planwriter.plan.plan import Path, Plan, SetAside, field_at
from planwriter.plan.remarks import Remark
from planwriter.template.catalogue import Catalogue, Kind
from planwriter.wizard.caret import caret_behind_change
from planwriter.wizard.past import PastEdit

MAX_STEPS = 500
MERGE_PAUSE = timedelta(seconds=1)
MERGE_EDITS = 40
_TYPED_KINDS = (Kind.TEXT, Kind.LINE, Kind.URL, Kind.NUMBER, Kind.DATE, Kind.DUE)


@dataclass(frozen=True)
class Step:
    """One thing that undo takes back.

    Attributes:
        words: What was done, for the menu: "typing in Executive summary".
        path: Where; empty for what has no single place.
        before, after: The draft on both sides.
        caret: Where the caret stood then in an answer of several lines; None when unknown.
        at: When it was last added to; UTC.
        edits: How many edits were merged into it.
    """

    words: str
    path: Path
    before: Draft
    after: Draft
    at: datetime
    caret: int | None = None
    edits: int = 1

    def caret_then(self, *, is_undo: bool) -> int | None:
        """Return where the caret belongs once the step is taken back or done again; None when unknown."""
        old, new = (self.after, self.before) if is_undo else (self.before, self.after)
        # the caret was noted behind the first letter of the step
        hint = self.caret - 1 if is_undo and self.caret else self.caret
        place = caret_behind_change(old, new, self.path, hint)
        return self.caret if place is None else place


@dataclass(frozen=True)
class Change:
    """What listeners are told: the draft before and after, and whether somebody typed it or undo did it."""

    old: Draft
    new: Draft
    path: Path
    is_undo: bool = False


Listener: TypeAlias = Callable[[Change], object]


class Session:
    """The draft that is open, with its undo."""

    def __init__(self, draft: Draft, catalogue: Catalogue, *, agency_words: Collection[str] = frozenset()) -> None:
        self.draft = draft
        self.catalogue = catalogue
        self.agency_words = agency_words
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._past: list[PastEdit] = []
        self._listeners: list[Listener] = []
        self._checked: tuple[Plan, tuple[Finding, ...]] | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.draft.plan

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the plan as it is now; worked out once for each plan."""
        if self._checked is None or self._checked[0] is not self.plan:
            self._checked = (self.plan, run_checks(self.plan, self.catalogue, agency_words=self.agency_words))
        return self._checked[1]

    def take_findings(self, plan: Plan, findings: tuple[Finding, ...]) -> bool:
        """Take findings that were worked out elsewhere; False when the plan has moved on since."""
        if plan is not self.plan:
            return False
        self._checked = (plan, findings)
        return True

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change; the function returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def edit(
        self, path: Path, answer: Answer | None, *, now: datetime, typed: str = "", caret: int | None = None
    ) -> None:
        """Set or clear one answer; typing in one field merges into one step of undo.

        Args:
            path: The answer's place.
            answer: The new value; None or an empty value clears it.
            now: The moment, UTC.
            typed: Words that cannot be read as an answer yet; kept beside the plan.
            caret: Where the caret stood before the edit.

        Raises:
            KeyError: The row is not there (any more).
        """
        before = self.draft
        plan = before.plan.with_at(path, answer)
        if plan.at(path) == before.plan.at(path):
            plan = before.plan
        after = before.with_plan(plan).with_typed(path, typed)
        field = field_at(self.catalogue, path)
        verb = "typing in" if field.kind in _TYPED_KINDS else "change of"
        self._do(f"{verb} {field.title}", path, after, now=now, caret=caret, may_merge=field.kind in _TYPED_KINDS)

    def edit_together(self, edits: Sequence[tuple[Path, Answer | None]], words: str, *, now: datetime) -> None:
        """Set several answers as one step, such as all that follows from picking the agency."""
        plan = self.plan
        for path, answer in edits:
            plan = plan.with_at(path, answer)
        if edits:
            self._do(words, edits[0][0], self.draft.with_plan(plan), now=now)

    def set_finished(self, page: str, *, is_finished: bool, now: datetime) -> None:
        """Set or take away the author's "I've finished this page"."""
        words = "marking a page finished" if is_finished else "marking a page unfinished"
        self._do(words, (), self.draft.with_finished(page, is_finished=is_finished), now=now)

    def set_note(self, key: str, words: str, *, now: datetime) -> None:
        """Set the private note on an element."""
        self._do("typing a note", ("notes", key), self.draft.with_note(key, words), now=now, may_merge=True)

    def apply_review(self, plan: Plan, remarks: Iterable[Remark], *, words: str, now: datetime) -> None:
        """Take over what was decided of reviewers' changes, with the matrix' rows, as one step of undo.

        Args:
            plan: The plan with what was accepted.
            remarks: Rows that are new or changed; the others stay.
            words: What undo calls it.
            now: The moment, UTC.
        """
        same = (plan.answers, plan.set_aside) == (self.plan.answers, self.plan.set_aside)
        after = self.plan if same else replace(plan, plan_id=self.plan.plan_id, revision=self.plan.revision + 1)
        self._do(words, (), self.draft.with_plan(after).with_remarks(remarks), now=now)

    def set_remark(self, remark: Remark, *, now: datetime) -> None:
        """Put a row of the matrix in the place of the one with its id; typing in one row is one step of undo."""
        after = self.draft.with_remarks((remark,))
        self._do("typing in the comment matrix", ("remarks", remark.id), after, now=now, may_merge=True)

    def set_aside(self, finding: Finding, reason: str, *, now: datetime) -> None:
        """Set a `should` or `consider` aside, with a reason.

        Raises:
            ValueError: It is a `must`, or the reason is blank.
        """
        if finding.severity is Severity.MUST or not reason.strip():
            raise ValueError("only a should or consider can be set aside, and only with a reason")
        rest = self._set_aside_without(finding)
        kept = (*rest, SetAside(finding.rule, finding.path, " ".join(reason.split())))
        self._do("setting a check aside", (), self.draft.with_plan(self.plan.with_set_aside(kept)), now=now)

    def take_back(self, finding: Finding, *, now: datetime) -> None:
        """Let a finding that was set aside count again."""
        plan = self.plan.with_set_aside(self._set_aside_without(finding))
        self._do("taking a check back", (), self.draft.with_plan(plan), now=now)

    def go_back(self, then: Draft, words: str, *, now: datetime, element: str = "") -> None:
        """Bring an earlier draft back as a new edit, which undo takes back like any other.

        Notes stay as they are: they are about the work and no part of it.

        Args:
            then: The draft as it was.
            words: What undo calls it.
            now: The moment, UTC.
            element: Bring back this one answer only; "" for all answers, ticks and checks set aside.
        """
        draft = self.draft
        if element:
            answer = then.plan.answer(element)
            plan = draft.plan if answer == draft.plan.answer(element) else draft.plan.with_answer(element, answer)
            after = replace(draft, plan=plan, typed=_typed_from(draft, then, element))
        else:
            is_same = (then.plan.answers, then.plan.set_aside) == (draft.plan.answers, draft.plan.set_aside)
            plan = draft.plan if is_same else replace(then.plan, revision=draft.plan.revision + 1)
            after = replace(draft, plan=plan, typed=then.typed, finished=then.finished)
        self._do(words, (element,) if element else (), after, now=now)

    def take_past(self, edits: Sequence[PastEdit]) -> None:
        """Let undo go on into what was done before the draft was opened; `edits` as `undoable` gives them."""
        self._past = list(edits[-MAX_STEPS:])

    @property
    def undo_words(self) -> str:
        """What undo would take back; "" when there is nothing."""
        if self._done:
            return self._done[-1].words
        return self._past[-1].words(self.catalogue, self.plan) if self._past else ""

    @property
    def redo_words(self) -> str:
        """What redo would do again; "" when there is nothing."""
        return self._undone[-1].words if self._undone else ""

    def undo(self) -> Step | None:
        """Take back the last step and return it; None when there is none."""
        if not self._done and not self._recall():
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._go_to(step.before, step.path)
        return step

    def redo(self) -> Step | None:
        """Do the step taken back last again and return it; None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._go_to(step.after, step.path)
        return step

    def end_step(self) -> None:
        """Let the next edit begin a step of its own; called when a field or page is left."""
        if self._done:
            self._done[-1] = replace(self._done[-1], edits=MERGE_EDITS)

    def _set_aside_without(self, finding: Finding) -> tuple[SetAside, ...]:
        return tuple(one for one in self.plan.set_aside if (one.rule, one.path) != (finding.rule, finding.path))

    def _do(
        self,
        words: str,
        path: Path,
        after: Draft,
        *,
        now: datetime,
        caret: int | None = None,
        may_merge: bool = False,
    ) -> None:
        before = self.draft
        if after == before:
            return
        last = self._done[-1] if self._done else None
        if may_merge and last and last.path == path and last.edits < MERGE_EDITS and now - last.at <= MERGE_PAUSE:
            self._done[-1] = replace(last, after=after, at=now, edits=last.edits + 1)
        else:
            self._done.append(Step(words, path, before, after, now, caret))
            if len(self._done) > MAX_STEPS:
                del self._done[0]
                self._past.clear()  # the way back is whole or ends
        self._undone.clear()
        self.draft = after
        self._tell(Change(before, after, path))

    def _go_to(self, draft: Draft, path: Path) -> None:
        """Make `draft` the open one under a new revision, since going back is an edit as well."""
        before = self.draft
        if draft.plan is not before.plan:
            draft = draft.with_plan(replace(draft.plan, revision=before.plan.revision + 1))
        self.draft = draft
        self._tell(Change(before, draft, path, is_undo=True))

    def _recall(self) -> bool:
        """Make the newest edit of before the draft was opened a step to undo; False when there is none."""
        if not self._past:
            return False
        edit = self._past.pop()
        before = edit.taken_back(self.draft, self.catalogue)
        if before is None:  # it does not lead here, so what lies before it cannot either
            self._past.clear()
            return False
        words, path = edit.words(self.catalogue, self.plan), edit.path(self.catalogue, self.plan)
        self._done.append(Step(words, path, before, self.draft, edit.at, edits=MERGE_EDITS))
        return True

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def _typed_from(draft: Draft, then: Draft, element: str) -> Mapping[str, str]:
    """Return the half-typed words with those of one element as they were then."""
    kept = {key: words for key, words in draft.typed.items() if path_from_key(key)[0] != element}
    return MappingProxyType(kept | {k: words for k, words in then.typed.items() if path_from_key(k)[0] == element})
