"""Applies what was decided of a review: the next plan in one value, what changed in it, and what did not fit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from planwriter.plan.answers import Answer, Rows, is_empty
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.plan.text import Text, norm, plain_text
from planwriter.review.deciding import NotFitting, accepted, at_odds, with_your_words
from planwriter.review.outcome import is_written
from planwriter.review.places import Places, row_at, rows_at
from planwriter.review.proposal import Choice, Decisions, Passage, Proposal, ProposalKind, Review, Unplaced
from planwriter.review.today import ids_in
from planwriter.review.values import Fault, answer_of
from planwriter.template.catalogue import Catalogue, Field, Kind

Edit: TypeAlias = tuple[Path, Answer | None]


@dataclass(frozen=True)
class Applied:
    """What applying gave.

    Attributes:
        plan: The next plan, all of it in one value; today's very plan when nothing changes.
        edits: What to set where, in this order, to come from today's plan to the next one; None clears an answer.
        not_fitting: What was accepted and left alone, and why.
        partly: New rows that were added without the cells that cannot be kept in this form, and why.
    """

    plan: Plan
    edits: tuple[Edit, ...] = ()
    not_fitting: tuple[NotFitting, ...] = ()
    partly: tuple[NotFitting, ...] = ()


def applied(today: Plan, review: Review, decisions: Decisions, catalogue: Catalogue) -> Applied:
    """Return today's plan with what was accepted; what was rejected or not decided stays as it is today.

    Args:
        today: The plan that the review was held against.
    """
    wanted = accepted(review, decisions)
    left: dict[str, str] = {one.id: one.why for one in (*_faults(wanted, decisions), *at_odds(review, wanted))}
    bases = tuple(copy.base for copy in review.copies if copy.base is not None)
    places = Places(today, bases, catalogue)
    while True:
        taken = tuple(one for one in wanted if one.id not in left)
        making = _Making(today, places, review, decisions)
        making.apply(taken)
        if not making.left:
            break
        left |= making.left  # a change that does not fit at one place is left alone at all
    making.place(review.unplaced)
    edits = tuple(making.edits)
    plan = _after(today, making.plan, edits)
    not_fitting = (*(NotFitting(one, why) for one, why in left.items()), *making.without_place)
    partly = tuple(NotFitting(one.id, one.fault) for one in taken if _is_row_with_cells(one) and one.fault)
    return Applied(plan, edits, not_fitting, partly)


def _after(today: Plan, made: Plan, edits: Iterable[Edit]) -> Plan:
    """Return the next plan, each element set once: what is set aside moves along with its row."""
    plan = today
    for key in dict.fromkeys(path[0] for path, _answer in edits):
        if made.answer(key) != today.answer(key):
            plan = plan.with_answer(key, made.answer(key))
    return replace(plan, revision=today.revision + 1) if plan is not today else today


def _with(plan: Plan, path: Path, answer: Answer | None) -> Plan:
    """Return a plan with one answer set, which is in the form in which it is kept."""
    if len(path) > 1:
        table = rows_at(plan, path[:-2])
        row = table.row(path[-2]).with_cell(path[-1], answer)
        return _with(plan, path[:-2], table.with_row(row))
    answers = {key: value for key, value in plan.answers.items() if key != path[0]}
    if answer is not None and not is_empty(answer):
        answers[path[0]] = answer
    return replace(plan, answers=answers)


def _faults(wanted: Iterable[Proposal], decisions: Decisions) -> Iterator[NotFitting]:
    for one in wanted:
        is_edited = decisions.proposals[one.id].choice is Choice.EDIT
        if one.fault and not is_edited and not _is_row_with_cells(one):
            yield NotFitting(one.id, one.fault)
        elif is_edited and one.kind in (ProposalKind.ROW_ADDED, ProposalKind.ROW_REMOVED):
            yield NotFitting(one.id, "A whole row cannot be put in other words. Accept it, then change it on its page.")


def _is_row_with_cells(one: Proposal) -> bool:
    return one.kind is ProposalKind.ROW_ADDED and one.row is not None and bool(one.row.cells)


@dataclass
class _Making:
    """The next plan in the making."""

    today: Plan
    places: Places
    review: Review
    decisions: Decisions
    edits: list[Edit] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    without_place: list[NotFitting] = field(default_factory=list)
    added: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.plan = self.today

    def apply(self, taken: Sequence[Proposal]) -> None:
        """Put in what was accepted: rows first, then words, then the rows that go."""
        ids = {one.id for one in taken}
        for one in taken:
            if one.kind is ProposalKind.ROW_ADDED:
                self._add_row(one)
        for passage in self.review.passages.values():
            if here := ids.intersection(ids_in(passage)):
                self._write(passage, ids, here)
        for one in taken:
            if one.kind is ProposalKind.ROW_REMOVED:
                self._remove_row(one.path)

    def place(self, unplaced: Iterable[Unplaced]) -> None:
        """Add words without a place to the answers they were put into."""
        for one in unplaced:
            if (path := self.decisions.placed.get(one.id)) is not None and (why := self._why_not_placed(one, path)):
                self.without_place.append(NotFitting(one.id, why))

    def _set(self, path: Path, answer: Answer | None) -> None:
        if self.plan.at(path) != answer:
            self.plan = _with(self.plan, path, answer)
            self.edits.append((path, answer))

    def _write(self, passage: Passage, ids: set[str], here: set[str]) -> None:
        field_ = field_at(self.places.catalogue, passage.path)
        stretches = with_your_words(passage.stretches, self.decisions)
        answer = answer_of(stretches, ids, field_, self.plan, base=passage.base)
        if isinstance(answer, Fault):
            self.left |= dict.fromkeys(here, answer.words)
            return
        for path in (passage.path, *passage.also):
            if self._has_row(path):
                self._set(path, answer)
            else:
                self.left |= dict.fromkeys(here, "The row it stands in is not in the plan. Accept the row first.")

    def _has_row(self, path: Path) -> bool:
        """Whether the row of an answer is there, after bringing back one that you removed."""
        while gone := Places(self.plan, self.places.bases, self.places.catalogue).gone(path):
            self._bring_back(gone)
        return len(path) == 1 or row_at(self.plan, path[:-1]) is not None

    def _bring_back(self, path: Path) -> None:
        found = Places(self.plan, self.places.bases, self.places.catalogue).base_row(path)
        if found is not None:
            row, before = found
            rows = rows_at(self.plan, path[:-1])
            at = rows.index(before) + 1 if before else 0
            self._set(path[:-1], rows.with_row(row, at=at))

    def _add_row(self, one: Proposal) -> None:
        table = one.path[:-1]
        if one.row is None:
            self.left[one.id] = "What the row says could not be read. Add it on its page."
        elif not self._has_row(table):
            self.left[one.id] = "The row it stands in is not in the plan. Accept that row first."
        elif not isinstance(self.plan.at(table), Rows | None):
            self.left[one.id] = "You said that this table does not apply. Take that back on its page first."
        else:
            rows = rows_at(self.plan, table)
            at = self._place_after(one, rows)
            self.added.add(one.path)
            self._set(table, rows.with_row(replace(one.row, id=one.path[-1]), at=at))

    def _place_after(self, one: Proposal, rows: Rows) -> int:
        """Return the place of a new row: behind the row it followed and the new ones there; else at the end."""
        by_id = {other.path: other for other in self.review.proposals if other.kind is ProposalKind.ROW_ADDED}
        table, after = one.path[:-1], one.after
        while after and after not in rows.ids and (*table, after) in by_id:
            after = by_id[(*table, after)].after  # the new row that it followed was not accepted
        if after and after not in rows.ids:
            return len(rows)
        at = rows.index(after) + 1 if after else 0
        while at < len(rows) and (*table, rows.ids[at]) in self.added and self._follows(rows.ids[at], one, by_id):
            at += 1
        return at

    def _follows(self, row_id: str, one: Proposal, by_id: Mapping[Path, Proposal]) -> bool:
        return by_id[(*one.path[:-1], row_id)].after == one.after

    def _remove_row(self, path: Path) -> None:
        rows = rows_at(self.plan, path[:-1])
        if path[-1] in rows.ids:
            self._set(path[:-1], rows.without_row(path[-1]))

    def _why_not_placed(self, one: Unplaced, path: Path) -> str:
        """Add words to an answer; return why they cannot be added, "" when they are."""
        field_: Field = field_at(self.places.catalogue, path)
        if not one.new.strip():
            return "It holds no new words to put into an answer."
        if len(path) > 1 and row_at(self.plan, path[:-1]) is None:
            return "The row it was put into is not in the plan any more. Choose another answer."
        answer = self.plan.at(path)
        if not is_written(field_, answer) or field_.kind is Kind.URL:
            return "Words can only be put into a written text or a line. Choose another answer."
        if field_.kind is Kind.TEXT:
            blocks = answer.blocks if isinstance(answer, Text) else ()
            self._set(path, norm(Text((*blocks, *plain_text(one.new).blocks))))
        else:
            self._set(path, " ".join(words for words in (str(answer or ""), " ".join(one.new.split())) if words))
        return ""
