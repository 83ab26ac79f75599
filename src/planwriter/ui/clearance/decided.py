"""What was decided of a review: what counts now, what rests until its copy is there again, what is applied. No Qt."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from planwriter.plan.plan import Path
from planwriter.plan.remarks import Remark
from planwriter.review.proposal import Choice, Decision, Decisions, Review


class Decided:
    """The decisions on one review.

    Attributes:
        changes: By the id of a change that is in the review.
        placed: Where its unplaced words go, by their id.
    """

    def __init__(self) -> None:
        self.changes: dict[str, Decision] = {}
        self.placed: dict[str, Path] = {}
        self._resting = Decisions()
        self._applied: set[str] = set()
        self._versions: frozenset[str] = frozenset()

    @property
    def to_apply(self) -> Decisions:
        """Everything decided that is not applied."""
        return self._not_applied(Decisions(self.changes, self.placed))

    @property
    def to_keep(self) -> Decisions:
        """Everything decided, also of what is not in the review just now, such as in a file that cannot be read."""
        return _together(self._resting, Decisions(self.changes, self.placed))

    @property
    def applied(self) -> frozenset[str]:
        """What was applied and not decided anew since, by the ids of changes and of words without a place."""
        return frozenset(self._applied)

    @property
    def is_applied(self) -> bool:
        """Whether nothing that was taken waits to be applied."""
        waiting = self._not_applied(self.to_keep)  # what undo took out of the plan rests until it is compared again
        return not waiting.placed and all(one.choice is Choice.REJECT for one in waiting.proposals.values())

    def take_up(self, review: Review, kept: Decisions, applied: Collection[str] = ()) -> None:
        """Take what was decided before; what is not in the review rests until it is.

        Args:
            review: What is decided on from now on.
            kept: As `to_keep` gave it once.
            applied: As `applied` gave it once.
        """
        self._applied |= set(applied)
        everything = _together(kept, self.to_keep)
        rest, placed = dict(everything.proposals), {one.id for one in review.unplaced}
        self.changes = {}
        for proposal in review.proposals:
            known = [decision for one in (proposal.id, *proposal.also) if (decision := rest.pop(one, None)) is not None]
            if known:
                self.changes[proposal.id] = known[0]
        self.placed = {one: path for one, path in everything.placed.items() if one in placed}
        self._resting = Decisions(rest, {one: to for one, to in everything.placed.items() if one not in placed})

    def mark_applied(self, ids: Iterable[str]) -> None:
        """Remember that what was decided of these is in the plan, so that it is not put there once more."""
        self._applied |= set(ids)

    def decided_anew(self, ids: Iterable[str]) -> None:
        """Forget that these were applied: somebody has decided once more."""
        self._applied.difference_update(ids)

    def show_versions(self, remarks: Mapping[str, Remark]) -> None:
        """Take the rows that the draft keeps: what has no version there, as after undo, is not applied any more."""
        self._versions = frozenset(one for one, remark in remarks.items() if remark.version)

    def _not_applied(self, decisions: Decisions) -> Decisions:
        done = self._versions & self._applied
        changes = {one: decision for one, decision in decisions.proposals.items() if one not in done}
        placed = {one: path for one, path in decisions.placed.items() if one not in done}
        return Decisions(MappingProxyType(changes), MappingProxyType(placed))


def _together(one: Decisions, other: Decisions) -> Decisions:
    """Return what was decided in either; of the same change, what the other says."""
    return Decisions({**one.proposals, **other.proposals}, {**one.placed, **other.placed})
