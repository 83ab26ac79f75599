"""Who owes a plan, and where each of them stands."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
_MOST_BYTES, _LONGEST = 1024 * 1024, 200
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
        FormatError: It is no such file, or a line of it cannot be used.
    """
    if len(data) > _MOST_BYTES:
        raise FormatError("This file is larger than 1 MB; a roster never is.", "Choose the CSV file of the roster.")
    lines = csv.reader(io.StringIO(_utf8(data), newline=""), strict=True)
    owed: dict[tuple[str, str], Owed] = {}
    try:
        head = next(lines, [])
        if "name" not in head or set(head) - set(_COLUMNS) or len(head) != len(set(head)):
            raise FormatError("This file is not a roster.", "Its first line must be: name,code,due")
        for cells in lines:
            if any(cell.strip() for cell in cells):
                one = _owed(head, cells, lines.line_num)
                if owed.setdefault((one.name.casefold(), one.code), one) is not one:
                    raise FormatError(f"Line {lines.line_num} of the roster names an agency again.", "Take it out.")
    except csv.Error as error:
        raise FormatError(
            f"Line {lines.line_num} of the roster is not CSV.", "Look for a quotation mark too many or too few."
        ) from error
    if not owed:
        raise FormatError("This roster names no agency.", "Write one line an agency below the first line.")
    return tuple(owed.values())


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("This file is not a roster.", "Save it as CSV in UTF-8.") from error


def _owed(head: list[str], cells: list[str], number: int) -> Owed:
    if len(cells) > len(head):
        raise FormatError(
            f"Line {number} of the roster has more cells than the first line.",
            "Put a name with a comma in it into quotation marks.",
        )
    row = dict(zip(head, cells, strict=False))
    name, code, due = (" ".join(row.get(column, "").split()) for column in _COLUMNS)
    if not (name + code + due).isprintable() or len(name) > _LONGEST or len(code) > _LONGEST:
        raise FormatError(
            f"Line {number} of the roster holds something that is no name or code.",
            f"Use letters and digits, at most {_LONGEST}.",
        )
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
    last = {one.row["plan_id"]: one for one in everything}
    theirs = _shared_out(that_stand(everything), owed)
    for agency in owed:
        yield _line(agency, theirs.pop(agency, []), last, today)
    for agency, plans in theirs.items():
        yield _line(agency, plans, last, today)


def _shared_out(plans: Iterable[Listed], owed: Sequence[Owed]) -> dict[Owed, list[Listed]]:
    """Return whose plan each one is: of the agency with its name, else of the only one with its code, else of none."""
    by_name = {_plain(one.name): one for one in owed}
    by_code: dict[str, list[Owed]] = {}
    for one in owed:
        by_code.setdefault(_digits(one.code), []).append(one)
    shared: dict[Owed, list[Listed]] = {}
    for plan in plans:
        name, code = plan.row["agency_name"], plan.row["agency_code"]
        with_code = by_code.get(_digits(code), []) if _digits(code) else []
        alone = with_code[0] if len(with_code) == 1 else Owed(name, code, "")
        shared.setdefault(by_name.get(_plain(name), alone), []).append(plan)
    return shared


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _digits(code: str) -> str:
    """Return a code as a spreadsheet leaves it, which takes "028" for a number."""
    return code.strip().lstrip("0").casefold()


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


def _line(agency: Owed, plans: Sequence[Listed], last: Mapping[str, Listed], today: date) -> dict[str, str]:
    stands = max(reversed(plans), key=lambda one: one.weight, default=None)  # of several of a weight the last one
    about = (
        ("", "", "") if stands is None else tuple(stands.row[name] for name in ("received", "submission_id", "title"))
    )
    notes = [] if stands is None else [_note(stands, last[stands.row["plan_id"]])]
    notes += [f"also {one.row['submission_id']}" for one in plans if one is not stands]
    note = "; ".join(filter(None, notes))
    cells = (agency.name, agency.code, agency.due, _standing(agency, stands, today), *about, note)
    return dict(zip(HEAD, cells, strict=True))


def _note(stands: Listed, last: Listed) -> str:
    """Return what the office should know beyond the status.

    Args:
        last: What came in last of the same plan.
    """
    if not stands.is_sealed:
        to_fix = stands.row["to_fix"]
        return f"mailed, not sealed; {to_fix} to fix" if to_fix else "mailed, not sealed"
    if last.row["received"] <= stands.row["received"]:
        return ""
    how = "came for consultation" if last.is_sealed else "was mailed"
    return f"a newer draft {how}: {last.row['submission_id']}"


def _standing(agency: Owed, one: Listed | None, today: date) -> str:
    is_late = bool(agency.due) and today.isoformat() > agency.due
    if one is None:
        return "late" if is_late else "not received"
    if one.standing == Standing.ACCEPTED:
        return "published" if one.row["posted"] and one.row["posted"] <= today.isoformat() else "accepted"
    if one.standing == Standing.RETURNED:
        return "returned"
    return "late" if is_late else "for consultation"
