"""What was sealed on this computer, and where each package stands; written down before each step, nothing ever deleted.

Takes: sealed packages and what happened to them. Gives: Parcels. Each call opens the file anew, so that any thread,
and a second window, may ask. Who sends a package holds it, and nobody else changes where it stands meanwhile.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import HeldError, StorageError
from planwriter.submit.contract import Fault, Submission
from planwriter.submit.holding import Hold, Holds, being_sent
from planwriter.submit.missed import missed_parcels
from planwriter.submit.package import EXTENSION, read_package
from planwriter.submit.parcel import COLUMNS, RETURNED_LABEL, OfficeWord, Parcel, parcel_in, parcel_of, row_of
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.signing import Receipt
from planwriter.submit.states import Event, Stage, State, after
from planwriter.submit.verdict import checked_receipt

__all__ = ["NAME", "RETURNED_LABEL", "OfficeWord", "Outbox", "Parcel"]

NAME = "outbox.sqlite3"
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
_INSERT = f"INSERT OR IGNORE INTO parcels ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(', ')))})"  # noqa: S608  our own words
_NAME_DRAFT = "UPDATE parcels SET draft_id = ?, title = ? WHERE package_id = ? AND draft_id = ''"
_ENDS = (Event.NOT_SENT, Event.TURNED_BACK, Event.LOST, Event.STOP, Event.REJECT)
_LEFT = (
    "Nobody knows whether it arrived: planwriter could not write down how it ended. Send it again; the office keeps "
    "it once."
)
_UNWRITTEN = (
    "The office received it, but the receipt could not be written on this computer. Is the disk full? planwriter "
    "tries again; sending it again does no harm either: the office keeps it once."
)


class _List:
    """The file with a line for each package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lines(self) -> tuple[Parcel, ...]:
        """Return what the list says, line by line; a list that could never be begun says nothing."""
        with self.reading() as file:
            if not _has_table(file, "parcels"):
                return ()
            rows = file.execute(f"SELECT {COLUMNS} FROM parcels ORDER BY rowid DESC").fetchall()  # noqa: S608
            words = _office_words(file)
        return tuple(parcel_in(row, words.get(row[0])) for row in rows)

    def adopt(self) -> tuple[Parcel, ...]:
        """Give the packages without a line one, and return them; none when the disk refuses."""
        try:
            with self.writing() as file:
                known = {row[0] for row in file.execute("SELECT package_id FROM parcels")}
                missed = missed_parcels(self.folder, known)
                file.executemany(_INSERT, map(row_of, missed))
        except StorageError:
            return ()
        return missed

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Everything in it counts or nothing does, the tables and their version too."""
        private_folder(self.folder)
        with self.reading() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute(_MAKE)
            file.execute(_MAKE_WORD)
            file.execute(f"PRAGMA user_version = {_VERSION}")
            yield file
            file.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.folder / NAME, timeout=10, isolation_level=None)) as file:
                file.execute("PRAGMA synchronous = FULL")
                if file.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
                    raise StorageError(
                        "The outbox was written by a newer planwriter.", "Install the newest version and try again."
                    )
                yield file
        except sqlite3.Error as error:
            raise StorageError(
                "The list of what was sent could not be read or written.",
                f"Nothing was lost: every sealed package lies in {self.folder}. Is the disk full? Try again then.",
            ) from error


class Outbox:
    """The folder of sealed packages and the list of them; what it begins to send it holds until that has ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._list = _List(folder)
        self._holds = Holds(folder)
        self._unwritten: set[str] = set()

    @property
    def is_there(self) -> bool:
        """Whether anything was ever sealed here."""
        return (self.folder / NAME).exists() or any(self.folder.glob(f"*.{EXTENSION}"))

    def package_path(self, package_id: str) -> Path:
        """Return where a sealed package lies."""
        return self.folder / f"{package_id}.{EXTENSION}"

    def hold(self, package_id: str) -> Hold:
        """Take the right to send a package past this list; the same errors as `begin`."""
        return self._holds.hold(package_id)

    def let_go(self) -> None:
        """Hold nothing any more; what was being sent may have arrived."""
        self._holds.let_go()

    def add(self, data: bytes, *, draft_id: str, title: str, now: datetime) -> Parcel:
        """Keep a sealed package and return its parcel; one that is here already stays as it stands.

        Raises:
            StorageError: The disk refuses; then neither the package nor its line is here.
            FormatError: It is no package.
        """
        package = read_package(data)
        path = self.package_path(package.package_id)
        was_there = path.exists()
        try:
            with self._list.writing() as file:  # both under one lock: a package without a line is one that lost it
                write_atomically(path, data)
                file.execute(_INSERT, row_of(parcel_of(package, draft_id=draft_id, title=title, now=now)))
                file.execute(_NAME_DRAFT, (draft_id, title, package.package_id))
        except StorageError:
            if not was_there:
                with suppress(OSError):
                    path.unlink()
            raise
        return self.parcel(package.package_id)

    def parcels(self, plan_id: str = "") -> tuple[Parcel, ...]:
        """Return all parcels, or those of one plan, the one sealed last first; none while nothing was ever sealed.

        A package that lies here without a line is among them, and gets one again.

        Raises:
            StorageError: The list cannot be read.
        """
        if not self.is_there:
            return ()
        lines = self._list.lines()
        if missed := missed_parcels(self.folder, {one.package_id for one in lines}):
            missed = self._list.adopt() or missed
        found = [self._as_it_is(one) for one in (*lines, *missed)]
        found.sort(key=lambda one: one.sealed_at, reverse=True)
        return tuple(one for one in found if not plan_id or one.plan_id == plan_id)

    def parcel(self, package_id: str) -> Parcel:
        """Return one parcel.

        Raises:
            StorageError: It is not here, or the list cannot be read.
        """
        for one in self.parcels():
            if one.package_id == package_id:
                return one
        raise _not_here()

    def queue(self, package_id: str, office: bytes, now: datetime) -> Parcel:
        """Note that the person wants a package sent to an office, now and again until it answers.

        Raises:
            HeldError: Another window or command is sending it.
            FormatError: The office's profile cannot be used.
            StorageError: It is not here, or the disk refuses.
        """
        if fault := replace(self.parcel(package_id), office=office).office_fault:
            raise fault
        return self._change(package_id, Event.QUEUE, now, office=office, attempts=0, next_try=now.isoformat())

    def address(self, package_id: str, office: bytes, now: datetime) -> Parcel:
        """Note the office that a package goes to by hand; it is not sent."""
        return self._change(package_id, Event.STOP, now, office=office, next_try="")

    def begin(self, package_id: str, now: datetime) -> Parcel:
        """Note that an attempt begins and hold the package; called before the first byte leaves.

        Returns:
            The parcel, which is SENDING; anything else is not to be sent: it was stopped or received meanwhile, or
            the profile of its office cannot be used, as its words say.

        Raises:
            HeldError: Another window or command is sending it.
            StorageError: It is not here, or the disk refuses.
        """
        if self.parcel(package_id).state is State.SENDING:
            raise being_sent()
        self._holds.keep(package_id)
        try:
            begun = self._start(self.parcel(package_id), now)  # read anew: somebody may have been quicker
        except StorageError:
            self._holds.let_go(package_id)
            raise
        if begun.state is not State.SENDING:
            self._holds.let_go(package_id)
        return begun

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
        """Note what came of an attempt, or that the person wants no more of them.

        Raises:
            HeldError: Another window or command is sending it; nothing was changed.
            StorageError: It is not here, or the disk refuses.
        """
        told = json.dumps([[one.pointer, one.detail] for one in faults])
        moment = next_try.isoformat() if next_try else ""
        try:
            return self._change(package_id, event, now, words=words, faults=told, next_try=moment)
        finally:
            if event in _ENDS:
                self._holds.let_go(package_id)

    def accept(self, package_id: str, signed: str, profile: OfficeProfile, now: datetime) -> Receipt:
        """Note a receipt, after it was found to be the office's and about this package; return what it says.

        Raises:
            ReceiptError: It must not be believed, or is about another package; nothing was changed.
            StorageError: The disk refuses. The package counts as one that may have arrived; give the receipt again.
        """
        try:
            receipt = checked_receipt(signed, profile, self.parcel(package_id).about)
            self._accept(package_id, receipt, signed=signed, office=profile.name, now=now)
        except StorageError:
            self._unwritten.add(package_id)
            self._holds.let_go(package_id)
            raise
        self._unwritten.discard(package_id)
        self._holds.let_go(package_id)
        return receipt

    def hear(self, package_id: str, said: Submission, now: datetime) -> Parcel:
        """Note what the office says of a package it has received, and return the parcel.

        Raises:
            StorageError: The package is not here, or the disk refuses.
        """
        told = tuple(map(_writable, (said.status, said.message, said.attachment)))
        with self._list.writing() as file:
            before = self._find(file, package_id).word
            is_same = before is not None and (before.status, before.message, before.attachment) == told
            since = before.since if before is not None and is_same else now
            values = (package_id, *told, since.isoformat(), now.isoformat())
            file.execute("INSERT OR REPLACE INTO office_words VALUES (?, ?, ?, ?, ?, ?)", values)
            return self._find(file, package_id)

    def recover(self, now: datetime) -> None:
        """After a start: what was on its way when the program ended may have arrived, and is sent again at once.

        What another window or command is sending right now is left to it.
        """
        words = "planwriter ended while this was being sent. It is sent again; the office keeps it once."
        for one in self._list.lines() if self.is_there else ():
            if one.state is State.SENDING and self._as_it_is(one).state is not State.SENDING:
                with suppress(HeldError):  # somebody was quicker
                    self.note(one.package_id, Event.LOST, now, words=words, next_try=now)

    def is_whole(self, parcel: Parcel) -> bool:
        """Whether the package lies here just as it was sealed."""
        try:
            with self.package_path(parcel.package_id).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == parcel.sha256
        except OSError:
            return False

    # --- the list ----------------------------------------------------------------------------------------------------

    def _as_it_is(self, parcel: Parcel) -> Parcel:
        """Return a parcel of the list as it truly stands: nothing is on its way that nobody holds."""
        package_id = parcel.package_id
        if parcel.state is not State.SENDING or self._holds.is_sent(package_id):
            return parcel
        words = _UNWRITTEN if package_id in self._unwritten else _LEFT
        return replace(parcel, stage=Stage(State.UNKNOWN, may_have_arrived=True), words=words)

    def _start(self, parcel: Parcel, now: datetime) -> Parcel:
        if parcel.next_try is None or parcel.state.is_final:
            return parcel
        if fault := parcel.office_fault:
            words = f"{fault.title} {fault.advice} Choose that file as the office, and send this then."
            return self._change(parcel.package_id, Event.STOP, now, words=words, next_try="")
        return self._change(parcel.package_id, Event.START, now, attempts=parcel.attempts + 1, next_try="")

    def _accept(self, package_id: str, receipt: Receipt, *, signed: str, office: str, now: datetime) -> None:
        words = f"{office} received it. The receipt number is {receipt.submission_id}."
        parcel = self._change(package_id, Event.ACCEPT, now, receipt=signed, words=words, faults="[]", next_try="")
        if parcel.supersedes and any(one.package_id == parcel.supersedes for one in self._list.lines()):
            self._change(parcel.supersedes, Event.SUPERSEDE, now, next_try="")

    def _change(self, package_id: str, event: Event, now: datetime, **values: Any) -> Parcel:
        with self._list.writing() as file:
            before = self._find(file, package_id)
            speaks = event in (Event.ACCEPT, Event.SUPERSEDE)  # the office does, and it may be heard at any time
            if before.state is State.SENDING and package_id not in self._holds and not speaks:
                raise being_sent()
            is_kept = before.receipt or event is not Event.TAKE_BACK  # what was received stays as it is
            if before.state.is_final and is_kept and not speaks:
                return before
            stage = after(before.stage, event)
            if event is Event.WITHDRAW and stage == before.stage:  # it has left meanwhile
                return before
            values |= {"state": str(stage.state), "may_have_arrived": int(stage.may_have_arrived)}
            values |= {"changed": now.isoformat()}
            setters = ", ".join(f"{name} = :{name}" for name in values)
            file.execute(f"UPDATE parcels SET {setters} WHERE package_id = :id", {**values, "id": package_id})  # noqa: S608
            return self._find(file, package_id)

    def _find(self, file: sqlite3.Connection, package_id: str) -> Parcel:
        row = file.execute(f"SELECT {COLUMNS} FROM parcels WHERE package_id = ?", (package_id,)).fetchone()  # noqa: S608
        if row is None:
            raise _not_here()
        return self._as_it_is(parcel_in(row, _office_words(file).get(package_id)))


def _not_here() -> StorageError:
    return StorageError("This package is not in the outbox.", "Seal the plan again.")


def _has_table(file: sqlite3.Connection, name: str) -> bool:
    return file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _office_words(file: sqlite3.Connection) -> dict[str, OfficeWord]:
    """Return what offices said, by package id; an outbox of an older planwriter has no such list yet."""
    if not _has_table(file, "office_words"):
        return {}
    rows = file.execute("SELECT package_id, status, message, attachment, since, asked FROM office_words")
    return {
        package_id: OfficeWord(status, said, place, datetime.fromisoformat(since), datetime.fromisoformat(asked))
        for package_id, status, said, place, since, asked in rows
    }


def _writable(words: str) -> str:
    """Return words without the halves of characters that JSON may hold and no file can."""
    return words.encode("utf-8", "replace").decode("utf-8")
