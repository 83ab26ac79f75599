"""Finds which items of two lists belong together, in order: first equal ones, then ones of one name, then ones alike.

Takes: two sequences, what an item is called, and how alike two items are.
Gives: pairs of places; None on one side stands for an item that the other list does not have.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

from planwriter.plan.pairing import most_alike

Item = TypeVar("Item", bound=Hashable)
Pair: TypeAlias = tuple[int | None, int | None]
_Match: TypeAlias = tuple[int, int]
_Gap: TypeAlias = tuple[range, range]

_MANY = 3_000  # items beyond which frequent ones begin no match, so that a long text stays quick


def aligned(
    older: Sequence[Item],
    newer: Sequence[Item],
    *,
    name: Callable[[Item], Hashable | None],
    likeness: Callable[[Item, Item], float],
) -> list[Pair]:
    """Return the pairs of places in order; where both lists have items of their own, the older list's come first.

    Args:
        older, newer: The lists.
        name: What an item is called; None when it has no name. A name that stands twice in a list names nothing.
        likeness: How alike two items are; 0 when they must not be paired.
    """
    whole = (range(len(older)), range(len(newer)))
    matches = equal_places(older, newer)
    names_older, names_newer = (_unique([name(one) for one in side]) for side in (older, newer))
    matches = _filled(matches, whole, lambda gap: _by_name(gap, names_older, names_newer))
    matches = _filled(matches, whole, lambda gap: most_alike(*gap, lambda a, b: likeness(older[a], newer[b])))
    pairs: list[Pair] = []
    for (own_older, own_newer), match in _gaps(matches, whole):
        pairs += [(place, None) for place in own_older]
        pairs += [(None, place) for place in own_newer]
        pairs += [match] if match else []
    return pairs


def equal_places(older: Sequence[Hashable], newer: Sequence[Hashable]) -> list[_Match]:
    """Return the places of equal items, both counted upward."""
    numbers: dict[Hashable, int] = {}
    first, second = ([numbers.setdefault(one, len(numbers)) for one in side] for side in (older, newer))
    head = _common(first, second)
    tail = _common(first[head:][::-1], second[head:][::-1])
    inner = (first[head : len(first) - tail], second[head : len(second) - tail])
    matcher = SequenceMatcher(None, *inner, autojunk=len(inner[0]) + len(inner[1]) > _MANY)
    matches = [(place, place) for place in range(head)]
    for block in matcher.get_matching_blocks():
        matches += [(head + block.a + step, head + block.b + step) for step in range(block.size)]
    return matches + [(len(first) - step, len(second) - step) for step in range(tail, 0, -1)]


def _common(first: list[int], second: list[int]) -> int:
    """Return how many items at the beginning are the same."""
    return next(
        (place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(map(len, (first, second))),
    )


def _gaps(matches: Sequence[_Match], whole: _Gap) -> Iterator[tuple[_Gap, _Match | None]]:
    """Yield what stands between matches, each with the match that ends it."""
    a, b = 0, 0
    for match in (*matches, None):
        end_a, end_b = match or (len(whole[0]), len(whole[1]))
        yield (range(a, end_a), range(b, end_b)), match
        a, b = end_a + 1, end_b + 1


def _filled(matches: list[_Match], whole: _Gap, find: Callable[[_Gap], list[_Match]]) -> list[_Match]:
    found: list[_Match] = []
    for gap, match in _gaps(matches, whole):
        found += find(gap) if gap[0] and gap[1] else []
        found += [match] if match else []
    return found


def _unique(names: list[Hashable | None]) -> list[Hashable | None]:
    times = Counter(names)
    return [one if times[one] == 1 else None for one in names]


def _by_name(gap: _Gap, older: list[Hashable | None], newer: list[Hashable | None]) -> list[_Match]:
    first = [place for place in gap[0] if older[place] is not None]
    second = [place for place in gap[1] if newer[place] is not None]
    same = equal_places([older[place] for place in first], [newer[place] for place in second])
    return [(first[a], second[b]) for a, b in same]
