"""Tokens that the office gives out: kept as a hash only, shown once."""

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select

from planwriter.errors import UsageError
from planwriter_endpoint.schema import TOKENS
from planwriter_endpoint.store import Store

_NAME = re.compile(r"[\w .,&()'-]{1,100}")
STAFF = "staff"
"""The token of this name opens the office's own pages, and sends nothing."""
_START = "cs_"  # so that a token is known for one wherever it turns up


def add_token(store: Store, name: str, *, days: int, now: datetime) -> str:
    """Return a new token for an agency; an older one of that name stops working.

    Args:
        days: How long it works.

    Raises:
        UsageError: The name cannot be used.
    """
    if not name.strip() or not _NAME.fullmatch(name):
        raise UsageError("This name cannot be used for a token.", "Use letters, digits and blanks, at most 100.")
    if not 0 <= days <= 3660:
        raise UsageError("A token works for 0 to 3660 days.", "Give another number of days.")
    token = _START + secrets.token_urlsafe(32)
    row = {
        "name": name,
        "digest": _digest(token),
        "added": moment(now),
        "expires": moment(now + timedelta(days=days)),
    }
    with store.writing() as connection:
        connection.execute(delete(TOKENS).where(TOKENS.c.name == name))
        connection.execute(insert(TOKENS).values(row))
    return token


def client_of(store: Store, authorization: str) -> str:
    """Return the name of the token in an Authorization header; "" when it is unknown or has expired."""
    kind, _, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token.startswith(_START):
        return ""
    with store.reading() as connection:
        row = connection.execute(
            select(TOKENS.c.name, TOKENS.c.expires).where(TOKENS.c.digest == _digest(token))
        ).first()
    return row.name if row and row.expires > moment(datetime.now(UTC)) else ""


def moment(when: datetime) -> str:
    """Return a time as it is stored, e.g. "2011-10-24T16:30:05Z"."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
