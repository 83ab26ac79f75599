"""What the office does with what it has: list, show, export, return, bring in, verify and back up."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import RowMapping, func, insert, select
from sqlalchemy.engine import make_url

from planwriter.atomic import private_folder, write_atomically
from planwriter.checks import run_checks
from planwriter.checks.gates import left
from planwriter.errors import PlanwriterError, StorageError, UsageError
from planwriter.plan.stored import read_plan
from planwriter.submit.package import EXTENSION
from planwriter.submit.receipts import receipt_file
from planwriter.submit.signing import read_receipt
from planwriter.template.catalogue import Gate
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.documents import DocumentFolder
from planwriter_endpoint.intake import Intake, Offer, RefusedError, answer, find
from planwriter_endpoint.office import KEYS, PROFILE, SETTINGS, Office
from planwriter_endpoint.schema import RETURNS, SUBMISSIONS
from planwriter_endpoint.store import FILE, Store
from planwriter_endpoint.tokens import moment

_MOST_BYTES = 26 * 1024 * 1024
_PATIENCE_S = 15
_PLANS = (".csplan", ".json")
_WORD_START = b"PK\x03\x04"


class NotHereError(PlanwriterError):
    """There is no submission of that id."""

    exit_status = 1


@dataclass(frozen=True)
class Listed:
    """One submission with where it stands."""

    row: RowMapping
    standing: str
    message: str


def listed(store: Store) -> tuple[Listed, ...]:
    """Return every submission in the order of arrival."""
    with store.reading() as connection:
        rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.number)).mappings().all()
        answers = [answer(connection, row) for row in rows]
    return tuple(Listed(row, told.status, told.message) for row, told in zip(rows, answers, strict=True))


def shown(store: Store, submission_id: str) -> Listed:
    """Return one submission.

    Raises:
        NotHereError: There is none of that id.
    """
    with store.reading() as connection:
        row = find(connection, submission_id=submission_id) or find(connection, package_id=submission_id)
        if row is None:
            raise NotHereError(
                f"There is no submission {submission_id[:80]}.", "“planwriter-endpoint list” shows what there is."
            )
        told = answer(connection, row)
    return Listed(row, told.status, told.message)


def package_of(store: Store, row: RowMapping) -> bytes:
    """Return the package of a submission, byte for byte as it arrived.

    Raises:
        StorageError: It is missing or damaged.
    """
    with store.reading() as connection:
        return store.documents.read(connection, row["sha256"])


def send_back(store: Store, submission_id: str, *, message: str, attachment: bytes | None, now: datetime) -> None:
    """Return a plan to its agency with a message and, if there is one, a reviewed Word document.

    Raises:
        NotHereError: There is no such submission.
        UsageError: The message is empty, or what is attached is no Word document.
    """
    row = shown(store, submission_id).row
    if not message.strip():
        raise UsageError("A plan is not returned without a word.", "Say in --message what the agency should do.")
    if attachment is not None and not attachment.startswith(_WORD_START):
        raise UsageError("What is attached is not a Word document.", "Attach the reviewed document (.docx).")
    values = {
        "return_id": str(uuid4()),
        "submission_id": row["submission_id"],
        "message": message.strip(),
        "attachment": attachment,
        "returned": moment(now),
    }
    with store.writing() as connection:
        connection.execute(insert(RETURNS).values(values))


@dataclass(frozen=True)
class Imported:
    """What became of one file.

    Attributes:
        words: "received", "here already", or why it was not taken.
    """

    path: Path
    is_taken: bool
    words: str


def bring_in(office: Office, store: Store, paths: Sequence[Path]) -> Iterator[Imported]:
    """Take in packages from files and folders, and write each one's receipt beside it.

    A plan that somebody mailed without sealing it is told of and not taken: nobody answers for it.
    """
    intake = Intake(office, store)
    for path in paths:
        files = sorted(filter(_is_brought, path.rglob("*"))) if path.is_dir() else [path]
        for file in files:
            yield _told_of(file) if file.suffix in _PLANS else _brought_in(office, intake, file)
        if not files:
            yield Imported(path, is_taken=False, words=f"There is no package (.{EXTENSION}) in this folder.")


def _is_brought(path: Path) -> bool:
    is_receipt = path.name.endswith(".receipt.json")
    return path.is_file() and path.suffix in (f".{EXTENSION}", *_PLANS) and not is_receipt


def _told_of(path: Path) -> Imported:
    """Say whose plan a file holds, how far it is, and what the agency should send instead."""
    catalogue = load_catalogue()
    try:
        with path.open("rb") as file:
            stored = read_plan(file.read(_MOST_BYTES), catalogue)
    except OSError:
        return Imported(path, is_taken=False, words="This file cannot be read.")
    except PlanwriterError as error:
        return Imported(path, is_taken=False, words=f"Not taken: it is no package. {error.title}")
    counts = left(run_checks(stored.plan, catalogue, copy=stored.copy))
    before = sum(counts[gate] for gate in Gate.SEND.includes)
    agency = stored.plan.answer("agency.name") or "an agency that is not named"
    words = (
        f"Not taken: this is the plan of {agency}, but no sealed package, so nobody answers for it. To be fixed in it: "
        f"{before}. Ask the agency to submit it, or to save a package to send by hand."
    )
    return Imported(path, is_taken=False, words=words)


def _brought_in(office: Office, intake: Intake, path: Path) -> Imported:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
        taken = intake.take(Offer(data))
        receipt = read_receipt(taken.submission.receipt, office.public_keys)
        beside = path.with_name(f"{path.name}.receipt.json")
        write_atomically(beside, receipt_file(taken.submission.receipt, receipt, office.settings.name))
    except OSError:
        return Imported(path, is_taken=False, words="This file cannot be read.")
    except RefusedError as error:
        told = error.problem
        return Imported(path, is_taken=False, words=" ".join([told.title, *(fault.detail for fault in told.faults)]))
    except StorageError as error:
        return Imported(path, is_taken=True, words=f"received, but its receipt could not be written: {error.advice}")
    return Imported(path, is_taken=True, words="received" if taken.is_new else "here already")


@dataclass(frozen=True)
class Verified:
    """What `verify` found.

    Attributes:
        faults: In words; none when everything is as it should be.
        spare: Files without a row: packages whose sender was never told they were accepted; harmless.
    """

    count: int
    faults: tuple[str, ...]
    spare: int


def verify(office: Office, store: Store) -> Verified:
    """Look at every package and every receipt."""
    faults = _database_faults(store)
    with store.reading() as connection:
        rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.number)).mappings().all()
    for row in rows:
        faults += [f"{row['submission_id']}: {words}" for words in _row_faults(office, store, row)]
    documents = store.documents
    known = {row["sha256"] for row in rows}
    spare = len(set(documents.names()) - known) if isinstance(documents, DocumentFolder) else 0
    return Verified(len(rows), tuple(faults), spare)


def _database_faults(store: Store) -> list[str]:
    if not store.is_sqlite:
        return []
    with store.reading() as connection:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    return [] if said == "ok" else [f"database: {said}"]


def _row_faults(office: Office, store: Store, row: RowMapping) -> Iterator[str]:
    try:
        package_of(store, row)
    except StorageError as error:
        yield error.title
    try:
        receipt = read_receipt(row["receipt"], office.public_keys)
    except PlanwriterError as error:
        yield error.title
        return
    says = (receipt.submission_id, receipt.package_id, receipt.sha256, receipt.size_bytes)
    if says != (row["submission_id"], row["package_id"], row["sha256"], row["size"]):
        yield "Its receipt is about another package."


def back_up(office: Office, store: Store, to: Path) -> int:
    """Copy everything into a new folder that can be served as it is; returns how many submissions it holds.

    The database first and the packages after it: a row in the copy then always has its package.

    Raises:
        StorageError: The folder is there already, the disk refuses, or PostgreSQL's own program is missing.
    """
    if to.exists():
        raise StorageError(f"“{to}” is there already.", "Name a folder that is not there yet.")
    private_folder(to)
    if store.is_sqlite:
        _copy_sqlite(office, to)
    else:
        _dump_postgresql(office, to / "endpoint.dump")
    for name in (KEYS, PROFILE, SETTINGS):
        write_atomically(to / name, (office.folder / name).read_bytes())
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(SUBMISSIONS)).scalar_one())


def _copy_sqlite(office: Office, to: Path) -> None:
    try:
        with closing(sqlite3.connect(office.folder / FILE, timeout=_PATIENCE_S)) as original:
            original.execute("VACUUM INTO ?", (str(to / FILE),))
        with closing(sqlite3.connect(to / FILE)) as copy:
            digests = [digest for (digest,) in copy.execute("SELECT sha256 FROM submissions")]
        (to / "blob").mkdir(mode=0o700)
        for digest in digests:
            shutil.copyfile(office.folder / "blob" / digest, to / "blob" / digest)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The backup in “{to}” is not whole.", "Free some space or mend the disk, and back up into another folder."
        ) from error


def _dump_postgresql(office: Office, to: Path) -> None:
    url = make_url(office.settings.database)
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError("The program pg_dump is missing.", "Install PostgreSQL's client programs and try again.")
    named = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603  the program is PostgreSQL's own, the address is the office's
        [program, "--format=custom", f"--file={to}", f"--dbname={named}"], env={**os.environ, **secret}, check=False
    )
    if done.returncode:
        raise StorageError("PostgreSQL could not be backed up.", "pg_dump says why above; mend that and try again.")


def as_json(one: Listed) -> str:
    """Return all that is known of a submission, for people and programs."""
    hidden = ("number", "receipt")
    form = {name: value for name, value in one.row.items() if name not in hidden}
    return json.dumps({**form, "standing": one.standing, "message": one.message}, indent=2, ensure_ascii=False)
