"""The order of pages, what each shows, how far it is, and which comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planwriter.checks.findings import Finding, Severity
from planwriter.plan.answers import is_empty
from planwriter.plan.draft import Draft, path_from_key
from planwriter.plan.plan import Path, Plan, path_of
from planwriter.template.catalogue import Catalogue, Field, Page


class PageState(StrEnum):
    """How far a page is; the value is the word people read."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    PROBLEM = "Problem"


@dataclass(frozen=True)
class Stop:
    """One page on the way, as the outline lists it.

    Attributes:
        id: The page's id; for a row's own page "page/row id". The finished tick is kept by it.
        title: What the outline says.
        row_id: The row it belongs to; "" for an ordinary page.
        row_name: The row's name, for the line above the heading; "" for an ordinary page.
    """

    id: str
    page: Page
    title: str
    row_id: str = ""
    row_name: str = ""


@dataclass(frozen=True)
class Asked:
    """One thing a page asks for: where the answer stands, and the element or column it is."""

    path: Path
    field: Field


def stops(catalogue: Catalogue, plan: Plan) -> tuple[Stop, ...]:
    """Return every page in order; a table's own pages stand once for each of its rows, after the table's page."""
    found: list[Stop] = []
    pages = list(catalogue.pages())
    for page in pages:
        if not page.each_row_of:
            found.append(Stop(page.id, page, page.title))
            own = [other for other in pages if other.each_row_of and other.each_row_of in page.elements]
            found += _row_stops(own, plan)
    return tuple(found)


def _row_stops(pages: Sequence[Page], plan: Plan) -> Iterable[Stop]:
    if not pages:
        return
    for number, row in enumerate(plan.rows(pages[0].each_row_of), 1):
        name = row.cells.get("name") or f"{number} (no name yet)"
        for page in pages:
            yield Stop(f"{page.id}/{row.id}", page, page.title, row.id, str(name))


def asked(catalogue: Catalogue, stop: Stop) -> tuple[Asked, ...]:
    """Return what a page asks for, in order."""
    if not stop.row_id:
        return tuple(Asked((key,), catalogue.element(key)) for key in stop.page.elements)
    table = catalogue.element(stop.page.each_row_of)
    return tuple(Asked((table.key, stop.row_id, column), table.column(column)) for column in stop.page.columns)


def stop_of(path: Path, all_stops: Sequence[Stop]) -> Stop | None:
    """Return the page on which an answer is asked for; a cell of a row with pages of its own is found there."""
    if len(path) > 2:
        for stop in all_stops:
            if stop.row_id == path[1] and stop.page.each_row_of == path[0] and path[2] in stop.page.columns:
                return stop
    return next((stop for stop in all_stops if not stop.row_id and path[0] in stop.page.elements), None)


def path_of_finding(finding: Finding, plan: Plan) -> Path:
    """Return the path a finding leads to; its table's when the row is gone."""
    try:
        return path_of(plan, finding.path)
    except KeyError:
        return (finding.element,)


def page_state(catalogue: Catalogue, stop: Stop, draft: Draft) -> PageState:
    """Return how far a page is, its problems left aside."""
    if stop.id in draft.finished:
        return PageState.COMPLETED
    is_started = any(_is_started(one.path, draft) for one in asked(catalogue, stop))
    return PageState.IN_PROGRESS if is_started else PageState.NOT_STARTED


def has_must(findings: Iterable[Finding]) -> bool:
    """Whether a `must` is among them."""
    return any(finding.severity is Severity.MUST for finding in findings)


def neighbour(all_stops: Sequence[Stop], stop_id: str, *, step: int) -> Stop:
    """Return the page `step` places on (or back), staying at the ends; the first page when `stop_id` is gone."""
    place = next((n for n, stop in enumerate(all_stops) if stop.id == stop_id), 0)
    return all_stops[max(0, min(place + step, len(all_stops) - 1))]


def first_unfinished(all_stops: Sequence[Stop], finished: frozenset[str]) -> Stop:
    """Return the page to begin with: the first without a finished tick, else the first of all."""
    return next((stop for stop in all_stops if stop.id not in finished), all_stops[0])


def crumbs(stop: Stop, all_stops: Sequence[Stop], catalogue: Catalogue) -> str:
    """Return the line above a page: section, row, place among all pages, and whether it is printed."""
    section = catalogue.section(stop.page.section)
    title = f"({section.letter}) {section.title}" if section.letter else section.title
    names = [title, stop.row_name, f"Page {all_stops.index(stop) + 1} of {len(all_stops)}"]
    names += ["Not printed in public copies"] if section.is_internal else []
    return " › ".join(name for name in names if name)


def next_unfinished(all_stops: Sequence[Stop], stop_id: str, finished: frozenset[str]) -> Stop | None:
    """Return the next page without a finished tick, going round once; None when every other page has one."""
    place = next((n for n, stop in enumerate(all_stops) if stop.id == stop_id), -1)
    rest = (*all_stops[place + 1 :], *all_stops[: max(place, 0)])
    return next((stop for stop in rest if stop.id not in finished), None)


def _is_started(path: Path, draft: Draft) -> bool:
    if not is_empty(draft.plan.at(path)):
        return True
    return any(path_from_key(key)[: len(path)] == path for key in draft.typed)
