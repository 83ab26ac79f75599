"""Takes one package in: reads it, runs the program's own checks, and keeps it exactly once.

The commit decides. An answer is only ever made from the committed row, so a package sent again, by whatever way, gets
the same receipt byte for byte.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NoReturn
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from planwriter.checks import run_checks
from planwriter.checks.findings import Severity
from planwriter.errors import FormatError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy
from planwriter.submit.contract import Fault, Problem, ProblemKind, Submission, etag, problem
from planwriter.submit.package import Package, Purpose, plan_of, read_package
from planwriter.submit.signing import Receipt, signed_receipt
from planwriter.template.catalogue import Catalogue, Gate
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.office import Office
from planwriter_endpoint.schema import SUBMISSIONS
from planwriter_endpoint.standing import follower_of, said_of, standing
from planwriter_endpoint.store import Store

COURIER = ""
"""The client of what the office imported itself; no token has this name."""
_GATES = {Purpose.CONSULTATION: Gate.CLEARANCE, Purpose.FINAL: Gate.SEND}


class RefusedError(Exception):
    """A request that is not taken, with the problem that says why."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told.title)
        self.problem = told


@dataclass(frozen=True)
class Taken:
    """What became of a package: its row as committed.

    Attributes:
        is_new: Whether it came in just now, and not before.
    """

    submission: Submission
    is_new: bool


@dataclass(frozen=True)
class Offer:
    """One package as it arrived.

    Attributes:
        client: Name of the token it came with; COURIER for what the office imports.
        key: Package id that the request names; "" to take it from the package.
        if_match: The header; "" when there was none.
    """

    data: bytes
    client: str = COURIER
    key: str = ""
    if_match: str = ""


def refuse(kind: ProblemKind, detail: str = "", *faults: Fault) -> NoReturn:
    """Raise the refusal of one kind.

    Raises:
        RefusedError: Always.
    """
    raise RefusedError(problem(kind, detail, faults))


class Intake:
    """Takes packages in for one office."""

    def __init__(self, office: Office, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._office = office
        self._store = store
        self._now = now

    def take(self, offer: Offer) -> Taken:
        """Keep a package, or answer as before when it is here.

        Raises:
            RefusedError: It is not taken.
            OSError, sqlalchemy.exc.DBAPIError: The disk or the database refuses; nothing was accepted.
        """
        sha256 = hashlib.sha256(offer.data).hexdigest()
        if offer.key and (known := self._known(offer.key, sha256, offer)):
            return known
        package, plan = examined(offer.data)
        if offer.key and package.package_id != offer.key:
            refuse(ProblemKind.KEY_WRONG, f"The package in the request is {package.package_id}.")
        if known := self._known(package.package_id, sha256, offer):
            return known
        with self._store.reading() as connection:
            _refuse_not_current(connection, package, offer)  # before a file is written for it
        self._store.documents.keep(sha256, offer.data)
        try:
            with self._store.writing() as connection:
                self._store.one_at_a_time(connection, plan.plan_id)
                _refuse_not_current(connection, package, offer)
                self._store.documents.keep_in(connection, sha256, offer.data)
                connection.execute(insert(SUBMISSIONS).values(self._row(package, plan, offer.client)))
        except IntegrityError:  # another receiver was quicker
            if known := self._known(package.package_id, sha256, offer):
                return known
            refuse(ProblemKind.NOT_CURRENT, "Another version that takes the same one's place was first.")
        committed = self._told(package.package_id, sha256)
        if committed is None:
            refuse(ProblemKind.FAULT)
        return Taken(committed[0], is_new=True)

    def _known(self, package_id: str, sha256: str, offer: Offer) -> Taken | None:
        """Return what is told of a package that is here; its document is whole again before that."""
        known = self._told(package_id, sha256)
        if known is None:
            return None
        told, client = known
        self._store.mend(sha256, offer.data)
        if offer.client != client == COURIER:
            self._give_to(offer.client, package_id)
        return Taken(told, is_new=False)

    def _told(self, package_id: str, sha256: str) -> tuple[Submission, str] | None:
        with self._store.reading() as connection:
            row = find(connection, package_id=package_id)
            if row is None:
                return None
            if row["sha256"] != sha256:
                refuse(ProblemKind.KEY_REUSED)
            return answer(connection, row), row["client"]

    def _give_to(self, client: str, package_id: str) -> None:
        """Put a package that came by hand to the sign-in that sends it, too: only its maker has these bytes."""
        of_it = (SUBMISSIONS.c.package_id == package_id) & (SUBMISSIONS.c.client == COURIER)
        with self._store.writing() as connection:
            connection.execute(update(SUBMISSIONS).where(of_it).values(client=client))

    def _row(self, package: Package, plan: Plan, client: str) -> dict[str, Any]:
        manifest, now = package.manifest, self._now().replace(microsecond=0)
        receipt = Receipt(
            issuer=self._office.settings.issuer,
            submission_id=str(uuid4()),
            package_id=package.package_id,
            sha256=package.sha256,
            size_bytes=package.size_bytes,
            received=now,
            status=str(standing(manifest.purpose, is_followed=False, is_returned=False)),
        )
        return {
            **told_by(plan),
            "submission_id": receipt.submission_id,
            "package_id": package.package_id,
            "supersedes": manifest.supersedes or None,
            "client": client,
            "purpose": manifest.purpose,
            "sha256": package.sha256,
            "size": package.size_bytes,
            "received": receipt.claims()["received"],
            "receipt": signed_receipt(receipt, self._office.keys[0]),
        }


def examined(data: bytes) -> tuple[Package, Plan]:
    """Return a package and its plan, found good enough for what it was sent for.

    Raises:
        RefusedError: It cannot be read, something must be fixed first, or the sign-off is not complete.
    """
    try:
        package = read_package(data)
        plan = plan_of(package, _catalogue())
    except FormatError as error:
        refuse(ProblemKind.NOT_A_PACKAGE, f"{error.title} {error.advice}", Fault(error.place, error.title))
    purpose = Purpose(package.manifest.purpose)
    gates = _GATES[purpose].includes
    standing = [
        Fault(one.path, one.message)
        for one in run_checks(plan, _catalogue(), copy=Copy.PUBLIC)
        if one.severity is Severity.MUST and one.needed_for in gates
    ]
    if standing:
        refuse(ProblemKind.NOT_READY, f"{len(standing)} to fix before it can be received.", *standing)
    missing = package.manifest.sign_off.missing
    if purpose is Purpose.FINAL and missing:
        refuse(ProblemKind.SIGN_OFF_MISSING, "", *(Fault(place, words) for place, words in missing))
    return package, plan


def told_by(plan: Plan) -> dict[str, str]:
    """Return what an office's tables say of a plan itself: whose it is, its title and the day it was posted."""
    posted = plan.answer("publication.date") if plan.answer("publication.url") else None
    return {
        "plan_id": plan.plan_id,
        "agency_name": str(plan.answer("agency.name") or ""),
        "agency_code": str(plan.answer("agency.code") or ""),
        "title": str(plan.answer("plan.title") or ""),
        "posted": posted.isoformat() if isinstance(posted, date) else "",
    }


def find(connection: Connection, **wanted: str) -> RowMapping | None:
    """Return the row of a submission by one of its ids; None when there is none."""
    query = select(SUBMISSIONS)
    for name, value in wanted.items():
        query = query.where(SUBMISSIONS.c[name] == value)
    return connection.execute(query).mappings().first()


def answer(connection: Connection, row: RowMapping) -> Submission:
    """Return what is told about a submission, with where it stands now."""
    said = said_of(connection, row["submission_id"])
    is_followed = follower_of(connection, row["package_id"]) is not None
    return Submission(
        row["submission_id"],
        row["package_id"],
        str(standing(row["purpose"], is_followed=is_followed, is_returned=bool(said.message))),
        row["receipt"],
        message=said.message,
        attachment=f"/v1/returns/{said.return_id}.docx" if said.return_id else "",
    )


def _refuse_not_current(connection: Connection, package: Package, offer: Offer) -> None:
    """Refuse a version that follows another than the one that stands, and a plan that came with another sign-in."""
    query = select(SUBMISSIONS).where(SUBMISSIONS.c.plan_id == package.manifest.plan_id)
    versions = connection.execute(query.order_by(SUBMISSIONS.c.number.desc())).mappings().all()
    standing = _followed_by(Purpose(package.manifest.purpose), versions)
    supersedes = package.manifest.supersedes
    if offer.client != COURIER and versions:
        _refuse_other_sender(offer.client, {row["client"] for row in versions}, names_it=supersedes == standing != "")
    if supersedes and supersedes != standing:
        refuse(ProblemKind.NOT_CURRENT, "The version that this one takes the place of is not the one that stands.")
    if offer.if_match and offer.if_match != (etag(standing) if standing else ""):
        refuse(ProblemKind.NOT_CURRENT, "If-Match names another version than the one that stands.")


def _refuse_other_sender(client: str, senders: set[str], *, names_it: bool) -> None:
    """Refuse a plan that others sent before.

    A plan's id stands in what an agency publishes, so knowing it shows nothing. Of a plan that came by hand only,
    knowing the package id of the version that stands does: that was never published.
    """
    if senders - {client, COURIER}:
        refuse(ProblemKind.NOT_ALLOWED, "This plan was sent before with another sign-in.")
    if client not in senders and not names_it:
        refuse(
            ProblemKind.NOT_ALLOWED,
            "This plan was brought by hand before. Send the package that was brought here as it is, then this one; "
            "or bring this one by hand, too.",
        )


def _followed_by(purpose: Purpose, versions: Sequence[RowMapping]) -> str:
    """Return the package id of the version that the next one of this purpose takes the place of; "" for none.

    A plan has two lines: what is talked over never takes the place of what was sent as finished.

    Args:
        versions: Of one plan, the newest first.
    """
    replaced = {row["supersedes"] for row in versions}
    standing = [row for row in versions if row["package_id"] not in replaced]
    lines = (Purpose.CONSULTATION,) if purpose is Purpose.CONSULTATION else (Purpose.FINAL, Purpose.CONSULTATION)
    return next((str(row["package_id"]) for line in lines for row in standing if row["purpose"] == line), "")


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()
