"""The words of an answer as they are now and as reviewers want them: kept, added and removed pieces. No Qt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from planwriter.review.deciding import with_your_words
from planwriter.review.proposal import Choice, Decision, Decisions, Passage, Proposal


class Mark(StrEnum):
    """What a reviewer does to words."""

    KEPT = ""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share their fate.

    Attributes:
        is_chosen: Whether the change in hand does it to them.
    """

    text: str
    mark: Mark = Mark.KEPT
    is_chosen: bool = False

    @property
    def words(self) -> str:
        """The words with their mark in words: "[added: quarterly]"."""
        if not self.mark or not self.text.strip():
            return self.text
        inner = self.text.strip()
        before = self.text[: self.text.index(inner)]
        return f"{before}[{self.mark}: {inner}]{self.text[len(before) + len(inner) :]}"


def pieces_now(passage: Passage, decisions: Decisions, chosen: str) -> tuple[Piece, ...]:
    """Return an answer as it is now; what a reviewer wants to take away and was not kept is marked as removed."""

    def found() -> Iterator[Piece]:
        for stretch in passage.stretches:
            if stretch.is_there(()):
                is_going = any(_is_live(one, decisions) for one in stretch.deleted_by)
                yield Piece(stretch.text, Mark.REMOVED if is_going else Mark.KEPT, chosen in stretch.deleted_by)

    return _joined(found())


def pieces_reviewed(passage: Passage, decisions: Decisions, chosen: str) -> tuple[Piece, ...]:
    """Return an answer as reviewers want it, without what was kept against them: what is new and what goes is marked.

    Words edited by you stand in the place of the reviewer's.
    """

    def found() -> Iterator[Piece]:
        for stretch in with_your_words(passage.stretches, decisions):
            bringing = any(_is_live(one, decisions) for one in stretch.inserted_by)
            taking = any(_is_live(one, decisions) for one in stretch.deleted_by)
            if (stretch.inserted_by and not bringing) or (bringing and taking):
                continue  # kept out by you, or one reviewer takes out again what another brought in
            mark = Mark.REMOVED if taking else Mark.ADDED if bringing else Mark.KEPT
            yield Piece(stretch.text, mark, chosen in (*stretch.inserted_by, *stretch.deleted_by))

    return _joined(found())


def pieces_of_change(proposal: Proposal, decision: Decision | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return a change's own words, now and as reviewed: of a whole row, or where the answer's words are not known."""
    is_kept = decision is not None and decision.choice is Choice.REJECT
    new = decision.words if decision is not None and decision.choice is Choice.EDIT else proposal.new
    old_words = (proposal.old,) if proposal.old else ()
    if is_kept:
        kept = tuple(Piece(words, is_chosen=True) for words in old_words)
        return kept, kept
    going = tuple(Piece(words, Mark.REMOVED, is_chosen=True) for words in old_words)
    coming = (Piece(f" {new}" if going else new, Mark.ADDED, is_chosen=True),) if new else ()
    return going, (*going, *coming)


def _is_live(proposal_id: str, decisions: Decisions) -> bool:
    decision = decisions.proposals.get(proposal_id)
    return decision is None or decision.choice is not Choice.REJECT


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbours of one fate as one, and without the line break at the very end."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.mark, last.is_chosen) == (piece.mark, piece.is_chosen):
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    while joined and not joined[-1].text.strip("\n") and not joined[-1].mark:
        joined.pop()
    if joined and joined[-1].text.endswith("\n"):
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip("\n"))
    return tuple(joined)
