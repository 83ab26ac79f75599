"""Joins two plans that were written on from the same base: what only one side changed is taken, the rest is told.

Takes: the base and both sides. Gives: the merged plan, and a Conflict for each place that both sides changed. Tables
merge row by row and cell by cell, by the rows' ids; a person line by line; everything else is one value. Nothing is
ever joined silently: where both sides changed one value the plan keeps ours, and the conflict holds all three.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from planwriter.plan.answers import PERSON_LINES, Answer, Person, Row, Rows, is_empty
from planwriter.plan.plan import Path, Plan, SetAside, path_of, pointer

Value: TypeAlias = Answer | Row | tuple[str, ...] | str | None


@dataclass(frozen=True)
class Conflict:
    """One place that both sides changed, each in its own way.

    Attributes:
        path: Where. A path of an even number of parts names a whole row, which one side removed and the other
            changed. A table's own path stands for the order of its rows; ("set_aside", rule, place) for the reason
            why a check was set aside.
        base, ours, theirs: The value on each side; None where there is none. For an order the rows' ids.
    """

    path: Path
    base: Value
    ours: Value
    theirs: Value


@dataclass(frozen=True)
class Merged:
    """What a merge gave.

    Attributes:
        plan: Everything that fits; ours where there is a conflict.
        conflicts: In the order of the elements' keys, rows and columns.
    """

    plan: Plan
    conflicts: tuple[Conflict, ...]


def merge(base: Plan, ours: Plan, theirs: Plan) -> Merged:
    """Return our plan with what they changed since `base`, and what both changed.

    What one side changed alone is as on that side; what both changed alike is no conflict. Without conflicts it does
    not matter whose plan is ours. The plan's id is ours, and the revision is above both when something was joined.
    """
    found: list[Conflict] = []
    keys = sorted(base.answers.keys() | ours.answers.keys() | theirs.answers.keys())
    answers: dict[str, Answer] = {}
    for key in keys:
        sides = _Sides(base.answers.get(key), ours.answers.get(key), theirs.answers.get(key))
        answer = _merged((key,), sides, found)
        if answer is not None and not is_empty(answer):
            answers[key] = answer
    plan = replace(ours, answers=MappingProxyType(answers))
    plan = replace(plan, set_aside=_merged_set_aside(base, ours, theirs, merged=plan, found=found))
    is_new = all((plan.answers, plan.set_aside) != (side.answers, side.set_aside) for side in (ours, theirs))
    revision = max(ours.revision, theirs.revision) + is_new
    return Merged(replace(plan, revision=revision), tuple(found))


@dataclass(frozen=True)
class _Sides:
    base: Answer | None
    ours: Answer | None
    theirs: Answer | None


def _merged(path: Path, sides: _Sides, found: list[Conflict]) -> Answer | None:
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Rows | None) and isinstance(theirs, Rows | None):
        return _Tables(path, _rows(base), _rows(ours), _rows(theirs)).merged(found)
    if isinstance(ours, Person | None) and isinstance(theirs, Person | None):
        return _merged_person(path, sides, found)
    found.append(Conflict(path, base, ours, theirs))
    return ours


def _merged_person(path: Path, sides: _Sides, found: list[Conflict]) -> Person:
    people = [one if isinstance(one, Person) else Person() for one in (sides.base, sides.ours, sides.theirs)]
    lines: dict[str, str] = {}
    is_torn = False
    for line in PERSON_LINES:
        base, ours, theirs = (getattr(person, line) for person in people)
        is_torn |= ours != theirs and base not in (ours, theirs)
        lines[line] = theirs if ours == base else ours
    if is_torn:
        found.append(Conflict(path, sides.base, sides.ours, sides.theirs))
    return Person(**lines)


def _rows(answer: Answer | None) -> Rows:
    return answer if isinstance(answer, Rows) else Rows()


@dataclass(frozen=True)
class _Tables:
    """One table on all three sides."""

    path: Path
    base: Rows
    ours: Rows
    theirs: Rows

    def merged(self, found: list[Conflict]) -> Rows:
        """Return the table joined, and add what does not join to `found`."""
        added = sorted((set(self.ours.ids) | set(self.theirs.ids)) - set(self.base.ids))
        kept = {row_id: row for row_id in (*self.base.ids, *added) if (row := self._row(row_id, found)) is not None}
        return Rows(tuple(kept[row_id] for row_id in self._order(set(kept), found)))

    def _row(self, row_id: str, found: list[Conflict]) -> Row | None:
        base, ours, theirs = (_row_of(table, row_id) for table in (self.base, self.ours, self.theirs))
        if ours is not None and theirs is not None:
            return self._joined(base or Row(row_id, {}), ours, theirs, found)
        if ours is not None or theirs is not None:
            one = ours or theirs
            if base is None:
                return one
            if one != base:  # removed here, changed there
                found.append(Conflict((*self.path, row_id), base, ours, theirs))
                return ours
        return None

    def _joined(self, base: Row, ours: Row, theirs: Row, found: list[Conflict]) -> Row:
        cells: dict[str, Answer] = {}
        for column in sorted(base.cells.keys() | ours.cells.keys() | theirs.cells.keys()):
            sides = _Sides(base.cells.get(column), ours.cells.get(column), theirs.cells.get(column))
            cell = _merged((*self.path, ours.id, column), sides, found)
            if cell is not None and not is_empty(cell):
                cells[column] = cell
        return Row(ours.id, cells)

    def _order(self, kept: set[str], found: list[Conflict]) -> list[str]:
        spine = self._spine(found)
        places: dict[str, list[list[str]]] = {anchor: [] for anchor in ("", *spine)}
        for table in (self.ours, self.theirs):
            for anchor, added in _groups(table.ids, set(spine), kept).items():
                places[anchor].append(added)
        order: list[str] = []
        for anchor in ("", *spine):
            order += [anchor] if anchor else []
            order += [row_id for added in sorted(places[anchor]) for row_id in added]
        return order

    def _spine(self, found: list[Conflict]) -> tuple[str, ...]:
        """Return the order of the rows that both sides have; the side that moved rows decides."""
        both = set(self.ours.ids) & set(self.theirs.ids)
        ours, theirs = _only(self.ours.ids, both), _only(self.theirs.ids, both)
        if ours == theirs:
            return ours
        known = both & set(self.base.ids)
        base = _only(self.base.ids, known)
        has_ours_moved, has_theirs_moved = _only(ours, known) != base, _only(theirs, known) != base
        if has_ours_moved == has_theirs_moved:
            found.append(Conflict(self.path, base, ours, theirs))
        return theirs if has_theirs_moved and not has_ours_moved else ours


def _row_of(table: Rows, row_id: str) -> Row | None:
    return table.row(row_id) if row_id in table.ids else None


def _only(ids: Sequence[str], wanted: set[str]) -> tuple[str, ...]:
    return tuple(row_id for row_id in ids if row_id in wanted)


def _groups(ids: Sequence[str], spine: set[str], kept: set[str]) -> dict[str, list[str]]:
    """Return the rows that one side alone has, by the common row behind which they stand ("" at the top)."""
    groups: dict[str, list[str]] = {}
    anchor = ""
    for row_id in ids:
        if row_id in spine:
            anchor = row_id
        elif row_id in kept:
            groups.setdefault(anchor, []).append(row_id)
    return groups


def _merged_set_aside(
    base: Plan, ours: Plan, theirs: Plan, *, merged: Plan, found: list[Conflict]
) -> tuple[SetAside, ...]:
    """Return the findings set aside, each at the place where its answer stands now; those of removed rows go."""
    if _content(theirs) in (_content(base), _content(ours)):
        return ours.set_aside
    if _content(ours) == _content(base):
        return theirs.set_aside
    old, mine, other = (_by_place(plan) for plan in (base, ours, theirs))
    kept: list[SetAside] = []
    for place in _order_of_places(tuple(old), tuple(mine), tuple(other)):
        before, here, there = old.get(place), mine.get(place), other.get(place)
        if here != there and before not in (here, there):
            found.append(Conflict(("set_aside", *place), before, here, there))
        reason = there if here == before else here
        where = _pointer(merged, place[1:])
        if reason is not None and where is not None:
            kept.append(SetAside(place[0], where, reason))
    return tuple(kept)


def _order_of_places(old: tuple[Path, ...], mine: tuple[Path, ...], other: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return every place of the three sides, in an order that does not ask which side is ours."""
    if mine in (old, other):
        first = other
    elif other == old:
        first = mine
    else:
        first = (*old, *sorted({*mine, *other} - {*old}))
    return tuple(dict.fromkeys((*first, *old, *mine, *other)))


def _content(plan: Plan) -> tuple[object, ...]:
    return plan.answers, plan.set_aside


def _by_place(plan: Plan) -> dict[Path, str]:
    """Return the reasons by (rule, *path of the answer): a place in a table moves with its row."""
    places: dict[Path, str] = {}
    for one in plan.set_aside:
        try:
            path = path_of(plan, one.path)
        except KeyError:
            path = ("", one.path)
        places[(one.rule, *path)] = one.reason
    return places


def _pointer(plan: Plan, path: Path) -> str | None:
    """Return where a place stands in a plan; None when its row is gone."""
    if not path[0]:
        return path[1]
    try:
        return pointer(plan, path)
    except KeyError:
        return None
