"""Keeps with the draft what came back and what was decided of it, and brings both back when the plan is opened again.

Here review meets drafts, which may not import one another. What is kept are the copies as they came: on opening they
are read again and held against the plan of that day, and each decision finds its change by the change's id.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planwriter.drafts.kept_review import COPIES, DECISIONS, DONE, KeptReview
from planwriter.errors import FormatError, StorageError
from planwriter.plan.draft import path_from_key, path_key
from planwriter.review.proposal import Choice, Decision, Decisions, Review
from planwriter.wizard.job_progress import JobProgress
from planwriter.wizard.reading_copies import KeptFile, read_kept_files
from planwriter.wizard.reviewing import Answers, Basis, BroughtBack, answered

_DAMAGED = "What was kept of the review is damaged."
_NO_COPIES = "Bring the reviewed copies back once more. What you decided of them is still there."
_NO_DECISIONS = "The copies are still there. Decide once more; nothing of it was in your plan yet."


@dataclass(frozen=True)
class Restored:
    """A review that was kept.

    Attributes:
        brought: What came back; None when the copies are not known any more.
        decisions: What was decided, also of changes that none of the copies holds any more.
        applied: Ids of what was applied of that.
        troubles: What is damaged, in whole sentences with what to do.
    """

    brought: BroughtBack | None = None
    decisions: Decisions = field(default_factory=Decisions)
    applied: frozenset[str] = frozenset()
    troubles: tuple[str, ...] = ()


def keep_copies(store: KeptReview, brought: BroughtBack) -> None:
    """Keep which copies came back, and what was said of them.

    Raises:
        StorageError: The disk refuses.
    """
    store.keep(COPIES, _copies_form(brought))


def keep_decisions(
    store: KeptReview, decisions: Decisions, *, applied: Collection[str] = (), is_done: bool = False
) -> None:
    """Keep what was decided.

    Args:
        applied: Ids of what was applied of it.
        is_done: Whether nothing is left to decide or to apply.

    Raises:
        StorageError: The disk refuses.
    """
    store.keep(DECISIONS, {**_decisions_form(decisions), "applied": sorted(applied), DONE: is_done})


def restored(store: KeptReview, basis: Basis, *, progress: JobProgress | None = None) -> Restored:
    """Return the review that was kept, held against today's plan; a fault costs words, and only what is damaged.

    Raises:
        StoppedError: The person stopped it.
    """
    progress = progress or JobProgress()
    troubles: list[str] = []
    decisions, applied = _decisions(store, troubles)
    form = _form(store, COPIES, _NO_COPIES, troubles)
    try:
        files, answers = ((), Answers()) if form is None else _copies(form, store)
    except _ShapeError:
        files, answers = (), Answers()
        troubles.append(_set_aside(store, COPIES, _DAMAGED, _NO_COPIES))
    if not files:
        return Restored(None, decisions, applied, tuple(troubles))
    progress.total = 2 * len(files)
    read, failures = read_kept_files(files, progress=progress)
    brought = BroughtBack(Review(), read, failures)
    found = answered(brought, basis, answers, progress=progress)
    return Restored(found, decisions, applied, tuple(troubles))


# --- as JSON --------------------------------------------------------------------------------------------------------


class _ShapeError(Exception):
    """A value is not what it should be."""


def _copies_form(brought: BroughtBack) -> dict[str, Any]:
    answers = brought.answers
    return {
        "files": [[one.name, str(one.path), one.digest] for one in brought.files if one.digest],
        "exports": dict(answers.exports),
        "confirmed": sorted(answers.confirmed),
        "presumed": {str(path): export for path, export in answers.presumed.items()},
    }


def _copies(form: Mapping[str, Any], store: KeptReview) -> tuple[tuple[KeptFile, ...], Answers]:
    rows = form.get("files")
    if not isinstance(rows, list) or not all(_is_words(row, length=3) for row in rows):
        raise _ShapeError
    files = tuple(KeptFile(name, Path(path), digest, store.path_of(digest)) for name, path, digest in rows)
    confirmed = _word_list(form, "confirmed")
    presumed = {Path(path): export for path, export in _words_by_key(form, "presumed").items()}
    exports = MappingProxyType(_words_by_key(form, "exports"))
    return files, Answers(exports, frozenset(confirmed), MappingProxyType(presumed))


def _decisions_form(decisions: Decisions) -> dict[str, Any]:
    return {
        "proposals": {one: [str(made.choice), made.words] for one, made in decisions.proposals.items()},
        "placed": {one: path_key(path) for one, path in decisions.placed.items()},
    }


def _decisions(store: KeptReview, troubles: list[str]) -> tuple[Decisions, frozenset[str]]:
    form = _form(store, DECISIONS, _NO_DECISIONS, troubles)
    if form is None:
        return Decisions(), frozenset()
    try:
        proposals = _by_id(form.get("proposals"))
        placed = {one: path_from_key(key) for one, key in _words_by_key(form, "placed").items()}
        applied = _word_list(form, "applied")
    except (_ShapeError, ValueError):
        troubles.append(_set_aside(store, DECISIONS, _DAMAGED, _NO_DECISIONS))
        return Decisions(), frozenset()
    return Decisions(MappingProxyType(proposals), MappingProxyType(placed)), frozenset(applied)


def _form(store: KeptReview, name: str, advice: str, troubles: list[str]) -> Mapping[str, Any] | None:
    try:
        return store.kept(name)
    except FormatError as error:
        troubles.append(_set_aside(store, name, error.title, advice))
    except StorageError as error:
        troubles.append(f"{error.title} {error.advice}")
    return None


def _set_aside(store: KeptReview, name: str, title: str, advice: str) -> str:
    """Put a file that cannot be used out of the way and return what to say of it."""
    with suppress(StorageError):  # then it is told again the next time
        store.set_aside(name)
    return f"{title} {advice}"


def _by_id(form: object) -> dict[str, Decision]:
    if not isinstance(form, dict) or not all(_is_words(one, length=2) for one in form.values()):
        raise _ShapeError
    return {one: Decision(Choice(choice), words) for one, (choice, words) in form.items()}


def _words_by_key(form: Mapping[str, Any], name: str) -> dict[str, str]:
    found = form.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise _ShapeError
    return found


def _word_list(form: Mapping[str, Any], name: str) -> list[str]:
    found = form.get(name, [])
    if not isinstance(found, list) or not _is_words(found):
        raise _ShapeError
    return found


def _is_words(value: object, *, length: int | None = None) -> bool:
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return is_list and length in (None, len(value))  # type: ignore[arg-type]
