"""Plans that came by mail without a seal: kept to be read, returned and compared, and never accepted.

Nobody signed such a plan off, so it gets no receipt and no place among the submissions, and the addresses that agencies
reach know nothing of it. Of a working copy only what is public is kept.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from planwriter.checks import run_checks
from planwriter.checks.gates import left
from planwriter.errors import FormatError, StorageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, canonical_bytes, plan_form, read_plan
from planwriter.submit.package import PLAN, read_package
from planwriter.template.catalogue import Catalogue, Gate
from planwriter_endpoint.intake import told_by
from planwriter_endpoint.schema import MAILED, SUBMISSIONS
from planwriter_endpoint.store import Store
from planwriter_endpoint.tokens import moment


@dataclass(frozen=True)
class Kept:
    """What became of a plan that was mailed.

    Attributes:
        is_new: Whether it came just now, and not before.
        submission_id: The submission that holds the very same plan, sealed; "" for none.
        to_fix: How much must be fixed in it before it can be sent as the finished plan.
    """

    agency: str
    is_new: bool
    submission_id: str
    to_fix: int


def keep_mailed(store: Store, data: bytes, catalogue: Catalogue, now: datetime) -> Kept:
    """Keep the public copy of a plan, once.

    Args:
        data: A working copy (.csplan) or a public copy (.json).

    Raises:
        FormatError: It is no plan, or names no agency.
        OSError, sqlalchemy.exc.DBAPIError: The disk or the database refuses; nothing was kept.
    """
    plan = read_plan(data, catalogue).plan.without_internal(catalogue)
    about = told_by(plan)
    if not about["agency_name"].strip():
        raise FormatError("This plan names no agency.", "Ask who sent it to fill that in.")
    public = canonical_bytes(plan_form(plan, catalogue, Copy.PUBLIC))
    sha256 = hashlib.sha256(public).hexdigest()
    counts = left(run_checks(plan, catalogue, copy=Copy.PUBLIC))
    to_fix = sum(counts[gate] for gate in Gate.SEND.includes)
    agency = about["agency_name"]
    with store.reading() as connection:
        if sealed := _sealed(store, connection, plan, public):
            return Kept(agency, is_new=False, submission_id=sealed, to_fix=to_fix)
        is_here = _is_here(connection, sha256)
    if is_here:
        store.mend(sha256, public)
        return Kept(agency, is_new=False, submission_id="", to_fix=to_fix)
    row = {**about, "mailed_id": str(uuid4()), "sha256": sha256, "size": len(public), "received": moment(now)}
    store.documents.keep(sha256, public)
    try:
        with store.writing() as connection:
            store.documents.keep_in(connection, sha256, public)
            connection.execute(insert(MAILED).values({**row, "to_fix": to_fix}))
    except IntegrityError:  # another import was quicker
        return Kept(agency, is_new=False, submission_id="", to_fix=to_fix)
    return Kept(agency, is_new=True, submission_id="", to_fix=to_fix)


def _is_here(connection: Connection, sha256: str) -> bool:
    return connection.execute(select(MAILED.c.number).where(MAILED.c.sha256 == sha256)).first() is not None


def _sealed(store: Store, connection: Connection, plan: Plan, public: bytes) -> str:
    """Return the submission whose package holds the same plan; a copy of what was sent says nothing new."""
    query = select(SUBMISSIONS.c.submission_id, SUBMISSIONS.c.sha256).where(SUBMISSIONS.c.plan_id == plan.plan_id)
    for row in connection.execute(query.order_by(SUBMISSIONS.c.number.desc())):
        with suppress(StorageError):  # one that is damaged says nothing; verify tells of it
            if read_package(store.documents.read(connection, row.sha256)).files[PLAN] == public:
                return str(row.submission_id)
    return ""
