"""Finds which of an agency's styles plays which role, and makes from ours what is missing.

Takes: the styles and numberings of the agency's Word file.
Gives: both with ours added where needed, style ids by our names, where lists get their marks, and what was found.
Styles are matched by name, never by id, since Word translates ids.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from planwriter.export.docx.agency_lists import AgencyNumbering
from planwriter.export.docx.style_sheet import Style, StyleSheet
from planwriter.export.docx.template import ListLook, own_template
from planwriter.plan.text import BlockKind
from planwriter.word.xml_parts import W, parsed, value

ROLES = (
    ("Title", "Title"),
    ("Heading 1", "heading 1"),
    ("Heading 2", "heading 2"),
    ("Heading 3", "heading 3"),
    ("Body text", "Body Text"),
    ("Bullets", "List Bullet"),
    ("Bullets, second level", "List Bullet 2"),
    ("Numbers", "List Number"),
    ("Numbers, second level", "List Number 2"),
    ("Table", "Plan Table"),
    ("Caption", "caption"),
)
"""What people call each role, and the name our own template gives its style."""
_LISTS = {"list bullet": "bullet", "list number": "decimal"}
_PLAIN_TABLES = frozenset({"normal table", "table grid"})
_LANGUAGE = "en-US"


class Match(StrEnum):
    """How a role got its style."""

    OWN = "own"
    INSTEAD = "instead"
    ADDED = "added"


@dataclass(frozen=True)
class RoleFound:
    """One role of the agency's template.

    Attributes:
        role: As in ROLES.
        style: Name of the style that plays it.
    """

    role: str
    style: str
    match: Match


@dataclass
class AgencyStyles:
    """An agency's styles, dressed for a plan.

    Attributes:
        styles: Theirs; ours are added to them.
        numbering: Theirs, with our lists behind them.
        table_in_body: Id of the style of the first table in the template's own body; "" when it has none.
        text_width: Of a page, for the tab of the contents.
        ids: Style ids by our names in small letters.
        found: What plays each role.
    """

    styles: StyleSheet
    numbering: AgencyNumbering
    table_in_body: str
    text_width: int
    ids: dict[str, str] = field(default_factory=dict)
    found: list[RoleFound] = field(default_factory=list)

    def dress(self) -> None:
        """Give every one of our names a style: theirs, another of theirs instead, or ours, added."""
        ours = StyleSheet(parsed(own_template().parts["word/styles.xml"]))
        self._theirs = tuple(self.styles.styles.values())
        self._write_defaults(ours)
        roles = {name.casefold(): role for role, name in ROLES}
        for style in ours.styles.values():
            if style.is_default:
                continue
            theirs = self.styles.named(style.name, style.kind)
            match = Match.OWN
            if theirs is None:
                theirs, match = self._instead_of(style), Match.INSTEAD
            if theirs is None:
                theirs, match = self._added(style, ours), Match.ADDED
            self.ids[style.name.casefold()] = theirs.id
            if role := roles.get(style.name.casefold()):
                shown = theirs.name[:1].upper() + theirs.name[1:]  # as Word shows the names of its own
                self.found.append(RoleFound(role, shown, match))
        self.found.sort(key=lambda one: [role for role, _name in ROLES].index(one.role))

    def lists(self) -> Mapping[tuple[BlockKind, int, bool], ListLook]:
        """Return where the items of each list get their marks."""
        found: dict[tuple[BlockKind, int, bool], ListLook] = {}
        for kind, name in ((BlockKind.BULLET, "bullet"), (BlockKind.NUMBER, "number")):
            for level in (0, 1):
                style = self.ids[f"list {name}" if not level else f"list {name} 2"]
                found[kind, level, False] = self._look(style, kind, level, is_in_table=False)
                found[kind, level, True] = self._look(self.ids[f"table {name}"], kind, level, is_in_table=True)
        return found

    def _look(self, style: str, kind: BlockKind, level: int, *, is_in_table: bool) -> ListLook:
        ours = self.numbering.ours(kind, level, is_in_table=is_in_table)
        number = self.styles.find(style, "w:pPr/w:numPr/w:numId")
        own = None if number is None or (level and is_in_table) else self.numbering.look(str(number.get(f"{W}val")))
        if own is None:
            return ours
        depth = self.styles.find(style, "w:pPr/w:numPr/w:ilvl")
        words = "0" if depth is None else str(depth.get(f"{W}val"))
        return ListLook(own, int(words) if words.isdecimal() else 0)

    # --- styles ---------------------------------------------------------------------------------------------------

    def _instead_of(self, style: Style) -> Style | None:
        """Return a style of theirs that plays the role under another name."""
        name = style.name.casefold()
        if name.startswith("heading "):
            level = int(name.removeprefix("heading "))
            return self._first(lambda one: self.styles.heading_level(one.id) == level)
        if name == "body text":
            default = self.styles.default("paragraph")
            return default if default in self._theirs else None
        if name in _LISTS:
            return self._first(lambda one: self._own_list(one) == _LISTS[name])
        return self._table() if name == "plan table" else None

    def _first(self, fits: Any) -> Style | None:
        return next((one for one in self._theirs if one.kind == "paragraph" and fits(one)), None)

    def _own_list(self, style: Style) -> str:
        """Return the form of the marks that a style of theirs brings itself, at the first level; "" for none."""
        properties = style.element.find(f"{W}pPr/{W}numPr")
        is_first_level = value(properties, "w:ilvl", "0") == "0" and not style.name.casefold().startswith("list ")
        if properties is None or not is_first_level or self.styles.heading_level(style.id):
            return ""
        return self.numbering.form(value(properties, "w:numId"), 0)

    def _table(self) -> Style | None:
        """Return the style of the table in their file, or the only one they made themselves, or the plain grid."""
        used = self.styles.styles.get(self.table_in_body)
        if used is not None and used.name.casefold() != "normal table":
            return used
        tables = [one for one in self._theirs if one.kind == "table"]
        made = [
            one for one in tables if one.element.get(f"{W}customStyle") and one.name.casefold() not in _PLAIN_TABLES
        ]
        grid = next((one for one in tables if one.name.casefold() == "table grid"), None)
        return made[0] if len(made) == 1 else grid

    def _added(self, style: Style, ours: StyleSheet) -> Style:
        element = deepcopy(style.element)
        style_id = style.id
        while style_id in self.styles.styles:
            style_id = f"pw{style_id}"
        element.set(f"{W}styleId", style_id)
        for name in ("basedOn", "next", "link"):
            self._point(element, name, ours, kind=style.kind)
        for number in element.iter(f"{W}numId"):
            number.set(f"{W}val", str(self.numbering.our_number(int(number.get(f"{W}val")))))
        if style.name == "Table Heading":  # the color belongs to their table's first row
            for color in list(element.iter(f"{W}color")):
                color.getparent().remove(color)
        if style.name == "TOC Heading":
            self._look_like_heading(element)
        for tab in element.iter(f"{W}tab"):
            tab.set(f"{W}pos", str(self.text_width))
        self.styles.root.append(element)
        made = Style(style_id, style.name, style.kind, value(element, "w:basedOn"), is_default=False, element=element)
        self.styles.styles[style_id] = made
        return made

    def _look_like_heading(self, element: Any) -> None:
        """Let the heading of the contents look as their first headings do, without being one or having a number."""
        heading = self.ids["heading 1"]
        for name in ("pPr", "rPr"):
            element.remove(element.find(f"{W}{name}"))
        parent = element.find(f"{W}basedOn")
        if parent is None:  # their file has no style for what has none
            parent = parsed(f'<w:basedOn xmlns:w="{W[1:-1]}"/>'.encode())
            element.find(f"{W}name").addnext(parent)
        parent.set(f"{W}val", heading)
        plain = '<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>'
        element.append(parsed(f'<w:pPr xmlns:w="{W[1:-1]}">{plain}</w:pPr>'.encode()))

    def _point(self, element: Any, name: str, ours: StyleSheet, *, kind: str) -> None:
        """Let an added style point to the style that plays the same role here, or to nothing."""
        pointer = element.find(f"{W}{name}")
        if pointer is None:
            return
        aim = ours.styles.get(str(pointer.get(f"{W}val")))
        default = self.styles.default(kind)
        style_id = self.ids.get(aim.name.casefold(), "") if aim is not None else ""
        if not style_id and aim is not None and aim.is_default and default is not None:
            style_id = default.id
        if style_id:
            pointer.set(f"{W}val", style_id)
        else:
            element.remove(pointer)

    def _write_defaults(self, ours: StyleSheet) -> None:
        """Add what every file needs: the document's defaults, its language, and a style for what has none."""
        root = self.styles.root
        if root.find(f"{W}docDefaults") is None:
            root.insert(0, deepcopy(ours.root.find(f"{W}docDefaults")))
        for style in ours.styles.values():
            if style.is_default and self.styles.default(style.kind) is None:
                self._adopt_default(style)
        language = self.styles.default_of("w:rPrDefault/w:rPr/w:lang")
        if language is None:
            _run_defaults(root).append(deepcopy(ours.default_of("w:rPrDefault/w:rPr/w:lang")))
        elif not str(language.get(f"{W}val", "")).lower().startswith("en"):
            language.set(f"{W}val", _LANGUAGE)

    def _adopt_default(self, style: Style) -> None:
        known = self.styles.named(style.name, style.kind)
        element = deepcopy(style.element) if known is None else known.element
        element.set(f"{W}default", "1")
        if known is None:
            while str(element.get(f"{W}styleId")) in self.styles.styles:
                element.set(f"{W}styleId", f"pw{element.get(f'{W}styleId')}")
            self.styles.root.append(element)
        style_id = str(element.get(f"{W}styleId"))
        self.styles.styles[style_id] = Style(style_id, style.name, style.kind, "", is_default=True, element=element)


def _run_defaults(root: Any) -> Any:
    """Return the w:rPr of the document's defaults, made when it is missing."""
    from lxml import etree  # heavy, and not wanted before the first paint

    place = root.find(f"{W}docDefaults")
    for at, name in enumerate(("rPrDefault", "rPr")):
        below = place.find(f"{W}{name}")
        if below is None:
            below = etree.Element(f"{W}{name}")
            place.insert(0 if not at else len(place), below)
        place = below
    return place
