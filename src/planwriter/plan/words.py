"""Answers as the words people read: on screens, in lists and as the base of print."""

from datetime import date

from planwriter.plan.answers import (
    PERSON_LINES,
    Answer,
    NotApplicable,
    Person,
    Row,
    Rows,
    number_in_words,
)
from planwriter.plan.due import Due, day_in_words
from planwriter.plan.plan import Plan
from planwriter.plan.text import BlockKind, Text
from planwriter.template.catalogue import Field, Kind


def row_name(row: Row, table: Field) -> str:
    """Return what a row is called: the words of its first listed column that has any; "" when none has."""
    for column in table.columns:
        cell = row.cells.get(column.id)
        if column.kind is Kind.LINE and isinstance(cell, str):
            return cell
    return ""


def answer_in_words(answer: Answer, field: Field, plan: Plan) -> tuple[str, ...]:
    """Return an answer as lines of plain words; a table gives each row as "Column: words" lines."""
    match answer:
        case Text():
            return tuple(_block_words(block.kind, block.level, block.plain) for block in answer.blocks)
        case Rows():
            return tuple(line for row in answer.rows for line in _row_words(row, field, plan))
        case Person():
            return tuple(words for line in PERSON_LINES if (words := getattr(answer, line)))
        case NotApplicable():
            return (f"Not applicable: {answer.reason}",)
        case _:
            return (short_words(answer, field, plan),)


def short_words(answer: Answer, field: Field, plan: Plan) -> str:
    """Return an answer on one line, as a list of rows shows it."""
    match answer:
        case tuple():
            return ", ".join(_named(one, field, plan) for one in answer)
        case str():
            return field.label_of(answer) if field.kind is Kind.CHOICE else answer
        case Text() | Person() | Rows() | NotApplicable():
            return _short_of_many(answer)
        case _:
            return value_words(answer)


def value_words(value: bool | float | date | Due) -> str:  # noqa: FBT001  the flag is the value itself
    """Return a flag, a number, a date or a due date in words."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case Due():
            return value.words
        case date():
            return day_in_words(value)
        case _:
            return number_in_words(value)


def _short_of_many(answer: Text | Person | Rows | NotApplicable) -> str:
    match answer:
        case Text():
            return " ".join(answer.plain.split())
        case Person():
            return answer.name
        case Rows():
            return f"{len(answer)} row{'' if len(answer) == 1 else 's'}"
        case NotApplicable():
            return f"Not applicable: {answer.reason}"


def _named(one: str, field: Field, plan: Plan) -> str:
    if field.kind is Kind.CHOICES:
        return field.label_of(one)
    for row in plan.rows(field.refers_to):
        if row.id == one:
            return str(row.cells.get("name") or row.cells.get("goal") or one)
    return "a row that was removed"


def _block_words(kind: BlockKind, level: int, plain: str) -> str:
    mark = {BlockKind.PARAGRAPH: "", BlockKind.BULLET: "• ", BlockKind.NUMBER: "– "}[kind]
    return f"{'    ' * level}{mark}{plain}"


def _row_words(row: Row, field: Field, plan: Plan) -> tuple[str, ...]:
    lines: list[str] = []
    for column in field.columns:
        if (cell := row.cells.get(column.id)) is not None:
            words = answer_in_words(cell, column, plan)
            lines.append(f"{column.title}: {'; '.join(words)}")
    return tuple(lines)
