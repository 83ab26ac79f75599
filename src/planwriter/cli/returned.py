"""Brings reviewers' copies back for a command, answering what only a person could be asked in a window."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.errors import PlanwriterError, StorageError

if TYPE_CHECKING:
    from planwriter.drafts.library import OpenDraft
    from planwriter.plan.draft import Draft
    from planwriter.plan.plan import Plan
    from planwriter.plan.remarks import Remark
    from planwriter.plan.stored import Copy
    from planwriter.template.catalogue import Catalogue
    from planwriter.wizard.job_progress import JobProgress
    from planwriter.wizard.reviewing import BroughtBack, WhichExport


@dataclass(frozen=True)
class Place:
    """What FILE names, held open as long as a command works on it.

    Attributes:
        draft: The plan, with what is kept beside it when it is a draft of this computer.
        held: The draft itself; None for a file, and for a draft as it was at an earlier moment.
        exports: Folders of what went out for clearance, the most likely first.
        outbox: The folder of what was sealed, whose documents an office may send back.
    """

    draft: "Draft"
    copy: "Copy"
    catalogue: "Catalogue"
    exports: tuple[Path, ...]
    outbox: Path
    held: "OpenDraft | None" = None


@contextmanager
def held_place(file: str, data_dir: Path | None) -> Iterator[Place]:
    """Hold what FILE names, so that a command can write to it; failures as of `source.read_source`."""
    from planwriter.cli.source import draft_and_moment, find_file, names_draft, opened_draft, read_source
    from planwriter.plan.draft import Draft
    from planwriter.plan.stored import Copy
    from planwriter.settings.paths import AppPaths

    paths = AppPaths.of(data_dir)
    find_file(file)
    draft_id, moment = draft_and_moment(file)
    if not names_draft(file) or moment:
        source = read_source(file, data_dir)
        folders = (paths.exports,) if not source.draft_id else (paths.drafts / draft_id / "exports", paths.exports)
        yield Place(Draft(source.plan), source.copy, source.catalogue, folders, paths.outbox)
        return
    opened = opened_draft(draft_id, data_dir)
    try:
        folders = (opened.held.folder / "exports", paths.exports)
        yield Place(opened.draft, Copy.WORKING, opened.catalogue, folders, paths.outbox, opened.held)
    finally:
        opened.held.close()


def bring_back(paths: Sequence[Path], place: Place) -> "BroughtBack":
    """Return what came back; a copy that does not say which one it was counts as the one that it fits best."""
    from dataclasses import replace

    from planwriter.drafts.baselines import BaselineStore
    from planwriter.submit.outbox import Outbox
    from planwriter.wizard.reviewing import Basis, answered, best_exports, read_copies
    from planwriter.wizard.sent_copies import SentCopies

    known, plan = frozenset(place.draft.remarks), place.draft.plan
    sent = SentCopies(Outbox(place.outbox), plan.plan_id, place.catalogue)
    basis = Basis(plan, place.catalogue, (*map(BaselineStore, place.exports), sent), known)
    brought = read_copies(paths, basis, progress=_progress())
    guessed = best_exports(brought.which)
    if guessed.exports:
        told = tuple(_guess_in_words(one) for one in brought.which if one.file in guessed.exports)
        brought = answered(brought, basis, guessed)
        brought = replace(brought, review=replace(brought.review, warnings=(*told, *brought.review.warnings)))
    return brought


def write_remarks(place: Place, plan: "Plan", remarks: "Sequence[Remark]", *, words: str) -> None:
    """Write into a draft, as one step of its history, and put it away; a file has nothing to write this to.

    Raises:
        NotSavedError: The disk refuses.
    """
    from datetime import datetime

    from planwriter.wizard.putting_away import put_away
    from planwriter.wizard.session import Session

    if place.held is None:
        return
    now = datetime.now().astimezone()
    session = Session(place.draft, place.catalogue)
    session.apply_review(plan, remarks, words=words, now=now)
    done = put_away(place.held, place.draft, session, now)
    if not done.is_let_go:
        raise done.troubles[0]
    for trouble in done.troubles:
        print(trouble.title, trouble.advice, file=sys.stderr)


def raise_failures(brought: "BroughtBack", total: int) -> None:
    """Say which files could not be read, once everything else is done.

    Raises:
        PlanwriterError: Some could not.
    """
    if not brought.failures:
        return
    first = brought.failures[0]
    if len(brought.failures) == 1:
        raise type_of(first.error)(f"{first.name}: {first.error.title}", first.error.advice)
    names = "; ".join(f"{one.name}: {one.error.title.rstrip('.')}" for one in brought.failures)
    raise StorageError(f"{len(brought.failures)} of {total} files could not be read. {names}.", first.error.advice)


def type_of(error: PlanwriterError) -> type[PlanwriterError]:
    """Return a kind of failure that takes a title and an advice, and ends with the same status."""
    return StorageError if error.exit_status == StorageError.exit_status else PlanwriterError


def refuse_to_replace(path: Path | None) -> None:
    """Refuse to write over a file.

    Raises:
        StorageError: There is one.
    """
    if path is not None and path.exists():
        raise StorageError(
            f"“{path.name}” is already there.", "Give another name after --out, so that nothing is lost."
        )


def _guess_in_words(which: "WhichExport") -> str:
    best = which.candidates[0]
    day = f"{best.export.at.astimezone():%Y-%m-%d %H:%M}"
    office = f" for {best.export.office}" if best.export.office else ""
    count = len(which.candidates)
    return (
        f"{which.file} does not say which copy it is. It fits the copy of {day}{office} best"
        f" ({best.fit:.0%} of its words; {count} cop{'y' if count == 1 else 'ies'} kept), so that one was used."
        " In the window you can choose another one."
    )


def _progress() -> "JobProgress | None":
    from planwriter.wizard.job_progress import JobProgress

    class Told(JobProgress):
        def step(self) -> None:
            super().step()
            print(f"\r{self.done} of {self.total} steps", end="\n" if self.done == self.total else "", file=sys.stderr)

    return Told() if sys.stderr.isatty() else None
