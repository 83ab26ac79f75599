"""What somebody has decided so far of what reviewers propose: groups to choose from, counts, who comes next. No Qt.

Takes: a Review and the plan of now. Gives: Decisions for applying. Nothing of it touches the plan.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planwriter.plan.counted import counted
from planwriter.plan.plan import Path, Plan
from planwriter.review.proposal import Choice, Conflict, Decision, Decisions, PlacedComment, Proposal, Review
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.decided import Decided
from planwriter.ui.clearance.plan_places import PlanPlaces


class GroupKind(StrEnum):
    """What a group gathers."""

    ELEMENT = "element"
    NOT_PLACED = "not placed"
    MISSING = "missing"


@dataclass(frozen=True)
class Group:
    """One row of the list of elements.

    Attributes:
        key: Element key; "" for what belongs to no element.
        undecided: How many of the changes wait for a decision.
        has_conflict: Whether changes in it cannot all be taken.
        changed_here: Whether you changed it since the copies went out.
    """

    kind: GroupKind
    key: str
    title: str
    changes: int = 0
    comments: int = 0
    undecided: int = 0
    has_conflict: bool = False
    changed_here: bool = False

    @property
    def words(self) -> str:
        """What stands below its title: "4 changes, 2 comments, changed here too"."""
        what = "text" if self.kind is GroupKind.NOT_PLACED else "answer"
        thing = "change" if self.kind is GroupKind.ELEMENT else what
        parts = [counted(self.changes, thing)] if self.changes else []
        parts += [counted(self.comments, "comment")] if self.comments else []
        parts += ["at odds"] if self.has_conflict else []
        parts += ["changed here too"] if self.changed_here else []
        if self.kind is GroupKind.ELEMENT and self.changes:
            parts.append(f"{self.undecided} to decide" if self.undecided else "all decided")
        return ", ".join(parts)


@dataclass(frozen=True)
class Filter:
    """What is shown of everything; empty words let all through."""

    author: str = ""
    office: str = ""
    is_undecided_only: bool = False

    def lets_through(self, one: "Proposal | PlacedComment") -> bool:
        """Whether it is by the author and from the office that are asked for."""
        is_author = not self.author or self.author in names_in(one.author)
        return is_author and (not self.office or self.office in names_in(one.office))


class _Index:
    """The changes of a review by what is asked of them."""

    def __init__(self, review: Review) -> None:
        self.by_id = {one.id: one for one in review.proposals}
        self.of_element: dict[str, list[Proposal]] = defaultdict(list)
        self.conflicts: dict[str, list[Conflict]] = defaultdict(list)
        self.opposed: dict[str, list[str]] = defaultdict(list)
        self.needed_by: dict[str, list[str]] = defaultdict(list)
        for one in review.proposals:
            self.of_element[one.element].append(one)
            for need in one.needs:
                self.needed_by[need].append(one.id)
        for conflict in review.conflicts:
            for proposal_id in conflict.proposals:
                self.conflicts[proposal_id].append(conflict)
        for one_id, other_id in review.opposed:
            self.opposed[one_id].append(other_id)
            self.opposed[other_id].append(one_id)


class Deciding:
    """The decisions on one review, as long as its draft is open.

    Attributes:
        review: What is decided on.
        places: Names the places of the plan it is held against.
        made: What was decided so far.
    """

    def __init__(self, review: Review, plan: Plan, catalogue: Catalogue) -> None:
        self.review, self.places = review, PlanPlaces(plan, catalogue)
        self.made = Decided()
        self._listeners: list[Callable[[tuple[str, ...]], object]] = []
        self._index = _Index(review)

    # --- what there is ------------------------------------------------------------------------------------------

    @property
    def decisions(self) -> Decisions:
        """Everything decided that is not applied, for applying."""
        return self.made.to_apply

    @property
    def placed(self) -> Mapping[str, Path]:
        """Where unplaced words go, by their id."""
        return self.made.placed

    @property
    def is_settled(self) -> bool:
        """Whether every change is decided, and nothing that was taken waits to be applied."""
        return self.decided == self.total and self.made.is_applied

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who changed or said something, by name."""
        return self._names(lambda one: one.author)

    @property
    def offices(self) -> tuple[str, ...]:
        """Every office that something came from, by name."""
        return self._names(lambda one: one.office)

    @property
    def total(self) -> int:
        """How many changes there are."""
        return len(self.review.proposals)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return len(self.made.changes)

    def proposal(self, proposal_id: str) -> Proposal:
        """Return a change by its id."""
        return self._index.by_id[proposal_id]

    def decision(self, proposal_id: str) -> Decision | None:
        """Return what was decided of a change; None as long as nothing was."""
        return self.made.changes.get(proposal_id)

    def conflicts(self, proposal_id: str) -> tuple[Conflict, ...]:
        """Return the conflicts that a change is part of."""
        return tuple(self._index.conflicts.get(proposal_id, ()))

    def rivals(self, proposal_id: str) -> tuple[Proposal, ...]:
        """Return the changes that cannot be taken together with this one."""
        index = self._index
        return tuple(index.by_id[one] for one in index.opposed.get(proposal_id, ()) if one in index.by_id)

    def groups(self, only: Filter) -> tuple[Group, ...]:
        """Return the groups with anything to show: those with conflicts first, each kind in the order of the plan."""
        comments = Counter(one.element for one in self.review.comments if only.lets_through(one))
        found = [self._group(key, only, comments[key]) for key in self._order() if key]
        shown = [one for one in found if one.changes or (one.comments and not only.is_undecided_only)]
        shown.sort(key=lambda one: not (one.has_conflict or one.changed_here))
        unplaced = len(self.unplaced_shown(only))
        if unplaced or comments[""]:
            shown.append(Group(GroupKind.NOT_PLACED, "", "Not placed", unplaced, comments[""]))
        if self.review.missing:
            shown.append(Group(GroupKind.MISSING, "", "Did not come back", len(self.review.missing)))
        return tuple(shown)

    def changes(self, element: str, only: Filter) -> tuple[Proposal, ...]:
        """Return the changes of an element that a filter lets through, those at odds with others first."""
        mine = [one for one in self._index.of_element.get(element, ()) if self._is_shown(one, only)]
        return tuple(sorted(mine, key=lambda one: not self.conflicts(one.id)))

    def comments(self, element: str, only: Filter) -> tuple[PlacedComment, ...]:
        """Return the comments on an element, each followed by its replies."""
        mine = [one for one in self.review.comments if one.element == element]
        known = {one.id for one in mine}
        replies: dict[str, list[PlacedComment]] = defaultdict(list)
        for one in mine:
            replies[one.answers if one.answers in known - {one.id} else ""].append(one)
        ordered: list[PlacedComment] = []
        waiting = replies.pop("", [])[::-1]
        while waiting:
            ordered.append(waiting.pop())
            waiting += replies.pop(ordered[-1].id, [])[::-1]
        ordered += [one for rest in replies.values() for one in rest]  # those that answer one another in a circle
        return tuple(one for one in ordered if only.lets_through(one))

    def unplaced_shown(self, only: Filter) -> tuple[int, ...]:
        """Return the places in `review.unplaced` of the words a filter lets through."""
        return tuple(
            number
            for number, one in enumerate(self.review.unplaced)
            if (not only.author or only.author in names_in(one.author))
            and (not only.office or only.office in names_in(one.office))
            and not (only.is_undecided_only and one.id in self.placed)
        )

    def next_undecided(self, after: str, only: Filter, *, by: int = 1) -> Proposal | None:
        """Return the first undecided change after (or before) one, in the order of the groups; None when all are."""
        wanted = Filter(only.author, only.office)
        order = [one for group in self.groups(wanted) for one in self.changes(group.key, wanted) if group.key]
        ids = [one.id for one in order]
        start = ids.index(after) if after in ids else (-1 if by > 0 else 0)
        turned = (order[start + 1 :] + order[: start + 1]) if by > 0 else (order[:start][::-1] + order[start:][::-1])
        return next((one for one in turned if one.id not in self.made.changes), None)

    # --- deciding -----------------------------------------------------------------------------------------------

    def take(self, proposal_id: str) -> None:
        """Take a change, and what it needs; what cannot stand beside it is kept out."""
        self._take(proposal_id, Decision(Choice.ACCEPT))

    def edit(self, proposal_id: str, words: str) -> None:
        """Take other words in the place of a change's own."""
        self._take(proposal_id, Decision(Choice.EDIT, words))

    def keep(self, proposal_id: str) -> None:
        """Keep your own words, also against changes that make no sense without this one."""
        self._keep_all([proposal_id])

    def take_back(self, proposal_id: str) -> None:
        """Leave a change undecided again."""
        self.made.changes.pop(proposal_id, None)
        self._tell([proposal_id])

    def take_those_that_fit(self, ids: Iterable[str]) -> int:
        """Take all of these that nothing speaks against, and return how many wait for a decision of their own."""
        left = 0
        taken: list[str] = []
        for one in ids:
            if one in self.made.changes:
                continue
            if self._index.conflicts.get(one) or self._index.by_id[one].fault or self._needs_undecided_conflict(one):
                left += 1
                continue
            self.made.changes[one] = Decision(Choice.ACCEPT)
            taken.append(one)
        self._tell(taken)
        return left

    def keep_all(self, ids: Iterable[str]) -> None:
        """Keep your own words against all of these that are not decided yet."""
        self._keep_all([one for one in ids if one not in self.made.changes])

    def put_into(self, unplaced_id: str, path: Path | None) -> None:
        """Say where words that found no place go; None for nowhere."""
        if path is None:
            self.made.placed.pop(unplaced_id, None)
        else:
            self.made.placed[unplaced_id] = path
        self.made.decided_anew([unplaced_id])
        self._tell([])

    def replace(self, review: Review, plan: Plan) -> None:
        """Go on with another review, such as one with more copies; decisions on changes that are in both stay."""
        self.review, self.places = review, PlanPlaces(plan, self.places.catalogue)
        self._index = _Index(review)
        self.made.take_up(review, Decisions())

    def restore(self, kept: Decisions, applied: Collection[str] = ()) -> None:
        """Take up what was decided before the plan was opened, and of that what was applied."""
        self.made.take_up(self.review, kept, applied)

    def subscribe(self, listener: Callable[[tuple[str, ...]], object]) -> None:
        """Call `listener` with the ids that were decided, after each decision."""
        self._listeners.append(listener)

    # --- inside -------------------------------------------------------------------------------------------------

    def _order(self) -> tuple[str, ...]:
        """Return the elements in the order of the plan, and behind them those that it does not know."""
        named = [one.element for one in self.review.proposals] + [one.element for one in self.review.comments]
        return tuple(dict.fromkeys((*self.places.elements, *named)))

    def _take(self, proposal_id: str, decision: Decision) -> None:
        self.made.changes[proposal_id] = decision
        touched = [proposal_id]
        for need in self._index.by_id[proposal_id].needs:
            if need in self._index.by_id and not self._is_taken(need):
                self.made.changes[need] = Decision(Choice.ACCEPT)
                touched.append(need)
        for rival in self.rivals(proposal_id):
            self.made.changes[rival.id] = Decision(Choice.REJECT)
            touched.append(rival.id)
        self._tell(touched)

    def _keep_all(self, ids: list[str]) -> None:
        touched: list[str] = []
        waiting = list(ids)
        while waiting:
            one = waiting.pop()
            self.made.changes[one] = Decision(Choice.REJECT)
            touched.append(one)
            waiting += [other for other in self._index.needed_by.get(one, ()) if other not in touched]
        self._tell(touched)

    def _needs_undecided_conflict(self, proposal_id: str) -> bool:
        return any(
            self._index.conflicts.get(need) and not self._is_taken(need)
            for need in self._index.by_id[proposal_id].needs
        )

    def _is_taken(self, proposal_id: str) -> bool:
        decision = self.made.changes.get(proposal_id)
        return decision is not None and decision.choice is not Choice.REJECT

    def _is_shown(self, one: Proposal, only: Filter) -> bool:
        return only.lets_through(one) and not (only.is_undecided_only and one.id in self.made.changes)

    def _group(self, key: str, only: Filter, comments: int) -> Group:
        changes = [one for one in self._index.of_element.get(key, ()) if self._is_shown(one, only)]
        conflicts = [conflict for one in changes for conflict in self._index.conflicts.get(one.id, ())]
        return Group(
            GroupKind.ELEMENT,
            key,
            self.places.title_of(key),
            len(changes),
            comments,
            sum(one.id not in self.made.changes for one in changes),
            has_conflict=any(len(one.proposals) > 1 for one in conflicts),
            changed_here=any(one.changed_here for one in conflicts),
        )

    def _names(self, of: Callable[[Proposal | PlacedComment], str]) -> tuple[str, ...]:
        everything: list[Proposal | PlacedComment] = [*self.review.proposals, *self.review.comments]
        return tuple(sorted({name for one in everything for name in names_in(of(one))}))

    def _tell(self, ids: Iterable[str]) -> None:
        touched = tuple(dict.fromkeys(ids))
        self.made.decided_anew(touched)
        for listener in tuple(self._listeners):
            listener(touched)


def names_in(joined: str) -> tuple[str, ...]:
    """Return the names that one string joins with "; "."""
    return tuple(part for part in joined.split("; ") if part)
