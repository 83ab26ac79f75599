"""Marks what changed within a paragraph, word by word.

Takes: the spans of two versions of one paragraph, and who changed what.
Gives: one row of spans with both; without inserted ones it is the older version, without deleted ones the newer.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from planwriter.export.blocks import Revision, Span
from planwriter.export.redline_pairs import equal_places

RevisionOf: TypeAlias = Callable[[tuple[str, ...], bool], Revision]
"""Gives the change that inserted, or (True) deleted, words which state the answers of these keys."""

_MARKS = r"\s.,;:!?()\[\]\"“”"
_WORDS = re.compile(rf"\s+|[^{_MARKS}]+(?:[.,:][^{_MARKS}]+)*|.", re.DOTALL)
_TOO_LITTLE_IN_COMMON = 0.25
_SHORT = 40  # characters; shorter words are compared however little they share


def merged_words(older: tuple[Span, ...], newer: tuple[Span, ...], revision_of: RevisionOf) -> tuple[Span, ...]:
    """Return the words of both versions, with what changed marked."""
    first, second = list(_words(older)), list(_words(newer))
    kept = _readable(equal_places(first, second), first, second)
    merged: list[Span] = []
    a = b = 0
    for next_a, next_b in (*kept, (len(first), len(second))):
        merged += (replace(one, revision=revision_of(one.keys, True)) for one in first[a:next_a])
        merged += (replace(one, revision=revision_of(one.keys, False)) for one in second[b:next_b])
        merged += second[next_b : next_b + 1]
        a, b = next_a + 1, next_b + 1
    return _joined(_within_answers(merged))


def all_marked(spans: tuple[Span, ...], revision_of: RevisionOf, *, is_deletion: bool) -> tuple[Span, ...]:
    """Return spans of which every one is inserted or deleted; deleted ones state no answer any more."""
    return tuple(
        replace(one, keys=() if is_deletion else one.keys, revision=revision_of(one.keys, is_deletion)) for one in spans
    )


def _words(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        for word in _WORDS.findall(span.text):
            yield replace(span, text=word)


def _readable(kept: list[tuple[int, int]], older: list[Span], newer: list[Span]) -> list[tuple[int, int]]:
    """Leave out blanks and marks that only by chance stand between two changes; nothing when too little is common."""
    runs = [
        [pair for _place, pair in group]
        for _offset, group in groupby(enumerate(kept), key=lambda one: (one[1][0] - one[0], one[1][1] - one[0]))
    ]
    ends = {(0, 0), (len(older) - 1, len(newer) - 1)}
    said = [run for run in runs if ends & set(run) or any(_is_said(newer[b]) for _a, b in run)]
    common = sum(len(newer[b].text) for run in said for _a, b in run if _is_said(newer[b]))
    longer = max(sum(len(one.text) for one in side if _is_said(one)) for side in (older, newer))
    if longer > _SHORT and common < longer * _TOO_LITTLE_IN_COMMON:
        return []
    return [pair for run in said for pair in run]


def _is_said(span: Span) -> bool:
    return any(character.isalnum() for character in span.text)


def _within_answers(spans: list[Span]) -> list[Span]:
    """Give deleted words the keys of the answer they stand in, so that it stays in one piece; else none."""
    found: list[Span] = []
    behind: list[tuple[str, ...]] = []  # the keys of the next words that stay
    following: tuple[str, ...] = ()
    for span in reversed(spans):
        behind.append(following)
        following = following if span.is_gone else span.keys
    before: tuple[str, ...] = ()
    for span, after in zip(spans, reversed(behind), strict=True):
        if span.is_gone:
            found.append(replace(span, keys=before if before == after else ()))
        else:
            before = span.keys
            found.append(span)
    return found


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    groups = groupby(spans, key=lambda one: replace(one, text=""))
    return tuple(replace(look, text="".join(one.text for one in group)) for look, group in groups)
