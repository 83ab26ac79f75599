"""What reviewers are known to have done to a file, held against what the program says they did."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planwriter.plan.draft import path_key
from planwriter.review.proposal import CopyReview, Passage, Proposal, ProposalKind
from tests.word.review.sent_copies import SentCopy


class Act(StrEnum):
    """What a reviewer did."""

    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"
    JOINED = "joined"
    FORMATTED = "formatted"
    ROW_ADDED = "row added"
    ROW_REMOVED = "row removed"
    COMMENTED = "commented"


@dataclass(frozen=True)
class Fact:
    """One thing a reviewer did.

    Attributes:
        author: "" for what was done without tracking.
        words: Which; of a comment what it says; "" where it has none.
        key: Path key of the answer, row or (for an added row) table; "" for what belongs to no answer.
        or_keys: Where it may stand, too, when nobody can tell.
    """

    author: str
    act: Act
    words: str
    key: str = ""
    or_keys: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What became of a fact."""

    PLACED = "placed"
    FOUND = "found, but not placed"
    WRONG = "wrongly placed"
    LOST = "lost"


@dataclass(frozen=True)
class _Told:
    """One thing the program says; `acts` are those it may stand for."""

    acts: frozenset[Act]
    author: str
    words: str
    key: str


_PLACELESS = frozenset(
    {Act.INSERTED, Act.DELETED, Act.SPLIT, Act.JOINED, Act.FORMATTED, Act.ROW_ADDED, Act.ROW_REMOVED}
)


def seen(words: str) -> str:
    """Words without blanks, and without the joiner that LibreOffice puts into new rows."""
    return re.sub(r"[\s\u200d]", "", words)


def judged(facts: Iterable[Fact], review: CopyReview, sent: SentCopy) -> list[tuple[Fact, Verdict]]:
    """Return every fact with what became of it."""
    told = list(_told(review, sent))
    return [(fact, _verdict(fact, told)) for fact in facts]


def _verdict(fact: Fact, told: list[_Told]) -> Verdict:
    keys = _keys(fact, told)
    if not keys:
        return Verdict.LOST
    if keys & {fact.key, *fact.or_keys}:
        return Verdict.PLACED
    return Verdict.WRONG if keys - {""} else Verdict.FOUND


def _keys(fact: Fact, told: list[_Told]) -> set[str]:
    words: dict[str, str] = {}
    for one in told:
        if fact.act in one.acts and fact.author in one.author.split("; "):
            words[one.key] = words.get(one.key, "") + one.words
    return {key for key, all_words in words.items() if seen(fact.words) in all_words}


def _told(review: CopyReview, sent: SentCopy) -> Iterator[_Told]:
    for proposal in review.proposals:
        yield from _of_proposal(proposal)
    authors = {one.id: one.author for one in review.proposals}
    for passage in review.passages.values():
        yield from _of_passage(passage, authors)
    for comment in review.comments:
        yield _Told(frozenset({Act.COMMENTED}), comment.author, seen(comment.text), path_key(comment.path))
    for unplaced in review.unplaced:
        yield _Told(_PLACELESS, unplaced.author, seen(unplaced.text), "")
    for missing in review.missing:
        key = path_key(missing.path)
        yield _Told(frozenset({Act.DELETED, Act.ROW_REMOVED}), "", seen("".join(sent.words[key].values())), key)


def _of_passage(passage: Passage, authors: Mapping[str, str]) -> Iterator[_Told]:
    """What is proposed in an answer, in the order of its words: a change may come as several proposals."""
    for stretch in passage.stretches:
        acts = (Act.INSERTED, Act.DELETED) if stretch.ends is None else (Act.SPLIT, Act.JOINED)
        for act, ids in zip(acts, (stretch.inserted_by, stretch.deleted_by), strict=True):
            for one in ids:
                yield _Told(frozenset({act}), authors.get(one, ""), seen(stretch.text), path_key(passage.path))


def _of_proposal(proposal: Proposal) -> Iterator[_Told]:
    key = path_key(proposal.path)
    match proposal.kind:
        case ProposalKind.ROW_ADDED:
            table = path_key(proposal.path[:-1]) if len(proposal.path) % 2 == 0 else key
            acts = frozenset({Act.ROW_ADDED, Act.INSERTED})
            yield _Told(acts, proposal.author, seen(proposal.new), table)
        case ProposalKind.ROW_REMOVED:
            yield _Told(frozenset({Act.ROW_REMOVED, Act.DELETED}), proposal.author, seen(proposal.old), key)
        case ProposalKind.FORMATTED:
            yield _Told(frozenset({Act.FORMATTED}), proposal.author, seen(proposal.new + proposal.old), key)
        case _:
            yield _Told(frozenset({Act.INSERTED}), proposal.author, seen(proposal.new), key)
            yield _Told(frozenset({Act.DELETED}), proposal.author, seen(proposal.old), key)


def told_characters(review: CopyReview) -> tuple[Counter[tuple[str, str, str]], Counter[tuple[str, str, str]]]:
    """Return how often (author, "+" or "-", character) is told of tracked changes: in answers, and beside them.

    What stands beside the answers counts for both signs, as its words may be old or new. The lines between a row's
    cells are the program's own.
    """
    placed: Counter[tuple[str, str, str]] = Counter()
    beside: Counter[tuple[str, str, str]] = Counter()
    for proposal in review.proposals:
        if proposal.tracked and proposal.kind is not ProposalKind.FORMATTED:
            for author in proposal.author.split("; "):
                placed.update((author, "+", one) for one in seen(proposal.new.replace(" | ", "")))
                placed.update((author, "-", one) for one in seen(proposal.old.replace(" | ", "")))
    for unplaced in review.unplaced:
        for author in unplaced.author.split("; "):
            beside.update((author, sign, one) for sign in "+-" for one in seen(unplaced.text))
    return placed, beside
