"""Finds the changes that several reviewers propose alike: one proposal with all their names, offices and files."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
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
        ground: The answers and the words in which it stands.
        is_alone: Whether no other proposal changes its words.
    """

    side: int
    proposal: Proposal
    key: Key
    letter: Key
    ground: Key
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
    grounds: dict[str, list[Key]] = {}
    busy: set[str] = set()
    for passage in passages:
        words = standing(passage)
        place = (passage.path, words)
        within = nested(passage)
        for one, edits in edits_of(passage).items():
            small = sorted((edit.start, edit.end, edit.new) for edit in (plainest(edit, words) for edit in edits))
            traces.setdefault(one, []).append((*place, tuple(small)))
            letters.setdefault(one, []).append((*place, edits))
            grounds.setdefault(one, []).append(place)
        for one, parts in within.items():
            traces.setdefault(one, []).append((*place, "within", parts))
        for stretch in passage.stretches:
            for one in stretch.inserted_by:
                looks.setdefault(one, []).append((stretch.bold, stretch.italic, stretch.href))
            if not stretch.comes_back and (stretch.deleted_by or len(stretch.inserted_by) > 1):
                busy |= {*stretch.inserted_by}
    return [
        Entry(
            side(one),
            one,
            _key(one, tuple(traces.get(one.id, ())), tuple(looks.get(one.id, ()))),
            tuple(letters.get(one.id, ())),
            tuple(grounds.get(one.id, ())),
            one.id not in busy,
        )
        for one in proposals
    ]


def folded(found: Iterable[Entry], *, known: Collection[str] = ()) -> Folded:
    """Return the proposals in the order in which they come, the same ones as one.

    Args:
        known: Ids that something is already written down under: of several ids a proposal goes by such a one.
    """
    folding = _Folding()
    for entry in found:
        folding.add(entry)
    folding.go_by(known)
    return folding.folded()


@dataclass
class _Folding:
    """The folding in the making."""

    by_key: dict[Key, Entry] = field(default_factory=dict)
    by_id: dict[str, Entry] = field(default_factory=dict)
    kept: dict[str, Proposal] = field(default_factory=dict)
    same: dict[int, dict[str, str]] = field(default_factory=dict)
    told: dict[int, set[str]] = field(default_factory=dict)
    needs: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Take in the next proposal."""
        one = entry.proposal
        first = self._first(entry)
        if first is None:
            name = one.id if one.id not in self.by_id else _other_id(entry)
            first = self.by_id[name] = entry
            self.by_key.setdefault(entry.key, entry)
            self.kept[name] = one if name == one.id else _renamed(one, name)
        else:
            name = self.same[first.side][first.proposal.id]
            self.kept[name] = _with_names(self.kept[name], one)
            if first.letter != entry.letter:
                self.told.setdefault(entry.side, set()).add(one.id)
        self.same.setdefault(entry.side, {})[one.id] = name
        self.needs.setdefault(name, []).extend((entry.side, need) for need in one.needs)

    def go_by(self, known: Collection[str]) -> None:
        """Let proposals go by ids under which something is already written down."""
        names: dict[str, str] = {}
        for name, one in self.kept.items():
            better = next((also for also in one.also if also in known and also not in self.kept), name)
            if name not in known and better not in names.values():
                names[name] = better
        new = {old: name for old, name in names.items() if old != name}
        if not new:
            return
        self.kept = {
            new.get(name, name): _going_by(one, new[name]) if name in new else one for name, one in self.kept.items()
        }
        self.same = {side: {one: new.get(name, name) for one, name in ids.items()} for side, ids in self.same.items()}
        self.needs = {new.get(name, name): needs for name, needs in self.needs.items()}
        for name, one in self.kept.items():
            if one.after in new and one.kind is ProposalKind.ROW_ADDED:
                self.kept[name] = replace(one, after=new[one.after])

    def folded(self) -> Folded:
        """Return what came of it."""
        proposals = []
        for name, one in self.kept.items():
            needs = tuple(dict.fromkeys(self.same[side].get(need, need) for side, need in self.needs[name]))
            proposals.append(one if needs == one.needs else replace(one, needs=needs))
        return Folded(tuple(proposals), self.same, {side: frozenset(ids) for side, ids in self.told.items()})

    def _first(self, entry: Entry) -> Entry | None:
        first = self.by_key.get(entry.key)
        if first is not None and first.side != entry.side and (first.letter == entry.letter or entry.is_alone):
            return first
        first = self.by_id.get(entry.proposal.id)
        if first is None or first.side == entry.side or first.ground == entry.ground:
            return None  # the same words by the same person, but at another place
        return first if entry.proposal.tracked else None


def joined_names(one: str, other: str) -> str:
    """Return the names of both, each once, joined by "; "."""
    return "; ".join(dict.fromkeys(name for name in (*one.split("; "), *other.split("; ")) if name))


def _other_id(entry: Entry) -> str:
    said = f"{entry.proposal.id} {entry.key!r}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[: len(entry.proposal.id)]


def _going_by(one: Proposal, name: str) -> Proposal:
    return replace(_renamed(one, name), also=(one.id, *(also for also in one.also if also != name)))


def _renamed(one: Proposal, name: str) -> Proposal:
    if one.kind is ProposalKind.ROW_ADDED:  # two different rows need two ids in the table as well
        return replace(one, id=name, path=(*one.path[:-1], name))
    return replace(one, id=name)


def _key(one: Proposal, trace: Key, looks: Key) -> Key:
    if one.kind is ProposalKind.ROW_ADDED:
        cells = tuple(sorted((column, repr(cell)) for column, cell in one.row.cells.items())) if one.row else ()
        return (one.kind, one.path[:-1], cells, one.new)
    if one.kind is ProposalKind.ROW_REMOVED:
        return (one.kind, one.path)
    if one.kind is ProposalKind.FORMATTED or not trace:
        return (one.kind, one.path, one.old, one.new, trace, looks)
    return trace


def _with_names(one: Proposal, other: Proposal) -> Proposal:
    ids = dict.fromkeys((*one.also, other.id, *other.also))
    is_anchored = MatchedBy.ANCHOR in (one.matched_by, other.matched_by)
    return replace(
        one,
        author=joined_names(one.author, other.author),
        office=joined_names(one.office, other.office),
        file=joined_names(one.file, other.file),
        tracked=one.tracked or other.tracked,
        matched_by=MatchedBy.ANCHOR if is_anchored else one.matched_by,
        fault=one.fault and other.fault,
        also=tuple(known for known in ids if known != one.id),
    )
