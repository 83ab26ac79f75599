"""Reads the words of a passage back as an answer of its kind, and says in plain words when that cannot be done.

Takes: stretches, the proposals that are accepted, and the plan in which references are looked up by name.
Gives: the answer, None when nothing is left of it, or a Fault. And back: the words with which an answer prints.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from planwriter.plan.answers import (
    PERSON_LINES,
    Answer,
    NotApplicable,
    Person,
    Row,
    Rows,
    is_empty,
    normal,
    read_number,
)
from planwriter.plan.due import Due, DueError, read_day, read_due
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.plan.words import value_words
from planwriter.review.outcome import stretches_of, there, written_answer
from planwriter.review.proposal import BlockEnd, Stretch
from planwriter.template.catalogue import Element, Field, Kind

GONE = "(no longer in this plan)"
UNNAMED = "(not named)"
_NOT_APPLICABLE = re.compile(r"\s*not applicable:?\s*", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"[\d\s().+/-]{7,}(?:\s*(?:x|ext\.?|extension)\s*\d+)?", re.IGNORECASE)
_YES, _NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false"})


@dataclass(frozen=True)
class Fault:
    """Why words cannot be kept as an answer; whole sentences with what to do."""

    words: str


class _UnreadableError(Exception):
    """The words are no answer of this kind; `str()` says why."""


def answer_of(
    stretches: Iterable[Stretch], accepted: Collection[str], field: Field, plan: Plan, *, base: Answer | None = None
) -> Answer | Fault | None:
    """Return the answer that stands when these proposals, and no others, are accepted; None when it is empty.

    Args:
        plan: In which references are looked up by the names of rows.
        base: The answer that stands when nothing is accepted; it is returned as it is where nothing touches it.
    """
    all_stretches = tuple(stretches)
    ids = frozenset(accepted)
    touched = any(not ids.isdisjoint((*one.inserted_by, *one.deleted_by)) for one in all_stretches)
    if base is not None and not touched:
        return base
    if isinstance(base, NotApplicable):
        return _not_applicable(_words(there(all_stretches, ids)))
    if field.kind in _READERS:
        return read_words(_lines(there(all_stretches, ids)), field, plan, base=base)
    found = written_answer(all_stretches, ids, field)
    reason = _as_not_applicable(found, field)
    return found if reason is None else reason


def read_words(lines: Sequence[str], field: Field, plan: Plan, *, base: Answer | None = None) -> Answer | Fault | None:
    """Return the answer that lines of words are; None for blank ones."""
    kept = [" ".join(line.split()) for line in lines]
    kept = [line for line in kept if line]
    if not kept:
        return None
    if field.kind not in _READERS:
        ends = [Stretch(line) for line in lines], Stretch("\n", ends=BlockEnd())
        return written_answer([one for line in ends[0] for one in (line, ends[1])], (), field)
    try:
        found = _READERS[field.kind](kept, field, _Known(plan, base))
    except _UnreadableError as error:
        return Fault(str(error))
    if isinstance(field, Element) and field.may_not_apply and isinstance(found, NotApplicable):
        return found
    return None if is_empty(found) else normal(found)


def printed_lines(answer: Answer | None, field: Field, plan: Plan) -> tuple[str, ...]:
    """Return the words with which an answer prints, one string a line."""
    match answer:
        case None | Rows():
            return ()
        case Text():
            return tuple(block.plain for block in answer.blocks)
        case Person():
            return tuple(words for line in PERSON_LINES if (words := getattr(answer, line)))
        case tuple():
            words = tuple(_named(one, field, plan) for one in answer)
            is_list = field.kind is Kind.REFS and isinstance(field, Element) and not field.at_most_one
            return words if is_list else ("; ".join(words),)
        case _:
            return (_value_in_words(answer, field),)


def stretches_for(answer: Answer | None, field: Field, plan: Plan) -> tuple[Stretch, ...]:
    """Return the words with which an answer prints as stretches that stand."""
    if isinstance(answer, Text | str) and field.kind is not Kind.CHOICE:
        return stretches_of(answer)
    lines = printed_lines(answer, field, plan)
    if not isinstance(answer, Person) and len(lines) < 2:
        return tuple(Stretch(line) for line in lines)
    return tuple(one for line in lines for one in (Stretch(line), Stretch("\n", ends=BlockEnd())))


def _value_in_words(answer: Answer, field: Field) -> str:
    match answer:
        case str():
            return field.label_of(answer) if field.kind is Kind.CHOICE else answer
        case NotApplicable():
            return answer.reason
        case bool() | int() | float() | date() | Due():
            return value_words(answer)
        case _:
            raise TypeError(f"{type(answer).__name__} has no words of its own")


def _named(one: str, field: Field, plan: Plan) -> str:
    if field.kind is Kind.CHOICES:
        return field.label_of(one)
    row = next((row for row in plan.rows(field.refers_to) if row.id == one), None)
    return GONE if row is None else _row_name(row)


def _row_name(row: Row) -> str:
    for column in ("name", "goal"):
        if isinstance(cell := row.cells.get(column), str):
            return cell
    return next((cell for cell in row.cells.values() if isinstance(cell, str)), UNNAMED)


def _lines(standing: Iterable[Stretch]) -> list[str]:
    return _words(standing).split("\n")


def _words(standing: Iterable[Stretch]) -> str:
    return "".join("\n" if one.ends else one.text.replace("\n", " ") for one in standing)


def _not_applicable(words: str) -> NotApplicable | None:
    reason = " ".join(words.split())
    return NotApplicable(reason) if reason else None


def _as_not_applicable(found: Answer | None, field: Field) -> NotApplicable | None:
    if not (isinstance(field, Element) and field.may_not_apply and isinstance(found, str | Text)):
        return None
    words = found.plain if isinstance(found, Text) else found
    start = _NOT_APPLICABLE.match(words)
    return _not_applicable(words[start.end() :]) if start and ":" in start.group() else None


# --- kinds of answer ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Known:
    plan: Plan
    base: Answer | None


def _read_choice(lines: Sequence[str], field: Field, _known: _Known) -> str:
    return _choice(" ".join(lines), field)


def _choice(words: str, field: Field) -> str:
    wanted = words.strip(" .;,").casefold()
    for choice in field.choices:
        if wanted in (choice.label.casefold(), choice.id.casefold()):
            return choice.id
    offered = "; ".join(choice.label for choice in field.choices)
    raise _UnreadableError(
        f"“{words[:80]}” is not one of the choices for “{field.title}”. Choose one of these: {offered}."
    )


def _read_choices(lines: Sequence[str], field: Field, _known: _Known) -> tuple[str, ...]:
    labels = {choice.label.casefold() for choice in field.choices}
    found = [_choice(part, field) for line in lines for part in _items(line, labels)]
    return tuple(dict.fromkeys(found))


def _items(line: str, names: Collection[str]) -> list[str]:
    """Take a line apart at its semicolons, but not within a name that has some."""
    if line.casefold() in names:
        return [line]
    parts = [part.strip() for part in line.split(";")]
    found: list[str] = []
    while parts:
        count = next((count for count in range(len(parts), 1, -1) if "; ".join(parts[:count]).casefold() in names), 1)
        found.append("; ".join(parts[:count]))
        parts = parts[count:]
    return [one for one in found if one]


def _read_flag(lines: Sequence[str], field: Field, _known: _Known) -> bool:
    words = " ".join(lines).strip(" .").casefold()
    if words not in _YES | _NO:
        raise _UnreadableError(f"“{field.title}” is answered Yes or No. Choose one of them.")
    return words in _YES


def _read_number(lines: Sequence[str], field: Field, _known: _Known) -> int | float:
    words = " ".join(lines)
    try:
        return read_number(words)
    except ValueError as error:
        raise _UnreadableError(f"“{words[:80]}” cannot be kept as “{field.title}”. {error}") from None


def _read_date(lines: Sequence[str], field: Field, _known: _Known) -> date:
    words = " ".join(lines)
    try:
        return read_day(words)
    except DueError as error:
        raise _UnreadableError(f"“{words[:80]}” cannot be kept as “{field.title}”. {error}") from None


def _read_due(lines: Sequence[str], field: Field, _known: _Known) -> Due:
    words = " ".join(lines)
    bare = re.sub(r"^(?:by|due)\s+", "", words, flags=re.IGNORECASE)
    try:
        return read_due(bare)
    except DueError as error:
        raise _UnreadableError(f"“{words[:80]}” cannot be kept as “{field.title}”. {error}") from None


def _read_refs(lines: Sequence[str], field: Field, known: _Known) -> tuple[str, ...]:
    rows = known.plan.rows(field.refers_to)
    names = [(_row_name(row).casefold(), row.id) for row in rows]
    base = known.base if isinstance(known.base, tuple) else ()
    lost = [one for one in base if one not in {row_id for _name, row_id in names}]
    names += [(GONE, one) for one in lost]
    found: list[str] = []
    for part in (part for line in lines for part in _items(line, {name for name, _id in names})):
        own = [row_id for name, row_id in names if name == part.casefold() and row_id not in found]
        best = next((row_id for row_id in own if row_id in base), own[0] if own else "")
        if not best and not any(name == part.casefold() for name, _id in names):
            raise _UnreadableError(
                f"“{part[:80]}” is not the name of any row that “{field.title}” can name. "
                "Choose a row that is there, or add it first."
            )
        found += [best] if best else []
    if field.at_most_one and len(found) > 1:
        raise _UnreadableError(f"“{field.title}” names one row only. Choose one.")
    return tuple(found)


def _read_person(lines: Sequence[str], _field: Field, known: _Known) -> Person:
    base = known.base if isinstance(known.base, Person) else Person()
    had = [line.name for line in fields(Person) if getattr(base, line.name)]
    parts = [part.strip() for part in lines[0].split(";")] if len(lines) == 1 and ";" in lines[0] else list(lines)
    if len(parts) == len(had):
        return Person(**dict(zip(had, parts, strict=True)))
    found: dict[str, str] = {}
    left: list[str] = []
    for part in parts:
        same = next((line for line in had if getattr(base, line) == part and line not in found), "")
        kind = same or ("email" if _EMAIL.fullmatch(part) else "phone" if _PHONE.fullmatch(part) else "")
        if kind and kind not in found:
            found[kind] = part
        else:
            left.append(part)
    free = [line for line in ("name", "title", "office") if line not in found]
    if len(left) > len(free):
        raise _UnreadableError(
            f"“{left[-1][:80]}” has no place among name, title, office, phone and email. Type each in its own field."
        )
    return Person(**found, **dict(zip(free, left, strict=False)))


_READERS: dict[Kind, Callable[[Sequence[str], Field, _Known], Answer]] = {
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
    Kind.FLAG: _read_flag,
    Kind.NUMBER: _read_number,
    Kind.DATE: _read_date,
    Kind.DUE: _read_due,
    Kind.REFS: _read_refs,
    Kind.PERSON: _read_person,
}
