"""Lays several copies of one passage over each other: the same standing words, with what each copy proposes in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from planwriter.review.edits import cut, joined, placed, replacing, signs
from planwriter.review.proposal import Passage, Stretch


@dataclass(eq=False)
class _Group:
    """New words at one spot that belong together: those of one layer, or of several with changes alike.

    Attributes:
        side: -1 when they stand for words before the spot, 1 for words behind it, else 0.
    """

    side: int
    stretches: list[Stretch]


_Gaps: TypeAlias = dict[int, list[_Group]]


@dataclass(frozen=True)
class Layer:
    """A passage as one copy has it.

    Attributes:
        same: Proposals that another copy has too, to the letter: their ids here, and the ids they go by.
        told: Ids of proposals that an earlier layer tells already; here their words go.
    """

    passage: Passage
    same: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def stretches(self) -> tuple[Stretch, ...]:
        """Return its stretches under the ids by which the proposals go; what is told already is left out."""
        if not self.same and not self.told:
            return self.passage.stretches
        kept: list[Stretch] = []
        for one in self.passage.stretches:
            if not one.inserted_by and not one.deleted_by:
                kept.append(one)
                continue
            inserted = self._ids(one.inserted_by)
            if inserted or not one.inserted_by:
                kept.append(replace(one, inserted_by=inserted, deleted_by=self._ids(one.deleted_by)))
        return tuple(kept)

    def _ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.same.get(one, one) for one in ids if one not in self.told))


def union(layers: Sequence[Layer]) -> Passage:
    """Return one passage with everything that the layers propose; new words at one spot in the order of the layers."""
    first = layers[0].passage
    also = tuple(dict.fromkeys(path for layer in layers for path in layer.passage.also))
    everything = [layer.stretches() for layer in layers]
    gaps: _Gaps = {}
    for stretches in everything:
        for at, group in _groups(stretches).items():
            _add(gaps.setdefault(at, []), group)
    return replace(first, stretches=joined(_laid(everything, gaps)), also=also)


def _groups(stretches: Sequence[Stretch]) -> dict[int, _Group]:
    """Return what is new, by the number of standing characters before it."""
    sides = replacing(stretches)
    groups: dict[int, _Group] = {}
    for number, (at, stretch) in enumerate(placed(stretches)):
        if stretch.inserted_by:
            group = groups.setdefault(at, _Group(0, []))
            group.side = group.side or sides.get(number, 0)
            group.stretches.append(stretch)
    return groups


def _add(groups: list[_Group], new: _Group) -> None:
    """Add new words to those at the same spot: where they belong, and else behind those of earlier layers."""
    ids = _ids_of(new)
    for place, group in enumerate(groups):
        if not ids.isdisjoint(_ids_of(group)):
            rest = [other for other in groups[place + 1 :] if not ids.isdisjoint(_ids_of(other))]
            groups[:] = [one for one in groups if one not in rest]
            old = [*group.stretches, *(one for other in rest for one in other.stretches)]
            group.stretches = _both(old, new.stretches)
            return
    place = next((number for number, group in enumerate(groups) if group.side > new.side), len(groups))
    groups.insert(place, new)


def _ids_of(group: _Group) -> frozenset[str]:
    return frozenset(one for stretch in group.stretches for one in stretch.inserted_by)


def _laid(everything: Sequence[Sequence[Stretch]], gaps: _Gaps) -> list[Stretch]:
    cuts = set(gaps)
    for stretches in everything[1:]:
        for at, one in placed(stretches):
            if one.deleted_by and not one.inserted_by:
                cuts |= {at, at + len(signs(one))}
    laid = [(at, one) for at, one in placed(everything[0]) if not one.inserted_by and signs(one)]
    return _with_fates(cut(laid, sorted(cuts)), everything[1:], gaps)


def _with_fates(
    parts: Sequence[tuple[int, Stretch]], others: Sequence[Sequence[Stretch]], gaps: _Gaps
) -> list[Stretch]:
    fates: dict[int, list[str]] = {}
    starts = [at for at, _one in parts]
    for stretches in others:
        number = 0
        for at, one in placed(stretches):
            if one.inserted_by or not one.deleted_by:
                continue
            while number < len(starts) and starts[number] < at:
                number += 1
            while number < len(starts) and starts[number] < at + len(signs(one)):
                fates.setdefault(number, []).extend(one.deleted_by)
                number += 1
    whole: list[Stretch] = []
    end = 0
    for number, (at, one) in enumerate(parts):
        whole += _new_at(gaps, at)
        more = fates.get(number)
        whole.append(replace(one, deleted_by=tuple(dict.fromkeys((*one.deleted_by, *more)))) if more else one)
        end = at + len(signs(one))
    return [*whole, *_new_at(gaps, end)]


def _new_at(gaps: _Gaps, at: int) -> list[Stretch]:
    return [one for group in gaps.get(at, ()) for one in group.stretches]


def _both(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[Stretch]:
    """Return new words of both layers at one spot: those of the same proposal once, the others in their order."""
    known = {one for stretch in old for one in stretch.inserted_by}
    merged: list[Stretch] = []
    waiting: list[Stretch] = []
    rest = _letters(old)
    for letter in _letters(new):
        place = next((n for n, one in enumerate(rest) if set(one.inserted_by) & set(letter.inserted_by)), None)
        if place is None:
            if known.isdisjoint(letter.inserted_by):
                waiting.append(letter)
            continue
        merged += [*rest[:place], *waiting, _folded(rest[place], letter)]
        rest, waiting = rest[place + 1 :], []
    return list(joined([*merged, *rest, *waiting]))


def _letters(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [
        part
        for one in stretches
        for part in ([one] if one.ends else [replace(one, text=letter) for letter in one.text])
    ]


def _folded(one: Stretch, other: Stretch) -> Stretch:
    return replace(
        one,
        inserted_by=tuple(dict.fromkeys((*one.inserted_by, *other.inserted_by))),
        deleted_by=tuple(dict.fromkeys((*one.deleted_by, *other.deleted_by))),
    )
