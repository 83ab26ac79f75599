"""Writes a laid-out document as a web page of one file, or as a fragment for an agency's content system."""

import re
from functools import cache
from typing import TYPE_CHECKING

from planwriter.export.blocks import Document
from planwriter.export.html.page import address_of, answers_of, id_of, percent_of, picture_of, stretches_of
from planwriter.export.nested import nested
from planwriter.resources import resource

if TYPE_CHECKING:
    from jinja2 import Environment

_BLANK_LINES = re.compile(r"\n\s*\n")
_DESCRIPTION = "Customer Service Plan under Executive Order 13571"


def written_html(document: Document, *, export_id: str, is_fragment: bool = False) -> bytes:
    """Return the page; the same document gives the same bytes.

    Args:
        is_fragment: Whether it stands within somebody else's page: without head, styles and landmarks of its own, and
            with headings that begin at the second level.
    """
    template = _environment().get_template("fragment.html.j2" if is_fragment else "page.html.j2")
    description = f"{_DESCRIPTION}: {document.agency}" if document.agency else _DESCRIPTION
    html = template.render(page=nested(document), document=document, export_id=export_id, description=description)
    return (_BLANK_LINES.sub("\n", html).strip() + "\n").encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # heavy, and not wanted before the first paint

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(resource("html")),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "stretches": stretches_of,
        "address": address_of,
        "answers": answers_of,
        "id": id_of,
        "picture": picture_of,
        "percent": percent_of,
    }
    return environment
