"""Holds what is told of a returned copy against the independent count of its file: nothing may get lost."""

from planwriter.review.baseline import Baseline
from planwriter.review.compared import Compared
from planwriter.review.flow import END, is_ours
from planwriter.review.returned import Mark, MarkKind, ReturnedCopy


def unreported(copy: ReturnedCopy, baseline: Baseline, made: Compared, comments: int) -> int:
    """Return how many characters, ends, rows and comments of a copy's count are told nowhere.

    Args:
        comments: How many comments are told.
    """
    own = _own(copy, baseline)
    told = [0, 0, 0]
    for token in made.told.values():
        _count(told, token.text, token.marks)
    looks = sum(len(token.formatted) for token in made.told.values())
    tally = copy.tally
    counted = (tally.inserted, tally.deleted, tally.ends, tally.rows, tally.formats, tally.comments)
    found = (*(told[n] + own[n] for n in range(3)), _rows(copy), looks, comments)
    return sum(max(0, wanted - there) for wanted, there in zip(counted, found, strict=True))


def _own(copy: ReturnedCopy, baseline: Baseline) -> list[int]:
    """Count what our own redline brought."""
    own = [0, 0, 0]
    if baseline.changes:
        for paragraph in copy.paragraphs:
            for piece in paragraph.pieces:
                _count(own, piece.text, tuple(mark for mark in piece.marks if is_ours(mark, baseline.changes)))
            _count(own, END, tuple(mark for mark in paragraph.end if is_ours(mark, baseline.changes)))
    return own


def _count(into: list[int], text: str, marks: tuple[Mark, ...]) -> None:
    changes = [mark for mark in marks if mark.kind is not MarkKind.FORMATTED]
    if text == END:
        into[2] += len(changes)
        return
    into[0] += len(text) if any(mark.kind.is_new for mark in changes) else 0
    into[1] += len(text) if any(mark.kind.is_gone for mark in changes) else 0


def _rows(copy: ReturnedCopy) -> int:
    """Count the table rows with changes, which rows.py tells or unplaced.py does."""
    return len({(one.cell.table, one.cell.row) for one in copy.paragraphs if one.cell is not None and one.row})
