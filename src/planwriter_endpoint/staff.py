"""Two plain pages for the office's own people: where each agency stands, and one table across all agencies."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from planwriter.submit.contract import ProblemKind, Standing
from planwriter.template.catalogue import Element
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.intake import refuse
from planwriter_endpoint.roster import HEAD, status
from planwriter_endpoint.store import Store
from planwriter_endpoint.tables import PLAN_HEAD, standing_plans, table_rows, tables_of
from planwriter_endpoint.tokens import STAFF, client_of

START = "/staff"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STYLE = """body { font: 1rem/1.5 sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; color: #1b1b1b; }
a { color: #00437a; } table { border-collapse: collapse; } .wide { overflow-x: auto; }
caption { text-align: left; padding: .5rem 0; } th, td { border: 1px solid #71767a; padding: .3rem .6rem;
text-align: left; vertical-align: top; white-space: pre-line; } thead th { background: #e7e9ec; }"""
_COLUMNS = {"agency": "Agency", "code": "Code", "due": "Due", "status": "Status", "received": "Received",
            "submission": "Submission", "title": "Title", "note": "Note"}  # fmt: skip


def staff_pages(store: Store) -> APIRouter:
    """Return the pages; a browser asks for a name (staff) and a password (the token of that name)."""
    router = APIRouter(include_in_schema=False)

    def start(request: Request) -> Response:
        if not _is_staff(store, request):
            return _sign_in()
        rows = [[row[name] for name in HEAD] for row in status(store, date.today())]  # noqa: DTZ011  the office's day
        head = [_COLUMNS[name] for name in HEAD]
        return _page("Where each agency stands", head, rows, "The roster first, then agencies that are not on it.")

    def table(request: Request, key: str) -> Response:
        if not _is_staff(store, request):
            return _sign_in()
        element = next((one for one in tables_of(load_catalogue()) if one.key == key), None)
        if element is None:
            refuse(ProblemKind.NOT_FOUND)
        head, rows = _narrow(element, list(table_rows(standing_plans(store), element)))
        return _page(_title(element), head, rows, "All agencies whose plan came in; the version that stands.")

    router.add_api_route(START, start, methods=["GET"])
    router.add_api_route(START + "/{key}", table, methods=["GET"])
    return router


def _is_staff(store: Store, request: Request) -> bool:
    kind, _, words = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        name, _, token = base64.b64decode(words, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return name == STAFF and client_of(store, f"Bearer {token}") == STAFF


def _sign_in() -> Response:
    headers = {**_HEADERS, "WWW-Authenticate": 'Basic realm="Receiving office", charset="UTF-8"'}
    return HTMLResponse(_html("Sign in", "<p>Sign in as staff with the token of that name.</p>"), 401, headers)


def _narrow(element: Element, rows: list[tuple[object, ...]]) -> tuple[list[str], list[list[object]]]:
    """Return the columns a person reads: agency, where its plan stands, and each column that anybody answered."""
    skipped = len(PLAN_HEAD) + 1
    answered = [
        number for number in range(skipped, skipped + len(element.columns)) if any(row[number] != "" for row in rows)
    ]
    head = ["Agency", "Status", *(element.columns[number - skipped].title for number in answered)]
    kept = (0, PLAN_HEAD.index("standing"), *answered)
    return head, [[_shown(row[number]) for number in kept] for row in rows]


def _shown(cell: object) -> object:
    return str(cell).replace("_", " ") if cell in list(Standing) else cell


def _page(title: str, head: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> Response:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(_line(row) for row in rows) or f'<tr><td colspan="{len(head)}">Nothing yet.</td></tr>'
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
    content = f'<div class="wide" role="region" aria-label="{escape(title)}" tabindex="0">{table}</div>'
    return HTMLResponse(_html(title, content + _links()), headers=_HEADERS)


def _line(row: Sequence[object]) -> str:
    first, *rest = (escape(str(cell)) for cell in row)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"


def _links() -> str:
    pages = [(START, "Where each agency stands")]
    pages += [(f"{START}/{one.key}", _title(one)) for one in tables_of(load_catalogue())]
    items = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in pages)
    return f'<nav aria-labelledby="pages"><h2 id="pages">All pages</h2><ul>{items}</ul></nav>'


def _title(element: Element) -> str:
    section = load_catalogue().section(element.section).title
    return section if section == element.title else f"{section}: {element.title}"


def _html(title: str, content: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )
