"""One CSV file a table over all plans that stand: an action, or what an agency says, side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import FormatError, StorageError
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows, as_json
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Element, Field, Kind
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.collection import Listed, listed, plan_kept, that_stand
from planwriter_endpoint.roster import csv_words
from planwriter_endpoint.store import Store

PLAN_HEAD = ("agency", "code", "submission", "received", "standing")
_BOM = "\ufeff"  # without it Excel takes the file for another alphabet


def tables_of(catalogue: Catalogue) -> tuple[Element, ...]:
    """Return the tables of the template that an office may look at across agencies."""
    return tuple(one for one in catalogue.elements() if one.kind is Kind.ROWS and not one.is_internal)


@dataclass(frozen=True)
class Collected:
    """The version that stands of each plan, in the order of arrival.

    Attributes:
        left_out: In words, each plan that is missing or damaged; the others are worth reading all the same.
    """

    plans: tuple[tuple[Listed, Plan], ...]
    left_out: tuple[str, ...]


def collected(store: Store) -> Collected:
    """Return the plans that stand, and what of them cannot be read."""
    catalogue = load_catalogue()
    plans: list[tuple[Listed, Plan]] = []
    left_out: list[str] = []
    for one in that_stand(listed(store)):
        try:
            plans.append((one, plan_kept(store, catalogue, one.row["sha256"], is_sealed=one.is_sealed)))
        except (StorageError, FormatError) as error:
            left_out.append(f"{one.row['agency_name']}, {one.row['submission_id']}: {error.title}")
    return Collected(tuple(plans), tuple(left_out))


@dataclass(frozen=True)
class Written:
    """The files that were written, and the plans that are in none of them, in words."""

    paths: tuple[Path, ...]
    left_out: tuple[str, ...]


def write_tables(store: Store, folder: Path) -> Written:
    """Write answers.csv and a file for each table of the template.

    Raises:
        StorageError: The disk refuses.
    """
    catalogue, found = load_catalogue(), collected(store)
    plans = found.plans
    private_folder(folder)
    paths = [_written(folder / "answers.csv", (*PLAN_HEAD, "element", "title", "answer"), _answers(plans, catalogue))]
    for element in tables_of(catalogue):
        head = (*PLAN_HEAD, "row", *(column.id for column in element.columns))
        paths.append(_written(folder / f"{element.key}.csv", head, table_rows(plans, element)))
    return Written(tuple(paths), found.left_out)


def _written(path: Path, head: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> Path:
    write_atomically(path, (_BOM + csv_words([head, *rows])).encode())
    return path


def _about(one: Listed) -> tuple[object, ...]:
    row = one.row
    return row["agency_name"], row["agency_code"], row["submission_id"], row["received"], one.standing


def _answers(plans: Iterable[tuple[Listed, Plan]], catalogue: Catalogue) -> Iterator[tuple[object, ...]]:
    for one, plan in plans:
        for element in catalogue.elements():
            given = plan.answer(element.key)
            if given is not None and not isinstance(given, Rows):
                yield (*_about(one), element.key, element.title, _words(given, element, plan))


def table_rows(plans: Iterable[tuple[Listed, Plan]], element: Element) -> Iterator[tuple[object, ...]]:
    """Yield every agency's rows of one table: PLAN_HEAD, the row's id, and a cell for each column."""
    for one, plan in plans:
        for row in plan.rows(element.key):
            yield (*_about(one), row.id, *(_cell(row, column, plan) for column in element.columns))


def _cell(row: Row, column: Field, plan: Plan) -> object:
    given = row.cells.get(column.id)
    return "" if given is None else _words(given, column, plan)


def _words(given: Answer, field: Field, plan: Plan) -> object:
    labels = {choice.id: choice.label for choice in field.choices} | _names(field, plan)
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
            return "\n".join("; ".join(_filled(row, field, plan)) for row in given.rows)
        case str():
            return labels.get(given, given)
        case tuple():
            return "; ".join(labels.get(one, one) for one in given)
        case _:
            return as_json(given)


def _filled(row: Row, table: Field, plan: Plan) -> Iterator[str]:
    return (str(_cell(row, column, plan)) for column in table.columns if column.id in row.cells)


def _names(field: Field, plan: Plan) -> dict[str, str]:
    """Return what the rows are called that a field may name: their first answer."""
    if not field.refers_to:
        return {}
    return {row.id: str(next(iter(row.cells.values()), row.id)) for row in plan.rows(field.refers_to)}
