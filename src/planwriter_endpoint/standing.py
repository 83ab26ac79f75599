"""Where a submission stands, and everything the office said since it came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from planwriter.submit.contract import Standing
from planwriter.submit.package import Purpose
from planwriter_endpoint.schema import RETURNS, SUBMISSIONS

_WITHOUT_DOCUMENT = (
    RETURNS.c.return_id,
    RETURNS.c.submission_id,
    RETURNS.c.message,
    RETURNS.c.returned,
    RETURNS.c.attachment.is_not(None).label("has_attachment"),
)


@dataclass(frozen=True)
class Said:
    """What the office said when it returned a plan, once or several times.

    Attributes:
        message: The message; of several all of them, the newest first, each with its day. "" when it was not returned.
        return_id: Of the newest return with a reviewed document; "" for none.
    """

    message: str = ""
    return_id: str = ""


def standing(purpose: str, *, is_followed: bool, is_returned: bool) -> Standing:
    """Return where a submission stands."""
    if is_followed:
        return Standing.SUPERSEDED
    if is_returned:
        return Standing.RETURNED
    return Standing.ACCEPTED if purpose == Purpose.FINAL else Standing.CONSULTATION


def said_of(connection: Connection, submission_id: str) -> Said:
    """Return what the office said of one submission, or of a plan that was mailed."""
    query = select(*_WITHOUT_DOCUMENT).where(RETURNS.c.submission_id == submission_id)
    return _said(connection.execute(query.order_by(RETURNS.c.number)).mappings().all())


def said_of_all(connection: Connection) -> dict[str, Said]:
    """Return what the office said, by the id of the submission or the mailed plan."""
    returns: dict[str, list[RowMapping]] = {}
    for row in connection.execute(select(*_WITHOUT_DOCUMENT).order_by(RETURNS.c.number)).mappings():
        returns.setdefault(row["submission_id"], []).append(row)
    return {submission_id: _said(rows) for submission_id, rows in returns.items()}


def follower_of(connection: Connection, package_id: str) -> RowMapping | None:
    """Return the row of the version that took a package's place; None for none."""
    query = select(SUBMISSIONS).where(SUBMISSIONS.c.supersedes == package_id)
    return connection.execute(query).mappings().first()


def _said(returns: Sequence[RowMapping]) -> Said:
    if not returns:
        return Said()
    documents = [row["return_id"] for row in returns if row["has_attachment"]]
    return Said(joined((row["returned"], row["message"]) for row in returns), documents[-1] if documents else "")


def joined(messages: Iterable[tuple[str, str]]) -> str:
    """Return one message for all that were said, so that an agency which asks seldom misses none.

    Args:
        messages: When and what, the oldest first.
    """
    one_by_one = list(messages)
    if len(one_by_one) == 1:
        return one_by_one[0][1]
    return "\n\n".join(f"{when[:10]}: {words}" for when, words in reversed(one_by_one))
