"""Brings several reviewers' copies together over today's plan: everything once, and what is at odds as conflicts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from planwriter.plan.plan import Path, Plan, field_at
from planwriter.review.edits import placed, standing
from planwriter.review.folding import Folded, entries, folded, joined_names
from planwriter.review.layers import Layer, union
from planwriter.review.laying import over_today, rows_made, rows_touched, touched, with_rows_gone
from planwriter.review.opposing import Pair, Together, conflicts_of, opposing, opposing_rows
from planwriter.review.outcome import IN_PARTS, is_written
from planwriter.review.places import Places
from planwriter.review.proposal import (
    Conflict,
    CopyReview,
    Missing,
    Passage,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Unplaced,
)
from planwriter.review.today import Laid, ids_in
from planwriter.template.catalogue import Catalogue

_Said = TypeVar("_Said", PlacedComment, Unplaced)


def together(
    copies: Sequence[CopyReview],
    today: Plan,
    catalogue: Catalogue,
    *,
    confirmed: Collection[str] = (),
    known: Collection[str] = (),
) -> Review:
    """Return everything that came back, over all copies, against today's plan.

    Args:
        confirmed: Files of copies that were made from another plan and that the person wants all the same; of others
            nothing is taken, and a warning says so.
        known: Ids under which the matrix has rows: a change that several made goes by such a one.
    """
    taken = [copy for copy in copies if not copy.is_other_plan or copy.file in confirmed]
    places = Places(today, tuple(copy.base for copy in taken if copy.base is not None), catalogue)
    once = _once(taken, known)
    groups = _groups(taken, once)
    found = with_rows_gone(laid for passage in groups for laid in over_today(passage, places))
    joined = _over_each_other(once.proposals, found, known)
    proposals, made = _left(joined, {one for passage in groups for one in ids_in(passage)}, places)
    passages = _passages(joined, places)
    if len(taken) > 1:
        proposals = _in_order(proposals, passages, places)
    by_id = {one.id: one for one in proposals}
    at_odds = tuple(_at_odds(passages, by_id, places))
    conflicts = conflicts_of(at_odds, _touched(joined, by_id, places))
    return Review(
        tuple(copies),
        MappingProxyType(passages),
        proposals,
        _said(copy.comments for copy in taken),
        _conflicts_in_order(conflicts, proposals),
        _said(copy.unplaced for copy in taken),
        _missing(taken),
        _warnings(copies, taken),
        tuple(dict.fromkeys(pair for _path, pair in at_odds)),
        made,
    )


@dataclass(frozen=True)
class _Joined:
    """Proposals and passages over today's words, each once.

    Attributes:
        names: The ids by which proposals go that are the same after all.
    """

    proposals: tuple[Proposal, ...]
    passages: Mapping[Path, Passage]
    laid: Sequence[Laid]
    names: Mapping[str, str]


def _once(taken: Sequence[CopyReview], known: Collection[str]) -> Folded:
    found = [
        entry
        for number, copy in enumerate(taken)
        for entry in entries(copy.proposals, copy.passages.values(), side=partial(_side, number))
    ]
    return folded(found, known=known)


def _side(number: int, _one: Proposal) -> int:
    return number


def _groups(taken: Sequence[CopyReview], once: Folded) -> list[Passage]:
    """Return each passage over the words that went out, all copies of it in one where the same words went out."""
    layers: dict[tuple[Path, str], list[Layer]] = {}
    for number, copy in enumerate(taken):
        same, told = once.same.get(number, {}), once.told.get(number, frozenset())
        renamed = {old: new for old, new in same.items() if old != new}
        for passage in copy.passages.values():
            layers.setdefault((passage.path, standing(passage)), []).append(Layer(passage, renamed, told))
    return [_layer_alone(group[0]) if len(group) == 1 else union(group) for group in layers.values()]


def _layer_alone(layer: Layer) -> Passage:
    stretches = layer.stretches()
    return layer.passage if stretches is layer.passage.stretches else replace(layer.passage, stretches=stretches)


def _over_each_other(proposals: tuple[Proposal, ...], found: Sequence[Laid], known: Collection[str]) -> _Joined:
    """Return passages over today's words with those of one answer in one; only older rounds make them several."""
    groups: dict[Path, list[Passage]] = {}
    for one in found:
        groups.setdefault(one.passage.path, []).append(one.passage)
    if all(len(group) == 1 for group in groups.values()):
        return _Joined(proposals, {path: group[0] for path, group in groups.items()}, found, {})
    files = {name: number for number, name in enumerate(dict.fromkeys(one.file for one in proposals))}
    again = folded(entries(proposals, (one.passage for one in found), side=lambda one: files[one.file]), known=known)
    names = {old: new for same in again.same.values() for old, new in same.items() if old != new}
    told = frozenset(one for ids in again.told.values() for one in ids)
    passages = {path: union([Layer(one, names, told) for one in group]) for path, group in groups.items()}
    return _Joined(again.proposals, passages, found, names)


def _left(joined: _Joined, went_in: set[str], places: Places) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Return the proposals that are not in the plan by now, and those that are."""
    went_in = {joined.names.get(one, one) for one in went_in}
    still = {one for passage in joined.passages.values() for one in ids_in(passage)}
    made = (went_in - still) | rows_made(joined.proposals, places)
    if not made:
        return joined.proposals, ()
    left = (one for one in joined.proposals if one.id not in made)
    needing = tuple(replace(one, needs=tuple(need for need in one.needs if need not in made)) for one in left)
    return needing, tuple(one for one in joined.proposals if one.id in made)


def _passages(joined: _Joined, places: Places) -> dict[Path, Passage]:
    """Return the passages in which something is still proposed, in the order of the plan."""
    paths = sorted((path for path, one in joined.passages.items() if ids_in(one)), key=places.order)
    return {path: joined.passages[path] for path in paths}


def _in_order(proposals: Iterable[Proposal], passages: Mapping[Path, Passage], places: Places) -> tuple[Proposal, ...]:
    """Return the proposals in the order of the plan and of the words, with their new places within an answer."""
    spots: dict[tuple[Path, str], int] = {}
    for path, passage in passages.items():
        for at, (_characters, stretch) in enumerate(placed(passage.stretches)):
            for one in (*stretch.inserted_by, *stretch.deleted_by):
                spots.setdefault((path, one), at)
    ordered = sorted(
        proposals,
        key=lambda one: (
            places.order(one.path, one.after if one.kind is ProposalKind.ROW_ADDED else None),
            spots.get((one.path, one.id), 0),
        ),
    )
    counts: Counter[Path] = Counter()
    found: list[Proposal] = []
    for proposal in ordered:
        found.append(replace(proposal, order=counts[proposal.path]))
        counts[proposal.path] += 1
    return tuple(found)


def _at_odds(
    passages: Mapping[Path, Passage], known: Mapping[str, Proposal], places: Places
) -> Iterator[tuple[Path, Pair]]:
    for path, passage in passages.items():
        field = field_at(places.catalogue, path)
        is_one_value = field.kind not in IN_PARTS and not is_written(field, passage.base, places.today.at(path))
        yield from ((path, pair) for pair in opposing(passage, known, field, is_one_value=is_one_value))
    yield from opposing_rows(known.values(), known)


def _touched(joined: _Joined, known: Mapping[str, Proposal], places: Places) -> Iterator[Together]:
    for path, ids in (*touched(joined.laid), *rows_touched(known.values(), places)):
        if left := tuple(dict.fromkeys(name for one in ids if (name := joined.names.get(one, one)) in known)):
            yield path, left


def _conflicts_in_order(conflicts: Iterable[Conflict], proposals: Iterable[Proposal]) -> tuple[Conflict, ...]:
    places = {one.id: number for number, one in enumerate(proposals)}
    ordered = (replace(one, proposals=tuple(sorted(one.proposals, key=places.__getitem__))) for one in conflicts)
    return tuple(sorted(ordered, key=lambda one: places[one.proposals[0]]))


def _said(found: Iterable[Sequence[_Said]]) -> tuple[_Said, ...]:
    """Return comments or unplaced words, each once, with all files and offices they came in."""
    kept: dict[str, _Said] = {}
    for one in (one for several in found for one in several):
        if (first := kept.get(one.id)) is not None:
            files, offices = joined_names(first.file, one.file), joined_names(first.office, one.office)
            kept[one.id] = replace(first, file=files, office=offices)
        else:
            kept[one.id] = one
    return tuple(kept.values())


def _missing(taken: Iterable[CopyReview]) -> tuple[Missing, ...]:
    kept: dict[Path, Missing] = {}
    for one in (one for copy in taken for one in copy.missing):
        first = kept.get(one.path, one)
        kept[one.path] = replace(first, file=joined_names(first.file, one.file))
    return tuple(kept.values())


def _warnings(copies: Iterable[CopyReview], taken: Sequence[CopyReview]) -> tuple[str, ...]:
    others = (
        f"{copy.file} was made from another plan. Nothing of it is shown. If it belongs to this plan, say so and bring "
        "it back again."
        for copy in copies
        if not any(copy is one for one in taken)
    )
    return tuple(dict.fromkeys((*others, *(words for copy in taken for words in copy.warnings))))
