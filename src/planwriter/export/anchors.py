"""Which answers a document must hold, and by what names they are found in it again."""

import hashlib
from collections.abc import Iterable, Iterator

from planwriter.export.timeline import Step, printed_steps
from planwriter.plan.answers import Answer, NotApplicable, Rows, is_empty
from planwriter.plan.draft import path_key
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Field

ANCHOR_DIGITS = 7


def is_printed(answer: Answer | None) -> bool:
    """Whether an answer has anything to print.

    A plan keeps its texts in normal form, where one without blocks is the empty one, so they are not normalized again.
    """
    match answer:
        case Text():
            return bool(answer.blocks)
        case NotApplicable():
            return bool(answer.reason.strip())
        case _:
            return not is_empty(answer)


def printed_answers(plan: Plan, catalogue: Catalogue, *, with_internal: bool) -> Iterator[tuple[Path, Field, Answer]]:
    """Yield every single answer that must print, as (path, element or column, answer): public ones first.

    A table is taken apart into its rows' cells. What counts as not answered is left out. The public ones come first
    so that internal ones never change their anchors' names.
    """
    for is_internal in (False, True) if with_internal else (False,):
        for element in catalogue.elements():
            answer = plan.answer(element.key)
            if answer is not None and element.is_internal is is_internal:
                yield from _single_answers((element.key,), element, answer)


def printed_timelines(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[Path, tuple[Step, ...]]]:
    """Yield every public table of milestones that has a picture in print, as (path, steps)."""
    for element in catalogue.elements():
        answer = plan.answer(element.key)
        if isinstance(answer, Rows) and not element.is_internal:
            yield from _timelines((element.key,), element, answer)


def _timelines(path: Path, field: Field, rows: Rows) -> Iterator[tuple[Path, tuple[Step, ...]]]:
    if field.has_column("what") and field.has_column("due"):
        steps = printed_steps(rows, field)
        if steps:
            yield path, steps
        return
    for row in rows:
        for column in field.columns:
            inner = row.cells.get(column.id)
            if isinstance(inner, Rows):
                yield from _timelines((*path, row.id, column.id), column, inner)


def printed_keys(plan: Plan, catalogue: Catalogue, *, with_internal: bool) -> tuple[str, ...]:
    """Return the path keys of `printed_answers`, in its order."""
    answers = printed_answers(plan, catalogue, with_internal=with_internal)
    return tuple(path_key(path) for path, _field, _answer in answers)


def labels_of(keys: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    """Return what people call the answer of each path key: "Scope", or in a table "Services: Phone"."""
    labels: dict[str, str] = {}
    known: dict[Path, str] = {}
    for key in keys:
        parts = key.split("/")  # ids of elements and columns have no "/" in them, and those of rows do not matter
        place = (parts[0], *parts[2::2])
        if place not in known:
            known[place] = _label(place[0], place[1:], catalogue)
        labels[key] = known[place]
    return labels


def _label(element: str, columns: Path, catalogue: Catalogue) -> str:
    field: Field = catalogue.element(element)
    titles = [field.title]
    for column in columns:
        field = field.column(column)
        titles.append(field.title)
    return ": ".join(titles)


def anchor_names(keys: Iterable[str]) -> dict[str, str]:
    """Return the anchor's name of each path key: 7 hex digits of its SHA-256.

    In a table of thousands of cells two keys may have the same digits: the later one is hashed again with a number
    behind it until its name is free. The same keys in the same order give the same names.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name, again = _digits(key), 0
        while name in taken:
            again += 1
            name = _digits(f"{key}\n{again}")
        taken.add(name)
        names[key] = name
    return names


def _digits(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:ANCHOR_DIGITS]


def _single_answers(path: Path, field: Field, answer: Answer) -> list[tuple[Path, Field, Answer]]:
    if not isinstance(answer, Rows):
        return [(path, field, answer)] if is_printed(answer) else []
    found: list[tuple[Path, Field, Answer]] = []
    for row in answer.rows:
        for column in field.columns:
            if (cell := row.cells.get(column.id)) is not None:
                found += _single_answers((*path, row.id, column.id), column, cell)
    return found
