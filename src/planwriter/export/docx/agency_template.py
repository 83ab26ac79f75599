"""Reads an agency's own Word file as a template: any .docx or .dotx, with nothing to be marked in it beforehand.

Takes: the file's bytes. Gives: a Template whose styles, heads, seal and paper are the agency's, and a report of what
plays each role, what had to be added, and what was not taken over.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from planwriter.errors import FormatError
from planwriter.export.docx.agency_lists import AgencyNumbering
from planwriter.export.docx.agency_parts import AgencyParts
from planwriter.export.docx.agency_styles import AgencyStyles, Match, RoleFound
from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.export.docx.template import THEME, Template
from planwriter.word.package import opened_package
from planwriter.word.xml_parts import W, is_external, parsed, relations, value

_MACROS = b"macroenabled"
_FROM_RIGHT = tuple(f"{W}{name}" for name in ("bidi", "rtl", "bidiVisual"))
_BESIDE = (
    ("vbaproject", "macros"),
    ("vbadata", "macros"),
    ("activex", "embedded objects and controls"),
    ("embeddings", "embedded objects and controls"),
    ("customxml/", "data stored beside the text"),
    ("customui", "buttons and menus"),
)


@dataclass(frozen=True)
class AgencyTemplate:
    """An agency's Word file, ready to write on.

    Attributes:
        roles: Which style plays each role.
        left_out: What was not taken over, in words.
    """

    template: Template
    roles: tuple[RoleFound, ...]
    left_out: tuple[str, ...]

    @property
    def report(self) -> tuple[str, ...]:
        """What the person should know, a line each; none when the agency's own styles play all roles."""
        other = (f"{one.role} in “{one.style}”" for one in self.roles if one.match is Match.INSTEAD)
        added = (one.role for one in self.roles if one.match is Match.ADDED)
        told = (
            ("Your styles of other names are used: ", "; ".join(other)),
            ("planwriter added the styles that are missing: ", "; ".join(added)),
            ("Not taken over: ", "; ".join(self.left_out)),
        )
        return tuple(f"{before}{words}." for before, words in told if words)


def read_agency_template(data: bytes) -> AgencyTemplate:
    """Return an agency's Word file as a template.

    Raises:
        FormatError: It is no Word file, protected, made to run macros, damaged, too large, or built to do harm.
    """
    parts = opened_package(data)
    _refuse_macros(parts)
    document = parsed(parts["word/document.xml"])
    body = document.find(f"{W}body")
    if body is None:
        raise FormatError(
            "This Word file is saved in a form that planwriter does not read.",
            "Open it in Word, choose Save As, and save it as “Word Document (.docx)”, not as a strict one.",
        )
    kept = AgencyParts(parts)
    _note_what_stays_behind(kept)
    page, references = kept.page(body, has_even=kept.has_even())
    dressed = _dressed(kept, body, page.text_width)
    edges = kept.edges(references, dressed.styles.styles)
    return AgencyTemplate(
        Template(
            MappingProxyType(_parts(kept, dressed)),
            MappingProxyType(dressed.ids),
            hashlib.sha256(data).hexdigest(),
            lists=MappingProxyType(dict(dressed.lists())),
            first_number=dressed.numbering.first_free,
            page=page,
            edges=edges,
        ),
        tuple(dressed.found),
        tuple(kept.left_out),
    )


def _refuse_macros(parts: Mapping[str, bytes]) -> None:
    if _MACROS in parts.get("[Content_Types].xml", b"").lower():
        raise FormatError(
            "This is a Word file with macros (.docm or .dotm).",
            "Open it in Word, choose Save As, and save it as “Word Document (.docx)” or “Word Template (.dotx)”.",
        )


def _note_what_stays_behind(kept: AgencyParts) -> None:
    for name in kept.parts:
        for start, what in _BESIDE:
            if name.lower().removeprefix("word/").startswith(start):
                kept.leave_out(what)
    for source in ("word/document.xml", "word/settings.xml"):
        for relation in relations(kept.parts, source):
            kind = str(relation.get("Type")).rpartition("/")[2]
            if kind == "attachedTemplate":
                kept.leave_out("a link to another template")
            elif is_external(relation) and kind != "hyperlink":
                kept.leave_out("links out of the file")


def _dressed(kept: AgencyParts, body: Any, text_width: int) -> AgencyStyles:
    styles = StyleSheet.of(kept.parts)
    turned = list(styles.root.iter(*_FROM_RIGHT))
    if turned:
        kept.leave_out("writing from right to left, since a plan is in English")
    for element in turned:
        element.getparent().remove(element)
    root = parsed(kept.parts.get("word/numbering.xml", f'<w:numbering xmlns:w="{W[1:-1]}"/>'.encode()))
    first = next(body.iter(f"{W}tbl"), None)
    dressed = AgencyStyles(styles, AgencyNumbering(root, styles), value(first, "w:tblPr/w:tblStyle"), text_width)
    dressed.dress()
    return dressed


def _parts(kept: AgencyParts, dressed: AgencyStyles) -> dict[str, bytes]:
    from lxml import etree  # heavy, and not wanted before the first paint

    def written(root: Any) -> bytes:
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    return {
        "word/styles.xml": written(dressed.styles.root),
        "word/numbering.xml": written(dressed.numbering.root),
        "word/settings.xml": kept.settings(),
        "word/fontTable.xml": kept.fonts(),
        THEME: kept.theme(),
        **kept.pictures,
    }
