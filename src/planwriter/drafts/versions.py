"""Walks through one draft's history: its steps, the draft as it was at any of them, named versions, and who edited.

Takes: an open draft's file. Gives: steps, drafts, versions. Nothing is believed that the chain of digests does not bear
out. Source: docs/decisions/0003-drafts.md.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.history import Step
from planwriter.drafts.tables import Tables
from planwriter.errors import StorageError, UsageError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import Leaves, draft_from_leaves
from planwriter.template.catalogue import Catalogue

VERSIONS, AUTHORS, UNDOINGS, FIRST_REVISION = "versions", "authors", "undoings", "first_revision"
MOST_UNDOINGS = 1000
MOST_LETTERS = 80
_PAGE = 500
_DIGITS = 19  # more than SQLite numbers have


@dataclass(frozen=True)
class Version:
    """A moment with a name, such as "Sent to clearance 1".

    Attributes:
        seq: The last step it holds; 0 for the draft as it began.
        utc: When it was named, UTC in ISO form.
        who: Who named it; "" when that is not known.
    """

    name: str
    seq: int
    utc: str
    who: str


class DraftHistory:
    """The way back through one draft. One thread at a time may use it, that of its draft."""

    def __init__(self, database: DraftDatabase) -> None:
        self._database = database

    @property
    def newest(self) -> int:
        """Number of the newest step; 0 in a new draft."""
        return self._database.read(lambda tables: tables.seal().seq)

    @property
    def begin(self) -> int:
        """The first moment that can be seen again: 0, or a later step when what lies before was lost to damage."""
        return self._database.read(lambda tables: tables.history_from()[0])

    @property
    def began(self) -> datetime:
        """When the draft was made; aware, UTC."""
        return datetime.fromisoformat(str(self._database.fact("created")))

    def steps(self, *, below: int | None = None, at_most: int = _PAGE) -> tuple[Step, ...]:
        """Return steps, the newest first; a few more than `at_most`, so that no edit is cut in two.

        Args:
            below: Only those before this step; None for the newest.
            at_most: How many.

        Raises:
            DamagedDraftError: One of them is not what was written.
        """
        return self._database.read(lambda tables: _proved(_steps(tables, below, at_most), tables))

    def draft_at(self, seq: int, catalogue: Catalogue) -> Draft:
        """Return the draft as it was after a step; never half an edit.

        Args:
            seq: Number of a step; 0 is the draft as it began.
            catalogue: Its template.

        Raises:
            StorageError: There is no such step.
            DamagedDraftError: The history does not lead there: a step was changed, lost or put in.
        """
        found = self._database.read(lambda tables: self._leaves_at(tables, seq))
        return draft_from_leaves(self._database.plan_id, found, catalogue)

    def seq_of(self, at: str) -> int:
        """Return the step that is meant by a number or by a version's name.

        Raises:
            StorageError: There is no such step or version.
        """
        for version in self.versions():
            if version.name.casefold() == at.strip().casefold():
                return version.seq
        if at.isascii() and at.isdigit() and len(at) < _DIGITS and int(at) <= self.newest:
            return int(at)
        names = ", ".join(f"“{version.name}”" for version in self.versions()) or "none yet"
        raise StorageError(
            f"This draft has no version “{at[:MOST_LETTERS]}”.",
            f"Its named versions: {names}. Its steps are numbered from 0 to {self.newest}.",
        )

    def versions(self) -> tuple[Version, ...]:
        """Return the named versions, in the order of their steps."""
        found = [Version(**form) for form in self._database.fact(VERSIONS) or ()]
        return tuple(sorted(found, key=lambda version: version.seq))

    def name_version(self, name: str, *, who: str, now: datetime, seq: int | None = None) -> Version:
        """Give a moment a name; what is typed next is a step of its own.

        Args:
            name: Not the name of another version of this draft.
            who: Who names it.
            now: Aware, UTC.
            seq: The step; None for the draft as it is.

        Raises:
            UsageError: The name is blank, taken, too long, or a mere number.
            NotSavedError: The disk refuses.
        """
        name = " ".join(name.split())
        known = self.versions()
        problem = _name_problem(name, known)
        if problem:
            raise UsageError("This version was not named.", problem)
        end = self._database.read(lambda tables: _end_of_edit(tables, tables.seal().seq if seq is None else seq))
        version = Version(name, end, now.isoformat(), who)
        self._database.remember(VERSIONS, [asdict(one) for one in (*known, version)])
        self.end_step()
        return version

    def note_author(self, who: str) -> None:
        """Remember who makes the steps from now on; costs nothing while that stays the same.

        Raises:
            NotSavedError: The disk refuses.
        """
        noted = self._database.fact(AUTHORS) or []
        if who and (not noted or noted[-1][1] != who):
            self._database.remember(AUTHORS, [*noted, [self.newest + 1, who]])

    def keep_versions_only(self) -> None:
        """Leave of the history only what leads from one named version to the next.

        Raises:
            NotSavedError: The disk refuses; the history is as before.
        """
        from planwriter.drafts.thinning import keep_versions_only  # only where an office asks for it

        self._database.write(keep_versions_only)

    def end_step(self) -> None:
        """Let the next commit begin a step of its own, however soon it comes."""
        self._database.read(lambda tables: tables.end_step())

    def note_undo(self) -> None:
        """Remember that the newest edit took others back, or did them again; undo of tomorrow needs to know.

        Raises:
            NotSavedError: The disk refuses.
        """
        noted = [*self.undoings(), self.newest]
        self._database.remember(UNDOINGS, noted[-MOST_UNDOINGS:])
        self.end_step()

    def undoings(self) -> tuple[int, ...]:
        """Return the last steps of the newest edits that undo or redo made, oldest first."""
        return tuple(int(seq) for seq in self._database.fact(UNDOINGS) or ())

    def authors(self) -> "Authors":
        """Return who made which steps."""
        return Authors(tuple((int(seq), str(who)) for seq, who in self._database.fact(AUTHORS) or ()))

    def _leaves_at(self, tables: Tables, seq: int) -> Leaves:
        end = _end_of_edit(tables, seq)
        found = {key: value for key, value, _sha256 in tables.rows("field")}
        begin, begin_head = tables.history_from()
        if end < begin:
            raise StorageError(
                f"The history of this draft is kept from step {begin} on.",
                "What lies before was lost when the draft was damaged. Choose a later moment.",
            )
        head, revision = tables.seal().head, None
        for step in _walk_back(tables, end):
            tables.expect((step.sha, step.proof()), (head, head))
            tables.expect(found.get(step.key), step.new)
            if step.old is None:
                found.pop(step.key, None)
            else:
                found[step.key] = step.old
            head, revision = step.prev_sha, step.revision
        last = _steps(tables, end + 1, 1) if end > begin else ()
        tables.expect(head, last[0].sha if last else begin_head)
        if revision is not None:
            first = json.loads(tables.value("meta", FIRST_REVISION) or "0") or max(1, revision - 1)
            found["plan/revision"] = str(last[0].revision if last else first)
        return {key: json.loads(value) for key, value in found.items()}


@dataclass(frozen=True)
class Authors:
    """Who made which steps.

    Attributes:
        since: (first step, who), in order; steps before the first have no known author.
    """

    since: tuple[tuple[int, str], ...]

    def of(self, seq: int) -> str:
        """Return who made a step; "" when that is not known."""
        return next((who for first, who in reversed(self.since) if first <= seq), "")


def _steps(tables: Tables, below: int | None, at_most: int) -> tuple[Step, ...]:
    under = "1" if below is None else f"seq < {int(below)}"
    first = f"SELECT MIN(step) FROM (SELECT step FROM history WHERE {under} ORDER BY seq DESC LIMIT {int(at_most)})"  # noqa: S608 - our own words
    return tables.steps(f"WHERE {under} AND seq >= ({first}) ORDER BY seq DESC")


def _walk_back(tables: Tables, end: int) -> Iterator[Step]:
    """Yield the steps after `end`, the newest first; in pages, since a history may be longer than the memory."""
    below: int | None = None
    while page := [step for step in _steps(tables, below, _PAGE) if step.seq > end]:
        yield from page
        below = page[-1].seq


def _proved(steps: tuple[Step, ...], tables: Tables) -> tuple[Step, ...]:
    for newer, step in zip((None, *steps), steps, strict=False):
        tables.expect(step.sha, step.proof())
        if newer is not None:
            tables.expect(step.sha, newer.prev_sha)
    return steps


def _end_of_edit(tables: Tables, seq: int) -> int:
    """Return the last step of the edit that a step belongs to."""
    newest = tables.seal().seq
    if not 0 <= seq <= newest:
        raise StorageError(
            f"The history of this draft has no step {seq}.", f"Its steps are numbered from 0 to {newest}."
        )
    following = tables.one(f"SELECT seq FROM history WHERE seq > {int(seq)} AND step = seq ORDER BY seq LIMIT 1")  # noqa: S608
    return 0 if seq == 0 else newest if following is None else int(following) - 1


def _name_problem(name: str, known: tuple[Version, ...]) -> str:
    if not name:
        return "Give it a name, for example “Sent to clearance 1”."
    if len(name) > MOST_LETTERS:
        return f"Its name may have {MOST_LETTERS} letters at most."
    if name.isascii() and name.isdigit():
        return "A number alone would be taken for a step. Put a word beside it, for example “Round 2”."
    if any(one.name.casefold() == name.casefold() for one in known):
        return f"Another version of this draft is called “{name}”. Choose another name."
    return ""
