"""Finds what cannot all be accepted: reviewers who change the same words in different ways, or yours too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from planwriter.plan.plan import Path
from planwriter.review.edits import Edit, edits_of, standing, whole_words
from planwriter.review.proposal import Conflict, Passage, Proposal, ProposalKind
from planwriter.template.catalogue import Field, Kind

Pair: TypeAlias = tuple[str, str]
Together: TypeAlias = tuple[Path, Sequence[str]]
"""Proposals that belong in one conflict, and the answer or row it is about."""


def opposing(
    passage: Passage, proposals: Mapping[str, Proposal], field: Field, *, is_one_value: bool
) -> tuple[Pair, ...]:
    """Return the proposals of a passage of which only one can be accepted, in pairs; those of one copy never are.

    Args:
        is_one_value: Whether the answer is one value, so that any two changes of it are at odds.
    """
    if not is_one_value:
        words = standing(passage)
        pairs = [*_meeting(passage, words), *_within(passage)]
        if field.kind is not Kind.TEXT and not words:
            pairs += combinations(edits_of(passage), 2)  # two lines in one place are not one line
    else:
        pairs = list(combinations(edits_of(passage), 2))
    return tuple(dict.fromkeys(pair for pair in pairs if _are_of_two(pair, proposals)))


def opposing_rows(proposals: Iterable[Proposal], known: Mapping[str, Proposal]) -> Iterator[tuple[Path, Pair]]:
    """Yield the removal of a row with each change that another copy makes in it, and the row's path."""
    removed = [one for one in known.values() if one.kind is ProposalKind.ROW_REMOVED]
    for one in proposals:
        for removal in removed:
            if one.path[: len(removal.path)] == removal.path and _are_of_two((removal.id, one.id), known):
                yield removal.path, (removal.id, one.id)


def conflicts_of(pairs: Iterable[Together], touched: Iterable[Together]) -> tuple[Conflict, ...]:
    """Return the conflicts: proposals at odds with each other or with your words, those that hang together as one.

    Args:
        pairs: Proposals at odds with each other, by the answer.
        touched: Proposals that touch what you changed, by the answer.
    """
    found: list[tuple[Path, list[str], bool]] = []
    groups = [(path, ids, False) for path, ids in pairs] + [(path, ids, True) for path, ids in touched]
    for path, ids, is_here in groups:
        together, is_changed, others = [*ids], is_here, []
        for other in found:
            if other[0] == path and not set(other[1]).isdisjoint(together):
                together = [*other[1], *(one for one in together if one not in other[1])]
                is_changed |= other[2]
            else:
                others.append(other)
        found = [*others, (path, together, is_changed)]
    return tuple(Conflict(path[0], path, tuple(ids), is_changed) for path, ids, is_changed in found)


def _are_of_two(pair: Pair, proposals: Mapping[str, Proposal]) -> bool:
    one, other = (proposals.get(name) for name in pair)
    if one is None or other is None or one.id == other.id or other.id in one.needs or one.id in other.needs:
        return False
    return not set(one.file.split("; ")) & set(other.file.split("; "))


def _meeting(passage: Passage, words: str) -> Iterator[Pair]:
    placed: list[tuple[Edit, str]] = [
        (whole_words(edit, words), one) for one, edits in edits_of(passage).items() for edit in edits
    ]
    order = {one: number for number, one in enumerate(edits_of(passage))}
    open_now: list[tuple[Edit, str]] = []
    for edit, one in sorted(placed, key=lambda pair: (pair[0].start, pair[0].end)):
        open_now = [pair for pair in open_now if pair[0].end > edit.start]
        for other_edit, other in open_now:
            if other != one and edit.meets(other_edit):
                yield (one, other) if order[one] < order[other] else (other, one)
        if edit.end > edit.start:
            open_now.append((edit, one))


def _within(passage: Passage) -> Iterator[Pair]:
    """Yield proposals that take away the same words which another one brings in."""
    for stretch in passage.stretches:
        if stretch.inserted_by:
            yield from combinations(stretch.deleted_by, 2)
