"""What the office's own pages say of each agency: where it stands, one action of the order, or one table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from planwriter.errors import PlanwriterError
from planwriter.plan.answers import Answer, NotApplicable, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.progress import ACTIONS, Action, Part
from planwriter.plan.words import answer_in_words, row_name, short_words
from planwriter.template.catalogue import Catalogue, Element, Field, Kind, Section
from planwriter_endpoint.collection import Listed, listed, plan_kept
from planwriter_endpoint.roster import status
from planwriter_endpoint.staff_html import Html, Line, Table, element, joined, listed_in, moment, words
from planwriter_endpoint.store import Store

MOST_PLANS_READ = 600  # about 0.2 MB each
_NOT_ANSWERED = element("span", words("Not answered"), class_="none")
_UNREADABLE = words("This plan is missing or damaged here. “planwriter-endpoint verify” says more.")


@dataclass(frozen=True)
class Agency:
    """One agency and its plan that stands.

    Attributes:
        status: In words.
        plan: None when it cannot be read.
    """

    name: str
    status: str
    submission_id: str
    plan: Plan | None

    @property
    def anchor(self) -> str:
        """By what a page's address leads to it."""
        return f"plan-{self.submission_id}"


class Reader:
    """Reads the plans of a store; each is read once, since what came in never changes."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._read = lru_cache(maxsize=MOST_PLANS_READ)(partial(plan_kept, store, catalogue))

    def status(self, today: date) -> list[dict[str, str]]:
        """Return where each agency stands."""
        return list(status(self._store, today))

    def warm(self, rows: Iterable[dict[str, str]]) -> None:
        """Read every plan ahead, so that the next page need not."""
        self.agencies(rows)

    def agencies(self, rows: Iterable[dict[str, str]]) -> list[Agency]:
        """Return those of the status whose plan came in, each with the plan that stands."""
        known = {str(one.row["submission_id"]): one for one in listed(self._store)}
        return [
            Agency(row["agency"], row["status"], one.row["submission_id"], self._plan(one))
            for row in rows
            if (one := known.get(row["submission"]))
        ]

    def _plan(self, one: Listed) -> Plan | None:
        try:
            return self._read(one.row["sha256"], is_sealed=one.is_sealed)
        except PlanwriterError:  # told in its row, so that the others are still to be read
            return None


def status_word(said: str) -> Html:
    """Return a status, in words first and with a color beside them."""
    return element("span", words(said), class_="status", data_status=said)


def status_table(rows: Sequence[dict[str, str]], titles: dict[str, str]) -> Table:
    """Return the table of where each agency stands; its columns in the order of their titles, then any others."""
    names = [name for name in titles if name != "agency"]
    names += [name for name in (rows[0] if rows else ()) if name not in titles]
    lines = [Line(row["agency"], [_status_cell(name, row[name]) for name in names]) for row in rows]
    return Table(["Agency", *(titles.get(name, name.capitalize()) for name in names)], lines)


def _status_cell(name: str, said: str) -> Html:
    if name == "status":
        return status_word(said)
    if name in ("due", "received"):
        return moment(said)
    return element("span", words(said), class_="id") if name == "submission" and said else words(said)


def action_table(agencies: Iterable[Agency], section: Section, services: Element) -> Table:
    """Return one action of the order: a line an agency, a column for each thing the section asks.

    Args:
        services: The table in which a service may answer an action itself.
    """
    asked = [one for one in section.elements if not one.is_internal]
    asking = _Asking(next(one for one in ACTIONS if one.section == section.id), services)
    lines = []
    for one in agencies:
        plan = one.plan
        cells = [_UNREADABLE] if plan is None else [asking.cell(plan, wanted, one.anchor) for wanted in asked]
        lines.append(Line(one.name, [status_word(one.status), *cells], one.anchor))
    return Table(["Agency", "Status", *(one.title for one in asked)], lines)


@dataclass(frozen=True)
class _Asking:
    """What a plan says to one action, by itself or in its services."""

    action: Action
    services: Element

    def cell(self, plan: Plan, asked: Element, anchor: str) -> Html:
        given = plan.answer(asked.key)
        part = next((part for part in Part if self.action.element(part) == asked.key), None)
        if isinstance(given, Rows) and part is None:
            return element("a", words(short_words(given, asked, plan)), href=f"{asked.key}#{anchor}")
        said = [] if given is None else [shown(given, asked, plan)]
        if part is Part.APPROACH or not said:
            said += self._of_services(plan, part)
        return joined(said, "\n") if said else _NOT_ANSWERED

    def _of_services(self, plan: Plan, part: Part | None) -> Iterator[Html]:
        """Yield what the services say themselves where the order lets them answer a part."""
        if part is None or not self.action.service_column:
            return
        column = self.services.column(self.action.service_column if part is Part.APPROACH else str(part))
        for service in plan.rows(self.services.key):
            if (given := service.cells.get(column.id)) is not None:
                name = f"{row_name(service, self.services) or service.id}: "
                yield joined([element("span", words(name), class_="from"), shown(given, column, plan)])


def rows_table(agencies: Iterable[Agency], asked: Element) -> Table:
    """Return one table over all agencies: each of their rows, and the columns that anybody answered."""
    there = [(one, one.plan) for one in agencies]
    answered = {name for _, plan in there if plan for row in plan.rows(asked.key) for name in row.cells}
    columns = [column for column in asked.columns if column.id in answered]
    lines = [line for one, plan in there for line in _lines_of(one, plan, asked, columns=columns)]
    return Table(["Agency", "Status", *(column.title for column in columns)], lines)


def _lines_of(one: Agency, plan: Plan | None, asked: Element, *, columns: Sequence[Field]) -> Iterator[Line]:
    status_cell = status_word(one.status)
    if plan is None:
        yield Line(one.name, [status_cell, _UNREADABLE], one.anchor)
        return
    given = plan.answer(asked.key)
    if isinstance(given, NotApplicable):
        yield Line(one.name, [status_cell, shown(given, asked, plan)], one.anchor)
    for number, row in enumerate(plan.rows(asked.key)):
        cells = [_cell(row, column, plan) for column in columns]
        yield Line(one.name, [status_cell, *cells], "" if number else one.anchor, row_name(row, asked))


def _cell(row: Row, column: Field, plan: Plan) -> Html:
    given = row.cells.get(column.id)
    return Html("") if given is None else shown(given, column, plan)


def shown(given: Answer, field: Field, plan: Plan) -> Html:
    """Return an answer as the office reads it: the house's words for it, the rows of a table as a list."""
    if isinstance(given, Rows):
        return listed_in(joined(_parts(row, field, plan), "; ") for row in given.rows)
    if field.kind is Kind.DATE:
        return element("time", words(short_words(given, field, plan)), datetime=str(given))
    if field.kind is Kind.DUE:
        return element("span", words(short_words(given, field, plan)), class_="day")
    return words("\n".join(answer_in_words(given, field, plan)))


def _parts(row: Row, field: Field, plan: Plan) -> Iterator[Html]:
    return (shown(row.cells[column.id], column, plan) for column in field.columns if column.id in row.cells)
