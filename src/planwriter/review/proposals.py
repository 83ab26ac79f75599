"""Names what reviewers propose: proposals, comments and unplaced words, each with an id that stays the same."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from planwriter.plan.draft import path_key
from planwriter.plan.plan import Path
from planwriter.review.baseline import Baseline
from planwriter.review.proposal import MatchedBy, Proposal, ProposalKind, Unplaced
from planwriter.review.returned import Mark
from planwriter.template.catalogue import Catalogue

ID_DIGITS = 12


@dataclass(frozen=True, order=True)
class Change:
    """Whose change it is: author and date as the file gives them, and whether Word recorded it.

    Attributes:
        move: Name that both ends of a move share.
        is_look: Whether it changes only how the words look.
    """

    author: str = ""
    date: str = ""
    move: str = ""
    is_look: bool = False
    is_tracked: bool = True

    @property
    def who(self) -> tuple[str, str, bool]:
        """The author, the date, and whether it was tracked."""
        return self.author, self.date, self.is_tracked


UNTRACKED = Change(is_tracked=False)
UNTRACKED_LOOK = Change(is_tracked=False, is_look=True)


def change_of(mark: Mark, *, is_look: bool = False) -> Change:
    """Return whose change a mark is."""
    return Change(mark.author, mark.date, mark.move, is_look)


@dataclass
class Desk:
    """What every proposal of one copy says of where it comes from, and how often each was seen.

    Attributes:
        file, office: Of the copy.
        seen: How often a change of the same words was named.
        moves: Proposals that are one end of a move, by the move.
    """

    baseline: Baseline
    catalogue: Catalogue
    file: str
    office: str
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    moves: dict[Change, list[Proposal]] = field(default_factory=dict)

    def named(self, *said: str) -> str:
        """Return the id of what is said; the same words said again get another one."""
        self.seen[said] += 1
        value = json.dumps([self.baseline.plan.plan_id, *said, self.seen[said]])
        return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]

    def proposal(
        self, path: Path, kind: ProposalKind, change: Change, *, words: tuple[str, str], matched_by: MatchedBy
    ) -> Proposal:
        """Return a proposal with its id; `words` are the old and the new ones."""
        old, new = words
        made = Proposal(
            id=self.named(path_key(path), str(kind), change.author, change.date, old, new),
            element=path[0],
            path=path,
            kind=kind,
            author=change.author,
            date=change.date,
            old=old,
            new=new,
            tracked=change.is_tracked,
            matched_by=matched_by,
            file=self.file,
            office=self.office,
        )
        if kind is ProposalKind.MOVED:
            self.moves.setdefault(change, []).append(made)
        return made

    def goals_of_moves(self) -> dict[str, tuple[str, ...]]:
        """Return, for each proposal that moves words away, those that bring them in elsewhere."""
        return {
            one.id: goals
            for ends in self.moves.values()
            if (goals := tuple(one.id for one in ends if not one.old))
            for one in ends
            if not one.new
        }

    def unplaced(self, after: str, change: Change, *, text: str, new: str, where: str = "") -> Unplaced:
        """Return words that belong to no answer, with their id."""
        return Unplaced(
            id=self.named("unplaced", after, change.author, change.date, text, new),
            after=after,
            text=text,
            new=new,
            author=change.author,
            date=change.date,
            tracked=change.is_tracked,
            file=self.file,
            office=self.office,
            where=where,
        )
