"""The rows of the comment resolution matrix after copies came back: those kept, those that are new, and what is done.

Takes: what came back, and the rows that the draft keeps. `review.remarks_of` makes the single rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planwriter.plan.remarks import Disposition, Remark
from planwriter.review import remarks_of as rows
from planwriter.review.proposal import Proposal, Review

ALREADY = "Already in the plan"


def remarks_of(review: Review, kept: Mapping[str, Remark], *, confirmed: Collection[str] = ()) -> tuple[Remark, ...]:
    """Return a row for each comment and each change that came back.

    What was answered before stays: a remark that comes again keeps its disposition, response and version. A change
    that the plan already has is accepted, since it cannot be decided any more.

    Args:
        review: What came back.
        kept: The rows that the draft has.
        confirmed: Files made from another plan that are taken all the same.
    """
    done = replace(review, proposals=tuple(_in_the_plan(review, confirmed)), comments=(), unplaced=())
    found = (*rows.remarks_of(review), *map(_already_done, rows.remarks_of(done)))
    known = [kept[one.id] for one in found if one.id in kept]
    return rows.with_new(known, found)


def changed(remarks: Iterable[Remark], kept: Mapping[str, Remark]) -> tuple[Remark, ...]:
    """Return those that are new or differ from what is kept."""
    return tuple(one for one in remarks if kept.get(one.id) != one)


def _in_the_plan(review: Review, confirmed: Collection[str]) -> Iterator[Proposal]:
    """Yield each proposal once that is in a copy and no longer in the review, since the plan says so by now."""
    open_ids = {one.id for one in review.proposals}
    told = {(one.path, one.kind, one.old, one.new) for one in review.proposals}
    seen: set[str] = set()
    for copy in review.copies:
        for one in copy.proposals if not copy.is_other_plan or copy.file in confirmed else ():
            if one.id not in open_ids | seen and (one.path, one.kind, one.old, one.new) not in told:
                seen.add(one.id)
                yield one


def _already_done(one: Remark) -> Remark:
    return replace(one, disposition=Disposition.ACCEPT, version=ALREADY)
