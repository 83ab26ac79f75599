"""Says what changed between two plans, in words: each answer, each row and each order of rows, in catalogue order.

Takes: an older and a newer plan. Gives: PlanChanges, which the command line prints and the window lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.plan import Path, Plan, SetAside, pointer
from planwriter.plan.text import Text
from planwriter.plan.words import answer_in_words, row_name
from planwriter.template.catalogue import Catalogue, Element, Field


class ChangeKind(StrEnum):
    """What became of an answer; the value is the word people read."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class PlanChange:
    """One difference.

    Attributes:
        element: section.element; for rows the table.
        path: JSON Pointer in the newer plan; of what was removed, in the older one.
        title: What it is called, its row by name: "Service standards, Answer calls: Target".
        old, new: The answer in words, lines joined by line breaks; None where there is none.
        place: The path of the answer; of an even number of parts for a whole row, empty for a check set aside.
    """

    element: str
    path: str
    kind: ChangeKind
    title: str
    old: str | None
    new: str | None
    place: Path = ()

    def as_json(self) -> dict[str, Any]:
        """Return the change as `compare --json` prints it."""
        return {"element": self.element, "path": self.path, "kind": str(self.kind), "old": self.old, "new": self.new}


def changes_between(older: Plan, newer: Plan, catalogue: Catalogue) -> tuple[PlanChange, ...]:
    """Return what changed: in catalogue order, rows as they stand in the newer plan, then rows that went."""
    found: list[PlanChange] = []
    for element in catalogue.elements():
        found += _Comparison(older, newer, element).changes(
            (element.key,), element, element.title, older.answer(element.key), newer=newer.answer(element.key)
        )
    return (*found, *_set_aside_changes(older, newer))


@dataclass(frozen=True)
class _Comparison:
    """The two plans, and the element being compared."""

    older: Plan
    newer_plan: Plan
    element: Element

    def changes(
        self, path: Path, field: Field, title: str, older: Answer | None, *, newer: Answer | None
    ) -> Iterator[PlanChange]:
        if older == newer:
            return
        if field.columns and isinstance(older, Rows | None) and isinstance(newer, Rows | None):
            yield from self._table_changes(path, field, title, older or Rows(), newer=newer or Rows())
            return
        old = None if older is None else _words(older, field, self.older)
        new = None if newer is None else _words(newer, field, self.newer_plan)
        if old == new:
            new = f"{new} {_same_words_note(newer)}"
        yield self._change(path, title, old, new)

    def _table_changes(self, path: Path, field: Field, title: str, older: Rows, *, newer: Rows) -> Iterator[PlanChange]:
        for row in newer.rows:
            name = f"{title}, {_row_title(row, field, newer)}"
            if row.id in older.ids:
                yield from self._row_changes((*path, row.id), field, name, older.row(row.id), newer=row)
            else:
                yield self._change((*path, row.id), name, None, _words(Rows((row,)), field, self.newer_plan))
        for row in older.rows:
            if row.id not in newer.ids:
                name = f"{title}, {_row_title(row, field, older)}"
                yield self._change((*path, row.id), name, _words(Rows((row,)), field, self.older), None)
        before = [row for row in older.rows if row.id in newer.ids]
        after = [row for row in newer.rows if row.id in older.ids]
        if [row.id for row in before] != [row.id for row in after]:
            old, new = (", ".join(_row_title(row, field, newer) for row in rows) for rows in (before, after))
            yield self._change(path, f"{title}: order", old, new)

    def _row_changes(self, path: Path, field: Field, name: str, older: Row, *, newer: Row) -> Iterator[PlanChange]:
        for column in field.columns:
            yield from self.changes(
                (*path, column.id),
                column,
                f"{name}: {column.title}",
                older.cells.get(column.id),
                newer=newer.cells.get(column.id),
            )

    def _change(self, path: Path, title: str, old: str | None, new: str | None) -> PlanChange:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        plan = self.older if new is None else self.newer_plan
        return PlanChange(self.element.key, pointer(plan, path), kind, title, old, new, path)


def _words(answer: Answer, field: Field, plan: Plan) -> str:
    return "\n".join(answer_in_words(answer, field, plan))


def _row_title(row: Row, field: Field, table: Rows) -> str:
    # a row is told by where it stands when it has no words yet
    return row_name(row, field) or f"row {table.index(row.id) + 1 if row.id in table.ids else ''}".strip()


def _same_words_note(answer: Answer | None) -> str:
    return "(same words, formatted differently)" if isinstance(answer, Text) else "(another row of the same name)"


def _set_aside_changes(older: Plan, newer: Plan) -> Iterator[PlanChange]:
    before, after = _by_place(older), _by_place(newer)
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        old_reason, new_reason = old[1].reason if old else None, new[1].reason if new else None
        if old_reason == new_reason:
            continue
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        number, one = new or old or (0, SetAside("", "", ""))
        parts = one.path.split("/")
        element = ".".join(parts[2:4]) if parts[1:2] == ["answers"] else ""
        path = f"/set_aside/{number}"
        yield PlanChange(element, path, kind, "A check that was set aside", old_reason, new_reason)


def _by_place(plan: Plan) -> dict[tuple[str, str], tuple[int, SetAside]]:
    return {(one.rule, one.path): (number, one) for number, one in enumerate(plan.set_aside)}
