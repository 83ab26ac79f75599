"""Where answers and rows stand: in the order of the plan, also those that only a reviewer or only an older copy has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.template.catalogue import Catalogue

_LAST = 1 << 30


@dataclass(frozen=True)
class Places:
    """The plan of today, and those that went out."""

    today: Plan
    bases: Sequence[Plan]
    catalogue: Catalogue

    def order(self, path: Path, after: str | None = None) -> tuple[float, ...]:
        """Return what sorts paths in the order of the plan.

        Args:
            after: For an added row the id of the row before it.
        """
        parts: list[float] = [self._elements.get(path[0], _LAST)]
        for end in range(1, len(path), 2):
            row_id = path[end]
            place = self._row_place(path[:end], row_id)
            if after is not None and end == len(path) - 1:
                place = self._row_place(path[:end], after) + 0.5 if after else -0.5
            parts.append(place)
            if end + 1 < len(path):
                parts.append(self._column_place(path[: end + 2]))
        return tuple(parts)

    def gone(self, path: Path) -> Path:
        """Return the path of the outermost row on the way that went out and was removed since; empty when none was."""
        for end in range(1, len(path), 2):
            row = path[: end + 1]
            if row_at(self.today, row) is None:
                return row if any(row_at(base, row) for base in self.bases) else ()
        return ()

    def base_row(self, path: Path) -> tuple[Row, str] | None:
        """Return a row as it went out, and the id of the row before it that is still there; None when none went out."""
        for base in self.bases:
            row = row_at(base, path)
            if row is not None:
                before = rows_at(base, path[:-1]).ids[: rows_at(base, path[:-1]).index(path[-1])]
                there = rows_at(self.today, path[:-1]).ids
                return row, next((one for one in reversed(before) if one in there), "")
        return None

    def _row_place(self, table: Path, row_id: str) -> float:
        for plan in (self.today, *self.bases):
            rows = rows_at(plan, table)
            if row_id in rows.ids:
                return rows.index(row_id)
        return _LAST

    def _column_place(self, path: Path) -> int:
        columns = [column.id for column in field_at(self.catalogue, path[:-2]).columns]
        return columns.index(path[-1]) if path[-1] in columns else _LAST

    @cached_property
    def _elements(self) -> Mapping[str, int]:
        return {element.key: number for number, element in enumerate(self.catalogue.elements())}


def rows_at(plan: Plan, table: Path) -> Rows:
    """Return the rows of a table; none where there is no table."""
    found = plan.at(table)
    return found if isinstance(found, Rows) else Rows()


def row_at(plan: Plan, path: Path) -> Row | None:
    """Return the row that a path of an even number of parts leads to; None when it is not there."""
    rows = rows_at(plan, path[:-1])
    return rows.row(path[-1]) if path[-1] in rows.ids else None
