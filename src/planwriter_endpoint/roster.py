"""Who owes a plan, and where each of them stands."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select

from planwriter.errors import FormatError
from planwriter.plan.workdays import DAYS_TO_PLAN, ORDER_SIGNED
from planwriter.submit.contract import Standing
from planwriter_endpoint.collection import Listed, listed, that_stand
from planwriter_endpoint.schema import ROSTER
from planwriter_endpoint.store import Store

DEADLINE = date.fromordinal(ORDER_SIGNED.toordinal() + DAYS_TO_PLAN)
HEAD = ("agency", "code", "due", "status", "received", "submission", "title", "note")
_COLUMNS = ("name", "code", "due")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True)
class Owed:
    """One agency of the roster.

    Attributes:
        code: CGAC code; may be empty, then the name decides.
        due: As "2011-10-24".
    """

    name: str
    code: str
    due: str


def read_roster(data: bytes) -> tuple[Owed, ...]:
    """Return the agencies in a CSV file with the columns name, code and due; code and due may be left out.

    Raises:
        FormatError: It is no such file, or a date cannot be read.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError("This file is not a roster.", "Save it as CSV in UTF-8.") from error
    if not rows or "name" not in rows[0] or set(rows[0]) - set(_COLUMNS):
        raise FormatError("This file is not a roster.", "Its first line must be: name,code,due")
    return tuple(_owed(row, number) for number, row in enumerate(rows, 2))


def _owed(row: dict[str, Any], number: int) -> Owed:
    name, code, due = (" ".join((row.get(column) or "").split()) for column in _COLUMNS)
    try:
        due = date.fromisoformat(due).isoformat() if due else DEADLINE.isoformat()
    except ValueError as error:
        raise FormatError(
            f"Line {number} of the roster has a date that cannot be read.", "Write 2011-10-24."
        ) from error
    if not name:
        raise FormatError(f"Line {number} of the roster has no name.", "Give the agency's name.")
    return Owed(name, code, due)


def load_roster(store: Store, owed: Iterable[Owed]) -> int:
    """Put a roster in the place of the one that was; returns how many agencies it has."""
    rows = [{"name": one.name, "code": one.code, "due": one.due} for one in owed]
    with store.writing() as connection:
        connection.execute(delete(ROSTER))
        connection.execute(insert(ROSTER), rows)
    return len(rows)


def status(store: Store, today: date) -> Iterator[dict[str, str]]:
    """Yield a row an agency, in the order of the roster; agencies that are not on it come after."""
    with store.reading() as connection:
        owed = [
            Owed(row.name, row.code, row.due) for row in connection.execute(select(ROSTER).order_by(ROSTER.c.number))
        ]
    everything = listed(store)
    rest = list(that_stand(everything))
    for agency in owed:
        theirs = [one for one in rest if _is_of(one, agency)]
        rest = [one for one in rest if one not in theirs]
        stands = max(reversed(theirs), key=lambda one: one.weight, default=None)  # of several plans the last one
        yield _line(agency, stands, _note(stands, everything), today)
    for one in rest:
        yield _line(Owed(one.row["agency_name"], one.row["agency_code"], ""), one, _note(one, everything), today)


def status_csv(rows: Iterable[dict[str, str]]) -> str:
    """Return the rows as CSV (RFC 4180) that no spreadsheet takes for a formula."""
    return csv_words([HEAD, *([row[name] for name in HEAD] for row in rows)])


def csv_words(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV; words that a spreadsheet would take for a formula begin with an apostrophe.

    Source: ASVS 5.0, 1.2.10.
    """
    words = io.StringIO()
    writer = csv.writer(words, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return words.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _is_of(one: Listed, agency: Owed) -> bool:
    if agency.code and one.row["agency_code"]:
        return bool(agency.code == one.row["agency_code"])
    return bool(agency.name.casefold() == one.row["agency_name"].casefold())


def _note(stands: Listed | None, everything: Iterable[Listed]) -> str:
    """Return what the office should know beyond the status."""
    if stands is None:
        return ""
    if not stands.is_sealed:
        to_fix = stands.row["to_fix"]
        return f"mailed, not sealed; {to_fix} to fix" if to_fix else "mailed, not sealed"
    plan, since = stands.row["plan_id"], stands.row["received"]
    later = [one for one in everything if one.row["plan_id"] == plan and one.row["received"] > since]
    if not later:
        return ""
    how = "came for consultation" if later[-1].is_sealed else "was mailed"
    return f"a newer draft {how}: {later[-1].row['submission_id']}"


def _line(agency: Owed, one: Listed | None, note: str, today: date) -> dict[str, str]:
    about = ("", "", "") if one is None else (one.row["received"], one.row["submission_id"], one.row["title"])
    cells = (agency.name, agency.code, agency.due, _standing(agency, one, today), *about, note)
    return dict(zip(HEAD, cells, strict=True))


def _standing(agency: Owed, one: Listed | None, today: date) -> str:
    is_late = bool(agency.due) and today.isoformat() > agency.due
    if one is None:
        return "late" if is_late else "not received"
    if one.standing == Standing.ACCEPTED:
        return "published" if one.row["posted"] and one.row["posted"] <= today.isoformat() else "accepted"
    if one.standing == Standing.RETURNED:
        return "returned"
    return "late" if is_late else "for consultation"
