"""The moments of a draft's history as people read them: when, who, what; and what has changed since one of them.

Here the stored history meets the catalogue's words. These are jobs for the draft's own lane.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path as FilePath

from planwriter.drafts.history import Step
from planwriter.drafts.library import OpenDraft
from planwriter.drafts.portable import is_changed_by_others, read_working_copy
from planwriter.plan.compare import PlanChange, changes_between
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Path, Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.past import past_edits

BEGINNING = "The draft began"


@dataclass(frozen=True)
class Moment:
    """One edit, or the beginning.

    Attributes:
        seq, first: The last and the first step of the edit; `first` is 0 for the beginning.
        at: When its last keystroke came; aware, UTC.
        who: Who made it; "" when that is not known.
        what: What was done, in words.
        detail: The first words of the new answer; may be empty.
        path: Where it was; empty when it has no single place.
        names: The versions named at this moment.
    """

    seq: int
    at: datetime
    who: str
    what: str
    detail: str = ""
    path: Path = ()
    names: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True)
class Since:
    """A moment of the draft, and what has changed since.

    Attributes:
        then: The draft as it was.
        changes: From then to the plan it was compared with.
    """

    seq: int
    then: Draft
    changes: tuple[PlanChange, ...]


def moments(
    held: OpenDraft, catalogue: Catalogue, plan: Plan, *, below: int | None = None, at_most: int = 200
) -> tuple[Moment, ...]:
    """Return moments, the newest first; the last page ends with the beginning.

    Args:
        held: The draft on the disk.
        catalogue: Its template.
        plan: In which rows are looked up by name.
        below: Only moments before this one; None for the newest.
        at_most: About how many steps to read.

    Raises:
        DamagedDraftError: The history is not what was written.
    """
    history = held.history
    named: dict[int, tuple[str, ...]] = {}
    for version in history.versions():
        named[version.seq] = (*named.get(version.seq, ()), version.name)
    authors = history.authors()
    found: list[Moment] = []
    steps = history.steps(below=below, at_most=at_most)
    for edit in past_edits(steps):
        words = edit.in_words(catalogue, plan)
        names = named.get(edit.seq, ())
        who = authors.of(edit.seq)
        found.append(
            Moment(edit.seq, edit.at, who, words.what, words.detail, path=words.path, names=names, first=edit.first)
        )
    if not steps or steps[-1].seq == history.begin + 1:
        found.append(_beginning(held, steps, named))
    return tuple(found)


def _beginning(held: OpenDraft, steps: tuple[Step, ...], named: dict[int, tuple[str, ...]]) -> Moment:
    begin, at, what = held.history.begin, held.history.began, BEGINNING
    if begin:
        at = datetime.fromisoformat(steps[-1].utc) if steps else held.changed
        what = "The history begins here; what lies before was lost to damage"
    return Moment(begin, at, "", what, names=named.get(begin, ()))


def named_moments(held: OpenDraft) -> tuple[Moment, ...]:
    """Return the moments that have a name, the newest first; each tells when and by whom it was named."""
    found: dict[int, Moment] = {}
    for version in held.history.versions():
        first = found.get(version.seq) or Moment(
            version.seq, datetime.fromisoformat(version.utc), version.who, "Named version"
        )
        found[version.seq] = replace(first, names=(*first.names, version.name))
    return tuple(found[seq] for seq in sorted(found, reverse=True))


def since(held: OpenDraft, seq: int, plan: Plan, catalogue: Catalogue) -> Since:
    """Return the draft as it was at a moment, and what has changed up to `plan`.

    Raises:
        StorageError: There is no such moment.
        DamagedDraftError: The history does not lead there.
    """
    then = held.history.draft_at(seq, catalogue)
    return Since(seq, then, changes_between(then.plan, plan, catalogue))


@dataclass(frozen=True)
class FileCompared:
    """A working copy that somebody else changed, beside the draft.

    Attributes:
        plan: What the file holds.
        changes: From the file to the draft.
    """

    path: FilePath
    plan: Plan
    changes: tuple[PlanChange, ...]


def compared_with_file(path: FilePath, plan: Plan, catalogue: Catalogue) -> FileCompared:
    """Return what differs between a file and the draft's plan.

    Raises:
        FormatError: It is no plan.
        StorageError: It is not there or cannot be read.
    """
    stored, _copy = read_working_copy(path, catalogue)
    return FileCompared(path, stored.plan, changes_between(stored.plan, plan, catalogue))


def changed_by_others(held: OpenDraft) -> FilePath | None:
    """Return the draft's working copy when somebody else has changed it since we wrote it."""
    copy = held.working_copy
    return copy.path if copy is not None and is_changed_by_others(copy) else None
