"""What the office does with what it has: list, show and return."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, insert, select

from planwriter.errors import FormatError, PlanwriterError, UsageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import read_plan
from planwriter.submit.contract import Standing
from planwriter.submit.package import PLAN, Purpose, read_package, short_code
from planwriter.template.catalogue import Catalogue
from planwriter.word.package import opened_package
from planwriter_endpoint.intake import answer, find
from planwriter_endpoint.schema import MAILED, RETURNS, SUBMISSIONS
from planwriter_endpoint.standing import Said, follower_of, said_of, said_of_all, standing
from planwriter_endpoint.store import Store
from planwriter_endpoint.tokens import moment

MAIL = "mailed"
"""Where a plan stands that came without a seal."""
_LONGEST_MESSAGE = 20_000
_MAILED = select(MAILED.c.mailed_id.label("submission_id"), *(c for c in MAILED.c if c.name != "mailed_id"))


class NotHereError(PlanwriterError):
    """There is no submission of that id."""

    exit_status = 1


class NotReturnedError(PlanwriterError):
    """The agency would never see what the office says."""

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
    with store.reading() as connection:  # a submission may wait for this, so it takes no longer than it must
        rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.number)).mappings().all()
        mailed = connection.execute(_MAILED.order_by(MAILED.c.number)).mappings().all()
        said = said_of_all(connection)
    followed = {row["supersedes"] for row in rows}
    sealed = [_sealed(row, said, is_followed=row["package_id"] in followed) for row in rows]
    unsealed = [_mailed(row, said.get(row["submission_id"], Said())) for row in mailed]
    return tuple(sorted([*sealed, *unsealed], key=lambda one: str(one.row["received"])))


def _sealed(row: RowMapping, said: Mapping[str, Said], *, is_followed: bool) -> Listed:
    message = said.get(row["submission_id"], Said()).message
    return Listed(row, standing(row["purpose"], is_followed=is_followed, is_returned=bool(message)), message)


def _mailed(row: RowMapping, said: Said) -> Listed:
    return Listed(row, str(Standing.RETURNED) if said.message else MAIL, said.message)


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
        return _shown(connection, submission_id)


def _shown(connection: Connection, submission_id: str) -> Listed:
    row = find(connection, submission_id=submission_id) or find(connection, package_id=submission_id)
    if row is not None:
        told = answer(connection, row)
        return Listed(row, told.status, told.message)
    mailed = connection.execute(_MAILED.where(MAILED.c.mailed_id == submission_id)).mappings().first()
    if mailed is not None:
        return _mailed(mailed, said_of(connection, submission_id))
    raise NotHereError(
        f"There is no submission {submission_id[:80]}.", "“planwriter-endpoint list” shows what there is."
    )


def package_of(store: Store, row: RowMapping) -> bytes:
    """Return the package of a submission, byte for byte as it arrived; of a plan that was mailed, its public copy.

    Raises:
        StorageError: It is missing or damaged.
    """
    with store.reading() as connection:
        return store.documents.read(connection, row["sha256"])


def plan_kept(store: Store, catalogue: Catalogue, sha256: str, *, is_sealed: bool) -> Plan:
    """Return the plan in a package, or one that was mailed, by the SHA-256 of what is kept.

    Raises:
        StorageError: It is missing or damaged.
        FormatError: It cannot be read.
    """
    with store.reading() as connection:
        data = store.documents.read(connection, sha256)
    return read_plan(read_package(data).files[PLAN] if is_sealed else data, catalogue).plan


def send_back(store: Store, submission_id: str, *, message: str, attachment: bytes | None, now: datetime) -> Listed:
    """Return a plan to its agency with a message and, if there is one, a reviewed Word document.

    Returned again, its agency sees every message; of documents it is given one only, so there is only one. Of a plan
    that was mailed this is only noted: its agency asks for nothing here, so the office answers by mail.

    Raises:
        NotHereError: There is no such submission.
        NotReturnedError: Another version took its place, or a document went back with it before.
        UsageError: The message is empty or too long, or what is attached is no Word document.
    """
    if not message.strip():
        raise UsageError("A plan is not returned without a word.", "Say in --message what the agency should do.")
    if attachment is not None:
        _refuse_other_than_word(attachment)
    with store.writing() as connection:
        one = _shown(connection, submission_id)
        store.one_at_a_time(connection, one.row["plan_id"])
        one = _shown(connection, submission_id)  # as it stands now that nobody else may change it
        _refuse_unheard(connection, one, attachment)
        if len(one.message) + len(message) > _LONGEST_MESSAGE:
            raise UsageError("This is more than a message may hold.", "Write the rest into the document you attach.")
        values = {
            "return_id": str(uuid4()),
            "submission_id": one.row["submission_id"],
            "message": message.strip(),
            "attachment": attachment,
            "returned": moment(now),
        }
        connection.execute(insert(RETURNS).values(values))
    return one


def _refuse_other_than_word(attachment: bytes) -> None:
    try:
        opened_package(attachment)
    except FormatError as error:
        raise UsageError(
            f"What is attached is not a Word document. {error.title}", "Attach the reviewed document (.docx)."
        ) from error


def _refuse_unheard(connection: Connection, one: Listed, attachment: bytes | None) -> None:
    """Refuse what its agency would never see."""
    if one.standing == Standing.SUPERSEDED:
        last = follower_of(connection, one.row["package_id"])
        while last is not None and (newer := follower_of(connection, last["package_id"])) is not None:
            last = newer
        raise NotReturnedError(
            "Another version took the place of this one, so its agency would not see this.",
            f"Return the one that stands: {last['submission_id'] if last else ''}",
        )
    if one.is_sealed and attachment is not None and said_of(connection, one.row["submission_id"]).return_id:
        raise NotReturnedError(
            "A reviewed document went back with this plan already, and its agency is given one only.",
            "Say in --message what should be done beyond it, without --attach; or send the new document by mail.",
        )


def as_json(one: Listed) -> str:
    """Return all that is known of a submission, for people and programs."""
    hidden = ("number", "receipt")
    form = {name: value for name, value in one.row.items() if name not in hidden}
    if one.is_sealed:
        form["short_code"] = short_code(one.row["sha256"])
    return json.dumps({**form, "standing": one.standing, "message": one.message}, indent=2, ensure_ascii=False)
