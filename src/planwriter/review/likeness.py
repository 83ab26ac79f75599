"""Finds which items of two lists belong together, in order: by equal names, and by how many words they share."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
Gap: TypeAlias = tuple[range, range]

_MANY = 3_000  # items beyond which frequent ones begin no match
ALIKE = 0.4


def gaps(chain: Iterable[Pair], lengths: Pair) -> Iterator[Gap]:
    """Yield what stands between the pairs of a chain, which rise on both sides, where both sides have something."""
    a, b = 0, 0
    for next_a, next_b in (*chain, lengths):
        if a < next_a and b < next_b:
            yield range(a, next_a), range(b, next_b)
        a, b = next_a + 1, next_b + 1


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the most of the pairs that rise on both sides."""
    ordered = sorted(pairs)
    ends: list[int] = []  # of the best chain of each length its last pair's place on the second side
    at: list[int] = []
    back: list[int] = []
    for number, (_a, b) in enumerate(ordered):
        length = bisect_left(ends, b)
        back.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [b]
        at[length : length + 1] = [number]
    chain: list[Pair] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(ordered[number])
        number = back[number]
    return chain[::-1]


def equal_once(gap: Gap, first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Pair]:
    """Return the places of what stands exactly once on each side of a gap and is equal; None names nothing."""
    times = [Counter(names[place] for place in side) for names, side in ((first, gap[0]), (second, gap[1]))]
    where = {second[place]: place for place in gap[1] if times[1][second[place]] == 1}
    return rising(
        (place, where[first[place]])
        for place in gap[0]
        if first[place] is not None and times[0][first[place]] == 1 and first[place] in where
    )


def equal_in_order(gap: Gap, first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Pair]:
    """Return the places of equal names in a gap, as many as can be in order; None names nothing."""
    one, other = ([place for place in side if names[place] is not None]
                  for names, side in ((first, gap[0]), (second, gap[1])))  # fmt: skip
    left, right = [first[place] for place in one], [second[place] for place in other]
    if left == right:
        return list(zip(one, other, strict=True))
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > _MANY)
    return [
        (one[block.a + step], other[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def words_of(text: str) -> Counter[str]:
    """Return the words of a text with how often each stands in it."""
    return Counter(text.lower().split())


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
