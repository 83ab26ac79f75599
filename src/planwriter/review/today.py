"""Lays what you wrote since a copy went out into what its reviewers propose: neither side loses a word.

Where the answer was not touched nothing happens. Elsewhere the passage gets today's words as those that stand;
proposals you made yourself by hand are told, and so are those at odds with what you wrote.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from planwriter.plan.plan import Path
from planwriter.review.differences import Hunk, Matching, differences, slack
from planwriter.review.edits import Edit, cut, edits_of, joined, placed, replacing, signs, standing, whole_words
from planwriter.review.outcome import plain_words, there
from planwriter.review.proposal import Passage, Stretch

_MOST_TOGETHER = 6  # of more proposals at one spot not every choice of them is tried
_SPACES = re.compile(" +")


@dataclass(frozen=True)
class Laid:
    """A passage over today's words.

    Attributes:
        passage: Its standing words are today's.
        at_odds: Ids of the proposals that touch the same words as you, by each place that you changed.
        gone: Path of the row you removed with it; empty when there is none.
    """

    passage: Passage
    at_odds: tuple[tuple[str, ...], ...] = ()
    gone: Path = ()


def laid(passage: Passage, today: Sequence[Stretch]) -> Laid:
    """Return a passage of written words over today's.

    Args:
        passage: Over the words that went out.
        today: The stretches of today's answer.
    """
    before, now = _plain_standing(passage), plain_words(today)
    if made := _made_by_hand(passage, now):
        passage = _with_made(passage, made)
        before = _plain_standing(passage)
    return _over(passage, today, differences(before, now))


def laid_as_one(passage: Passage, today: Sequence[Stretch]) -> Laid:
    """Return a passage whose answer is one value, over another value: it is either theirs or yours."""
    ids = ids_in(passage)
    yours = tuple(replace(one, deleted_by=ids) for one in today)
    return Laid(replace(passage, stretches=(*yours, *back_with(passage.stretches, ids))), (ids,) if ids else ())


def without(passage: Passage, made: Collection[str]) -> Passage:
    """Return the passage as if these proposals had never been."""
    if not made:
        return passage
    kept: list[Stretch] = []
    for one in passage.stretches:
        inserted = tuple(who for who in one.inserted_by if who not in made)
        if inserted or not one.inserted_by:
            deleted = tuple(who for who in one.deleted_by if who not in made)
            kept.append(replace(one, inserted_by=inserted, deleted_by=deleted))
    return replace(passage, stretches=joined(kept))


def back_with(stretches: Sequence[Stretch], ids: tuple[str, ...]) -> tuple[Stretch, ...]:
    """Return the stretches with the standing ones coming back only with one of these proposals."""
    return joined([one if one.inserted_by else replace(one, inserted_by=ids, comes_back=True) for one in stretches])


def ids_in(passage: Passage) -> tuple[str, ...]:
    """Return the ids of the proposals in a passage, in the order in which they come."""
    return tuple(dict.fromkeys(one for part in passage.stretches for one in (*part.deleted_by, *part.inserted_by)))


@dataclass(frozen=True)
class _Spot:
    """One place where a proposal does something: standing characters from `start` to `end`."""

    id: str
    start: int
    end: int


def _plain_standing(passage: Passage) -> str:
    return plain_words(one for one in passage.stretches if not one.inserted_by)


def _made_by_hand(passage: Passage, now: str) -> frozenset[_Spot]:
    """Return what of the proposals today's words have already."""
    before = _plain_standing(passage)
    hunks = differences(before, now)
    if not hunks:
        return frozenset()
    search = _Search(before, now, Matching(hunks), tuple(placed(passage.stretches)))
    spots = [spot for spot in _spots(passage) if search.hunks_at(spot.start, spot.end)]
    made = {spot for spot in spots if search.is_made((spot,))}
    for cluster in _clusters([spot for spot in spots if spot not in made], search):
        made |= search.choice(cluster)
    return frozenset(made)


@dataclass(frozen=True)
class _Search:
    """Looks for the proposals which, accepted, give today's words at one place."""

    before: str
    now: str
    matching: Matching
    placed: tuple[tuple[int, Stretch], ...]

    def hunks_at(self, start: int, end: int) -> tuple[Hunk, ...]:
        """Return the differences that touch these characters, or could as well stand where they do."""
        found = []
        for hunk in self.matching.hunks:
            first, last = slack(hunk, self.before, self.now)
            if first <= end and last >= start:
                found.append(hunk)
        return tuple(found)

    def region(self, spots: Sequence[_Spot]) -> tuple[int, int]:
        """Return the characters around spots that hold each difference they touch as a whole."""
        start, end = min(spot.start for spot in spots), max(spot.end for spot in spots)
        while True:
            edges = [slack(hunk, self.before, self.now) for hunk in self.hunks_at(start, end)]
            wider = min([start, *(first for first, _last in edges)]), max([end, *(last for _first, last in edges)])
            if wider == (start, end):
                return wider
            start, end = wider

    def is_made(self, spots: Sequence[_Spot], around: Sequence[_Spot] = ()) -> bool:
        """Whether accepting just these gives today's words around them all."""
        start, end = self.region([*spots, *around])
        here = self.now[self.matching.new_place(start, is_behind=False) : self.matching.new_place(end, is_behind=True)]
        words = plain_words(there(self._between(start, end), {spot.id for spot in spots}))
        return _SPACES.sub(" ", words).strip(" ") == _SPACES.sub(" ", here).strip(" ")

    def _between(self, start: int, end: int) -> list[Stretch]:
        """Return the stretches from one standing character to another, new words at both edges too."""
        first = max(0, bisect_left(self.placed, start, key=lambda one: one[0]) - 1)
        last = bisect_right(self.placed, end, key=lambda one: one[0])
        parts: list[Stretch] = []
        for at, one in self.placed[first:last]:
            if one.inserted_by:
                parts += [one] if start <= at <= end else []
            elif start < at + len(signs(one)) and at < end:
                parts.append(one if one.ends else replace(one, text=one.text[max(0, start - at) : end - at]))
        return parts

    def choice(self, cluster: Sequence[_Spot]) -> frozenset[_Spot]:
        """Return the spots of a cluster that were made together; none when no choice of them gives today's words."""
        sizes = range(2, len(cluster) + 1) if len(cluster) <= _MOST_TOGETHER else (len(cluster),)
        for size in sizes:
            for spots in combinations(cluster, size):
                if self.is_made(spots, cluster):
                    return frozenset(spots)
        return frozenset()


def _spots(passage: Passage) -> list[_Spot]:
    found: dict[str, list[_Spot]] = {}
    for at, one in placed(passage.stretches):
        end = at if one.inserted_by else at + len(signs(one))
        for who in dict.fromkeys((*one.inserted_by, *one.deleted_by)):
            spots = found.setdefault(who, [])
            if spots and spots[-1].end == at:
                spots[-1] = _Spot(who, spots[-1].start, end)
            else:
                spots.append(_Spot(who, at, end))
    return [spot for spots in found.values() for spot in spots]


def _clusters(spots: Sequence[_Spot], search: _Search) -> Iterator[list[_Spot]]:
    """Yield spots that touch, or that touch the same difference."""
    cluster: list[_Spot] = []
    end = -1
    for spot in sorted(spots, key=lambda one: search.region([one])):
        first, last = search.region([spot])
        if cluster and first > end:
            yield cluster
            cluster = []
        end = max(end, last) if cluster else last
        cluster.append(spot)
    if cluster:
        yield cluster


def _with_made(passage: Passage, made: Collection[_Spot]) -> Passage:
    """Return the passage with what is made already: its new words stand, and what it takes away is gone.

    Where others change the same words, it is only left out: today's words are then yours, and theirs at odds with them.
    """
    shared = _shared(passage, made)
    by_id: dict[str, list[_Spot]] = {}
    for spot in made:
        by_id.setdefault(spot.id, []).append(spot)

    def made_in(ids: tuple[str, ...], at: int) -> list[_Spot]:
        return [spot for one in ids for spot in by_id.get(one, ()) if spot.start <= at <= spot.end]

    kept: list[Stretch] = []
    for at, one in placed(passage.stretches):
        gone, came = made_in(one.deleted_by, at), made_in(one.inserted_by, at)
        if any(spot not in shared for spot in gone) or (came and all(spot in shared for spot in came)):
            continue
        deleted = tuple(who for who in one.deleted_by if who not in {spot.id for spot in gone})
        kept.append(replace(one, inserted_by=() if came else one.inserted_by, deleted_by=deleted))
    return replace(passage, stretches=joined(kept))


def _shared(passage: Passage, made: Collection[_Spot]) -> frozenset[_Spot]:
    """Return what is made already where other proposals, which are not, change the same words."""
    words = standing(passage)
    edits = {one: [whole_words(edit, words) for edit in found] for one, found in edits_of(passage).items()}
    found: set[_Spot] = set()
    for spot in made:
        there_too = {other.id for other in made if other.start <= spot.end and spot.start <= other.end}
        own = [edit for edit in edits.get(spot.id, ()) if edit.start <= spot.start and spot.end <= edit.end]
        others = (edit for one, several in edits.items() if one not in there_too for edit in several)
        if any(edit.meets(mine) for edit in others for mine in own):
            found.add(spot)
    return frozenset(found)


def _over(passage: Passage, today: Sequence[Stretch], hunks: Sequence[Hunk]) -> Laid:
    words = standing(passage)
    edits = {one: [whole_words(edit, words) for edit in found] for one, found in edits_of(passage).items()}
    at_odds = [_touching(hunk, edits) if words else tuple(edits) for hunk in hunks]
    matching = Matching(tuple(hunks))
    old = [(at, one) for at, one in placed(passage.stretches) if not one.inserted_by and signs(one)]
    cuts = {hunk.old_start for hunk in hunks} | {hunk.old_end for hunk in hunks}
    old = cut(old, sorted(cuts | _old_places(today, hunks)))
    changed = {at for at, _one in old for hunk in hunks if hunk.old_start <= at < hunk.old_end}
    new_cuts = {matching.new_place(at, is_behind=True) for at, _one in old if at not in changed}
    new_cuts |= {place for hunk in hunks for place in (hunk.new_start, hunk.new_end)}
    new = cut([(at, one) for at, one in placed(today) if signs(one)], sorted(new_cuts))
    parts = _new_words(passage)
    parts += _kept(old, dict(new), hunks, at_odds)
    for hunk, ids in zip(hunks, at_odds, strict=True):
        rank = 0 if hunk.old_start == hunk.old_end else 2
        came = [one for at, one in new if hunk.new_start <= at < hunk.new_end]
        parts += [(hunk.old_start, rank, replace(one, deleted_by=ids)) for one in came]
    parts.sort(key=lambda part: part[:2])
    stretches = joined([one for _at, _rank, one in parts])
    return Laid(replace(passage, stretches=stretches), tuple(ids for ids in at_odds if ids))


def _new_words(passage: Passage) -> list[tuple[int, int, Stretch]]:
    """Return the reviewers' new words: your own at the same spot come behind those that stand for the words before."""
    sides = replacing(passage.stretches)
    found: list[tuple[int, int, Stretch]] = []
    last = -1
    for number, (at, one) in list(enumerate(placed(passage.stretches)))[::-1]:
        if one.inserted_by:
            last = at if sides.get(number) == -1 else last
            found.append((at, -1 if last == at else 1, one))
    return found[::-1]


def _touching(hunk: Hunk, edits: Mapping[str, Sequence[Edit]]) -> tuple[str, ...]:
    yours = Edit(hunk.old_start, hunk.old_end, "")
    return tuple(one for one, found in edits.items() if any(edit.meets(yours) for edit in found))


def _old_places(today: Sequence[Stretch], hunks: Sequence[Hunk]) -> set[int]:
    """Return where today's words change their look, as places in the words that went out."""
    back = Matching(tuple(Hunk(one.new_start, one.new_end, one.old_start, one.old_end) for one in hunks))
    inside = [(one.new_start, one.new_end) for one in hunks]
    return {
        back.new_place(at, is_behind=True)
        for at, _one in placed(today)
        if not any(start < at < end for start, end in inside)
    }


def _kept(
    old: Sequence[tuple[int, Stretch]],
    new: Mapping[int, Stretch],
    hunks: Sequence[Hunk],
    at_odds: Sequence[tuple[str, ...]],
) -> Iterator[tuple[int, int, Stretch]]:
    """Yield what stands of the words that went out: with today's look, or where both changed it as it may come back."""
    matching = Matching(tuple(hunks))
    number = 0
    for at, one in old:
        while number < len(hunks) and hunks[number].old_end <= at:
            number += 1
        if number < len(hunks) and hunks[number].old_start <= at:
            if at_odds[number]:
                yield at, 3, replace(one, inserted_by=at_odds[number], comes_back=True)
        else:
            yield at, 3, replace(new[matching.new_place(at, is_behind=True)], deleted_by=one.deleted_by)
