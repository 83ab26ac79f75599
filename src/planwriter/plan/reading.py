"""Reads JSON values as answers, refusing with the place and a plain reason whatever is not of the element's kind.

Takes: parsed JSON values and the catalogue's fields.
Gives: answers in normal form; nothing that is empty.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from planwriter.errors import FormatError
from planwriter.plan.answers import (
    PERSON_LINES,
    Answer,
    NotApplicable,
    Person,
    Row,
    Rows,
    is_empty,
    normal,
    number_problem,
)
from planwriter.plan.due import Due, DueError
from planwriter.plan.text import Block, BlockKind, Run, Text, is_link, plain_text
from planwriter.template.catalogue import Element, Field, Kind

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLE = "This plan could not be read."


def refuse(place: str, reason: str) -> NoReturn:
    """Raise the FormatError for a value at `place` (a JSON Pointer; "" is the whole file).

    Raises:
        FormatError: Always.
    """
    where = f" The place is {place}." if place else ""
    raise FormatError(
        _TITLE,
        f"{reason}{where} Nothing was changed. Ask the person who made the file for a new copy.",
        place,
    )


def read_answer(value: Any, field: Field, place: str) -> Answer | None:
    """Return the answer that a JSON value stands for, in normal form; None when it is empty.

    Args:
        value: As json.loads gives it.
        field: The element or column it should answer.
        place: JSON Pointer of the value, for the refusal.

    Raises:
        FormatError: The value is of another kind, or holds what is refused everywhere (plan-elements, "Refused").
    """
    if isinstance(value, dict) and "not_applicable" in value:
        return _read_not_applicable(value, field, place)
    answer = _READERS[field.kind](value, field, place)
    return None if is_empty(answer) else normal(answer)


def read_string(value: Any, place: str, *, pattern: re.Pattern[str] = _CONTROL) -> str:
    """Return a string that holds no lone surrogate and no control character.

    Raises:
        FormatError: It is not such a string.
    """
    if not isinstance(value, str):
        refuse(place, "There should be words here, in quotation marks.")
    if _SURROGATE.search(value):
        refuse(place, "The words hold half a character (a lone surrogate).")
    if found := pattern.search(value):
        is_break = pattern is _CONTROL and found.group() in "\n\r\t\v\f\x85"
        refuse(place, "This answer is one line; it may hold no line break or tab." if is_break
               else f"The words hold a control character (U+{ord(found.group()):04X}).")  # fmt: skip
    return value


def read_object(value: Any, place: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return an object that has no other keys than `keys`.

    Raises:
        FormatError: It is no object or has another key.
    """
    if not isinstance(value, dict):
        refuse(place, "There should be an object here, in curly brackets.")
    for key in value:
        if key not in keys:
            refuse(f"{place}/{_escaped(key)}", f"“{_shown(key)}” is not known here.")
    return value


def read_list(value: Any, place: str) -> list[Any]:
    """Return a list.

    Raises:
        FormatError: It is none.
    """
    if not isinstance(value, list):
        refuse(place, "There should be a list here, in square brackets.")
    return value


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1").encode("utf-8", "replace").decode()


def _shown(key: str) -> str:
    return _CONTROL.sub("?", key.encode("utf-8", "replace").decode())[:60]


def _read_not_applicable(value: dict[str, Any], field: Field, place: str) -> NotApplicable:
    if not (isinstance(field, Element) and field.may_not_apply):
        refuse(place, f"“{field.title}” cannot be answered “not applicable”.")
    read_object(value, place, ("not_applicable",))
    return NotApplicable(read_string(value["not_applicable"], f"{place}/not_applicable").strip())


def _read_text(value: Any, _field: Field, place: str) -> Text:
    if isinstance(value, str):
        return plain_text(read_string(value, place, pattern=_CONTROL_IN_TEXT).replace("\r\n", "\n"))
    if not isinstance(value, list):
        refuse(place, "There should be a text here: words, or a list of paragraphs.")
    return Text(tuple(_read_block(block, f"{place}/{number}") for number, block in enumerate(value)))


def _read_block(value: Any, place: str) -> Block:
    block = read_object(value, place, ("kind", "level", "text"))
    kind, level = block.get("kind"), block.get("level", 0)
    if kind not in list(BlockKind):
        refuse(f"{place}/kind", "A block is a paragraph, a bullet or a number.")
    if isinstance(level, bool) or level not in (0, 1) or not isinstance(level, int):
        refuse(f"{place}/level", "The level is 0 or 1.")
    runs = read_list(block.get("text"), f"{place}/text")
    return Block(BlockKind(kind), tuple(_read_run(run, f"{place}/text/{n}") for n, run in enumerate(runs)), level)


def _read_run(value: Any, place: str) -> Run:
    run = read_object(value, place, ("text", "bold", "italic", "href"))
    words = read_string(run.get("text"), f"{place}/text", pattern=_CONTROL_IN_TEXT)
    for mark in ("bold", "italic"):
        if not isinstance(run.get(mark, False), bool):
            refuse(f"{place}/{mark}", "This is true or false.")
    href = run.get("href")
    if href is not None and not is_link(read_string(href, f"{place}/href")):
        refuse(f"{place}/href", "A link leads to an http, https or mailto address.")
    return Run(words, run.get("bold", False), run.get("italic", False), href)


def _read_line(value: Any, _field: Field, place: str) -> str:
    return read_string(value, place)


def _read_choice(value: Any, field: Field, place: str) -> str:
    choice = read_string(value, place)
    if choice and choice not in {known.id for known in field.choices}:
        offered = ", ".join(known.id for known in field.choices)
        refuse(place, f"“{choice[:60]}” is not one of the choices for “{field.title}”: {offered}.")
    return choice


def _read_choices(value: Any, field: Field, place: str) -> tuple[str, ...]:
    read = [_read_choice(one, field, f"{place}/{n}") for n, one in enumerate(read_list(value, place))]
    return tuple(dict.fromkeys(one for one in read if one))


def _read_refs(value: Any, field: Field, place: str) -> tuple[str, ...]:
    read = [read_string(one, f"{place}/{n}") for n, one in enumerate(read_list(value, place))]
    refs = tuple(dict.fromkeys(one for one in read if one))
    if field.at_most_one and len(refs) > 1:
        refuse(place, f"“{field.title}” may name one row only.")
    return refs


def _read_flag(value: Any, _field: Field, place: str) -> bool:
    if not isinstance(value, bool):
        refuse(place, "This is true or false, without quotation marks.")
    return value


def _read_number(value: Any, _field: Field, place: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(place, "There should be a number here, without quotation marks.")
    if problem := number_problem(value):
        refuse(place, problem)
    return value


def _read_date(value: Any, _field: Field, place: str) -> date | str:
    words = read_string(value, place)
    if not words.strip():
        return ""
    if not _DAY.fullmatch(words):
        refuse(place, "A date is written year-month-day, for example 2011-10-24.")
    try:
        return date.fromisoformat(words)
    except ValueError:
        refuse(place, f"There is no such day as {words}.")


def _read_due(value: Any, _field: Field, place: str) -> Due | str:
    words = read_string(value, place)
    if not words.strip():
        return ""
    try:
        return Due(words)
    except DueError:
        refuse(place, "A due date is written 2012-03-31, 2012-03, FY2012-Q2 or FY2012.")


def _read_person(value: Any, _field: Field, place: str) -> Person:
    lines = read_object(value, place, PERSON_LINES)
    return Person(**{line: read_string(words, f"{place}/{line}") for line, words in lines.items()})


def _read_rows(value: Any, field: Field, place: str) -> Rows:
    known = ("id", *(column.id for column in field.columns))
    objects = [read_object(row, f"{place}/{n}", known) for n, row in enumerate(read_list(value, place))]
    ids = _row_ids(objects, place)
    rows: list[Row] = []
    for number, (row_id, values) in enumerate(zip(ids, objects, strict=True)):
        cells = {
            column.id: cell
            for column in field.columns
            if column.id in values
            and (cell := read_answer(values[column.id], column, f"{place}/{number}/{column.id}")) is not None
        }
        rows.append(Row(row_id, cells))
    return Rows(tuple(rows))


def _row_ids(objects: list[dict[str, Any]], place: str) -> list[str]:
    """Return each row's id: its own, else r<position>, else the next free number."""
    own = [read_string(row["id"], f"{place}/{n}/id").strip() if "id" in row else "" for n, row in enumerate(objects)]
    taken: set[str] = set()
    for number, row_id in enumerate(own):
        if row_id in taken:
            refuse(f"{place}/{number}/id", f"Two rows of this table have the id “{row_id[:60]}”.")
        taken |= {row_id} - {""}
    for number, row_id in enumerate(own):
        if not row_id:
            free = number + 1
            while f"r{free}" in taken:
                free += 1
            own[number] = f"r{free}"
            taken.add(own[number])
    return own


_READERS: dict[Kind, Callable[[Any, Field, str], Answer]] = {
    Kind.TEXT: _read_text,
    Kind.LINE: _read_line,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
    Kind.FLAG: _read_flag,
    Kind.NUMBER: _read_number,
    Kind.DATE: _read_date,
    Kind.DUE: _read_due,
    Kind.URL: _read_line,
    Kind.PERSON: _read_person,
    Kind.ROWS: _read_rows,
    Kind.REFS: _read_refs,
}
