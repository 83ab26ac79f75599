"""The steps of a walk that read where words lead: links by relationship, and fields."""

import re
from collections.abc import Mapping
from typing import Any

from planwriter.review.walk import Handler, Walk
from planwriter.word.xml_parts import R, W

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"][^\s"]*))(?:\s+\\l\s+"([^"]*)")?', re.IGNORECASE)


def _hyperlink(walk: Walk, element: Any) -> None:
    before = walk.here.href
    target = walk.links.get(str(element.get(f"{R}id")))
    if target:
        walk.here.href = _joined(target, element.get(f"{W}anchor"))
    walk.children(element)
    walk.here.href = before


def _simple_field(walk: Walk, element: Any) -> None:
    before = walk.here.href
    walk.here.href = _link_in(str(element.get(f"{W}instr"))) or before
    walk.children(element)
    walk.here.href = before


def _field_mark(walk: Walk, element: Any) -> None:
    here, kind = walk.here, element.get(f"{W}fldCharType")
    if kind == "begin":
        here.fields.append(([], here.href))
    elif kind == "separate" and here.fields:
        here.href = _link_in("".join(here.fields[-1][0])) or here.href
    elif kind == "end" and here.fields:
        here.href = here.fields.pop()[1]
    walk.children(element)


def _field_code(walk: Walk, element: Any) -> None:
    if walk.here.fields and element.text:
        walk.here.fields[-1][0].append(element.text)


def _link_in(code: str) -> str | None:
    found = _LINK.match(code)
    return _joined(found[1] or found[2] or "", found[3]) or None if found else None


def _joined(target: str, place: str | None) -> str:
    """Return an address with the place in its page, which Word keeps apart."""
    return f"{target}#{place}" if target and place and "#" not in target else target


HANDLERS: Mapping[str, Handler] = {
    f"{W}hyperlink": _hyperlink,
    f"{W}fldSimple": _simple_field,
    f"{W}fldChar": _field_mark,
    f"{W}instrText": _field_code,
    f"{W}delInstrText": _field_code,
}
