"""What the office does with what it has: list, show, return, verify and back up."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, func, insert, select
from sqlalchemy.engine import make_url

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import PlanwriterError, StorageError, UsageError
from planwriter.submit.contract import Standing
from planwriter.submit.package import Purpose, short_code
from planwriter.submit.signing import read_receipt
from planwriter_endpoint.documents import DocumentFolder
from planwriter_endpoint.intake import answer, find, last_return
from planwriter_endpoint.office import DATABASE, KEYS, PROFILE, SETTINGS, Office
from planwriter_endpoint.schema import MAILED, RETURNS, SUBMISSIONS
from planwriter_endpoint.store import Store
from planwriter_endpoint.tokens import moment

MAIL = "mailed"
"""Where a plan stands that came without a seal."""
_PATIENCE_S = 15
_WORD_START = b"PK\x03\x04"
_MAILED = select(MAILED.c.mailed_id.label("submission_id"), *(c for c in MAILED.c if c.name != "mailed_id"))


class NotHereError(PlanwriterError):
    """There is no submission of that id."""

    exit_status = 1


@dataclass(frozen=True)
class Listed:
    """What came in, with where it stands: a submission, or a plan that was mailed without a seal.

    Attributes:
        row: Of the table of submissions; or of mailed plans, under the same names where they mean the same.
        standing: One of contract.Standing, or MAIL.
    """

    row: RowMapping
    standing: str
    message: str

    @property
    def is_sealed(self) -> bool:
        """Whether it came as a package, so that its sender has a receipt."""
        return "receipt" in self.row

    @property
    def weight(self) -> int:
        """What stands over what: the finished plan over a draft for consultation, and that over a mailed one."""
        if not self.is_sealed:
            return 0
        return 2 if self.row["purpose"] == Purpose.FINAL else 1


def listed(store: Store) -> tuple[Listed, ...]:
    """Return everything that came in, in the order of arrival."""
    with store.reading() as connection:
        rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.number)).mappings().all()
        answers = [answer(connection, row) for row in rows]
        mailed = [_mailed(connection, row) for row in connection.execute(_MAILED.order_by(MAILED.c.number)).mappings()]
    sealed = [Listed(row, told.status, told.message) for row, told in zip(rows, answers, strict=True)]
    return tuple(sorted([*sealed, *mailed], key=lambda one: str(one.row["received"])))


def that_stand(everything: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return the version that stands of each plan: the last finished one, else for consultation, else mailed."""
    stands: dict[str, Listed] = {}
    for one in sorted(everything, key=lambda one: one.weight):
        stands[one.row["plan_id"]] = one
    return tuple(sorted(stands.values(), key=lambda one: str(one.row["received"])))


def shown(store: Store, submission_id: str) -> Listed:
    """Return one submission, or one plan that was mailed.

    Raises:
        NotHereError: There is none of that id.
    """
    with store.reading() as connection:
        row = find(connection, submission_id=submission_id) or find(connection, package_id=submission_id)
        if row is not None:
            told = answer(connection, row)
            return Listed(row, told.status, told.message)
        mailed = connection.execute(_MAILED.where(MAILED.c.mailed_id == submission_id)).mappings().first()
        if mailed is not None:
            return _mailed(connection, mailed)
    raise NotHereError(
        f"There is no submission {submission_id[:80]}.", "“planwriter-endpoint list” shows what there is."
    )


def _mailed(connection: Connection, row: RowMapping) -> Listed:
    last = last_return(connection, row["submission_id"])
    return Listed(row, str(Standing.RETURNED), last["message"]) if last else Listed(row, MAIL, "")


def package_of(store: Store, row: RowMapping) -> bytes:
    """Return the package of a submission, byte for byte as it arrived; of a plan that was mailed, its public copy.

    Raises:
        StorageError: It is missing or damaged.
    """
    with store.reading() as connection:
        return store.documents.read(connection, row["sha256"])


def send_back(store: Store, submission_id: str, *, message: str, attachment: bytes | None, now: datetime) -> Listed:
    """Return a plan to its agency with a message and, if there is one, a reviewed Word document.

    Of a plan that was mailed this is only noted: its agency asks for nothing here, so the office answers by mail.

    Raises:
        NotHereError: There is no such submission.
        UsageError: The message is empty, or what is attached is no Word document.
    """
    one = shown(store, submission_id)
    if not message.strip():
        raise UsageError("A plan is not returned without a word.", "Say in --message what the agency should do.")
    if attachment is not None and not attachment.startswith(_WORD_START):
        raise UsageError("What is attached is not a Word document.", "Attach the reviewed document (.docx).")
    values = {
        "return_id": str(uuid4()),
        "submission_id": one.row["submission_id"],
        "message": message.strip(),
        "attachment": attachment,
        "returned": moment(now),
    }
    with store.writing() as connection:
        connection.execute(insert(RETURNS).values(values))
    return one


@dataclass(frozen=True)
class Verified:
    """What `verify` found.

    Attributes:
        count: Submissions.
        mailed: Plans that were mailed without a seal.
        faults: In words; none when everything is as it should be.
        spare: Files without a row: packages whose sender was never told they were accepted; harmless.
    """

    count: int
    mailed: int
    faults: tuple[str, ...]
    spare: int


def verify(office: Office, store: Store) -> Verified:
    """Look at every package, every mailed plan and every receipt."""
    faults = _database_faults(store)
    everything = listed(store)
    for one in everything:
        faults += [f"{one.row['submission_id']}: {words}" for words in _row_faults(office, store, one)]
    documents = store.documents
    known = {one.row["sha256"] for one in everything}
    spare = len(set(documents.names()) - known) if isinstance(documents, DocumentFolder) else 0
    if spare and not everything:
        lies = "1 document lies" if spare == 1 else f"{spare} documents lie"
        faults.append(
            f"database: it holds no submission, but {lies} here. Unless the receiver was stopped during its first one, "
            "restore the database from a backup."
        )
    count = sum(one.is_sealed for one in everything)
    return Verified(count, len(everything) - count, tuple(faults), spare)


def _database_faults(store: Store) -> list[str]:
    if not store.is_sqlite:
        return []
    with store.reading() as connection:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    return [] if said == "ok" else [f"database: {said}"]


def _row_faults(office: Office, store: Store, one: Listed) -> Iterator[str]:
    row = one.row
    try:
        package_of(store, row)
    except StorageError as error:
        yield error.title
    if not one.is_sealed:
        return
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
        with closing(sqlite3.connect(office.folder / DATABASE, timeout=_PATIENCE_S)) as original:
            original.execute("VACUUM INTO ?", (str(to / DATABASE),))
        with closing(sqlite3.connect(to / DATABASE)) as copy:
            digests = [one for (one,) in copy.execute("SELECT sha256 FROM submissions UNION SELECT sha256 FROM mailed")]
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
    if one.is_sealed:
        form["short_code"] = short_code(one.row["sha256"])
    return json.dumps({**form, "standing": one.standing, "message": one.message}, indent=2, ensure_ascii=False)
