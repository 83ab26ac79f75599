"""The office's own pages: where each agency stands, and one action or one table across all agencies."""

import base64
import binascii
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.background import BackgroundTask

from planwriter.template.catalogue import Catalogue, Element, Section
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.staff_html import Html, Link, Page, element, folded, joined, listed_in, page_of, words
from planwriter_endpoint.staff_rows import Agency, Reader, action_table, rows_table, status_table
from planwriter_endpoint.store import Store
from planwriter_endpoint.tables import tables_of
from planwriter_endpoint.tokens import STAFF, client_of

START = "/staff"
_SERVICES = "services.services"
_START_TITLE = "Where each agency stands"
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_COLUMNS = {"agency": "Agency", "status": "Status", "due": "Due", "received": "Received", "title": "Title",
            "note": "Note", "code": "Code", "submission": "Submission"}  # fmt: skip
_ACTION = "One line for each agency. A service’s name before the words: the agency answers in that service."
_TABLE = "One line for each row of each agency, with the columns that anybody filled."


def staff_pages(store: Store) -> APIRouter:
    """Return the pages; a browser asks for a name (staff) and a password (the token of that name)."""
    pages, router = _Pages(store, load_catalogue()), APIRouter(include_in_schema=False)

    def start(request: Request) -> Response:
        return pages.start(request.query_params.get("status", "")) if _is_staff(store, request) else _sign_in()

    def other(request: Request, key: str) -> Response:
        return pages.other(key) if _is_staff(store, request) else _sign_in()

    router.add_api_route(START, start, methods=["GET"])
    router.add_api_route(START + "/{key}", other, methods=["GET"])
    return router


class _Pages:
    """Makes each page anew whenever it is asked for."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._reader = Reader(store, catalogue)
        self._actions = {one.id: one for one in catalogue.sections if one.letter}
        self._tables = {one.key: one for one in tables_of(catalogue)}
        self._catalogue = catalogue
        self._links = [
            Link(START, _START_TITLE),
            *(Link(f"{START}/{one.id}", _action_title(one)) for one in self._actions.values()),
            *(Link(f"{START}/{one.key}", one.title, self._section(one).title) for one in self._tables.values()),
        ]

    def start(self, only: str) -> Response:
        """Say where everybody stands; with `only` those of one status."""
        rows = self._reader.status(_today())
        kept = [row for row in rows if not only or row["status"] == only]
        table = status_table(kept, _COLUMNS)
        response = self._answer(Page(_START_TITLE, START, _tally(rows, only), table))
        response.background = BackgroundTask(self._reader.warm, rows)
        return response

    def other(self, key: str) -> Response:
        """Show an action of the order or a table, or say that there is no such page."""
        address = f"{START}/{key}"
        if key not in self._actions and key not in self._tables:
            above = element("p", words("Choose one of the pages above."))
            return self._answer(Page("There is no such page", address, above), status=404)
        rows = self._reader.status(_today())
        agencies = sorted(self._reader.agencies(rows), key=lambda one: one.name.casefold())
        if section := self._actions.get(key):
            table = action_table(agencies, section, self._catalogue.element(_SERVICES))
            title, about = _action_title(section), _ACTION
        else:
            asked = self._tables[key]
            title, about, table = self._table_title(asked), _TABLE, rows_table(agencies, asked)
        there = {line.anchor for line in table.lines}
        silent = [row["agency"] for row in rows if not row["submission"]]
        silent += [one.name for one in agencies if one.anchor not in there]
        parts = [element("p", words(about)), _ways([one for one in agencies if one.anchor in there]), _silent(silent)]
        return self._answer(Page(title, address, joined(parts), table))

    def _answer(self, page: Page, status: int = 200) -> Response:
        return _response(page, self._links, status)

    def _section(self, asked: Element) -> Section:
        return self._catalogue.section(asked.section)

    def _table_title(self, asked: Element) -> str:
        section = self._section(asked).title
        return section if section == asked.title else f"{section}: {asked.title}"


def _today() -> date:
    return date.today()  # noqa: DTZ011  the office's own day counts


def _is_staff(store: Store, request: Request) -> bool:
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        name, _, token = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return name == STAFF and client_of(store, f"Bearer {token}") == STAFF


def _sign_in() -> Response:
    above = element("p", words("Sign in as staff with the token of that name."))
    response = _response(Page("Sign in", START, above), (), 401)
    response.headers["WWW-Authenticate"] = 'Basic realm="Receiving office", charset="UTF-8"'
    return response


def _response(page: Page, links: Sequence[Link], status: int) -> Response:
    content, style = page_of(page, links)
    return HTMLResponse(content, status, {**_HEADERS, "Content-Security-Policy": _POLICY.format(style)})


def _tally(rows: Sequence[dict[str, str]], only: str) -> Html:
    """Return how many agencies stand where; each number leads to them."""
    counts = Counter(row["status"] for row in rows)
    ways = [(START, f"{_agencies(len(rows))} in all", "")]
    ways += [(f"{START}?status={quote(name)}", f"{count:,} {name}", name) for name, count in counts.most_common()]
    return listed_in((_way(*one, only) for one in ways), class_="tally", aria_label="How many stand where")


def _way(address: str, said: str, name: str, only: str) -> Html:
    mark = {"data_status": name} if name else {}
    here = {"aria_current": "true"} if name == only else {}
    return element("a", words(said), href=address, **mark, **here)


def _ways(agencies: Iterable[Agency]) -> Html:
    links = [element("a", words(one.name), href=f"#{one.anchor}") for one in agencies]
    return folded(f"Go to one of {_agencies(len(links))}", _names(links)) if links else Html("")


def _silent(names: list[str]) -> Html:
    if not names:
        return Html("")
    return folded(f"Nothing here from {_agencies(len(names))}", _names(words(one) for one in sorted(names)))


def _names(names: Iterable[Html]) -> Html:
    return listed_in(names, class_="names")


def _agencies(count: int) -> str:
    return "1 agency" if count == 1 else f"{count:,} agencies"


def _action_title(section: Section) -> str:
    return f"({section.letter}) {section.title}"
