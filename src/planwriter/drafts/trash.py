"""Drafts that were thrown away: kept for 30 days, taken back on request, and never removed without being told first.

A thrown-away draft's folder lies in drafts/trash/, whole as it was, with a note of when it was thrown away. Once its
time is over it is told once; it goes for good on a start on a later day. So a clock that jumps removes nothing unseen.
"""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, storage_error, write_atomically
from planwriter.drafts.lock import DraftLock
from planwriter.drafts.summary import Summary, is_draft_folder_name, read_summary_file
from planwriter.errors import StorageError

KEPT = timedelta(days=30)
AFTER_TELLING = timedelta(days=1)
FOLDER = "trash"
NOTE = "trash.json"
_LOCK = "draft.lock"


@dataclass(frozen=True)
class Thrown:
    """One draft in the trash.

    Attributes:
        summary: As the list of drafts showed it.
        at: When it was thrown away; aware, UTC.
        told: When its removal was told; None before that.
    """

    summary: Summary
    at: datetime
    told: datetime | None = None

    def days_left(self, now: datetime) -> int:
        """Return how many days it is still kept at the least."""
        return max(0, -((now - self.at - KEPT) // timedelta(days=1)))


@dataclass(frozen=True)
class Swept:
    """What a look at the trash found.

    Attributes:
        due: Drafts whose time is over, told now for the first time; they are still there.
        removed: Drafts that went for good; they were told on an earlier day.
    """

    due: tuple[Thrown, ...] = ()
    removed: tuple[Thrown, ...] = ()


class Trash:
    """The trash of one folder of drafts; it is made when the first draft goes into it."""

    def __init__(self, drafts: Path) -> None:
        self._drafts = drafts
        self._folder = drafts / FOLDER

    def throw_away(self, draft_id: str, now: datetime) -> Thrown:
        """Move a draft into the trash.

        Args:
            draft_id: Of a draft that no window has open.
            now: Aware, UTC.

        Raises:
            HeldError: A window has it open; the advice names who.
            StorageError: There is no such draft, or the disk refuses. It stays where it was.
        """
        folder = self._drafts / draft_id
        if not is_draft_folder_name(draft_id) or not folder.is_dir():
            raise StorageError("This draft is not there any more.", "Look at the list of drafts again.")
        DraftLock(folder / _LOCK).release()  # refuses while a window has it; Windows moves no folder that is locked
        _note(folder, now, None)
        _move(folder, private_folder(self._folder) / draft_id)
        return Thrown(_summary_of(self._folder / draft_id, now), now)

    def list(self) -> tuple[Thrown, ...]:
        """Return what is in the trash, the newest first; opens no draft.

        Raises:
            StorageError: The folder is there and cannot be read.
        """
        try:
            folders = [path for path in self._folder.iterdir() if is_draft_folder_name(path.name)]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StorageError(
                "The trash cannot be read.", f"Look at the folder {self._folder}, or ask your help desk."
            ) from error
        return tuple(sorted((_thrown(folder) for folder in folders), key=lambda one: one.at, reverse=True))

    def restore(self, draft_id: str) -> Summary:
        """Put a draft back into the list.

        Raises:
            StorageError: It is not in the trash, or the disk refuses.
        """
        folder = self._folder / draft_id
        if not is_draft_folder_name(draft_id) or not folder.is_dir():
            raise StorageError("This draft is not in the trash any more.", "Look at the list of drafts again.")
        thrown = _thrown(folder)
        _move(folder, self._drafts / draft_id)
        with suppress(OSError):  # a note that stays says nothing outside the trash
            (self._drafts / draft_id / NOTE).unlink(missing_ok=True)
        return thrown.summary

    def sweep(self, now: datetime) -> Swept:
        """Tell which drafts' time is over, and remove those that were told on an earlier day; called once a start.

        Args:
            now: Aware, UTC.

        Raises:
            StorageError: The disk refuses.
        """
        due: list[Thrown] = []
        removed: list[Thrown] = []
        for one in self.list():
            folder = self._folder / one.summary.id
            if now - one.at < KEPT:
                continue
            if one.told is None or one.told > now:  # told "tomorrow": the clock was wrong then or is now
                _note(folder, one.at, now)
                due.append(one)
            elif now - one.told >= AFTER_TELLING:
                shutil.rmtree(folder, ignore_errors=True)
                removed += [] if folder.exists() else [one]
        return Swept(tuple(due), tuple(removed))


def _thrown(folder: Path) -> Thrown:
    form = _read_note(folder)
    at, told = form.get("thrown"), form.get("told")
    thrown = datetime.fromisoformat(at) if at else _changed(folder)
    return Thrown(_summary_of(folder, thrown), thrown, datetime.fromisoformat(told) if told else None)


def _summary_of(folder: Path, at: datetime) -> Summary:
    return read_summary_file(folder, changed=at)


def _read_note(folder: Path) -> dict[str, Any]:
    try:
        form = json.loads((folder / NOTE).read_bytes())
        times = {key: str(form[key]) for key in ("thrown", "told") if form.get(key)}
        return times if all(datetime.fromisoformat(one).tzinfo for one in times.values()) else {}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _changed(folder: Path) -> datetime:
    """Return a time from which an unreadable note counts again: that of the folder, which moving it here set."""
    return datetime.fromtimestamp(folder.stat().st_ctime, UTC)


def _note(folder: Path, thrown: datetime, told: datetime | None) -> None:
    form = {"thrown": thrown.isoformat(), "told": told.isoformat() if told else None}
    write_atomically(folder / NOTE, json.dumps(form).encode())


def _move(folder: Path, to: Path) -> None:
    try:
        folder.rename(to)
    except OSError as error:
        raise StorageError(
            "The draft could not be moved.",
            f"{storage_error(error, to).advice} It is still in {folder}.",
        ) from error
