"""A returned copy as JSON and back, so that one process can hand it to another. The receiver trusts nothing in it."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from dataclasses import astuple
from typing import Any, TypeVar

from planwriter.errors import FormatError
from planwriter.plan.text import BlockKind
from planwriter.review.returned import (
    Anchor,
    CellPlace,
    Mark,
    MarkKind,
    Piece,
    ReturnedComment,
    ReturnedCopy,
    ReturnedParagraph,
    Tally,
)

_T = TypeVar("_T")
_ADVICE = "Try once more. If it happens again, send the file and what happened to your help desk."


class _Marks:
    """Changes by their numbers, each told once."""

    def __init__(self) -> None:
        self.numbers: dict[Mark, int] = {}

    def told(self, marks: Iterable[Mark]) -> list[int]:
        return [self.numbers.setdefault(mark, len(self.numbers)) for mark in marks]


def packed(copy: ReturnedCopy) -> bytes:
    """Return a copy as JSON."""
    marks = _Marks()
    paragraphs = [_json(_paragraph_form(one, marks)) for one in copy.paragraphs]  # a large file's forms weigh much
    form = {
        "export_id": copy.export_id,
        "office": copy.office,
        "baseline": None if copy.baseline is None else base64.b64encode(copy.baseline).decode(),
        "comments": [astuple(one) for one in copy.comments],
        "tally": astuple(copy.tally),
        "warnings": copy.warnings,
        "is_whole": copy.is_whole,
        "marks": [[mark.kind.value, mark.author, mark.date, mark.move] for mark in marks.numbers],
    }
    return b"".join([_json(form)[:-1], b',"paragraphs":[', b",".join(paragraphs), b"]}"])


def unpacked_copy(data: bytes) -> ReturnedCopy:
    """Return the copy that JSON tells of.

    Raises:
        FormatError: It tells of none.
    """
    try:
        form = json.loads(data)
        return _copy(form)
    except (ValueError, TypeError, KeyError, IndexError, binascii.Error, RecursionError) as error:
        raise FormatError("What was read of this file could not be taken over.", _ADVICE) from error


def _json(form: object) -> bytes:
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


def _paragraph_form(paragraph: ReturnedParagraph, marks: _Marks) -> list[Any]:
    cell = paragraph.cell
    return [
        [[one.text, marks.told(one.marks), int(one.bold) + 2 * int(one.italic), one.href] for one in paragraph.pieces],
        marks.told(paragraph.end),
        [[one.name, one.number, one.start, one.end, one.is_control] for one in paragraph.anchors],
        paragraph.part,
        None if cell is None else [cell.table, cell.row, cell.column],
        marks.told(paragraph.row),
        paragraph.style,
        paragraph.kind.value,
        paragraph.level,
        marks.told(paragraph.formatted),
    ]


def _copy(form: Any) -> ReturnedCopy:
    marks = [
        Mark(MarkKind(_words(kind)), _words(author), _words(date), _words(move))
        for kind, author, date, move in form["marks"]
    ]
    baseline = form["baseline"]
    return ReturnedCopy(
        export_id=_words(form["export_id"]),
        office=_words(form["office"]),
        baseline=None if baseline is None else base64.b64decode(_words(baseline), validate=True),
        paragraphs=tuple(_paragraph(one, marks) for one in form["paragraphs"]),
        comments=tuple(_comment(one) for one in form["comments"]),
        tally=Tally(*(_number(one) for one in form["tally"])),
        warnings=tuple(_words(one) for one in form["warnings"]),
        is_whole=_yes_or_no(form["is_whole"]),
    )


def _paragraph(form: Any, marks: list[Mark]) -> ReturnedParagraph:
    pieces, end, anchors, part, cell, row, style, kind, level, formatted = form

    def told(numbers: Any) -> tuple[Mark, ...]:
        return tuple(marks[_number(one)] for one in numbers)

    return ReturnedParagraph(
        pieces=tuple(
            Piece(_words(text), told(changes), bool(look & 1), bool(look & 2), _or_none(_words, href))
            for text, changes, look, href in pieces
        ),
        end=told(end),
        anchors=tuple(
            Anchor(_words(name), _number(number), _number(first), _number(last), _yes_or_no(is_control))
            for name, number, first, last, is_control in anchors
        ),
        part=_words(part),
        cell=None if cell is None else CellPlace(*(_number(one) for one in cell)),
        row=told(row),
        style=_words(style),
        kind=BlockKind(_words(kind)),
        level=_number(level),
        formatted=told(formatted),
    )


def _comment(form: Any) -> ReturnedComment:
    number, author, date, text, is_resolved, answers, paragraph, start, end, quoted = form
    return ReturnedComment(
        id=_words(number),
        author=_words(author),
        date=_words(date),
        text=_words(text),
        is_resolved=_yes_or_no(is_resolved),
        answers=_words(answers),
        paragraph=_or_none(_number, paragraph),
        start=_number(start),
        end=_number(end),
        quoted=_words(quoted),
    )


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _or_none(check: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else check(value)
