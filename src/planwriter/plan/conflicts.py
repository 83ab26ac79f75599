"""What a merge could not join, as words for people and as JSON for programs."""

from typing import Any

from planwriter.plan.answers import Row, Rows, as_json
from planwriter.plan.edits_in_words import place_in_words
from planwriter.plan.merge import Conflict, Value
from planwriter.plan.plan import Path, Plan, field_at, pointer
from planwriter.plan.words import answer_in_words, row_name
from planwriter.template.catalogue import Catalogue, Kind


def conflict_as_json(conflict: Conflict, merged: Plan) -> dict[str, Any]:
    """Return a conflict as `merge --json` prints it: element, path, and the value on each side (null for none).

    The path is a JSON Pointer into the merged plan; a row that is not in it is told by its table.
    """
    path = conflict.path
    if path[0] == "set_aside":
        return {"element": path[2] or "", "path": "/set_aside", **_sides(conflict)}
    return {"element": path[0], "path": _pointer(merged, path), **_sides(conflict)}


def conflict_in_words(conflict: Conflict, merged: Plan, catalogue: Catalogue) -> str:
    """Return a conflict as lines: where, then the value on each side."""
    lines = [f"Both changed: {title_of(conflict, merged, catalogue)}"]
    for label, value in (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs)):
        words = value_in_words(conflict, value, merged, catalogue=catalogue)
        lines.append(f"  {label:>6}: " + "\n          ".join(words.splitlines() or ["(nothing)"]))
    return "\n".join(lines)


def title_of(conflict: Conflict, merged: Plan, catalogue: Catalogue) -> str:
    """Return what the place of a conflict is called."""
    path = conflict.path
    if path[0] == "set_aside":
        return "why a check was set aside"
    if len(path) % 2 == 0:
        rows = (conflict.ours, conflict.theirs, conflict.base)
        name = next((words for row in rows if isinstance(row, Row) and (words := _name(row, path, catalogue))), "")
        return f"{place_in_words(path[:-1], catalogue, merged)}, {name or 'a row'} (removed on one side)"
    words = place_in_words(path, catalogue, merged)
    return f"{words}: order of the rows" if _is_order(conflict, catalogue) else words


def value_in_words(conflict: Conflict, value: Value, merged: Plan, *, catalogue: Catalogue) -> str:
    """Return one side of a conflict in words; "" for nothing."""
    if value is None:
        return ""
    if conflict.path[0] == "set_aside":
        return str(value)
    if isinstance(value, Row):
        return "\n".join(answer_in_words(Rows((value,)), field_at(catalogue, conflict.path[:-1]), merged))
    field = field_at(catalogue, conflict.path)
    if _is_order(conflict, catalogue) and isinstance(value, tuple):
        table = merged.at(conflict.path)
        rows = table if isinstance(table, Rows) else Rows()
        return ", ".join(row_name(rows.row(one), field) or one if one in rows.ids else one for one in value)
    return "\n".join(answer_in_words(value, field, merged))


def _is_order(conflict: Conflict, catalogue: Catalogue) -> bool:
    is_table = len(conflict.path) % 2 == 1 and field_at(catalogue, conflict.path).kind is Kind.ROWS
    return is_table and isinstance(conflict.ours, tuple)


def _name(row: Row, path: Path, catalogue: Catalogue) -> str:
    return row_name(row, field_at(catalogue, path[:-1]))


def _sides(conflict: Conflict) -> dict[str, Any]:
    return {side: _value(getattr(conflict, side)) for side in ("base", "ours", "theirs")}


def _value(value: Value) -> Any:
    match value:
        case None:
            return None
        case Row():
            return as_json(Rows((value,)))[0]
        case _:
            return as_json(value)


def _pointer(plan: Plan, path: Path) -> str:
    for end in range(len(path), 0, -1):
        try:
            return pointer(plan, path[:end])
        except KeyError:
            continue
    return ""
