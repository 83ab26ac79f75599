"""Finds tables whose rows somebody put in another order without tracking."""

from itertools import pairwise

from planwriter.plan.plan import Path, field_at
from planwriter.review.compared import Compared
from planwriter.review.proposal import MatchedBy


def reordered_tables(made: Compared) -> list[str]:
    """Return the titles of the tables whose rows came back in another order than they went out in.

    Only rows that were found by our marks count: others were found by their order.
    """
    lines: dict[tuple[Path, int], list[int]] = {}
    seen: set[Path] = set()
    for old, row in enumerate(made.rows):
        line = made.matches.lines.get(row) if row is not None else None
        if row is None or line is None or row in seen or made.matches.by.get(old) is not MatchedBy.ANCHOR:
            continue
        seen.add(row)
        lines.setdefault((row[:-1], line[0]), []).append(line[1])
    found = (path for (path, _table), rows in lines.items() if any(one > other for one, other in pairwise(rows)))
    return list(dict.fromkeys(field_at(made.catalogue, path).title for path in found))
