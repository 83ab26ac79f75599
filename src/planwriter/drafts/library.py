"""All drafts on this computer: lists them, makes them, opens them.

Each draft has a folder named by a UUID: draft.sqlite3, draft.lock, draft.witness, summary.json, backups/, exports/
(what each clearance copy rested on, by export id), returned/ (reviewers' copies and what was decided of them, until it
is applied), and damaged-<time>/ each time it had to be put together again.
"""

import errno
import shutil
import uuid
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planwriter.atomic import NotConfirmedError, private_folder, storage_error
from planwriter.drafts.backups import Backups, Snapshot
from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.kept_review import KeptReview
from planwriter.drafts.lock import DraftLock
from planwriter.drafts.places import Place, place_of
from planwriter.drafts.portable import CopyResult, WorkingCopy, write_working_copy
from planwriter.drafts.recovered import FACT as RECOVERED
from planwriter.drafts.recovered import Recovery
from planwriter.drafts.recovery import open_or_recover
from planwriter.drafts.summary import (
    BACKUPS_NAME,
    DATABASE_NAME,
    Summary,
    is_draft_folder_name,
    summaries_in,
    write_summary_file,
)
from planwriter.drafts.trouble import NotSavedError
from planwriter.drafts.versions import DraftHistory
from planwriter.errors import StorageError
from planwriter.plan.draft import Draft
from planwriter.template.catalogue import Catalogue

_LOCK = "draft.lock"
_EXPORTS = "exports"
_RETURNED = "returned"
_COPY = "working_copy"


class OpenDraft:
    """A draft that this program holds: nobody else may change it until `close`.

    One thread at a time may use it. Its parts are the lock, the database and the folder.

    Attributes:
        id: Name of the draft's folder.
        folder: Where it lies.
        author: Who makes what is committed from now on; noted with the next commit, then "".
    """

    def __init__(self, folder: Path, database: DraftDatabase, lock: DraftLock) -> None:
        self.id = folder.name
        self.folder = folder
        self._database = database
        self._lock = lock
        self._working_copy = _copy_of(database.fact(_COPY))
        self.author = ""

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be committed."""
        return self._database.is_read_only

    @property
    def is_newer(self) -> bool:
        """Whether a newer planwriter made it, which is why it is read-only."""
        return self._database.is_newer

    @property
    def changed(self) -> datetime:
        """When the last change was committed; aware, UTC."""
        return self._database.changed

    def draft(self, catalogue: Catalogue) -> Draft:
        """Return the draft as it was last committed.

        Raises:
            FormatError: It holds a leaf that this edition does not know.
            StorageError: The disk refuses.
        """
        return self._database.draft(catalogue)

    def commit(self, changes: Mapping[str, tuple[Any, Any]], now: datetime) -> None:
        """Write changed leaves (`plan.leaves.changed_leaves`); survives a crash of the program.

        Raises:
            NotSavedError: The disk refuses; try again later with everything that has changed since the last success.
        """
        if self.author:
            self.history.note_author(self.author)
            self.author = ""  # once noted it holds until somebody else writes
        self._database.commit(changes, now)

    def barrier(self) -> None:
        """Make everything committed so far survive a power cut.

        Raises:
            NotSavedError: The disk refuses.
        """
        self._database.barrier()

    def tidy(self) -> None:
        """Do what the store has put off; for a moment when nobody types."""
        self._database.tidy()

    def write_summary(self, summary: Summary) -> None:
        """Write what the list of drafts shows of this one.

        Raises:
            StorageError: The disk refuses.
        """
        write_summary_file(self.folder, summary)

    @property
    def working_copy(self) -> WorkingCopy | None:
        """The person's file and what was last written there; None while none was chosen."""
        return self._working_copy

    def set_working_copy(self, copy: WorkingCopy | None) -> None:
        """Remember the file that the person chose; None forgets it.

        Raises:
            NotSavedError: The disk refuses; it counts all the same until the draft is closed.
        """
        self._working_copy = copy
        self._database.remember(_COPY, None if copy is None else _copy_form(copy))

    def write_working_copy(self, data: bytes, now: datetime) -> CopyResult | None:
        """Write the person's file and remember what was written; None while none was chosen. Never fatal.

        Args:
            data: `plan_bytes` of the plan.
            now: Aware, in the zone in which times are shown; names a file written beside.
        """
        if self._working_copy is None:
            return None
        # noted before and after, else a crash between the two would make our own file look like somebody else's
        self._note(self._working_copy.about_to_hold(data))
        result = write_working_copy(data, self._working_copy, now)
        if result.is_written:
            self._note(result.copy)
        return result

    def _note(self, copy: WorkingCopy) -> None:
        with suppress(NotSavedError):  # a full disk here must not keep a copy from a disk with space; commits say it
            self.set_working_copy(copy)

    @property
    def history(self) -> DraftHistory:
        """The way back through this draft."""
        return DraftHistory(self._database)

    def back_up(self, now: datetime) -> None:
        """Keep the whole draft as it is in a backup: every ten minutes of work, on closing, and before great changes.

        Raises:
            NotSavedError: The disk refuses.
            StorageError: The same.
        """
        if not self.is_read_only:
            self._database.barrier()  # a backup must never hold more than the draft
            self._backups.keep(self._database.read(Snapshot.of), now)

    @property
    def recovery(self) -> Recovery | None:
        """What was brought back after damage, as long as the person was not told; None otherwise."""
        form = self._database.fact(RECOVERED)
        return None if form is None else Recovery(**form)

    def recovery_told(self) -> None:
        """Forget the account of a recovery: the person has read it.

        Raises:
            NotSavedError: The disk refuses.
        """
        self._database.remember(RECOVERED, None)

    @property
    def missing(self) -> int:
        """How many edits of the last half second before a power failure the disk did not keep; 0 nearly always."""
        return self._database.missing

    @property
    def place(self) -> Place:
        """What kind of place the draft lies in."""
        return place_of(self.folder)

    @property
    def _backups(self) -> Backups:
        return Backups(self.folder / BACKUPS_NAME)

    @property
    def baselines(self) -> BaselineStore:
        """What this draft's clearance copies rest on."""
        return BaselineStore(self.folder / _EXPORTS)

    @property
    def review(self) -> KeptReview:
        """What reviewers sent back and what was decided of it, as long as it is not applied."""
        return KeptReview(self.folder / _RETURNED)

    def close(self) -> None:
        """Let go of the draft.

        Raises:
            NotSavedError: What was committed last may not survive a power cut; the draft is let go all the same.
        """
        try:
            if not self.is_read_only:
                self.review.tidy()
            self._database.close()
        finally:
            self._lock.release()


class DraftLibrary:
    """The folder of all drafts; it is made when the first draft is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[Summary, ...]:
        """Return all drafts, the one changed last first; opens none of them.

        Raises:
            StorageError: The folder is there and cannot be read.
        """
        return summaries_in(self._folder)

    def create(self, draft: Draft, now: datetime) -> OpenDraft:
        """Make a draft and hold it.

        Args:
            draft: What it holds from the start.
            now: Aware, UTC.

        Raises:
            StorageError: The disk refuses.
        """
        folder = private_folder(self._folder / str(uuid.uuid4()))
        try:
            return self._create_in(folder, draft, now)
        except NotConfirmedError as error:  # its words are of a file that was taken away again
            raise storage_error(OSError(errno.EIO, "not confirmed"), folder / DATABASE_NAME) from error

    def _create_in(self, folder: Path, draft: Draft, now: datetime) -> OpenDraft:
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)  # just made, and nothing was ever kept in it
            lock = DraftLock(folder / _LOCK)
            undo.callback(lock.release)
            opened = OpenDraft(folder, DraftDatabase.create(folder / DATABASE_NAME, draft, now), lock)
            undo.callback(opened.close)
            opened.back_up(now)
            undo.pop_all()
        return opened

    def open(self, draft_id: str, now: datetime | None = None) -> OpenDraft:
        """Open a draft and hold it; one of a newer planwriter can be read only.

        A damaged draft is put together again first, from the newest of what can be proved; `recovery` tells of it.

        Args:
            draft_id: As `list` gives it.
            now: Names what is kept of a damaged draft; aware, UTC. None for this computer's time.

        Raises:
            HeldError: Another window has it; the advice names who.
            DamagedDraftError: It is damaged, and nothing was found to put it together from; it stays as it is.
            StorageError: There is no such draft, or the disk refuses.
        """
        folder = self._folder_of(draft_id)
        lock = DraftLock(folder / _LOCK)
        try:
            return OpenDraft(folder, open_or_recover(folder, now or datetime.now(UTC)), lock)
        except BaseException:
            lock.release()
            raise

    def _folder_of(self, draft_id: str) -> Path:
        folder = self._folder / draft_id
        if not is_draft_folder_name(draft_id) or not folder.is_dir():
            raise StorageError(
                f"There is no draft “{draft_id[:60]}” on this computer.", "“planwriter drafts” lists those there are."
            )
        return folder


def _copy_form(copy: WorkingCopy) -> dict[str, Any]:
    written = copy.written_at.isoformat() if copy.written_at else None
    return {"path": str(copy.path), "ours": list(copy.ours), "written_at": written}


def _copy_of(form: dict[str, Any] | None) -> WorkingCopy | None:
    if form is None:
        return None
    written = datetime.fromisoformat(form["written_at"]) if form["written_at"] else None
    return WorkingCopy(Path(form["path"]), tuple(form["ours"]), written)
