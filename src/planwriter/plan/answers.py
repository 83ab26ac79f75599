"""The values of answers, one form for each kind, and their JSON values.

| kind | value here |
|---|---|
| text | Text |
| line, choice, url | str |
| choices, refs | tuple of ids |
| flag | bool |
| number | int or float, finite |
| date | datetime.date |
| due | Due |
| person | Person |
| rows | Rows |
| any marked so | NotApplicable |
"""

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from planwriter.plan.due import Due
from planwriter.plan.text import Text, norm, norm_line
from planwriter.template.catalogue import Field, Kind

LARGEST_WHOLE_NUMBER = 2**53 - 1  # beyond it RFC 8785 and JavaScript readers lose digits


@dataclass(frozen=True)
class Person:
    """A person or post; every line may be empty. Answered by a name."""

    name: str = ""
    title: str = ""
    office: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class NotApplicable:
    """Stands in for an answer that does not apply; without a reason it counts as missing."""

    reason: str


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        id: Unique in its table; stable, so that references, anchors and merges find it.
        cells: Answers by column id; only what is answered.
    """

    id: str
    cells: "Mapping[str, Answer]"

    def with_cell(self, column_id: str, value: "Answer | None") -> "Row":
        """Return the row with one cell set, or cleared by None or an empty value."""
        cells = {key: cell for key, cell in self.cells.items() if key != column_id}
        if value is not None and not is_empty(value):
            cells[column_id] = value
        return replace(self, cells=cells)


@dataclass(frozen=True)
class Rows:
    """The rows of a table, in the order they are kept."""

    rows: tuple[Row, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The rows' ids, in order."""
        return tuple(row.id for row in self.rows)

    def index(self, row_id: str) -> int:
        """Return the place of a row, counted from 0.

        Raises:
            KeyError: There is no such row.
        """
        if row_id not in self.ids:
            raise KeyError(row_id)
        return self.ids.index(row_id)

    def row(self, row_id: str) -> Row:
        """Return the row of that id.

        Raises:
            KeyError: There is none.
        """
        return self.rows[self.index(row_id)]

    def with_row(self, row: Row, *, at: int | None = None) -> "Rows":
        """Return the table with `row` in the place of its namesake, or new at `at` (the end when None)."""
        if row.id in self.ids:
            return Rows(tuple(row if old.id == row.id else old for old in self.rows))
        place = len(self.rows) if at is None else at
        return Rows((*self.rows[:place], row, *self.rows[place:]))

    def without_row(self, row_id: str) -> "Rows":
        """Return the table without that row."""
        return Rows(tuple(row for row in self.rows if row.id != row_id))

    def moved(self, row_id: str, to: int) -> "Rows":
        """Return the table with that row at place `to`, cut to the table's ends.

        Raises:
            KeyError: There is no such row.
        """
        row = self.row(row_id)
        rest = self.without_row(row_id).rows
        to = max(0, min(to, len(rest)))
        return Rows((*rest[:to], row, *rest[to:]))


Answer: TypeAlias = Text | str | bool | int | float | date | Due | Person | Rows | NotApplicable | tuple[str, ...]
PERSON_LINES = tuple(field.name for field in fields(Person))


def is_empty(answer: Answer | None) -> bool:
    """Whether that is "not answered"; False and 0 are answers.

    Source: plan-elements, "Empty". A person is answered by any line here; `required` asks for the name.
    """
    match answer:
        case None:
            return True
        case str():
            return not answer.strip()
        case tuple():
            return not answer
        case Text():
            says_something = any(run.text[:1].isalnum() for block in answer.blocks for run in block.runs)
            return not says_something and not norm(answer).blocks  # norm() is the judge, but takes its time
        case Rows():
            return not answer.rows
        case Person():
            return not any(getattr(answer, line).strip() for line in PERSON_LINES)
        case _:
            return False


def normal(answer: Answer) -> Answer:
    """Return the answer in the form in which it is kept: text by norm(), lines trimmed and NFC."""
    match answer:
        case str():
            return norm_line(answer)
        case Text():
            return norm(answer)
        case Person():
            return Person(**{line: norm_line(getattr(answer, line)) for line in PERSON_LINES})
        case NotApplicable():
            return NotApplicable(norm_line(answer.reason))
        case Rows():
            return Rows(tuple(_normal_row(row) for row in answer.rows))
        case _:
            return answer


def _normal_row(row: Row) -> Row:
    return Row(row.id, {key: kept for key, cell in row.cells.items() if not is_empty(kept := normal(cell))})


def as_json(answer: Answer) -> Any:
    """Return the JSON value of an answer, ready for json.dumps.

    Source: plan-elements, "Kinds of answer". Rows keep their order; bold, italic and href stand only when set.
    """
    match answer:
        case Text():
            return [_block_json(block) for block in answer.blocks]
        case Rows():
            return [{"id": row.id, **{key: as_json(cell) for key, cell in row.cells.items()}} for row in answer.rows]
        case Person():
            return {line: getattr(answer, line) for line in PERSON_LINES if getattr(answer, line)}
        case NotApplicable():
            return {"not_applicable": answer.reason}
        case Due():
            return answer.code
        case date():
            return answer.isoformat()
        case tuple():
            return list(answer)
        case _:
            return answer


def _block_json(block: Any) -> dict[str, Any]:
    runs: list[dict[str, Any]] = []
    for run in block.runs:
        value: dict[str, Any] = {"text": run.text}
        if run.bold:
            value["bold"] = True
        if run.italic:
            value["italic"] = True
        if run.href is not None:
            value["href"] = run.href
        runs.append(value)
    return {"kind": str(block.kind), "level": block.level, "text": runs}


def number_problem(number: float) -> str:
    """Return why a number cannot be kept, in plain words; "" when it can."""
    if isinstance(number, float) and not math.isfinite(number):
        return "This is not a number."
    if abs(number) > LARGEST_WHOLE_NUMBER:
        return "This number is too large to be kept exactly."
    return ""


def read_number(typed: str) -> int | float:
    """Return the number somebody typed, such as "1,200", "93.2" or "95 percent" without its unit.

    Raises:
        ValueError: It is no number; `str()` says what to type.
    """
    words = unicodedata.normalize("NFKC", typed).strip().replace(",", "").replace(" ", "").lstrip("$").rstrip("%")
    words = words.replace("_", "?")  # Python takes 1_000 for a number; people do not
    try:
        number = float(words) if any(c in words for c in ".eE") else int(words)
    except ValueError:
        raise ValueError("Type a number in figures, for example 1200 or 93.2.") from None
    if problem := number_problem(number):
        raise ValueError(f"{problem} Type a smaller one, in figures.")
    return number


def number_in_words(number: float) -> str:
    """Return the number as it prints: "1,200", "93.2", "-4"."""
    if isinstance(number, float) and number.is_integer() and abs(number) < LARGEST_WHOLE_NUMBER:
        number = int(number)
    if isinstance(number, int):
        return f"{number:,}"
    return f"{Decimal(repr(number)):,f}"  # every digit that is kept, never an exponent


def is_answered(answer: Answer | None, field: Field) -> bool:
    """Whether the answer counts: a person by a name, "not applicable" by a reason, all else by not being empty."""
    if isinstance(answer, NotApplicable):
        return bool(answer.reason.strip())
    if isinstance(answer, Person) and field.kind is Kind.PERSON:
        return bool(answer.name.strip())
    return not is_empty(answer)
