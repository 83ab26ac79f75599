"""The rows of the comment resolution matrix after copies came back: those kept, those that are new, and what is done.

Takes: what came back, and the rows that the draft keeps. `review.remarks_of` makes the single rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planwriter.plan.remarks import Disposition, Remark
from planwriter.review import remarks_of as rows
from planwriter.review.proposal import Review

ALREADY = "Already in the plan"


def remarks_of(review: Review, kept: Mapping[str, Remark]) -> tuple[Remark, ...]:
    """Return a row for each comment and each change that came back.

    What was answered before stays: a remark that comes again keeps its disposition, response and version. A change
    that the plan already has is accepted, since it cannot be decided any more.

    Args:
        review: What came back.
        kept: The rows that the draft has.
    """
    done = replace(review, proposals=review.made, comments=(), unplaced=())
    found = (*rows.remarks_of(review), *map(_already_done, rows.remarks_of(done)))
    known = [kept[one.id] for one in found if one.id in kept]
    return rows.with_new(known, found)


def changed(remarks: Iterable[Remark], kept: Mapping[str, Remark]) -> tuple[Remark, ...]:
    """Return those that are new or differ from what is kept."""
    return tuple(one for one in remarks if kept.get(one.id) != one)


def _already_done(one: Remark) -> Remark:
    return replace(one, disposition=Disposition.ACCEPT, version=ALREADY)
