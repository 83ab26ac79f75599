"""Makes of what was decided the one step that writes it: the plan, the matrix' rows, and the version named before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from planwriter.drafts.library import OpenDraft
from planwriter.drafts.versions import Version
from planwriter.plan.draft import Draft
from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark
from planwriter.review.applying import Applied, applied
from planwriter.review.deciding import accepted
from planwriter.review.proposal import Decisions
from planwriter.review.remarks_of import with_dispositions
from planwriter.settings.account import account_name
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.matrix import changed, remarks_of
from planwriter.wizard.returned_copies import with_returned
from planwriter.wizard.reviewing import BroughtBack

UNDO_WORDS = "reviewers' changes"
_BEFORE = "Before reviewers' changes"
_AFTER = "Reviewers' changes"


@dataclass(frozen=True)
class ToApply:
    """What is to be written, in one step.

    Attributes:
        plan: The next plan, its routing sheet ticked.
        remarks: Rows of the matrix that are new or changed.
        version: What the draft as it is now is to be named first.
        applied: What applying gave: what changed, and what did not fit.
        accepted: Ids of the proposals that stand in the plan now.
    """

    plan: Plan
    remarks: tuple[Remark, ...]
    version: str
    applied: Applied
    accepted: tuple[str, ...]


def to_apply(
    draft: Draft,
    brought: BroughtBack,
    decisions: Decisions,
    catalogue: Catalogue,
    *,
    names: Iterable[str],
    now: datetime,
) -> ToApply:
    """Return what applying the decisions will write; writes nothing itself.

    Args:
        draft: As it is now.
        brought: What came back.
        decisions: What was decided; what was not stays open in the matrix.
        catalogue: The draft's template.
        names: Names of the versions that the draft has.
        now: Aware, in the zone in which times are shown.

    Raises:
        ValueError: The review was held against another plan than the draft's: call `reviewing.answered` first.
    """
    if brought.plan is not None and brought.plan.answers != draft.plan.answers:
        raise ValueError("the plan has moved on since the copies were held against it")
    review, confirmed = brought.review, brought.answers.confirmed
    done = applied(draft.plan, review, decisions, catalogue)
    left = {one.id for one in done.not_fitting}
    number, before = _free_name(names, now)
    remarks = with_dispositions(
        remarks_of(review, draft.remarks),
        decisions,
        version=f"{_AFTER} {number}, {day_in_words(now.date())}",
        not_fitting=left,
    )
    in_plan = tuple(one.id for one in accepted(review, decisions) if one.id not in left)
    taken = [replace(one, is_other_plan=one.is_other_plan and one.file not in confirmed) for one in review.copies]
    plan = with_returned(done.plan, taken, now.date())
    if plan is not draft.plan:
        plan = replace(plan, revision=draft.plan.revision + 1)
    return ToApply(plan, changed(remarks, draft.remarks), before, done, in_plan)


def name_before(held: OpenDraft, version: str, now: datetime) -> Version:
    """Name the draft as it is on the disk, before the reviewers' changes are written; a job for its own lane.

    Args:
        held: Everything edited so far is committed.
        version: As `to_apply` gives it.
        now: Aware, UTC.

    Raises:
        UsageError: Another version has this name by now.
        NotSavedError: The disk refuses; then nothing should be applied.
    """
    return held.history.name_version(version, who=account_name(), now=now)


def _free_name(names: Iterable[str], now: datetime) -> tuple[int, str]:
    """Return the number of this time, and a name no version has: "Before reviewers' changes 2, October 3, 2011"."""
    known = {name.casefold() for name in names}
    number = 1 + sum(name.startswith(_BEFORE.casefold()) for name in known)
    while (name := f"{_BEFORE} {number}, {day_in_words(now.date())}").casefold() in known:
        number += 1
    return number, name
