"""Brings reviewers' copies back, for a worker thread or the command line: reads, finds what each rests on, compares.

Here review meets drafts, which may not import one another. Nothing is written: `applying_review` does that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from planwriter.drafts.baselines import KeptExport
from planwriter.errors import FormatError, StorageError
from planwriter.plan.plan import Plan
from planwriter.review.baseline import Baseline, read_baseline
from planwriter.review.examine import examine
from planwriter.review.proposal import CopyReview, Review
from planwriter.review.returned import ReturnedCopy
from planwriter.review.together import together
from planwriter.review.which_export import fit
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.job_progress import JobProgress
from planwriter.wizard.reading_copies import FailedFile, ReadFile, digest_of, file_bytes, read_files


class WentOut(Protocol):
    """Where what went out is kept: clearance copies in a folder of baselines, sent documents in their packages."""

    def baseline(self, export_id: str) -> bytes | None:
        """Return a copy's baseline; None when it is not kept here."""

    def kept(self) -> tuple[KeptExport, ...]:
        """Return all copies kept, the newest first."""


@dataclass(frozen=True)
class Basis:
    """What copies are held against.

    Attributes:
        plan: Today's.
        stores: Where what went out is kept, the most likely place first.
        known: Ids under which the draft has rows of the matrix.
    """

    plan: Plan
    catalogue: Catalogue
    stores: tuple[WentOut, ...]
    known: frozenset[str] = frozenset()

    def baseline(self, export_id: str) -> bytes | None:
        """Return what is kept of a copy that went out; None when nothing is."""
        found = (store.baseline(export_id) for store in self.stores) if export_id else iter(())
        return next((data for data in found if data is not None), None)


@dataclass(frozen=True)
class Candidate:
    """A copy that went out, and how well a returned file fits it: 0 not at all, 1 wholly."""

    export: KeptExport
    fit: float


@dataclass(frozen=True)
class WhichExport:
    """A file that does not say which copy it was; the person chooses.

    Attributes:
        file: Its name.
        candidates: The copies that went out: those that fit best first, of those that fit alike the newest. May be
            empty; then nothing can be done with the file on this computer.
    """

    file: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Answers:
    """What the person said of files that asked something.

    Attributes:
        exports: By a file's name the id of the export that it is a copy of.
        confirmed: Names of files that were made from another plan and are taken all the same.
        presumed: By a file's path the id of the export that it should be a copy of, as whoever sent it back says; it
            counts where the file itself names none that is known.
    """

    exports: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    confirmed: frozenset[str] = frozenset()
    presumed: Mapping[Path, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class BroughtBack:
    """What came back.

    Attributes:
        review: All that could be read, against today's plan.
        files: What was read of each file; handed back, nothing needs to be read again.
        failures: Files that could not be read or used, and why.
        which: Files that wait until somebody says which export they are.
        others: Names of files made from another plan, which wait to be confirmed.
        answers: What was said so far.
        plan: The plan that the review was held against.
    """

    review: Review
    files: tuple[ReadFile, ...] = ()
    failures: tuple[FailedFile, ...] = ()
    which: tuple[WhichExport, ...] = ()
    others: tuple[str, ...] = ()
    answers: Answers = Answers()
    plan: Plan | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a person should know, files that failed first."""
        return (*(f"{one.name}: {one.error.title} {one.error.advice}" for one in self.failures), *self.told)

    @property
    def told(self) -> tuple[str, ...]:
        """What a person should know beside the files that failed."""
        asked = (
            f"{one.file} does not say which of your copies it is. Choose the copy it was made from."
            if one.candidates
            else f"{one.file} does not say which of your copies it is, and this computer kept none. Bring it back on"
            " the computer on which the copy was exported."
            for one in self.which
        )
        return (*asked, *self.review.warnings)

    @property
    def tracked(self) -> tuple[int, int]:
        """How many tracked characters were found again, and how many there are, over all files that were compared."""
        compared = {one.file: one for one in self.review.copies}
        total = sum(one.copy.tally.inserted + one.copy.tally.deleted for one in self.files if one.name in compared)
        return max(0, total - sum(one.unreported for one in compared.values())), total


def read_copies(
    paths: Sequence[Path],
    basis: Basis,
    *,
    before: BroughtBack | None = None,
    answers: Answers | None = None,
    progress: JobProgress | None = None,
    keep: Callable[[bytes], object] | None = None,
) -> BroughtBack:
    """Read reviewers' copies and return what they propose, all together; a bad file never loses the others.

    Args:
        paths: The files; those that were read before are not read again unless they say something else by now.
        basis: What they are held against.
        before: What came back before, to which these are added.
        answers: What is known of the files; None for what was said before.
        progress: Polled for a wish to stop: once a file that is read, and once a file that is compared.
        keep: Called with the bytes of each file that was read; it raises nothing.

    Raises:
        StoppedError: The person stopped it.
    """
    progress = progress or JobProgress()
    known = before or BroughtBack(Review())
    there = {one.path: one for one in known.files}
    new = [path for path in dict.fromkeys(paths) if path not in there or _is_other(there[path])]
    rest = tuple(one for one in known.files if one.path not in new)
    progress.total = 2 * len(new) + len(rest)
    files, failures = read_files(new, progress=progress, taken=rest, keep=keep)
    kept = (one for one in known.failures if one.path not in paths)
    brought = replace(known, files=(*rest, *files), failures=(*kept, *failures))
    return answered(brought, basis, answers or known.answers, progress=progress)


def _is_other(read: ReadFile) -> bool:
    """Whether a file that was read before says something else by now; one that is gone does not."""
    try:
        return bool(read.digest) and digest_of(file_bytes(read.path)) != read.digest
    except StorageError:
        return False


def answered(
    brought: BroughtBack, basis: Basis, answers: Answers, *, progress: JobProgress | None = None
) -> BroughtBack:
    """Return what came back once the person has answered, or once the plan has moved on; reads no file again."""
    progress = progress or JobProgress()
    which: list[WhichExport] = []
    failures = [one for one in brought.failures if one.name not in {read.name for read in brought.files}]
    copies: list[CopyReview] = []
    known: dict[bytes, Baseline] = {}
    for read in brought.files:
        try:
            found = _rests_on(read, basis, answers, known=known)
            if found is None:
                which.append(WhichExport(read.name, candidates_for(read.copy, basis)))
            else:
                copies.append(_examined(read, found, basis))
        except (FormatError, StorageError) as error:
            failures.append(FailedFile(read.name, read.path, error))
        progress.step()
    others = tuple(one.file for one in copies if one.is_other_plan and one.file not in answers.confirmed)
    review = together(copies, basis.plan, basis.catalogue, confirmed=answers.confirmed, known=basis.known)
    return BroughtBack(review, brought.files, tuple(failures), tuple(which), others, answers, basis.plan)


def candidates_for(copy: ReturnedCopy, basis: Basis) -> tuple[Candidate, ...]:
    """Return the copies that went out, those that a returned file fits best first, then the newest."""
    found: dict[str, Candidate] = {}
    for store in basis.stores:
        for export in store.kept():
            data = store.baseline(export.export_id) if export.plan_id == basis.plan.plan_id else None
            if data is not None and export.export_id not in found:
                found[export.export_id] = Candidate(export, _fit(copy, data, basis.catalogue))
    return tuple(sorted(found.values(), key=lambda one: (round(one.fit, 3), one.export.at), reverse=True))


def best_exports(which: Sequence[WhichExport]) -> Answers:
    """Return the likeliest answer for files that do not say which copy they are, where any fits at all."""
    best = {one.file: one.candidates[0] for one in which if one.candidates}
    return Answers({file: one.export.export_id for file, one in best.items() if one.fit > 0})


@dataclass(frozen=True)
class _Rest:
    """What a copy rests on, and what to say of that."""

    baseline: Baseline
    warnings: tuple[str, ...] = ()


def _rests_on(read: ReadFile, basis: Basis, answers: Answers, *, known: dict[bytes, Baseline]) -> _Rest | None:
    """Return what went out: what this computer kept, else what the file itself holds; None when nobody knows.

    Args:
        known: Baselines that were read before; several copies may rest on one.
    """
    export_id = answers.exports.get(read.name, read.copy.export_id)
    kept = basis.baseline(export_id)
    data = kept or (read.copy.baseline if export_id == read.copy.export_id else None)
    if data is None:
        kept = data = basis.baseline(answers.presumed.get(read.path, ""))
    if data is None:
        return None
    warnings: tuple[str, ...] = ()
    if kept is not None and read.copy.baseline not in (None, kept) and export_id == read.copy.export_id:
        warnings = (
            "The file carries another record of what went out than this computer kept. The record of this computer was"
            " used. Look at this copy's changes with care.",
        )
    try:
        if data not in known:
            known[data] = read_baseline(data, basis.catalogue)
    except FormatError:
        if kept is not None:
            raise
        return None  # nobody vouches for what a file says of itself
    return _Rest(known[data], warnings)


def _examined(read: ReadFile, rest: _Rest, basis: Basis) -> CopyReview:
    """Return what a copy holds; its warnings name the file, since others stand beside it."""
    found = examine(read.copy, rest.baseline, basis.catalogue, file=read.name, plan_id=basis.plan.plan_id)
    warnings = [*rest.warnings, *found.warnings]
    if found.unreported:
        warnings.append(
            f"{found.unreported} changed characters, rows or comments are not shown. Open the file in Word beside this"
            " list, and tell your help desk. Nothing in the file was changed."
        )
    named = dict.fromkeys(one if read.name in one else f"{read.name}: {one}" for one in warnings)
    return replace(found, warnings=tuple(named))


def _fit(copy: ReturnedCopy, data: bytes, catalogue: Catalogue) -> float:
    try:
        return fit(copy, read_baseline(data, catalogue))
    except FormatError:
        return 0.0
