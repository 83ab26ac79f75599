"""A sealed package and where it stands, as the outbox tells it, and how that is written into a line of its list."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from planwriter.errors import FormatError
from planwriter.submit.contract import Fault, Standing
from planwriter.submit.package import Package
from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.submit.states import Stage, State
from planwriter.submit.verdict import MAX_RETRY_AFTER_S

COLUMNS = (
    "package_id, plan_id, draft_id, title, agency, purpose, supersedes, sha256, size_bytes, sealed_at, state, "
    "may_have_arrived, attempts, next_try, words, faults, office, receipt, changed"
)
RETURNED_LABEL = "Returned with comments"


@dataclass(frozen=True)
class OfficeWord:
    """What the office said of a package that it has received, when it was last asked.

    Attributes:
        status: A Standing; a newer endpoint may say others.
        message: What it said when it returned the plan; "" otherwise.
        attachment: Place below the office's address of the reviewed Word document; "" when there is none.
        since: When it was first heard to say just this; aware.
        asked: When it was last asked; aware.
    """

    status: str
    message: str
    attachment: str
    since: datetime
    asked: datetime

    @property
    def is_returned(self) -> bool:
        """Whether the office returned the plan with comments."""
        return self.status == Standing.RETURNED


@dataclass(frozen=True)
class Parcel:
    """A sealed package and where it stands.

    Attributes:
        draft_id: Of the draft it was sealed from; "" when that is not known any more.
        attempts: How many times it was begun to be sent since the person last asked for it.
        next_try: When it is sent again by itself; None when it waits for the person.
        words: What was last told about it.
        faults: What the office found wrong, with places in the plan.
        office: The profile of the office it goes to, as its file says; b"" while none was chosen.
        receipt: The compact JWS, verified when it came; "" before.
        word: What the office said of it since; None while it was never asked.
    """

    package_id: str
    plan_id: str
    draft_id: str
    title: str
    agency: str
    purpose: str
    supersedes: str
    sha256: str
    size_bytes: int
    sealed_at: datetime
    stage: Stage
    attempts: int = 0
    next_try: datetime | None = None
    words: str = ""
    faults: tuple[Fault, ...] = ()
    office: bytes = field(default=b"", repr=False)
    receipt: str = ""
    changed: datetime | None = None
    word: OfficeWord | None = None

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.stage.state

    @property
    def is_returned(self) -> bool:
        """Whether the office has received it and returned it with comments, and nothing took its place since."""
        return self.state is State.ACCEPTED and self.word is not None and self.word.is_returned

    @property
    def label(self) -> str:
        """Where it stands, as people read it."""
        return RETURNED_LABEL if self.is_returned else self.state.label

    def due(self, now: datetime) -> datetime | None:
        """Return when it is sent again by itself; now at the latest when the clock was put back since, None for never.

        Args:
            now: Aware.
        """
        if self.next_try is not None and self.next_try - now > timedelta(seconds=MAX_RETRY_AFTER_S):
            return now  # nobody waits that long: the clock was wrong when this was written
        return self.next_try

    @property
    def about(self) -> tuple[str, str, int]:
        """What a receipt for it must be about."""
        return (self.package_id, self.sha256, self.size_bytes)

    @property
    def profile(self) -> OfficeProfile | None:
        """The office it goes to; None while none was chosen, or when the one that was cannot be used any more."""
        return _profile_of(self.office)[0] if self.office else None

    @property
    def office_fault(self) -> FormatError | None:
        """Why the profile kept with it cannot be used; None when it can, or while there is none."""
        return _profile_of(self.office)[1] if self.office else None


def parcel_of(package: Package, *, draft_id: str, title: str, now: datetime) -> Parcel:
    """Return the parcel of a package that is sealed just now."""
    manifest = package.manifest
    return Parcel(
        package_id=package.package_id,
        plan_id=manifest.plan_id,
        draft_id=draft_id,
        title=title,
        agency=manifest.agency_name,
        purpose=manifest.purpose,
        supersedes=manifest.supersedes,
        sha256=package.sha256,
        size_bytes=package.size_bytes,
        sealed_at=now,
        stage=Stage(),
        changed=now,
    )


def row_of(parcel: Parcel) -> tuple[Any, ...]:
    """Return a new parcel as a line of the list, in the order of COLUMNS."""
    return (
        *(parcel.package_id, parcel.plan_id, parcel.draft_id, parcel.title, parcel.agency, parcel.purpose),
        *(parcel.supersedes, parcel.sha256, parcel.size_bytes, parcel.sealed_at.isoformat(), str(parcel.state)),
        *(int(parcel.stage.may_have_arrived), parcel.attempts, "", parcel.words, "[]", parcel.office, parcel.receipt),
        parcel.sealed_at.isoformat(),
    )


def parcel_in(row: tuple[Any, ...], word: OfficeWord | None) -> Parcel:
    """Return the parcel in a line of the list."""
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    values["stage"] = Stage(State(values.pop("state")), bool(values.pop("may_have_arrived")))
    for name in ("sealed_at", "next_try", "changed"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    values["faults"] = tuple(Fault(*one) for one in json.loads(values["faults"]))
    return Parcel(**values, word=word)


@lru_cache(maxsize=8)
def _profile_of(office: bytes) -> tuple[OfficeProfile | None, FormatError | None]:
    """Return the profile in a file; the same few come with every parcel, and checking their keys takes time."""
    try:
        return read_profile(office), None
    except FormatError as error:
        return None, error
