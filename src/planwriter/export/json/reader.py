"""Reads the answers of an exported JSON file as words, from the JSON alone and not through the plan's own reader."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planwriter.errors import FormatError
from planwriter.export.found import FoundAnswers
from planwriter.export.words import GONE, UNNAMED
from planwriter.plan.draft import path_key
from planwriter.plan.stored import read_json
from planwriter.template.catalogue import Catalogue, Field, Kind, Requirement

_PERSON = ("name", "title", "office", "phone", "email")


def read_exported_json(data: bytes, catalogue: Catalogue, keys: Iterable[str]) -> FoundAnswers:
    """Return the answers found in a JSON file.

    Args:
        keys: Path keys of all answers that the plan may print, internal ones too.

    Raises:
        FormatError: It is not JSON, or not the JSON of a plan.
    """
    form = read_json(data)
    try:
        found = _all_answers(form["answers"], catalogue)
        is_internal = form.get("copy", "working") != "public"
    except (AttributeError, KeyError, TypeError) as error:  # a value of another kind than a plan has there
        raise FormatError(
            "This file is not an exported plan.", "Choose a JSON file that planwriter exported."
        ) from error
    return FoundAnswers(found, is_internal, strangers=len(found.keys() - set(keys)))


def _all_answers(answers: Mapping[str, Any], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for section, elements in answers.items():
        for element, value in elements.items():
            key = f"{section}.{element}"
            if catalogue.has_element(key):
                found.update(_leaves((key,), catalogue.element(key), value, (catalogue, answers)))
            else:
                found[key] = ()
    return found


def _leaves(
    path: tuple[str, ...], field: Field, value: Any, context: tuple[Catalogue, Mapping[str, Any]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if field.kind is not Kind.ROWS or not isinstance(value, list):
        yield path_key(path), _words(field, value, context)
        return
    for row in value:
        for name, cell in row.items():
            if name != "id" and field.has_column(name):
                yield from _leaves((*path, str(row.get("id")), name), field.column(name), cell, context)


def _words(field: Field, value: Any, context: tuple[Catalogue, Mapping[str, Any]]) -> tuple[str, ...]:
    match value:
        case {"not_applicable": reason}:
            return (str(reason),)
        case dict():
            return tuple(str(value[line]) for line in _PERSON if line in value)
        case bool():
            return ("Yes" if value else "No",)
        case list() if field.kind is Kind.TEXT:
            return tuple("".join(str(run["text"]) for run in block["text"]) for block in value)
        case list() if field.kind is Kind.REFS:
            return tuple(_row_name(field.refers_to, row_id, context) for row_id in value)
        case list():
            return tuple(field.label_of(one) for one in value)
        case str() if field.kind is Kind.CHOICE:
            return (field.label_of(value),)
        case _:
            return (str(value),)


def _row_name(table: str, row_id: str, context: tuple[Catalogue, Mapping[str, Any]]) -> str:
    catalogue, answers = context
    section, element = table.split(".")
    rows = answers.get(section, {}).get(element, [])
    row = next((row for row in rows if row.get("id") == row_id), None)
    if row is None:
        return GONE
    lines = [column for column in catalogue.element(table).columns if column.kind is Kind.LINE]
    lines.sort(key=lambda column: column.requirement is not Requirement.REQUIRED)
    return str(row.get(lines[0].id, UNNAMED)) if lines else UNNAMED
