"""Whether everything that was received is here, whole and as it was: rows, packages, receipts and the key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select

from planwriter.errors import FormatError, PlanwriterError, StorageError
from planwriter.plan.stored import read_plan
from planwriter.submit.package import PLAN, read_package
from planwriter.submit.signing import read_receipt
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.collection import Listed, listed, package_of
from planwriter_endpoint.intake import COURIER, told_by
from planwriter_endpoint.office import KEYS, Office, is_key_open
from planwriter_endpoint.schema import RETURNS, TOKENS
from planwriter_endpoint.standing import standing
from planwriter_endpoint.store import Store


@dataclass(frozen=True)
class Verified:
    """What `verify` found.

    Attributes:
        count: Submissions.
        mailed: Plans that were mailed without a seal.
        faults: In words; none when everything is as it should be.
        spare: Documents without a row: packages whose sender was never told they were accepted; harmless.
    """

    count: int
    mailed: int
    faults: tuple[str, ...]
    spare: int


def verify(office: Office, store: Store) -> Verified:
    """Look at every package, every mailed plan, every receipt and every row, which must say what these say.

    Nothing else here says when a mailed plan came and what its id is; nor which sign-in a package came with, beyond
    that the office gave one of that name out.
    """
    faults = _database_faults(store)
    if is_key_open(office.folder):
        faults.append(f"{KEYS}: others than its owner may read or change it; whoever has it can sign receipts.")
    with store.reading() as connection:
        lie_here = store.documents.names(connection)  # before the rows, since a document comes before its row
        clients = {COURIER, *connection.execute(select(TOKENS.c.name)).scalars()}
        returned = list(connection.execute(select(RETURNS.c.submission_id)).scalars())
    everything = listed(store)
    for one in everything:
        faults += [f"{one.row['submission_id']}: {words}" for words in _row_faults(office, store, one)]
    sealed = [one.row for one in everything if one.is_sealed]
    faults += _unknown_senders(sealed, clients) + _broken_lines(sealed)
    ids = {one.row["submission_id"] for one in everything}
    faults += [f"{one}: It was returned, but it is not here." for one in dict.fromkeys(returned) if one not in ids]
    spare = len(lie_here - {one.row["sha256"] for one in everything})
    if spare and not everything:
        faults.append(_nothing_but_documents(spare))
    return Verified(len(sealed), len(everything) - len(sealed), tuple(faults), spare)


def _nothing_but_documents(count: int) -> str:
    lie = "1 document lies" if count == 1 else f"{count} documents lie"
    return (
        f"database: it holds no submission, but {lie} here. Unless the receiver was stopped during its first one, "
        "restore the database from a backup."
    )


def _database_faults(store: Store) -> list[str]:
    if not store.is_sqlite:
        return []
    with store.reading() as connection:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    return [] if said == "ok" else [f"database: {said}"]


def _row_faults(office: Office, store: Store, one: Listed) -> Iterator[str]:
    try:
        data = package_of(store, one.row)
    except StorageError as error:
        yield error.title
    else:
        yield from _differences("document", one.row, _told_by_document(data, is_sealed=one.is_sealed))
    if not one.is_sealed:
        return
    try:
        receipt = read_receipt(one.row["receipt"], office.public_keys)
    except PlanwriterError as error:
        yield error.title
        return
    claims = receipt.claims()
    yield from _differences("receipt", one.row, {name: claims[name] for name in claims if name in one.row})
    status = standing(one.row["purpose"], is_followed=False, is_returned=False)
    if (claims["iss"], claims["status"]) != (office.settings.issuer, status):
        yield "Its receipt says that it came from another office, or stood elsewhere."


def _told_by_document(data: bytes, *, is_sealed: bool) -> dict[str, Any] | str:
    """Return what a row must hold by its document; or why nothing can be said."""
    catalogue = load_catalogue()
    try:
        if not is_sealed:
            return {**told_by(read_plan(data, catalogue).plan), "size": len(data)}
        package = read_package(data)
        plan = read_plan(package.files[PLAN], catalogue).plan  # it was canonical when it came; a later form may differ
    except FormatError as error:
        return f"Its document cannot be read. {error.title}"
    return {
        **told_by(plan),
        "package_id": package.package_id,
        "supersedes": package.manifest.supersedes or None,
        "purpose": package.manifest.purpose,
        "sha256": package.sha256,
        "size": package.size_bytes,
    }


def _differences(what: str, row: RowMapping, told: dict[str, Any] | str) -> Iterator[str]:
    if isinstance(told, str):
        yield told
        return
    names = [name.replace("_", " ") for name, value in told.items() if row[name] != value]
    if names:
        yield f"The database says otherwise than its {what}: {', '.join(names)}."


def _unknown_senders(rows: Sequence[RowMapping], clients: set[str]) -> list[str]:
    return [
        f"{row['submission_id']}: It came with a sign-in that this office never gave out."
        for row in rows
        if row["client"] not in clients
    ]


def _broken_lines(rows: Sequence[RowMapping]) -> list[str]:
    """Return what is wrong with what follows what: a version comes after the one whose place it takes, of one plan."""
    by_package = {row["package_id"]: row for row in rows}
    faults = []
    for row in rows:
        before = by_package.get(row["supersedes"])
        is_first = not row["supersedes"]
        if not is_first and (
            before is None or before["plan_id"] != row["plan_id"] or before["number"] >= row["number"]
        ):
            faults.append(f"{row['submission_id']}: The version that it takes the place of did not come before it.")
    return faults
