"""One CSV file a table over all plans that stand: an action, or what an agency says, side by side."""

from collections.abc import Iterator
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows, as_json
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.submit.package import plan_of, read_package
from planwriter.template.catalogue import Catalogue, Element, Field, Kind
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.collection import Listed, listed, package_of
from planwriter_endpoint.roster import csv_words
from planwriter_endpoint.store import Store

_PLAN_HEAD = ("agency", "code", "submission", "received", "standing")
_BOM = "\ufeff"  # without it Excel takes the file for another alphabet


def write_tables(store: Store, folder: Path) -> list[Path]:
    """Write answers.csv and a file for each table of the template; returns their paths.

    Only the version that stands of each plan is in them.

    Raises:
        StorageError: The disk refuses, or a package is missing or damaged.
    """
    catalogue = load_catalogue()
    latest = {one.row["plan_id"]: one for one in listed(store)}
    plans = [(one, plan_of(read_package(package_of(store, one.row)), catalogue)) for one in latest.values()]
    private_folder(folder)
    paths = [_written(folder / "answers.csv", (*_PLAN_HEAD, "element", "title", "answer"), _answers(plans, catalogue))]
    for element in catalogue.elements():
        if element.kind is Kind.ROWS and not element.is_internal:
            head = (*_PLAN_HEAD, "row", *(column.id for column in element.columns))
            paths.append(_written(folder / f"{element.key}.csv", head, _rows(plans, element)))
    return paths


def _written(path: Path, head: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> Path:
    write_atomically(path, (_BOM + csv_words([head, *rows])).encode())
    return path


def _about(one: Listed) -> tuple[object, ...]:
    row = one.row
    return row["agency_name"], row["agency_code"], row["submission_id"], row["received"], one.standing


def _answers(plans: list[tuple[Listed, Plan]], catalogue: Catalogue) -> Iterator[tuple[object, ...]]:
    for one, plan in plans:
        for element in catalogue.elements():
            given = plan.answer(element.key)
            if given is not None and not isinstance(given, Rows):
                yield (*_about(one), element.key, element.title, _words(given, element))


def _rows(plans: list[tuple[Listed, Plan]], element: Element) -> Iterator[tuple[object, ...]]:
    for one, plan in plans:
        for row in plan.rows(element.key):
            yield (*_about(one), row.id, *(_cell(row, column) for column in element.columns))


def _cell(row: Row, column: Field) -> object:
    given = row.cells.get(column.id)
    return "" if given is None else _words(given, column)


def _words(given: Answer, field: Field) -> object:
    labels = {choice.id: choice.label for choice in field.choices}
    match given:
        case Text():
            return given.plain
        case NotApplicable(reason):
            return f"Not applicable: {reason}"
        case Person():
            return "; ".join(part for part in as_json(given).values() if part)
        case bool():
            return "yes" if given else "no"
        case Rows():
            return "\n".join("; ".join(str(_cell(row, column)) for column in field.columns) for row in given.rows)
        case str():
            return labels.get(given, given)
        case tuple():
            return "; ".join(labels.get(one, one) for one in given)
        case _:
            return as_json(given)
