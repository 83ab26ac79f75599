"""Finds the faults of a catalogue that its types cannot refuse: ids, references, pages and guidance.

The tests run it over the shipped catalogue; the program itself never does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from planwriter.template.catalogue import Catalogue, Element, Field, Kind, Page
from planwriter.template.readability import grade

HARDEST_GRADE = 10.0  # guidance is for a person who does this for the first time
FEWEST_POINTS = 2
FEWEST_POINTS_OF_LONG_ANSWERS = 3  # texts and tables
FORMS = ("", "email", "control_number")

_SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_WITH_CHOICES = (Kind.CHOICE, Kind.CHOICES)
_LONG = (Kind.TEXT, Kind.ROWS)


def problems(catalogue: Catalogue, sources: Iterable[str]) -> list[str]:
    """Return what is wrong with a catalogue, one sentence a fault, each beginning with its place.

    Args:
        catalogue: What to look at.
        sources: What its elements may cite.
    """
    known_sources = frozenset(sources)
    found = [*_id_problems(catalogue)]
    for section in catalogue.sections:
        if not section.title.strip():
            found.append(f"section {section.id}: it has no title.")
    for element in catalogue.elements():
        for place, field in fields_within(element, element.key):
            found += _field_problems(place, field, catalogue)
        found += _guidance_problems(element)
        if element.source not in known_sources:
            found.append(f"{element.key}: the source “{element.source}” is not one that may be cited.")
    for page in catalogue.pages():
        found += _page_problems(page, catalogue)
    return [*found, *_placement_problems(catalogue)]


def fields_within(field: Field, place: str) -> Iterator[tuple[str, Field]]:
    """Give a field and, for a table, all columns below it, each with its place such as "services.services.owner"."""
    yield place, field
    for column in field.columns:
        yield from fields_within(column, f"{place}.{column.id}")


def guidance_text(element: Element) -> str:
    """Return all that the guidance pane says about an element, one line a sentence."""
    return "\n".join((element.question, element.hint, *element.cover, *element.sent_back))


def _id_problems(catalogue: Catalogue) -> Iterator[str]:
    yield from _ids("section", (section.id for section in catalogue.sections))
    yield from _ids("page", (page.id for page in catalogue.pages()))
    for section in catalogue.sections:
        yield from _ids(f"{section.id}: element", (element.id for element in section.elements))
    for element in catalogue.elements():
        for place, field in fields_within(element, element.key):
            yield from _ids(f"{place}: column", (column.id for column in field.columns))
            yield from _ids(f"{place}: choice", (choice.id for choice in field.choices))


def _ids(of_what: str, ids: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{of_what} {name}: this id stands {times} times."
        if not _SNAKE_CASE.fullmatch(name):
            yield f"{of_what} {name}: the id is not lower-case snake_case."


def _field_problems(place: str, field: Field, catalogue: Catalogue) -> Iterator[str]:
    if not field.title.strip():
        yield f"{place}: it has no title."
    if field.max_words is not None and field.kind is not Kind.TEXT:
        yield f"{place}: only a text has a limit of words."
    if field.form not in FORMS or (field.form and field.kind is not Kind.LINE):
        yield f"{place}: the form “{field.form}” is unknown, or not for this kind."
    yield from _choice_problems(place, field)
    yield from _reference_problems(place, field, catalogue)
    yield from _table_problems(place, field)


def _choice_problems(place: str, field: Field) -> Iterator[str]:
    if field.kind in _WITH_CHOICES and not field.choices:
        yield f"{place}: there is nothing to choose from."
    if field.choices and field.kind not in _WITH_CHOICES:
        yield f"{place}: a {field.kind} has no choices."
    for choice in field.choices:
        if not choice.label.strip():
            yield f"{place}: the choice {choice.id} has no label."


def _reference_problems(place: str, field: Field, catalogue: Catalogue) -> Iterator[str]:
    if field.kind is not Kind.REFS:
        if field.refers_to or field.at_most_one:
            yield f"{place}: a {field.kind} refers to no table."
    elif not field.refers_to:
        yield f"{place}: it does not say which table it refers to."
    elif not _is_table(field.refers_to, catalogue):
        yield f"{place}: it refers to {field.refers_to}, which is not a table."


def _table_problems(place: str, field: Field) -> Iterator[str]:
    if field.kind is not Kind.ROWS:
        if field.columns:
            yield f"{place}: a {field.kind} has no columns."
        return
    if not field.columns:
        yield f"{place}: the table has no columns."
    elif not any(column.is_listed for column in field.columns):
        yield f"{place}: the list above the form shows no column."
    for column in field.columns:
        if column.is_listed and column.kind in _LONG:
            yield f"{place}.{column.id}: a {column.kind} is too long for the list above the form."


def _guidance_problems(element: Element) -> Iterator[str]:
    key = element.key
    if not element.question.strip().endswith("?"):
        yield f"{key}: it asks no question."
    fewest = FEWEST_POINTS_OF_LONG_ANSWERS if element.kind in _LONG else FEWEST_POINTS
    if sum(bool(point.strip()) for point in element.cover) < fewest:
        yield f"{key}: what to cover needs at least {fewest} points."
    if not any(point.strip() for point in element.sent_back):
        yield f"{key}: it does not say what reviewers send back."
    if (reading := grade(guidance_text(element))) > HARDEST_GRADE:
        yield f"{key}: the guidance reads at grade {reading:.1f}; {HARDEST_GRADE:g} is the most."


def _page_problems(page: Page, catalogue: Catalogue) -> Iterator[str]:
    place = f"page {page.id}"
    if not page.title.strip():
        yield f"{place}: it has no title."
    if not page.elements:
        yield f"{place}: it shows no element."
    for key in page.elements:
        if not catalogue.has_element(key):
            yield f"{place}: there is no element {key}."
    if page.each_row_of and not _is_table(page.each_row_of, catalogue):
        yield f"{place}: there is no table {page.each_row_of}."
    tables = [key for key in (page.each_row_of, *page.elements) if key and _is_table(key, catalogue)]
    for column in page.columns:
        if not any(catalogue.element(key).has_column(column) for key in tables):
            yield f"{place}: there is no column {column}."


def _placement_problems(catalogue: Catalogue) -> Iterator[str]:
    pages = list(catalogue.pages())
    shown = {key for page in pages for key in page.elements}
    for element in catalogue.elements():
        if element.key not in shown:
            yield f"{element.key}: no page shows it."
    for table in sorted({page.each_row_of for page in pages} - {""}):
        if not _is_table(table, catalogue):
            continue
        times = Counter(column for page in pages if page.each_row_of == table for column in page.columns)
        for column in catalogue.element(table).columns:
            if times[column.id] != 1:
                yield f"{table}.{column.id}: {times[column.id]} of the row's pages show it, not one."


def _is_table(key: str, catalogue: Catalogue) -> bool:
    return catalogue.has_element(key) and catalogue.element(key).kind is Kind.ROWS
