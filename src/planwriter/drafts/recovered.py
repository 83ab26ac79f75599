"""The account of a recovery: what came back and from when, what did not, and where the damaged files are kept."""

from dataclasses import dataclass
from datetime import datetime

from planwriter.plan.counted import counted
from planwriter.plan.due import day_in_words

FACT = "recovered"
"""The fact under which a draft remembers the account."""


@dataclass(frozen=True)
class Recovery:
    """What was brought back, and what was not. Times are UTC in ISO form; "" stands for none.

    Attributes:
        source: "file", "backup" or "copy".
        made: When the draft was put together again.
        until: When the newest change in it was made.
        backup: When the newest change in the backup was made that it was put together from.
        replayed: How many steps after the backup could be done again.
        missing: How many later edits are missing; None when that cannot be told.
        is_history_lost: Whether a part of the history could not be kept.
        history_since: When the history begins then.
        kept: The folder with the damaged files; "" when there were none.
        look_at: The working copy, when it seems newer and somebody must look; "" otherwise.
    """

    source: str
    made: str = ""
    until: str = ""
    backup: str = ""
    replayed: int = 0
    missing: int | None = None
    is_history_lost: bool = False
    history_since: str = ""
    kept: str = ""
    look_at: str = ""

    def words(self, now: datetime) -> str:
        """Return what to tell the person.

        Args:
            now: Aware, in the zone in which times are shown.
        """
        told = [f"This draft's file was damaged. {self._from(now)}", self._missing_words()]
        if self.look_at:
            told.append(f"Your working copy seems to be newer, so look what it holds: {self.look_at}")
        if self.is_history_lost:
            since = f" before {moment_in_words(self.history_since, now)}" if self.history_since else ""
            told.append(f"Its history{since} could not be kept")
        if self.kept:
            told.append(f"The damaged file is kept in {self.kept}")
        return ". ".join(told) + "."

    def _from(self, now: datetime) -> str:
        until = moment_in_words(self.until or self.made, now)
        if self.source == "copy":
            return f"Recovered from your working copy of {until}"
        if not self.replayed:
            return f"Recovered from {until}"
        backup = moment_in_words(self.backup, now)
        again = counted(self.replayed, "change")
        return f"Recovered from {backup}; {again} after it could be done again, up to {until}"

    def _missing_words(self) -> str:
        if self.missing is None:
            return "Changes after that may be missing: look at what you wrote last"
        if not self.missing:
            return "Nothing that was saved is missing"
        verb = "is" if self.missing == 1 else "are"
        return f"{counted(self.missing, 'change')} after that {verb} missing: look at what you wrote last"


def moment_in_words(iso: str, now: datetime) -> str:
    """Return "9:41 AM", with the date where the day is not that of `now`."""
    at = datetime.fromisoformat(iso).astimezone(now.tzinfo)
    clock = f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    return clock if at.date() == now.date() else f"{clock} on {day_in_words(at.date())}"
