"""What was sealed on this computer, and where each package stands; written down before each step, nothing ever deleted.

Takes: sealed packages and what happened to them. Gives: Parcels. Each call opens the file anew, so that any thread,
and a second window, may ask.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import StorageError
from planwriter.submit.contract import Fault, Standing, Submission
from planwriter.submit.package import EXTENSION, read_package
from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.submit.signing import Receipt
from planwriter.submit.states import Event, Stage, State, after
from planwriter.submit.verdict import checked_receipt

NAME = "outbox.sqlite3"
RETURNED_LABEL = "Returned with comments"
_VERSION = 1
_MAKE = """
CREATE TABLE IF NOT EXISTS parcels (
    package_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, draft_id TEXT NOT NULL, title TEXT NOT NULL,
    agency TEXT NOT NULL, purpose TEXT NOT NULL, supersedes TEXT NOT NULL, sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, sealed_at TEXT NOT NULL, state TEXT NOT NULL, may_have_arrived INTEGER NOT NULL,
    attempts INTEGER NOT NULL, next_try TEXT NOT NULL, words TEXT NOT NULL, faults TEXT NOT NULL,
    office BLOB NOT NULL, receipt TEXT NOT NULL, changed TEXT NOT NULL
) STRICT
"""
_MAKE_WORD = """
CREATE TABLE IF NOT EXISTS office_words (
    package_id TEXT PRIMARY KEY, status TEXT NOT NULL, message TEXT NOT NULL, attachment TEXT NOT NULL,
    since TEXT NOT NULL, asked TEXT NOT NULL
) STRICT
"""
_COLUMNS = (
    "package_id, plan_id, draft_id, title, agency, purpose, supersedes, sha256, size_bytes, sealed_at, state, "
    "may_have_arrived, attempts, next_try, words, faults, office, receipt, changed"
)


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
        draft_id: Of the draft it was sealed from.
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

    @property
    def about(self) -> tuple[str, str, int]:
        """What a receipt for it must be about."""
        return (self.package_id, self.sha256, self.size_bytes)

    @property
    def profile(self) -> OfficeProfile | None:
        """The office it goes to; None while none was chosen."""
        return _profile_of(self.office) if self.office else None


class Outbox:
    """The folder of sealed packages and the list of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_there(self) -> bool:
        """Whether anything was ever sealed here."""
        return (self.folder / NAME).exists()

    def package_path(self, package_id: str) -> Path:
        """Return where a sealed package lies."""
        return self.folder / f"{package_id}.{EXTENSION}"

    def add(self, data: bytes, *, draft_id: str, title: str, now: datetime) -> Parcel:
        """Keep a sealed package and return its parcel; one that is here already stays as it stands.

        Raises:
            StorageError: The disk refuses.
            FormatError: It is no package.
        """
        package = read_package(data)
        manifest = package.manifest
        write_atomically(private_folder(self.folder) / self.package_path(package.package_id).name, data)
        parcel = Parcel(
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
        with self._writing() as file:
            marks = ", ".join("?" * len(_row(parcel)))
            file.execute(f"INSERT OR IGNORE INTO parcels ({_COLUMNS}) VALUES ({marks})", _row(parcel))  # noqa: S608  our own words
        return self.parcel(package.package_id)

    def parcels(self, plan_id: str = "") -> tuple[Parcel, ...]:
        """Return all parcels, or those of one plan, the one sealed last first; none while nothing was ever sealed.

        Raises:
            StorageError: The list cannot be read.
        """
        if not self.is_there:
            return ()
        with self._reading() as file:
            rows = file.execute(f"SELECT {_COLUMNS} FROM parcels ORDER BY sealed_at DESC, rowid DESC").fetchall()  # noqa: S608
            words = _office_words(file)
        parcels = [_parcel(row, words) for row in rows]
        return tuple(one for one in parcels if not plan_id or one.plan_id == plan_id)

    def parcel(self, package_id: str) -> Parcel:
        """Return one parcel.

        Raises:
            StorageError: It is not here, or the list cannot be read.
        """
        for one in self.parcels():
            if one.package_id == package_id:
                return one
        raise StorageError("This package is not in the outbox.", "Seal the plan again.")

    def queue(self, package_id: str, office: bytes, now: datetime) -> Parcel:
        """Note that the person wants a package sent to an office, now and again until it answers."""
        return self._change(package_id, Event.QUEUE, now, office=office, attempts=0, next_try=now.isoformat())

    def address(self, package_id: str, office: bytes, now: datetime) -> Parcel:
        """Note the office that a package goes to by hand; it is not sent."""
        return self._change(package_id, Event.STOP, now, office=office, next_try="")

    def begin(self, package_id: str, now: datetime) -> Parcel:
        """Note that an attempt begins; called before the first byte leaves."""
        with self._writing() as file:
            attempts = self._find(file, package_id).attempts + 1
        return self._change(package_id, Event.START, now, attempts=attempts, next_try="")

    def note(
        self,
        package_id: str,
        event: Event,
        now: datetime,
        *,
        words: str = "",
        faults: tuple[Fault, ...] = (),
        next_try: datetime | None = None,
    ) -> Parcel:
        """Note what came of an attempt, or that the person wants no more of them."""
        told = json.dumps([[one.pointer, one.detail] for one in faults])
        moment = next_try.isoformat() if next_try else ""
        return self._change(package_id, event, now, words=words, faults=told, next_try=moment)

    def accept(self, package_id: str, signed: str, profile: OfficeProfile, now: datetime) -> Receipt:
        """Note a receipt, after it was found to be the office's and about this package; return what it says.

        Raises:
            ReceiptError: It must not be believed, or is about another package; nothing was changed.
            StorageError: The disk refuses.
        """
        parcel = self.parcel(package_id)
        receipt = checked_receipt(signed, profile, parcel.about)
        words = f"{profile.name} received it. The receipt number is {receipt.submission_id}."
        self._change(package_id, Event.ACCEPT, now, receipt=signed, words=words, faults="[]", next_try="")
        if parcel.supersedes and any(one.package_id == parcel.supersedes for one in self.parcels()):
            self._change(parcel.supersedes, Event.SUPERSEDE, now, next_try="")
        return receipt

    def hear(self, package_id: str, said: Submission, now: datetime) -> Parcel:
        """Note what the office says of a package it has received, and return the parcel.

        Raises:
            StorageError: The package is not here, or the disk refuses.
        """
        told = tuple(map(_writable, (said.status, said.message, said.attachment)))
        with self._writing() as file:
            before = self._find(file, package_id).word
            is_same = before is not None and (before.status, before.message, before.attachment) == told
            since = before.since if before is not None and is_same else now
            values = (package_id, *told, since.isoformat(), now.isoformat())
            file.execute("INSERT OR REPLACE INTO office_words VALUES (?, ?, ?, ?, ?, ?)", values)
            return self._find(file, package_id)

    def recover(self, now: datetime) -> None:
        """After a start: what was on its way when the program ended may have arrived, and is sent again at once."""
        for one in self.parcels():
            if one.state is State.SENDING:
                words = "planwriter ended while this was being sent. It is sent again; the office keeps it once."
                self.note(one.package_id, Event.LOST, now, words=words, next_try=now)

    def is_whole(self, parcel: Parcel) -> bool:
        """Whether the package lies here just as it was sealed."""
        try:
            with self.package_path(parcel.package_id).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == parcel.sha256
        except OSError:
            return False

    def _change(self, package_id: str, event: Event, now: datetime, **values: Any) -> Parcel:
        with self._writing() as file:
            stage = after(self._find(file, package_id).stage, event)
            values |= {"state": str(stage.state), "may_have_arrived": int(stage.may_have_arrived)}
            values |= {"changed": now.isoformat()}
            setters = ", ".join(f"{name} = :{name}" for name in values)
            file.execute(f"UPDATE parcels SET {setters} WHERE package_id = :id", {**values, "id": package_id})  # noqa: S608
            return self._find(file, package_id)

    def _find(self, file: sqlite3.Connection, package_id: str) -> Parcel:
        row = file.execute(f"SELECT {_COLUMNS} FROM parcels WHERE package_id = ?", (package_id,)).fetchone()  # noqa: S608
        if row is None:
            raise StorageError("This package is not in the outbox.", "Seal the plan again.")
        return _parcel(row, _office_words(file))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        private_folder(self.folder)
        with self._reading() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute(_MAKE)
            file.execute(_MAKE_WORD)
            yield file
            file.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.folder / NAME, timeout=10, isolation_level=None)) as file:
                file.execute("PRAGMA synchronous = FULL")
                version = file.execute("PRAGMA user_version").fetchone()[0]
                if version > _VERSION:
                    raise StorageError(
                        "The outbox was written by a newer planwriter.", "Install the newest version and try again."
                    )
                if version < _VERSION:
                    file.execute(f"PRAGMA user_version = {_VERSION}")
                yield file
        except sqlite3.Error as error:
            raise StorageError(
                "The list of what was sent could not be read or written.",
                f"Nothing was lost: every sealed package lies in {self.folder}. Is the disk full? Try again then.",
            ) from error


@lru_cache(maxsize=8)
def _profile_of(office: bytes) -> OfficeProfile:
    """Return the profile in a file; the same few come with every parcel, and checking their keys takes time."""
    return read_profile(office)


def _row(parcel: Parcel) -> tuple[Any, ...]:
    return (
        *(parcel.package_id, parcel.plan_id, parcel.draft_id, parcel.title, parcel.agency, parcel.purpose),
        *(parcel.supersedes, parcel.sha256, parcel.size_bytes, parcel.sealed_at.isoformat(), str(parcel.state)),
        *(int(parcel.stage.may_have_arrived), parcel.attempts, "", parcel.words, "[]", parcel.office, parcel.receipt),
        parcel.sealed_at.isoformat(),
    )


def _office_words(file: sqlite3.Connection) -> dict[str, OfficeWord]:
    """Return what offices said, by package id; an outbox of an older planwriter has no such list yet."""
    if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'office_words'").fetchone() is None:
        return {}
    rows = file.execute("SELECT package_id, status, message, attachment, since, asked FROM office_words")
    return {
        package_id: OfficeWord(status, said, place, datetime.fromisoformat(since), datetime.fromisoformat(asked))
        for package_id, status, said, place, since, asked in rows
    }


def _writable(words: str) -> str:
    """Return words without the halves of characters that JSON may hold and no file can."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _parcel(row: tuple[Any, ...], words: Mapping[str, OfficeWord]) -> Parcel:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values["stage"] = Stage(State(values.pop("state")), bool(values.pop("may_have_arrived")))
    for name in ("sealed_at", "next_try", "changed"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    values["faults"] = tuple(Fault(*one) for one in json.loads(values["faults"]))
    return Parcel(**values, word=words.get(values["package_id"]))
