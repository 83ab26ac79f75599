"""Reads the cells of a row that a reviewer added: which words answer which column, as in the rows around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planwriter.plan.answers import Answer
from planwriter.plan.plan import Path, Plan
from planwriter.review.compared import Compared
from planwriter.review.values import Fault, read_words
from planwriter.template.catalogue import Field, Kind

_NOTHING = ("", "–", "-", "not written yet")


@dataclass(frozen=True)
class Slot:
    """One answer in a printed column.

    Attributes:
        column: Id of the column it answers.
        before, after: Our words around it.
        is_alone: Whether no other answer stands in its paragraph.
    """

    column: str
    before: str
    after: str
    is_alone: bool = True


def templates_of(made: Compared, table: int, path: Path) -> dict[int, list[Slot]]:
    """Return for each printed column of a table in the file the answers that stand in it, by what is known of rows."""
    rows = {row for row, line in made.matches.lines.items() if line[0] == table and row[:-1] == path}
    cells: dict[tuple[int, Path], list[Slot]] = {}
    for old, new in sorted(made.matches.of.items()):
        row, cell = made.rows[old], made.flow.paragraphs[new].cell
        if row in rows and row is not None and cell is not None:
            cells.setdefault((cell.column, row), []).extend(_slots(made, old))
    found: dict[int, list[Slot]] = {}
    for (column, _row), slots in sorted(cells.items(), key=lambda one: -len(one[1])):  # the fullest row knows the order
        known = found.setdefault(column, [])
        known += [slot for slot in slots if all(slot.column != one.column for one in known)]
    return found


def _slots(made: Compared, old: int) -> list[Slot]:
    paragraph = made.baseline.paragraphs[old]
    slots: list[Slot] = []
    place = 0
    for number, stretch in enumerate(paragraph.stretches):
        following = paragraph.stretches[number + 1].start if number + 1 < len(paragraph.stretches) else None
        after = paragraph.text[stretch.end : following]
        column = made.baseline.paths[stretch.key][-1]
        is_alone = len(paragraph.stretches) == 1
        slots.append(Slot(column, paragraph.text[place : stretch.start], after if following is None else "", is_alone))
        place = stretch.end
    return slots


def cells_of(
    words: Mapping[int, Sequence[str]], templates: Mapping[int, Sequence[Slot]], table: Field, plan: Plan
) -> tuple[dict[str, Answer], list[str]]:
    """Return the cells that the words of printed columns answer, and in words what fits none."""
    cells: dict[str, Answer] = {}
    left: list[str] = []
    for column, lines in words.items():
        kept = [line for line in lines if line.strip().lower() not in _NOTHING]
        for column_id, own in _shared_out(kept, templates.get(column, ())):
            if not column_id or not table.has_column(column_id):
                left.append(f"“{own[0]}” belongs to no column of this table. Type it where it belongs.")
                continue
            found = _read(own, table.column(column_id), _after(templates[column], column_id), plan)
            if isinstance(found, Fault):
                left.append(found.words)
            elif found is not None:
                cells[column_id] = found
    return cells, left


def _after(slots: Sequence[Slot], column_id: str) -> str:
    return next(slot.after for slot in slots if slot.column == column_id)


def _shared_out(lines: Sequence[str], slots: Sequence[Slot]) -> list[tuple[str, list[str]]]:
    """Return which lines of a cell answer which column: by our words before them, then in order."""
    if len(slots) == 1:
        before = slots[0].before.strip().lower()
        own = [line[len(before) :].strip() if before and line.lower().startswith(before) else line for line in lines]
        return [(slots[0].column, own)] if own else []
    found: list[tuple[str, list[str]]] = []
    free = list(slots)
    for line in lines:
        slot = next((one for one in free if _begins(line, one)), None)
        slot = slot or next((one for one in free if not one.before.strip()), None)
        if slot is None:
            found.append(("", [line]))
            continue
        free.remove(slot)
        rest = line[len(slot.before.strip()) :] if _begins(line, slot) else line
        beside = next((one for one in free if not slot.is_alone and one.before.strip() == "("), None)
        if beside is not None and rest.rstrip().endswith(")") and "(" in rest:
            rest, _bracket, inner = rest.rstrip()[:-1].rpartition("(")
            free.remove(beside)
            found.append((beside.column, [inner.strip()]))
        found.append((slot.column, [rest.strip()]))
    return found


def _begins(line: str, slot: Slot) -> bool:
    before = slot.before.strip().lower()
    return bool(before) and before != "(" and line.lower().startswith(before)


def _read(lines: Sequence[str], column: Field, after: str, plan: Plan) -> Answer | Fault | None:
    found = read_words(lines, column, plan)
    if isinstance(found, Fault) and column.kind is Kind.NUMBER and after.strip():
        number, _blank, unit = lines[0].strip().partition(" ")
        if unit.isalpha():
            return read_words([number], column, plan)
    return found
