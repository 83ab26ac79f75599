"""Says in words what a reviewer proposes or comments: what, who, which office, when, how found, what was decided."""

from datetime import datetime

from planwriter.plan.due import MONTHS
from planwriter.plan.word_changes import marked
from planwriter.review.proposal import Choice, Decision, MatchedBy, PlacedComment, Proposal, ProposalKind, Unplaced
from planwriter.ui.clearance.deciding import Deciding

_KINDS = {
    ProposalKind.INSERTED: "Words added",
    ProposalKind.DELETED: "Words removed",
    ProposalKind.REPLACED: "Words changed",
    ProposalKind.MOVED: "Words moved",
    ProposalKind.FORMATTED: "Looks changed only",
    ProposalKind.ROW_ADDED: "Row added",
    ProposalKind.ROW_REMOVED: "Row removed",
}
_DECIDED = {Choice.ACCEPT: "taken", Choice.REJECT: "mine kept", Choice.EDIT: "taken with other words"}
NOBODY = "somebody without a name"


def change_lines(proposal: Proposal, deciding: Deciding) -> list[str]:
    """Return a change as lines: what and what was decided, the words, by whom, and what speaks against taking it."""
    lines = [f"{_KINDS[proposal.kind]} · {decision_words(deciding.decision(proposal.id))}", change_words(proposal)]
    lines.append(" · ".join([who_and_when(proposal), *_how_found(proposal)]))
    if proposal.fault:
        lines.append(f"Cannot be taken as it is: {proposal.fault}")
    rivals = deciding.rivals(proposal.id)
    if rivals:
        lines.append(f"At odds with {' and '.join(f'{who(one.author)}: {change_words(one)}' for one in rivals)}")
    if any(conflict.changed_here for conflict in deciding.conflicts(proposal.id)):
        lines.append("You changed these words since the copy went out.")
    return [" ".join(line.split()) for line in lines if line]


def change_words(proposal: Proposal) -> str:
    """Return a change's own words with what comes and goes marked in words."""
    if proposal.kind is ProposalKind.FORMATTED:
        return proposal.new or proposal.old
    return marked(proposal.old, proposal.new)


def decision_words(decision: Decision | None) -> str:
    """Return what was decided: "taken", "mine kept", "not decided"."""
    if decision is None:
        return "not decided"
    words = _DECIDED[decision.choice]
    return f"{words}: “{decision.words}”" if decision.choice is Choice.EDIT else words


def comment_lines(comment: PlacedComment, *, answer: str = "") -> list[str]:
    """Return a comment as lines: by whom, what it says, the words it is about."""
    first = [who(comment.author)]
    first += [comment.office] if comment.office else []
    first += [when(comment.date)] if comment.date else []
    if comment.answers:
        first.insert(0, "Reply")
    if comment.is_resolved:
        first.append("marked as resolved in Word")
    about = f"About: “{comment.quoted}”" if comment.quoted.strip() else ""
    lines = [" · ".join(first), comment.text, about, answer]
    return [" ".join(line.split()) for line in lines if line.strip()]


def unplaced_lines(unplaced: Unplaced, *, place: str = "") -> list[str]:
    """Return words that found no place, as lines: the words, where they stand, by whom, and where they were put."""
    lines = [unplaced.text, unplaced.where and f"It stands {unplaced.where}."]
    about = [who(unplaced.author) if unplaced.tracked or unplaced.author else "Changed without tracking"]
    about += [unplaced.office] if unplaced.office else []
    about += [when(unplaced.date)] if unplaced.date else []
    lines += [" · ".join(about), f"Goes into: {place}" if place else "Not put anywhere yet"]
    return [" ".join(line.split()) for line in lines if line]


def who_and_when(proposal: Proposal) -> str:
    """Return who proposes it, from which office, and when."""
    name = who(proposal.author) if proposal.author or proposal.tracked else "Changed without tracking"
    return " · ".join(part for part in (name, proposal.office, when(proposal.date)) if part)


def who(author: str) -> str:
    """Return an author's name, or words for one who gave none."""
    return author or NOBODY


def when(date: str) -> str:
    """Return a Word file's date in words, in the file's own time; as written when it is none."""
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        return date
    clock = f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    return f"{MONTHS[at.month - 1]} {at.day}, {at.year}, {clock}"


def _how_found(proposal: Proposal) -> list[str]:
    words = ["matched by text"] if proposal.matched_by is MatchedBy.TEXT else []
    if not proposal.tracked and proposal.author:
        words.append("changed without tracking")
    return words
