"""The one sentence about saving: what is kept where, since when, and what to do when it is not.

Takes: what happened, as calls that give the next `Saving`. Gives: `sentence()`. It is a pure value, so that the status
line has one source and can never contradict itself. It knows no clock: times are handed in, aware.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planwriter.plan.due import MONTHS


@dataclass(frozen=True)
class Saving:
    """How far the person's words are kept.

    For a draft that was just opened: `Saving(saved_at=…, copy=…, copied_at=…)`.

    Attributes:
        edits: Edits made since the draft was opened; hand it to the job that commits or copies them, and back here.
        saved_edits: How many of these are committed on this computer.
        saved_at: When the draft was last wholly saved; None in the moment before the first time.
        reason: Why the last commit failed, as the end of a sentence ("the disk is full"); "" when it did not.
        is_retrying: Whether another attempt runs just now.
        copy: The person's working copy, as a path to show; "" when none was chosen.
        copied_at: When the copy was last written; None when it was not.
        copied_edits: How many edits it holds; -1 when that is not known, as after opening.
        copy_reason: Why the copy was not written the last time; "" when it was.
        left_alone: The file that somebody else changed, beside which the copy was written; "" when there is none.
    """

    edits: int = 0
    saved_edits: int = 0
    saved_at: datetime | None = None
    reason: str = ""
    is_retrying: bool = False
    copy: str = ""
    copied_at: datetime | None = None
    copied_edits: int = -1
    copy_reason: str = ""
    left_alone: str = ""

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is committed on this computer."""
        return not self.reason and self.saved_edits == self.edits and self.saved_at is not None

    @property
    def is_at_risk(self) -> bool:
        """Whether something is not saved and the disk has refused it; closing must ask first."""
        return bool(self.reason)

    def edited(self) -> "Saving":
        """Return the state after one more edit."""
        return replace(self, edits=self.edits + 1)

    def committed(self, edits: int, at: datetime) -> "Saving":
        """Return the state after the first `edits` edits were committed."""
        if edits < self.saved_edits:
            return self  # an older job that ended late says nothing new
        return replace(self, saved_edits=edits, saved_at=at, reason="", is_retrying=False)

    def commit_failed(self, reason: str) -> "Saving":
        """Return the state after a commit or barrier that the disk refused for `reason`."""
        return replace(self, reason=reason, is_retrying=False)

    def retrying(self) -> "Saving":
        """Return the state while a failed commit is tried again."""
        return replace(self, is_retrying=bool(self.reason))

    def copy_chosen(self, copy: str) -> "Saving":
        """Return the state after the person chose a file for the working copy, or none with ""."""
        return replace(self, copy=copy, copied_at=None, copied_edits=-1, copy_reason="", left_alone="")

    def copy_written(self, edits: int, at: datetime) -> "Saving":
        """Return the state after the working copy was written with the first `edits` edits."""
        return replace(self, copied_at=at, copied_edits=edits, copy_reason="")

    def copy_failed(self, reason: str) -> "Saving":
        """Return the state after the working copy could not be written for `reason`."""
        return replace(self, copy_reason=reason)

    def copy_written_beside(self, copy: str, edits: int, at: datetime) -> "Saving":
        """Return the state after the copy went to the new file `copy`, since somebody else changed the old one."""
        return replace(self.copy_written(edits, at), copy=copy, left_alone=self.copy)

    def sentence(self, now: datetime) -> str:
        """Return the one sentence to show.

        Args:
            now: Aware, in the zone in which times are shown; a time of another day gets its date.
        """
        if self.reason:
            return self._not_saved(now)
        if not self.is_saved or self.saved_at is None:
            return "Saving…"
        return f"Saved {time_in_words(self.saved_at, now)} on this computer{self._copy_clause(now)}"

    def _not_saved(self, now: datetime) -> str:
        since = f"since {time_in_words(self.saved_at, now)}" if self.saved_at else "yet"
        attempt = "planwriter is trying again" if self.is_retrying else "planwriter keeps trying"
        if self.copied_at and self.copied_edits == self.edits and not self.copy_reason:
            return (
                f"Not saved on this computer {since}: {self.reason}. {attempt}; "
                f"everything is in the copy in {self.copy} {time_in_words(self.copied_at, now)}."
            )
        return f"Not saved {since}: {self.reason}. {attempt}; save a copy elsewhere."

    def _copy_clause(self, now: datetime) -> str:
        if not self.copy:
            return ""
        if self.copy_reason and self.copied_at:
            return f"; the copy in {self.copy} is still from {time_in_words(self.copied_at, now)}: {self.copy_reason}"
        if self.copy_reason:
            return f"; no copy in {self.copy} yet: {self.copy_reason}"
        if self.copied_at is None:
            return ""
        beside = f", beside {_file(self.left_alone)}, which somebody else changed" if self.left_alone else ""
        return f"; copy in {self.copy} {time_in_words(self.copied_at, now)}{beside}"


def time_in_words(at: datetime, now: datetime) -> str:
    """Return "10:42 AM", with "yesterday" or the date where the day is another.

    Args:
        at: The moment to tell; aware.
        now: The moment of telling, in the zone in which times are shown.
    """
    at = at.astimezone(now.tzinfo)
    clock = f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    if at.date() == now.date():
        return clock
    if at.date() == now.date() - timedelta(days=1):
        return f"yesterday {clock}"
    year = "" if at.year == now.year else f", {at.year}"
    return f"{MONTHS[at.month - 1]} {at.day}{year}, {clock}"


def _file(path: str) -> str:
    """Return the file's name; either kind of slash may stand in a path that is only shown."""
    return path.replace("\\", "/").rpartition("/")[2]
