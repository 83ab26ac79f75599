"""Finds which items of two lists belong together, in order, by how alike they are."""

from collections.abc import Callable, Sequence

MOST_COMPARED = 40_000  # pairs that are looked at; of longer lists none is paired, so that nobody waits for it


def most_alike(
    first: Sequence[int], second: Sequence[int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Return the pairs, in order, that are together most alike.

    Args:
        first, second: Places of the items, upward.
        likeness: How alike the items of two places are; 0 keeps them apart.
    """
    if len(first) * len(second) > MOST_COMPARED:
        return []
    share = [[likeness(a, b) for b in second] for a in first]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]  # of what lies behind two places
    for a in reversed(range(len(first))):
        for b in reversed(range(len(second))):
            paired = share[a][b] + best[a + 1][b + 1] if share[a][b] else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    found: list[tuple[int, int]] = []
    a = b = 0
    while a < len(first) and b < len(second):
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            found.append((first[a], second[b]))
            a, b = a + 1, b + 1
    return found
