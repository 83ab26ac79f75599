"""How the office's own pages look: a page of HTML with one table that stays readable when it is large."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import NewType

from planwriter.plan.due import day_in_words
from planwriter_endpoint.staff_style import STYLE, layout

Html = NewType("Html", str)
"""What may stand in a page as it is; made here only, so that no word of a plan gets in unescaped."""

_LONG_NAME = 100  # characters; more would eat a narrow screen if they stayed in sight


@dataclass(frozen=True)
class Link:
    """A page that can be gone to.

    Attributes:
        group: The heading it stands under; "" for those that are always in sight.
    """

    address: str
    words: str
    group: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table.

    Attributes:
        name: Whose row it is; stays in sight.
        anchor: What an address may end with to lead here; may be empty.
        detail: Which of theirs, where they have several.
    """

    name: str
    cells: Sequence[Html]
    anchor: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Table:
    """A table: the title of each column, and its rows."""

    head: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True)
class Page:
    """What one page shows.

    Attributes:
        address: Its own, so that its link says where one is.
        above: What stands between the heading and the table.
    """

    title: str
    address: str
    above: Html
    table: Table | None = None


def words(said: object) -> Html:
    """Return somebody's words for a page."""
    return Html(escape(str(said)))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Return parts, one after the other."""
    return Html(escape(between).join(parts))


def element(tag: str, content: Html, **attributes: str) -> Html:
    """Return an element; `class_` stands for class, and "_" within a name for "-"."""
    given = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"' for name, text in attributes.items())
    return Html(f"<{tag}{given}>{content}</{tag}>")


def listed_in(items: Iterable[Html], **attributes: str) -> Html:
    """Return a list."""
    return element("ul", joined(element("li", one) for one in items), **attributes)


def folded(summary: str, content: Html) -> Html:
    """Return what a person may unfold."""
    return element("details", joined([element("summary", words(summary)), content]))


def moment(stored: str) -> Html:
    """Return a day or a time as people read it, with the exact one beside it; other words as they are."""
    try:
        when = date.fromisoformat(stored) if len(stored) == len("2011-10-24") else datetime.fromisoformat(stored)
    except ValueError:
        return words(stored)
    exact = day_in_words(when)
    if isinstance(when, datetime):
        exact += when.strftime(", %H:%M:%S ") + (when.tzname() or "")
    return element("time", words(day_in_words(when)), datetime=stored, title=exact.strip())


def page_of(page: Page, links: Sequence[Link]) -> tuple[str, str]:
    """Return a page, and the only style it may have as its policy names it."""
    style = STYLE + (layout(page.table.head) if page.table else "")
    content = joined([Html(f'<h1 id="title">{escape(page.title)}</h1>'), page.above])
    if page.table:
        content = joined([content, _region(page.table)])
    skip = element("a", words("Skip to the content"), class_="skip", href="#content") if links else Html("")
    body = joined([skip, _pages(page, links), element("main", content, id="content", tabindex="-1")])
    whole = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(page.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )
    return whole, f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _pages(page: Page, links: Sequence[Link]) -> Html:
    """Return the ways to every page: the few that are most wanted in sight, the others to be unfolded."""
    if not links:
        return Html("")
    others = [one for one in links if one.group]
    groups: dict[str, list[Link]] = {}
    for one in others:
        groups.setdefault(one.group, []).append(one)
    inner = joined(
        element("div", joined([element("h2", words(group)), listed_in(_link(one, page) for one in members)]))
        for group, members in groups.items()
    )
    shown = listed_in(_link(one, page) for one in links if not one.group)
    here = next((f"; you are reading “{one.words}”" for one in others if one.address == page.address), "")
    more = folded(f"Tables ({len(others)}{here})", element("div", inner, class_="groups"))
    return element("nav", joined([shown, more]), aria_label="Pages")


def _link(link: Link, page: Page) -> Html:
    here = {"aria_current": "page"} if link.address == page.address else {}
    return element("a", words(link.words), href=link.address, **here)


def _region(table: Table) -> Html:
    # the roles stand here since on a narrow screen the parts are laid out as blocks
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in table.head)
    lines = "".join(_line(one) for one in table.lines)
    if not table.lines:
        lines = f'<tr role="row"><td role="cell" colspan="{len(table.head)}">Nothing yet.</td></tr>'
    return Html(
        '<div class="region" role="region" aria-labelledby="title" tabindex="0"><table role="table"'
        f' aria-labelledby="title"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{lines}</tbody></table></div>'
    )


def _line(line: Line) -> str:
    anchor = f' id="{escape(line.anchor)}"' if line.anchor else ""
    long = ' class="long"' if len(line.name) + len(line.detail) > _LONG_NAME else ""
    detail = f' <span class="detail">{escape(line.detail)}</span>' if line.detail else ""
    cells = "".join(f'<td role="cell">{cell}</td>' for cell in line.cells)
    name = f'<th scope="row" role="rowheader"{long}><span>{escape(line.name)}{detail}</span></th>'
    return f'<tr role="row"{anchor}>{name}{cells}</tr>'
