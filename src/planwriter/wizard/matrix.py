"""Makes the rows of the comment resolution matrix of what came back, and notes in them what was decided."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planwriter.plan.draft import path_key
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.review.proposal import (
    Choice,
    CopyReview,
    Decision,
    Decisions,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Unplaced,
)

ALREADY = "Already in the plan"
_DISPOSITIONS = {
    Choice.ACCEPT: Disposition.ACCEPT,
    Choice.EDIT: Disposition.ACCEPT_IN_PART,
    Choice.REJECT: Disposition.REJECT,
}
_WHAT = {
    ProposalKind.MOVED: "moved",
    ProposalKind.FORMATTED: "looks changed",
    ProposalKind.ROW_ADDED: "row added",
    ProposalKind.ROW_REMOVED: "row removed",
}


def remarks_of(review: Review, kept: Mapping[str, Remark], *, confirmed: Collection[str] = ()) -> tuple[Remark, ...]:
    """Return a row for each comment and each change that came back, in the order of the review.

    What was answered before stays: a remark that comes again keeps its disposition, response and version. A change
    that the plan already has is accepted, since it cannot be decided any more.

    Args:
        review: What came back.
        kept: The rows that the draft has.
        confirmed: Files made from another plan that are taken all the same.
    """
    rounds = {one.file: one.round for one in review.copies}
    new = [
        *(_of_proposal(one) for one in review.proposals),
        *(_of_comment(one) for one in review.comments),
        *(_of_unplaced(one) for one in review.unplaced),
        *(_already_done(one) for one in _in_the_plan(review, confirmed)),
    ]
    return tuple(_joined(replace(one, round=_round(one.file, rounds)), kept.get(one.id)) for one in new)


def decided(
    remarks: Iterable[Remark], decisions: Decisions, *, applied: Iterable[str], version: str
) -> tuple[Remark, ...]:
    """Return remarks with what was decided of them; those without a decision are as they were.

    Args:
        remarks: Rows of the matrix.
        decisions: What the person decided.
        applied: Ids of the proposals that stand in the plan now.
        version: What the matrix calls the state of the plan that has them.
    """
    done = {*applied, *decisions.placed}
    found = []
    for remark in remarks:
        decision = _decision(remark, decisions)
        if decision is None or (decision.choice is not Choice.REJECT and remark.id not in done):
            found.append(remark)
        elif decision.choice is Choice.REJECT:
            found.append(replace(remark, disposition=Disposition.REJECT, version=""))
        else:
            found.append(replace(remark, disposition=_DISPOSITIONS[decision.choice], version=version))
    return tuple(found)


def changed(remarks: Iterable[Remark], kept: Mapping[str, Remark]) -> tuple[Remark, ...]:
    """Return those that are new or differ from what is kept."""
    return tuple(one for one in remarks if kept.get(one.id) != one)


def offices_of(copies: Iterable[CopyReview]) -> tuple[str, ...]:
    """Return the offices whose copies came back, each once, in the order of the copies."""
    return tuple(dict.fromkeys(one.office for one in copies if one.office))


def _decision(remark: Remark, decisions: Decisions) -> Decision | None:
    if remark.id in decisions.placed:
        return Decision(Choice.ACCEPT)
    return decisions.proposals.get(remark.id)


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


def _already_done(one: Proposal) -> Remark:
    return replace(_of_proposal(one), disposition=Disposition.ACCEPT, version=ALREADY)


def _of_proposal(one: Proposal) -> Remark:
    return Remark(
        one.id,
        RemarkKind.CHANGE,
        one.office,
        one.author,
        one.date,
        one.element,
        path_key(one.path),
        change_in_words(one),
        file=one.file,
    )


def change_in_words(one: Proposal) -> str:
    """Return a change as the matrix tells it: "[removed: monthly] [added: quarterly]"."""
    words = [f"[removed: {one.old}]" if one.old else "", f"[added: {one.new}]" if one.new else ""]
    if (what := _WHAT.get(one.kind)) is not None:
        words = [f"[{what}: {one.new or one.old}]" if one.new or one.old else f"[{what}]"]
    if not one.tracked:
        words.append("(not tracked)")
    return " ".join(word for word in words if word)


def _of_comment(one: PlacedComment) -> Remark:
    return Remark(
        one.id,
        RemarkKind.COMMENT,
        one.office,
        one.author,
        one.date,
        one.element,
        path_key(one.path),
        one.text,
        quoted=one.quoted,
        file=one.file,
        answers=one.answers,
        is_resolved=one.is_resolved,
    )


def _of_unplaced(one: Unplaced) -> Remark:
    words = f"{one.where[:1].upper()}{one.where[1:]}: {one.text}" if one.where else one.text
    return Remark(
        one.id, RemarkKind.CHANGE, one.office, one.author, one.date, "", "", f"[no place found] {words}", file=one.file
    )


def _joined(new: Remark, known: Remark | None) -> Remark:
    """Return what was read now with what was answered before, and with all who ever said it."""
    if known is None:
        return new
    return replace(
        new,
        office=_names(known.office, new.office),
        author=_names(known.author, new.author),
        file=_names(known.file, new.file),
        round=new.round or known.round,
        disposition=known.disposition,
        response=known.response,
        version=known.version,
    )


def _names(known: str, new: str) -> str:
    return "; ".join(dict.fromkeys(one for words in (known, new) for one in words.split("; ") if one))


def _round(files: str, rounds: Mapping[str, str]) -> str:
    found = dict.fromkeys(rounds.get(file, "") for file in (files, *files.split("; ")))
    return "; ".join(one for one in found if one)
