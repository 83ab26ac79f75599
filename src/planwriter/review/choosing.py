"""Decides many proposals at once: all, those of an element, of an author; and one of several at odds."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.plan import Path
from planwriter.review.proposal import Choice, Decision, Decisions, Proposal, Review


def accept_all(review: Review, *, only_tracked: bool = False) -> Decisions:
    """Return the decisions that accept whatever fits; conflicts stay undecided, since somebody has to choose.

    Args:
        only_tracked: Whether changes that Word did not record stay undecided too.
    """
    ids = (one.id for one in without_conflict(review) if one.tracked or not only_tracked)
    return with_choice(Decisions(), ids, Choice.ACCEPT)


def reject_all(review: Review) -> Decisions:
    """Return the decisions that reject every proposal."""
    return with_choice(Decisions(), (one.id for one in review.proposals), Choice.REJECT)


def without_conflict(review: Review) -> tuple[Proposal, ...]:
    """Return the proposals that are in no conflict."""
    torn = {one for conflict in review.conflicts for one in conflict.proposals}
    return tuple(one for one in review.proposals if one.id not in torn)


def of_element(review: Review, element: str) -> tuple[Proposal, ...]:
    """Return the proposals for one element."""
    return tuple(one for one in review.proposals if one.element == element)


def of_path(review: Review, path: Path) -> tuple[Proposal, ...]:
    """Return the proposals for one answer, or for one row and all answers in it."""
    return tuple(one for one in review.proposals if one.path[: len(path)] == path)


def of_author(review: Review, author: str) -> tuple[Proposal, ...]:
    """Return the proposals of one author, also those that others made too."""
    return tuple(one for one in review.proposals if author in one.author.split("; "))


def of_office(review: Review, office: str) -> tuple[Proposal, ...]:
    """Return the proposals of one office, also those that others made too."""
    return tuple(one for one in review.proposals if office in one.office.split("; "))


def of_file(review: Review, file: str) -> tuple[Proposal, ...]:
    """Return the proposals of one returned copy, also those that others hold too."""
    return tuple(one for one in review.proposals if file in one.file.split("; "))


def authors(review: Review) -> tuple[str, ...]:
    """Return everybody who proposes something, in the order in which they first do."""
    return tuple(dict.fromkeys(name for one in review.proposals for name in one.author.split("; ")))


def with_choice(decisions: Decisions, ids: Iterable[str], choice: Choice, words: str = "") -> Decisions:
    """Return the decisions with one more for each of these proposals.

    Args:
        words: For EDIT the words that take the place of the proposal's new ones.
    """
    more = dict.fromkeys(ids, Decision(choice, words))
    return replace(decisions, proposals=MappingProxyType({**decisions.proposals, **more}))


def without_choice(decisions: Decisions, ids: Collection[str]) -> Decisions:
    """Return the decisions without those of these proposals, which stay as they are today."""
    rest = {one: decision for one, decision in decisions.proposals.items() if one not in ids}
    return replace(decisions, proposals=MappingProxyType(rest))


def with_chosen(review: Review, decisions: Decisions, one: str, choice: Choice, *, words: str = "") -> Decisions:
    """Return the decisions with one proposal accepted or edited, and those rejected that cannot stand beside it."""
    opposed = {other for pair in review.opposed if one in pair for other in pair if other != one}
    if choice is Choice.REJECT:
        return with_choice(decisions, [one], choice)
    return with_choice(with_choice(decisions, opposed, Choice.REJECT), [one], choice, words)


def with_placed(decisions: Decisions, one: str, path: Path | None) -> Decisions:
    """Return the decisions with words that had no place put into an answer, or left where they are by None."""
    rest = {other: where for other, where in decisions.placed.items() if other != one}
    return replace(decisions, placed=MappingProxyType(rest if path is None else {**rest, one: path}))
