"""Examines one returned copy against the copy that went out: proposals, comments, and what found no place.

Takes: a ReturnedCopy, its Baseline and the Catalogue. Gives: a CopyReview.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.draft import path_from_key
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import Text
from planwriter.review.absorbed import absorb_labels
from planwriter.review.baseline import Baseline
from planwriter.review.bits import Bit
from planwriter.review.bundles import Printed
from planwriter.review.comment_places import placed_comments
from planwriter.review.compared import Compared, compared
from planwriter.review.counted import unreported
from planwriter.review.flow import with_own_accepted
from planwriter.review.passages import Looks, passage_of
from planwriter.review.proposal import CopyReview, MatchedBy, Missing, Passage, Proposal
from planwriter.review.proposals import Desk
from planwriter.review.returned import ReturnedCopy
from planwriter.review.row_order import reordered_tables
from planwriter.review.rows import RowChanges, row_changes
from planwriter.review.standing import standing_bits
from planwriter.review.unplaced import left_rows, unplaced_words, words_gone_in_new_rows
from planwriter.review.unwritten import Written, written_anew
from planwriter.review.values import Fault, answer_of
from planwriter.template.catalogue import Catalogue, Kind

_WRITTEN = (Kind.TEXT, Kind.LINE, Kind.URL)


def examine(
    copy: ReturnedCopy, baseline: Baseline, catalogue: Catalogue, *, file: str, plan_id: str | None = None
) -> CopyReview:
    """Return what a returned copy holds, against what went out.

    Args:
        file: Name of the returned file, for people.
        plan_id: Of the draft it is read into; None when that does not matter.
    """
    taken = with_own_accepted(copy.paragraphs, baseline.changes)
    made = compared(taken.paragraphs, baseline, catalogue)
    office = baseline.office or copy.office
    desk = Desk(baseline, catalogue, file, office)
    rows = row_changes(made, desk)
    absorb_labels(made)
    passages, proposals = _answers(made, desk)
    proposals += rows.proposals
    comments = placed_comments(made, copy.comments, taken, desk)
    unplaced = [*unplaced_words(made, desk), *left_rows(made, rows.left, desk), *words_gone_in_new_rows(made, desk)]
    return CopyReview(
        file=file,
        export_id=baseline.export_id,
        office=office,
        round=baseline.round,
        matched=_how_matched(made),
        passages=MappingProxyType(passages),
        proposals=tuple(sorted(proposals, key=_order(made))),
        comments=tuple(comments),
        unplaced=tuple(unplaced),
        missing=tuple(_missing(made, rows, file)),
        warnings=tuple(_warnings(copy, baseline, made)),
        unreported=unreported(copy, baseline, made, len(comments)),
        is_other_plan=plan_id is not None and plan_id.lower() != baseline.plan.plan_id.lower(),
        revision=baseline.plan.revision,
        base=baseline.plan,
    )


def _answers(made: Compared, desk: Desk) -> tuple[dict[Path, Passage], list[Proposal]]:
    passages: dict[Path, Passage] = {}
    proposals: list[Proposal] = []
    touched = dict.fromkeys(key for bits in made.bits.values() for bit in bits if (key := bit.owner))
    for key in sorted(touched, key=lambda key: made.baseline.places[key][0][0]):
        printed = made.printed[key]
        looks = made.looks_of(printed)
        bits = standing_bits(made, key)
        if not any(bit.is_changed for bit in bits) and not _may_look_otherwise(bits, looks):
            continue
        passage, found = passage_of(printed, bits, looks, desk=desk, matched_by=lambda bit: made.matched_by(bit.old))
        if found:
            made.tell([bit.token for bit in bits])
            passages[passage.path] = passage
            proposals += _with_faults(printed, passage, found, made.baseline.plan)
    for written in written_anew(made):
        passage, found = _of_written(made, written, desk)
        passages[passage.path] = passage
        proposals += found
    goals = desk.goals_of_moves()  # words are not taken away where they do not arrive elsewhere
    return passages, [replace(one, needs=(*one.needs, *goals.get(one.id, ()))) for one in proposals]


def _of_written(made: Compared, written: Written, desk: Desk) -> tuple[Passage, list[Proposal]]:
    printed = written.printed
    looks = Looks(Text(()) if printed.field.kind is Kind.TEXT else None, {})
    passage, found = passage_of(
        printed, written.bits, looks, desk=desk, matched_by=lambda _bit: made.matched_by(written.old)
    )
    made.tell(written.tokens)
    return passage, _with_faults(printed, passage, found, made.baseline.plan)


def _may_look_otherwise(bits: Sequence[Bit], looks: Looks) -> bool:
    return looks.text is not None or any(
        bit.token is not None and bool(bit.token.marks or bit.token.formatted) for bit in bits
    )


def _with_faults(printed: Printed, passage: Passage, proposals: Sequence[Proposal], plan: Plan) -> list[Proposal]:
    """Say of a proposal that its answer cannot be read, unless all of them together can be."""
    if printed.field.kind in _WRITTEN:
        return list(proposals)
    everything = [one.id for one in proposals]
    whole = answer_of(passage.stretches, everything, printed.field, plan, base=passage.base)
    if not isinstance(whole, Fault):
        return list(proposals)
    told: list[Proposal] = []
    for one in proposals:
        alone = answer_of(passage.stretches, [one.id, *one.needs], printed.field, plan, base=passage.base)
        told.append(replace(one, fault=alone.words) if isinstance(alone, Fault) else one)
    return told


def _order(made: Compared) -> Callable[[Proposal], tuple[int, Path, int]]:
    """Return by what proposals are sorted: the order of the copy that went out."""
    first: dict[Path, int] = {}
    places_of = {key: places[0][0] for key, places in made.baseline.places.items()}
    places_of |= {key: places[0] for key, places in made.baseline.awaited.items()}
    for key, place in sorted(places_of.items(), key=lambda one: one[1]):
        path = path_from_key(key)
        for length in range(1, len(path) + 1):
            first.setdefault(path[:length], place)
    return lambda one: (first.get(one.path, first.get(one.path[:-1], 0)), one.path, one.order)


def _how_matched(made: Compared) -> Mapping[MatchedBy, int]:
    counts = Counter(by for old, by in made.matches.by.items() if made.baseline.paragraphs[old].stretches)
    return MappingProxyType({by: counts[by] for by in MatchedBy if counts[by]})


def _missing(made: Compared, rows: RowChanges, file: str) -> list[Missing]:
    lost = set(made.bundles.lost)
    found: list[Missing] = []
    for key, places in made.baseline.places.items():
        path = made.baseline.paths[key]
        if all(old in lost for old, _stretch in places) and rows.removal_of(path) is None:
            found.append(Missing(path[0], path, file))
    return found


def _warnings(copy: ReturnedCopy, baseline: Baseline, made: Compared) -> list[str]:
    found = list(copy.warnings)
    if copy.export_id and copy.export_id != baseline.export_id:
        found.append(
            "This file says that it was made from another copy than the one it is compared with. "
            "Check that you chose the copy it belongs to."
        )
    counts = _how_matched(made)
    total = sum(counts.values())
    if counts.get(MatchedBy.TEXT, 0) * 2 > total > 0:
        found.append(
            "Most of our marks are gone from this file, so its words were matched by comparing them. "
            "Look at where each change was placed before you accept it."
        )
    found += [
        f"The rows of “{title}” stand in another order in this file, which Word did not record. The plan keeps its own "
        "order. If you want theirs, move the rows on their page."
        for title in reordered_tables(made)
    ]
    return found
