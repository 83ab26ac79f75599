"""Finds the changes that several reviewers propose alike: one proposal with all their names, offices and files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from planwriter.review.edits import edits_of, nested, plainest, standing
from planwriter.review.proposal import MatchedBy, Passage, Proposal, ProposalKind

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Entry:
    """A proposal of one side, with what tells it from others.

    Attributes:
        side: Number of the copy or group it comes from; only proposals of different sides are ever the same.
        key: Equal for the same change, however a reviewer came by it.
        letter: Equal when it is also written down alike, so that changes within its words find their place.
        is_alone: Whether no other proposal changes its words.
    """

    side: int
    proposal: Proposal
    key: Key
    letter: Key
    is_alone: bool


@dataclass(frozen=True)
class Folded:
    """Proposals, each once.

    Attributes:
        same: By side and id there, the id a proposal goes by; also of those that go by their own.
        told: By side, ids of proposals whose words an earlier side tells already.
    """

    proposals: tuple[Proposal, ...]
    same: Mapping[int, Mapping[str, str]]
    told: Mapping[int, frozenset[str]]


def entries(
    proposals: Iterable[Proposal], passages: Iterable[Passage], *, side: Callable[[Proposal], int]
) -> list[Entry]:
    """Return proposals with their keys, from the passages that they stand in."""
    traces: dict[str, list[Key]] = {}
    letters: dict[str, list[Key]] = {}
    looks: dict[str, list[Key]] = {}
    busy: set[str] = set()
    for passage in passages:
        words = standing(passage)
        place = (passage.path, words)
        within = nested(passage)
        for one, edits in edits_of(passage).items():
            small = sorted((edit.start, edit.end, edit.new) for edit in (plainest(edit, words) for edit in edits))
            traces.setdefault(one, []).append((*place, tuple(small)))
            letters.setdefault(one, []).append((*place, edits))
        for one, parts in within.items():
            traces.setdefault(one, []).append((*place, "within", parts))
        for stretch in passage.stretches:
            for one in stretch.inserted_by:
                looks.setdefault(one, []).append((stretch.bold, stretch.italic, stretch.href))
            if stretch.deleted_by or len(stretch.inserted_by) > 1:
                busy |= {*stretch.inserted_by}
    return [
        Entry(
            side(one),
            one,
            _key(one, tuple(traces.get(one.id, ())), tuple(looks.get(one.id, ()))),
            tuple(letters.get(one.id, ())),
            one.id not in busy,
        )
        for one in proposals
    ]


def folded(found: Iterable[Entry]) -> Folded:
    """Return the proposals in the order in which they come, the same ones as one."""
    by_key: dict[Key, Entry] = {}
    by_id: dict[str, Entry] = {}
    kept: dict[str, Proposal] = {}
    same: dict[int, dict[str, str]] = {}
    told: dict[int, set[str]] = {}
    for entry in found:
        one = entry.proposal
        first = by_id.get(one.id) or _first_of(entry, by_key)
        if first is None:
            first = by_id[one.id] = entry
            by_key.setdefault(entry.key, entry)
            kept[one.id] = one
        else:
            name = first.proposal.id
            kept[name] = _with_names(kept[name], one)
            if first.letter != entry.letter:
                told.setdefault(entry.side, set()).add(one.id)
        same.setdefault(entry.side, {})[one.id] = first.proposal.id
    proposals = tuple(replace(one, needs=_needs(one, same)) if one.needs else one for one in kept.values())
    return Folded(proposals, same, {side: frozenset(ids) for side, ids in told.items()})


def joined_names(one: str, other: str) -> str:
    """Return the names of both, each once, joined by "; "."""
    return "; ".join(dict.fromkeys(name for name in (*one.split("; "), *other.split("; ")) if name))


def _first_of(entry: Entry, by_key: Mapping[Key, Entry]) -> Entry | None:
    first = by_key.get(entry.key)
    if first is None or first.side == entry.side:
        return None
    return first if first.letter == entry.letter or entry.is_alone else None


def _key(one: Proposal, trace: Key, looks: Key) -> Key:
    if one.kind is ProposalKind.ROW_ADDED:
        cells = tuple(sorted((column, repr(cell)) for column, cell in one.row.cells.items())) if one.row else ()
        return (one.kind, one.path[:-1], one.after, cells, one.new)
    if one.kind is ProposalKind.ROW_REMOVED:
        return (one.kind, one.path)
    if one.kind is ProposalKind.FORMATTED or not trace:
        return (one.kind, one.path, one.old, one.new, trace, looks)
    return trace


def _with_names(one: Proposal, other: Proposal) -> Proposal:
    is_anchored = MatchedBy.ANCHOR in (one.matched_by, other.matched_by)
    return replace(
        one,
        author=joined_names(one.author, other.author),
        office=joined_names(one.office, other.office),
        file=joined_names(one.file, other.file),
        tracked=one.tracked or other.tracked,
        matched_by=MatchedBy.ANCHOR if is_anchored else one.matched_by,
        needs=tuple(dict.fromkeys((*one.needs, *other.needs))),
        fault=one.fault and other.fault,
    )


def _needs(one: Proposal, same: Mapping[int, Mapping[str, str]]) -> tuple[str, ...]:
    names = {old: new for ids in same.values() for old, new in ids.items()}
    return tuple(dict.fromkeys(names.get(need, need) for need in one.needs))
