"""Says in words what one edit of the history did, from the single values that it changed.

Takes: changed leaves, as `plan/leaves.py` names them. Gives: the place in words, the new words there, and the path.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planwriter.errors import FormatError
from planwriter.plan.answers import Row, Rows
from planwriter.plan.counted import counted
from planwriter.plan.draft import path_from_key, path_key
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.plan.reading import read_answer
from planwriter.plan.words import row_name, short_words
from planwriter.template.catalogue import Catalogue, Element, Field

_MOST_LETTERS = 120


@dataclass(frozen=True)
class LeafChange:
    """One leaf before and after an edit, as JSON values; None stands for "not there"."""

    key: str
    old: Any
    new: Any


@dataclass(frozen=True)
class EditWords:
    """One edit in words.

    Attributes:
        what: Where it was, or what was done: "Executive summary", "“Farmers” removed from Customer groups".
        detail: The first words of the new answer; "" when there is no single one.
        path: Where to go to see it; empty when it has no single place.
    """

    what: str
    detail: str = ""
    path: Path = ()


def edit_in_words(changes: Sequence[LeafChange], catalogue: Catalogue, plan: Plan) -> EditWords:
    """Return what an edit did.

    Args:
        changes: At least one leaf.
        catalogue: The draft's template.
        plan: A plan in which rows can be looked up by name, such as the one of today.
    """
    answers = [one for one in changes if one.key.startswith("answers/")]
    if not answers:
        return _beside_in_words(changes[0], catalogue, plan)
    elements = list(dict.fromkeys(path_from_key(one.key)[1] for one in answers))
    known = [key for key in elements if catalogue.has_element(key)]
    if not known:
        return EditWords("an answer of another edition")
    first = catalogue.element(known[0])
    if len(answers) < len(changes) and any(one.key.startswith("remarks/") for one in changes):
        return EditWords(f"Reviewers' changes in {counted(len(elements), 'answer')}", first.title, (first.key,))
    if len(elements) > 1:
        return EditWords(f"{first.title} and {counted(len(elements) - 1, 'more answer')}", path=(first.key,))
    return _answer_in_words(answers, first, catalogue, plan=plan)


def _answer_in_words(answers: Sequence[LeafChange], element: Element, catalogue: Catalogue, *, plan: Plan) -> EditWords:
    moved = next((one for one in answers if _is_table(one, catalogue)), None)
    if moved is not None:
        return _rows_in_words(moved, answers, element, catalogue=catalogue)
    path = path_from_key(answers[0].key)[1:]
    if len(answers) > 1:
        return EditWords(f"{place_in_words(path[:1], catalogue, plan)}, {counted(len(answers), 'answer')}", path=path)
    detail = _value_in_words(answers[0], path, catalogue, plan=plan)
    return EditWords(place_in_words(path, catalogue, plan), detail, path)


def place_in_words(path: Path, catalogue: Catalogue, plan: Plan) -> str:
    """Return what a place in the plan is called, rows by name: "Service standards, Answer calls: Target"."""
    try:
        words = catalogue.element(path[0]).title
        field: Field = catalogue.element(path[0])
        for place in range(1, len(path) - 1, 2):
            words += f", {_row_words(path[: place + 1], field, plan)}: {field.column(path[place + 1]).title}"
            field = field.column(path[place + 1])
    except KeyError:
        return "an answer of another edition"
    return words


def _row_words(path: Path, field: Field, plan: Plan) -> str:
    table = plan.at(path[:-1])
    if isinstance(table, Rows) and path[-1] in table.ids:
        return row_name(table.row(path[-1]), field) or f"row {table.index(path[-1]) + 1}"
    return "a row since removed"


def _rows_in_words(
    moved: LeafChange, answers: Sequence[LeafChange], element: Element, *, catalogue: Catalogue
) -> EditWords:
    path = path_from_key(moved.key)[1:]
    table = field_at(catalogue, path)
    title = element.title if len(path) == 1 else f"{element.title}: {table.title}"
    if isinstance(moved.new, dict):
        return EditWords(title, _short(f"Not applicable: {moved.new.get('not_applicable', '')}"), path)
    old, new = ([str(one) for one in ids] if isinstance(ids, list) else [] for ids in (moved.old, moved.new))
    added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
    if added and not removed:
        return EditWords(f"{_named(added, moved, answers, table=table, side='new')} added to {title}", path=path)
    if removed and not added:
        return EditWords(f"{_named(removed, moved, answers, table=table, side='old')} removed from {title}", path=path)
    return EditWords(f"{title}, several rows" if added else f"{title}: order of the rows", path=path)


def _named(ids: Sequence[str], moved: LeafChange, answers: Sequence[LeafChange], *, table: Field, side: str) -> str:
    """Return the name of a row as the edit itself holds it, since the row may be gone by now."""
    if len(ids) > 1:
        return counted(len(ids), "row")
    start = f"{moved.key}/{path_key((ids[0],))}/"
    cells = {one.key.removeprefix(start): getattr(one, side) for one in answers if one.key.startswith(start)}
    lines = {column: cell for column, cell in cells.items() if isinstance(cell, str)}
    name = row_name(Row(ids[0], lines), table)
    return f"“{_short(name)}”" if name else "A row"


def _is_table(change: LeafChange, catalogue: Catalogue) -> bool:
    try:
        return bool(field_at(catalogue, path_from_key(change.key)[1:]).columns)
    except (KeyError, ValueError):
        return False


def _value_in_words(change: LeafChange, path: Path, catalogue: Catalogue, *, plan: Plan) -> str:
    if change.new is None:
        return "Cleared"
    try:
        field = field_at(catalogue, path)
        answer = read_answer(change.new, field, "")
    except (KeyError, ValueError, FormatError):
        return ""
    return "" if answer is None else _short(short_words(answer, field, plan))


def _beside_in_words(change: LeafChange, catalogue: Catalogue, plan: Plan) -> EditWords:
    kind, _slash, rest = change.key.partition("/")
    match kind:
        case "finished":
            page = rest.split("/")[0]
            title = next((one.title for one in catalogue.pages() if one.id == page), page)
            return EditWords(f"“{title}” marked {'finished' if change.new else 'unfinished'}")
        case "notes":
            title = catalogue.element(rest).title if catalogue.has_element(rest) else rest
            return EditWords(f"Your note on {title}", path=(rest,) if catalogue.has_element(rest) else ())
        case "remarks":
            return _remark_in_words(change, catalogue)
        case "typed":
            path = path_from_key(rest)
            return EditWords(f"{place_in_words(path, catalogue, plan)} (words not read yet)", path=path)
        case _:
            return EditWords("A check set aside or taken back")


def _remark_in_words(change: LeafChange, catalogue: Catalogue) -> EditWords:
    form = change.new if isinstance(change.new, dict) else {}
    element = str(form.get("element", ""))
    what = "What reviewers said" if change.old is None else "Your answer to a reviewer"
    if not catalogue.has_element(element):
        return EditWords(what)
    return EditWords(f"{what}: {catalogue.element(element).title}", _short(str(form.get("response", ""))), (element,))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
