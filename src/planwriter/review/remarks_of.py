"""Makes rows of the comment resolution matrix of what came back, and notes in them what was decided."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from planwriter.plan.draft import path_key
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.plan.word_changes import marked
from planwriter.review.folding import joined_names
from planwriter.review.proposal import Choice, Decisions, PlacedComment, Proposal, ProposalKind, Review, Unplaced

_Said: TypeAlias = Proposal | PlacedComment | Unplaced
_DISPOSITIONS = {
    Choice.ACCEPT: Disposition.ACCEPT,
    Choice.REJECT: Disposition.REJECT,
    Choice.EDIT: Disposition.ACCEPT_IN_PART,
}


def remarks_of(review: Review) -> tuple[Remark, ...]:
    """Return a row for each comment and each change, words without a place too, all of an element together."""
    rounds = {copy.file: copy.round for copy in review.copies}
    found: dict[str, list[Remark]] = {}
    everything: tuple[_Said, ...] = (*review.proposals, *review.comments, *review.unplaced)
    for one in everything:
        remark = _remark(one, rounds)
        found.setdefault(remark.element, []).append(remark)
    last = found.pop("", [])
    return (*(remark for remarks in found.values() for remark in remarks), *last)


def with_dispositions(
    remarks: Iterable[Remark], decisions: Decisions, *, version: str = "", not_fitting: Collection[str] = ()
) -> tuple[Remark, ...]:
    """Return the rows with what was decided of their changes; everything that people typed stays.

    Args:
        version: Name of the version in which it was applied.
        not_fitting: Ids of what was accepted and could not be applied, and so is still open.
    """
    return tuple(_disposed(one, decisions, version) if one.id not in not_fitting else one for one in remarks)


def with_new(kept: Iterable[Remark], found: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the rows kept with the draft with those that came back: what is known keeps what people did about it."""
    rows = {one.id: one for one in kept}
    for one in found:
        if (old := rows.get(one.id)) is not None:
            rows[one.id] = replace(
                old,
                office=joined_names(old.office, one.office),
                author=joined_names(old.author, one.author),
                file=joined_names(old.file, one.file),
                round=joined_names(old.round, one.round),
                is_resolved=one.is_resolved,
            )
        else:
            rows[one.id] = one
    return tuple(rows.values())


def change_in_words(one: Proposal) -> str:
    """Return what a proposal does, in words: "[removed: monthly] [added: quarterly]"."""
    old, new = _readable(one.old), _readable(one.new)
    if one.kind is ProposalKind.FORMATTED:
        return f"[looks changed: {new or old}]"
    if one.kind is ProposalKind.MOVED and (old == new or not old or not new):
        return f"[moved{' away' if not new else ' here' if not old else ''}: {new or old}]"
    return marked(old, new)


def _remark(one: _Said, rounds: Mapping[str, str]) -> Remark:
    names = dict.fromkeys(rounds.get(file, "") for file in one.file.split("; "))
    sent = "; ".join(name for name in names if name)
    row = Remark(one.id, RemarkKind.CHANGE, one.office, one.author, one.date, "", "", "", file=one.file, round=sent)
    match one:
        case Proposal():
            return replace(row, element=one.element, path=path_key(one.path), text=change_in_words(one))
        case Unplaced():
            is_marked = "[added: " in one.text or "[removed: " in one.text
            words = one.text if is_marked else marked(None, one.text.strip())
            return replace(row, element=one.after, text=f"{words} ({one.where})" if one.where else words)
        case PlacedComment():
            return replace(
                row,
                kind=RemarkKind.COMMENT,
                element=one.element,
                path=path_key(one.path),
                text=one.text,
                quoted=one.quoted,
                answers=one.answers,
                is_resolved=one.is_resolved,
            )


def _readable(words: str) -> str:
    """Return words that can be seen: blanks alone are told by what they are."""
    if words and not words.strip():
        return "paragraph break" if "\n" in words else "space"
    return words.strip()


def _disposed(one: Remark, decisions: Decisions, version: str) -> Remark:
    decision = decisions.proposals.get(one.id)
    if decision is None:
        is_placed = one.id in decisions.placed
        return replace(one, disposition=Disposition.ACCEPT, version=version or one.version) if is_placed else one
    is_taken = decision.choice is not Choice.REJECT
    return replace(
        one,
        disposition=_DISPOSITIONS[decision.choice],
        version=(version or one.version) if is_taken else "",
    )
