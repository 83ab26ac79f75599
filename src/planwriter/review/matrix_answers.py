"""Takes the dispositions and responses of a filled-in matrix over into the remarks kept, and says what it could not.

Takes: the remarks kept and the rows of a file. Gives: the remarks that changed, and a sentence for whatever was not
taken over. Nothing that somebody wrote is dropped silently, and an empty cell takes nothing away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose

from planwriter.plan.remarks import Disposition, Remark
from planwriter.review.matrix import MatrixRow, disposition_of

_MOST_LETTERS = 60
_ID_DIGITS = 12
_LIKE_A_NUMBER = re.compile(r"\d+(e\d+)?")
_SHOWN_NUMBER = re.compile(r"\d+([.,]\d+)?e\+?\d+")


@dataclass(frozen=True)
class MatrixAnswers:
    """What a filled-in matrix brought.

    Attributes:
        remarks: Those that changed, in the order of the rows.
        problems: What was not taken over, or took the place of words that stood there: a sentence each.
        unread: How many rows were not taken over, wholly or in part.
    """

    remarks: tuple[Remark, ...]
    problems: tuple[str, ...]
    unread: int = 0


def answers_of(rows: Sequence[MatrixRow], kept: Mapping[str, Remark]) -> MatrixAnswers:
    """Return what the rows change in the remarks kept."""
    changed: dict[str, Remark] = {}
    problems: list[str] = []
    unread = 0
    for row in rows:
        remark = _remark_of(row, {**kept, **changed})
        if remark is None:
            problems.append(_unknown(row))
            unread += 1
            continue
        disposition = disposition_of(row.disposition) if row.disposition else remark.disposition
        if disposition is None:
            unread += 1
            problems.append(_unreadable(row))
        if row.response and remark.response and row.response != remark.response:
            problems.append(f"Row {row.number}: your response was “{_short(remark.response)}”; the row's replaced it.")
        after = replace(
            remark,
            disposition=remark.disposition if disposition is None else disposition,
            response=row.response or remark.response,
        )
        if after != remark:
            changed[remark.id] = after
    return MatrixAnswers(tuple(changed.values()), tuple(problems), unread)


def _remark_of(row: MatrixRow, kept: Mapping[str, Remark]) -> Remark | None:
    """Return the one remark that a row can be about; None when there is none, or more than one."""
    if row.id in kept:
        return kept[row.id]
    likely = [remark for remark in kept.values() if row.id and _may_be(row.id, remark.id)]
    return likely[0] if len(likely) == 1 else None


def _may_be(shown: str, remark_id: str) -> bool:
    """Whether an id may look so: cut short in Word, or taken for a number by a spreadsheet."""
    if len(shown) >= 4 and remark_id.startswith(shown):
        return True
    if shown.isascii() and shown.isdigit() and len(shown) < _ID_DIGITS and remark_id == shown.zfill(_ID_DIGITS):
        return True
    if not _SHOWN_NUMBER.fullmatch(shown) or not _LIKE_A_NUMBER.fullmatch(remark_id):
        return False
    return isclose(float(shown.replace(",", ".")), float(remark_id), rel_tol=5e-3)


def _unknown(row: MatrixRow) -> str:
    said = [f"“{_short(words)}”" for words in (row.disposition, row.response) if words]
    told = f"It says {' and '.join(said)}. " if said else ""
    return (
        f"Row {row.number} was not taken over: no remark of this plan has the number “{_short(row.id)}”. {told}"
        "Write it into the matrix by hand."
    )


def _unreadable(row: MatrixRow) -> str:
    known = ", ".join(str(one).replace("_", " ") for one in Disposition)
    return (
        f"Row {row.number}: the disposition “{_short(row.disposition)}” was not understood and stays as it was. "
        f"Choose one of these: {known}."
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
