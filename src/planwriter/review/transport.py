"""A returned copy as JSON and back, so that one process can hand it to another. The receiver trusts nothing in it.

Values of one kind stand in one list, and what many paragraphs or pieces have in common is told once and named by its
number: that is quick to write, and quick to check, for a list is checked as a whole. The baseline follows the JSON in
the line below it, as it is.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias, TypeVar

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
MOST_TOLD = 64 * 1024 * 1024
"""Characters that a copy may come to if each paragraph and piece told by itself what it shares with others."""
_OF_PARAGRAPH, _OF_PIECE, _OF_ANCHOR, _OF_MARK = 40, 12, 24, 2  # characters of each, without words
_AT_ONCE = 500  # paragraphs: the lists of a large file weigh much

_Fate: TypeAlias = tuple[tuple[Mark, ...], bool, bool, str | None]
_Traits: TypeAlias = tuple[tuple[Mark, ...], str, tuple[Mark, ...], str, BlockKind, int, tuple[Mark, ...]]


class _Table(dict[_T, int]):
    """Values by their numbers, each told once."""

    def __missing__(self, one: _T) -> int:
        number = self[one] = len(self)
        return number


def packed(copy: ReturnedCopy) -> bytes:
    """Return a copy as JSON, and its baseline below."""
    marks: _Table[Mark] = _Table()
    fates: _Table[_Fate] = _Table()
    traits: _Table[_Traits] = _Table()
    all_of_them = iter(copy.paragraphs)
    stretches = []
    while some := list(islice(all_of_them, _AT_ONCE)):
        stretches.append(_json(_stretch_form(some, fates, traits)))

    def told(changes: Iterable[Mark]) -> list[int]:
        return [marks[one] for one in changes]

    form = {
        "export_id": copy.export_id,
        "office": copy.office,
        "has_baseline": copy.baseline is not None,
        "comments": [_comment_form(one) for one in copy.comments],
        "tally": _tally_form(copy.tally),
        "warnings": copy.warnings,
        "is_whole": copy.is_whole,
        "fates": [[told(changes), bold, italic, href] for changes, bold, italic, href in fates],
        "traits": [
            [told(end), part, told(row), style, kind.value, level, told(formatted)]
            for end, part, row, style, kind, level, formatted in traits
        ],
        "marks": [[mark.kind.value, mark.author, mark.date, mark.move] for mark in marks],
    }
    return b"".join([_json(form)[:-1], b',"paragraphs":[', b",".join(stretches), b"]}\n", copy.baseline or b""])


def unpacked_copy(data: bytes) -> ReturnedCopy:
    """Return the copy that JSON tells of.

    Raises:
        FormatError: It tells of none.
    """
    told, _, baseline = data.partition(b"\n")
    try:
        return _copy(json.loads(told), baseline)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise FormatError("What was read of this file could not be taken over.", _ADVICE) from error


# --- into JSON --------------------------------------------------------------------------------------------------------


def _json(form: object) -> bytes:
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


def _stretch_form(paragraphs: Sequence[ReturnedParagraph], fates: _Table[_Fate], traits: _Table[_Traits]) -> list[Any]:
    """Return some paragraphs as lists: of them, of their cells, of their pieces and of their anchors."""
    cells: _Table[CellPlace | None] = _Table({None: 0})
    pieces = [one for paragraph in paragraphs for one in paragraph.pieces]
    anchors = [one for paragraph in paragraphs for one in paragraph.anchors]
    return [
        [traits[one.end, one.part, one.row, one.style, one.kind, one.level, one.formatted] for one in paragraphs],
        [cells[one.cell] for one in paragraphs],
        [len(one.pieces) for one in paragraphs],
        [len(one.anchors) for one in paragraphs],
        [number for cell in cells if cell is not None for number in (cell.table, cell.row, cell.column)],
        [one.text for one in pieces],
        [fates[one.marks, one.bold, one.italic, one.href] for one in pieces],
        [one.name for one in anchors],
        [one.number for one in anchors],
        [one.start for one in anchors],
        [one.end for one in anchors],
        [one.is_control for one in anchors],
    ]


def _comment_form(one: ReturnedComment) -> list[Any]:
    place = [one.paragraph, one.start, one.end, one.quoted]
    return [one.id, one.author, one.date, one.text, one.is_resolved, one.answers, *place]


def _tally_form(tally: Tally) -> list[int]:
    return [tally.inserted, tally.deleted, tally.ends, tally.rows, tally.formats, tally.comments]


# --- out of JSON ------------------------------------------------------------------------------------------------------


def _copy(form: Any, baseline: bytes) -> ReturnedCopy:
    marks = [
        Mark(MarkKind(_words(kind)), _words(author), _words(date), _words(move))
        for kind, author, date, move in form["marks"]
    ]
    has_baseline = _yes_or_no(form["has_baseline"])
    if baseline and not has_baseline:
        raise ValueError(len(baseline))
    return ReturnedCopy(
        export_id=_words(form["export_id"]),
        office=_words(form["office"]),
        baseline=baseline if has_baseline else None,
        paragraphs=_Paragraphs(form, marks).all_of(form["paragraphs"]),
        comments=tuple(_comment(one) for one in form["comments"]),
        tally=Tally(*(_number(one) for one in form["tally"])),
        warnings=tuple(_words(one) for one in form["warnings"]),
        is_whole=_yes_or_no(form["is_whole"]),
    )


class _Paragraphs:
    """Makes paragraphs of lists, with what is told once for all of them."""

    def __init__(self, form: Any, marks: list[Mark]) -> None:
        def told(numbers: Any) -> tuple[Mark, ...]:
            return tuple(marks[one] for one in _numbers(numbers))

        self._fates = [
            (told(changes), _yes_or_no(bold), _yes_or_no(italic), _or_none(_words, href))
            for changes, bold, italic, href in form["fates"]
        ]
        self._traits = [
            (
                told(end),
                _words(part),
                told(row),
                _words(style),
                BlockKind(_words(kind)),
                _number(level),
                told(formatted),
            )
            for end, part, row, style, kind, level, formatted in form["traits"]
        ]
        self._sizes_of_fates = [_OF_MARK * len(changes) + len(href or "") for changes, _b, _i, href in self._fates]
        self._sizes_of_traits = [
            _OF_MARK * (len(end) + len(row) + len(formatted)) + len(part) + len(style)
            for end, part, row, style, _kind, _level, formatted in self._traits
        ]
        self._told = 0

    def all_of(self, stretches: Any) -> tuple[ReturnedParagraph, ...]:
        return tuple(one for stretch in stretches for one in self._stretch(stretch))

    def _stretch(self, form: Any) -> Iterator[ReturnedParagraph]:
        of_traits, of_cells, piece_counts, anchor_counts, cell_numbers, texts, of_fates, *of_anchors = form
        counts = [len(of_traits), len(texts), len(of_anchors[0])]
        self._count(_numbers(of_traits), _numbers(of_fates), counts)
        if len(cell_numbers) > len(CellPlace.__slots__) * len(of_traits):
            raise ValueError(len(cell_numbers))  # a cell holds a paragraph
        cells = [None, *_cells(_numbers(cell_numbers))]
        pieces = _dealt(self._pieces(_all(str, texts), of_fates), piece_counts)
        anchors = _dealt(_anchors(of_anchors), anchor_counts)
        traits = self._traits
        for number, cell, own_pieces, own_anchors in zip(of_traits, _numbers(of_cells), pieces, anchors, strict=True):
            end, part, row, style, kind, level, formatted = traits[number]
            yield ReturnedParagraph(own_pieces, end, own_anchors, part, cells[cell], row, style, kind, level, formatted)

    def _count(self, of_traits: list[int], of_fates: list[int], counts: list[int]) -> None:
        """Hold all of it to what it might be if it were told without numbers: a number costs next to nothing."""
        paragraphs, pieces, anchors = counts
        self._told += _OF_PARAGRAPH * paragraphs + _OF_PIECE * pieces + _OF_ANCHOR * anchors
        self._told += sum(map(self._sizes_of_traits.__getitem__, of_traits))
        self._told += sum(map(self._sizes_of_fates.__getitem__, of_fates))
        if self._told > MOST_TOLD:
            raise ValueError(self._told)

    def _pieces(self, texts: list[str], of_fates: list[int]) -> list[Piece]:
        fates = self._fates
        return [Piece(text, *fates[number]) for text, number in zip(texts, of_fates, strict=True)]


def _anchors(form: Any) -> list[Anchor]:
    names, numbers, starts, ends, is_control = form
    columns = _all(str, names), _numbers(numbers), _numbers(starts), _numbers(ends), _all(bool, is_control)
    if any(len(column) != len(names) for column in columns):
        raise ValueError(len(names))
    return list(map(Anchor, *columns))


def _cells(numbers: list[int]) -> Iterator[CellPlace]:
    turns = iter(numbers)
    return (CellPlace(*one) for one in zip(turns, turns, turns, strict=True))


def _dealt(values: list[_T], counts: Any) -> Iterator[tuple[_T, ...]]:
    """Deal values out in tuples, so many to each."""
    if sum(_numbers(counts)) != len(values):
        raise ValueError(len(values))
    turns = iter(values)
    return (tuple(islice(turns, count)) for count in counts)


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


def _all(kind: type[_T], values: Any) -> list[_T]:
    """Return a list each of whose values is of one kind exactly."""
    if type(values) is not list or not set(map(type, values)) <= {kind}:
        raise TypeError(kind)
    return values


def _numbers(values: Any) -> list[int]:
    found = _all(int, values)
    if min(found, default=0) < 0:
        raise ValueError(min(found))
    return found


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
