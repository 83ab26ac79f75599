"""The slow things as plain functions, ready for a worker thread or the command line: open, begin and save.

Here the stations meet that may not import one another: drafts and checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from planwriter.checks import run_checks
from planwriter.checks.findings import Finding
from planwriter.checks.gates import is_finished
from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.drafts.portable import CopyResult, WorkingCopy, default_name, is_changed_by_others, read_working_copy
from planwriter.drafts.summary import Summary
from planwriter.errors import StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.plan.new import new_plan
from planwriter.plan.plan import Plan
from planwriter.plan.progress import grid
from planwriter.plan.stored import Copy, plan_bytes, read_plan
from planwriter.plan.text import norm_line
from planwriter.resources import resource
from planwriter.settings.account import account_name
from planwriter.template.agencies import find_agency
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue

_LEGEND = "clearance.draft_legend"


@dataclass(frozen=True)
class Opened:
    """A draft that is held open, as it was when opened.

    Attributes:
        notice: What the person should know about it; "" when there is nothing.
        has_review: Whether reviewers' changes wait in it that were not applied.
    """

    held: OpenDraft
    draft: Draft
    catalogue: Catalogue
    notice: str = ""
    has_review: bool = False


def open_draft(library: DraftLibrary, draft_id: str, now: datetime) -> Opened:
    """Open a draft of this computer.

    Args:
        library: Where it is.
        draft_id: As the library lists it.
        now: Aware; times are told in this computer's zone.

    Raises:
        HeldError: Another window has it.
        StorageError: It is not there, is damaged, or was made by a newer planwriter.
        FormatError: It holds what this edition does not know.
    """
    held = library.open(draft_id, now)
    try:
        _refuse_newer(held)
        held.author = account_name()
        catalogue = load_catalogue()
        notice = opening_words(held, now.astimezone())
        return Opened(held, held.draft(catalogue), catalogue, notice, held.review.is_waiting)
    except BaseException:
        held.close()
        raise


def create_draft(library: DraftLibrary, plan: Plan, now: datetime, *, folder: Path | None = None) -> Opened:
    """Make a draft of a plan; its working copy will lie in `folder` when one is given.

    Raises:
        StorageError: The disk refuses.
    """
    copy = None if folder is None else WorkingCopy(folder / default_name(plan))
    return _created(library, plan, now, copy)


def begin_plan(
    library: DraftLibrary,
    agency_name: str,
    title: str,
    *,
    folder: Path | None,
    plan_id: str,
    now: datetime,
    legend: str = "",
) -> Opened:
    """Make a draft of a new plan for an agency.

    Args:
        library: Where it goes.
        agency_name: As it was typed.
        title: The plan's; blank leaves it open.
        folder: Where its working copy will lie; None for nowhere.
        plan_id: A new UUID.
        now: Aware, UTC.
        legend: The words that the office has draft copies marked with; "" for none.

    Raises:
        StorageError: The disk refuses.
    """
    plan = new_plan(plan_id, agency_name, find_agency(agency_name))
    if title.strip():
        plan = replace(plan.with_answer("plan.title", title), revision=plan.revision)
    if marked := norm_line(legend):
        plan = replace(plan.with_answer(_LEGEND, marked), revision=plan.revision)
    return create_draft(library, plan, now, folder=folder)


def open_file(library: DraftLibrary, path: Path, *, plan_id: str, now: datetime) -> Opened:
    """Open a plan from a file as a draft of this computer.

    A working copy that a draft here writes to opens that draft. A public copy always begins a new draft, under
    `plan_id`. The file itself is never changed by opening it.

    Raises:
        FormatError: It is no plan, or not one this program can read.
        StorageError: It is not there, or the disk refuses.
        HeldError: The draft it belongs to is open in another window.
    """
    path = path.absolute()
    stored, copy = read_working_copy(path, load_catalogue())
    if stored.copy is Copy.PUBLIC:
        opened = create_draft(library, replace(stored.plan, plan_id=plan_id), now)
        words = "This is a public copy, so planwriter began a new draft from it. The file itself stays as it is."
        return replace(opened, notice=words)
    for summary in library.list():
        if summary.working_copy and Path(summary.working_copy) == path:
            return _known(open_draft(library, summary.id, now), stored.plan, path)
    return _created(library, stored.plan, now, copy)


def open_sample(library: DraftLibrary, *, plan_id: str, now: datetime) -> Opened:
    """Open the sample plan: the draft of it that is here, else a new one.

    Raises:
        StorageError: The disk refuses.
        HeldError: It is open in another window.
    """
    sample = sample_plans()[0]
    for summary in library.list():
        if summary.title == sample.answer("plan.title"):
            return open_draft(library, summary.id, now)
    return create_draft(library, replace(sample, plan_id=plan_id), now)


def sample_plans() -> tuple[Plan, ...]:
    """Return the sample plan and the one that answers every element; the examples beside each element."""
    names = ("sample.csplan", "every-element.csplan")
    return tuple(read_plan(resource("plans", name).read_bytes(), load_catalogue()).plan for name in names)


def save(held: OpenDraft, before: Draft, after: Draft, now: datetime, *, is_undo: bool = False) -> Draft:
    """Commit what changed between two drafts and return the later one.

    Args:
        held: The draft on the disk.
        before: As it was committed last.
        after: As it is.
        now: Aware, UTC.
        is_undo: Whether undo or redo made the change, and nothing else.

    Raises:
        NotSavedError: The disk refuses; nothing is lost as long as `after` is tried again.
    """
    changes = changed_leaves(before, after)
    if changes and is_undo:
        _commit_undo(held, changes, now)
    elif changes:
        held.commit(changes, now)
    return after


def _commit_undo(held: OpenDraft, changes: Mapping[str, tuple[Any, Any]], now: datetime) -> None:
    """Commit it as a step of its own and say whose, so that undo does not undo it after the next opening."""
    held.history.end_step()
    newest = held.history.newest
    held.commit(changes, now)
    if held.history.newest > newest:
        held.history.note_undo()


def save_copy(held: OpenDraft, plan: Plan, catalogue: Catalogue, now: datetime) -> CopyResult | None:
    """Write the person's working copy; None while they chose none. Never fatal: the result says what happened."""
    if held.working_copy is None:
        return None
    return held.write_working_copy(plan_bytes(plan, catalogue), now)


def summary_of(held: OpenDraft, draft: Draft, findings: tuple[Finding, ...], now: datetime) -> Summary:
    """Return what the list of drafts shows of this one."""
    copy = held.working_copy
    return Summary(
        held.id,
        str(draft.plan.answer("plan.title") or "Untitled plan"),
        str(draft.plan.answer("agency.name") or ""),
        now,
        state="Finished" if is_finished(findings) else "In progress",
        parts_met=sum(cell.is_met for cell in grid(draft.plan)),
        working_copy=str(copy.path) if copy else None,
        working_copy_sha256=copy.ours[-1] if copy and copy.ours else None,
    )


def opening_words(held: OpenDraft, now: datetime) -> str:
    """Return what the person should know of a draft that was just opened; "" when there is nothing.

    Args:
        held: The draft.
        now: Aware, in the zone in which times are shown.
    """
    told = []
    if (recovery := held.recovery) is not None:
        told.append(recovery.words(now))
    if held.missing:
        told.append("This computer stopped before your last words were on its disk. Look at what you typed last.")
    if warning := held.place.warning():
        told.append(warning)
    return " ".join(told)


def _created(library: DraftLibrary, plan: Plan, now: datetime, copy: WorkingCopy | None) -> Opened:
    catalogue = load_catalogue()
    held = library.create(Draft(plan), now)
    held.author = account_name()
    try:
        if copy is not None:
            held.set_working_copy(copy)
        held.write_summary(summary_of(held, Draft(plan), run_checks(plan, catalogue), now))
        return Opened(held, Draft(plan), catalogue)
    except BaseException:
        held.close()
        raise


def _refuse_newer(held: OpenDraft) -> None:
    if held.is_newer:
        raise StorageError(
            "This draft was made by a newer version of planwriter.",
            "Install the newest version and open it again. Nothing was changed.",
        )


def _known(opened: Opened, in_file: Plan, path: Path) -> Opened:
    """Say so when somebody else changed the file of a draft; the draft wins, the file stays."""
    copy = opened.held.working_copy
    is_ours = copy is not None and not is_changed_by_others(copy)  # it may well be older than the draft
    if is_ours or in_file.answers == opened.draft.plan.answers:
        return opened
    words = (
        f"“{path.name}” is not the same as your draft on this computer; you see the draft. Nothing was overwritten: "
        "planwriter will write its own copy beside the file."
    )
    return replace(opened, notice=words)
