"""Reads from styles and numbering what a returned paragraph is: its style's name, a list item, bold or italic words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planwriter.plan.text import BlockKind
from planwriter.word.xml_parts import W, is_on, value

_NAMED = re.compile(r"(?:list|table) (bullet|number)(?: (\d))?")
_DEEPEST = 8
_LONGEST_LINE = 50


@dataclass(frozen=True, slots=True)
class ListLook:
    """Whether a paragraph is a list item, and how deep."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


NO_LIST = ListLook()


@dataclass
class _Style:
    name: str
    based_on: str
    number: str
    level: str
    bold: bool | None
    italic: bool | None


@dataclass
class StyleSheet:
    """What the styles and lists of one file mean. Styles are known by their names: programs rename the ids."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _formats: dict[tuple[str, int], str] = field(default_factory=dict)
    _lists: dict[str, ListLook] = field(default_factory=dict)

    def read_styles(self, root: Any) -> None:
        """Take in the styles part."""
        for style in root.iter(f"{W}style"):
            numbered = style.find(f"{W}pPr/{W}numPr")
            self._styles[str(style.get(f"{W}styleId"))] = _Style(
                name=value(style, "w:name").strip().lower(),
                based_on=value(style, "w:basedOn"),
                number=value(numbered, "w:numId"),
                level=value(numbered, "w:ilvl"),
                bold=_switch(style, "b"),
                italic=_switch(style, "i"),
            )

    def read_numbering(self, root: Any) -> None:
        """Take in the numbering part."""
        levels: dict[str, dict[int, str]] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            levels[str(abstract.get(f"{W}abstractNumId"))] = _level_formats(abstract)
        for number in root.iter(f"{W}num"):
            formats = levels.get(value(number, "w:abstractNumId"), {}) | _level_formats(number)
            for level, how in formats.items():
                self._formats[str(number.get(f"{W}numId")), level] = how

    def name(self, style: str) -> str:
        """Return the name of a style in lower case; the id where the file does not name it."""
        found = self._styles.get(style)
        return found.name if found else style.lower()

    def is_bold(self, style: str) -> bool:
        """Whether a style of words makes them bold."""
        return next((one.bold for one in self._line_of(style) if one.bold is not None), False)

    def is_italic(self, style: str) -> bool:
        """Whether a style of words makes them italic."""
        return next((one.italic for one in self._line_of(style) if one.italic is not None), False)

    def list_of(self, style: str, numbered: Any) -> ListLook:
        """Return what a paragraph is, from its style and the list it says itself that it is in (w:numPr, or None)."""
        if numbered is None:
            if style not in self._lists:
                self._lists[style] = self._list_look(style, "", "")
            return self._lists[style]
        return self._list_look(style, value(numbered, "w:numId"), value(numbered, "w:ilvl"))

    def _list_look(self, style: str, number: str, level: str) -> ListLook:
        line = list(self._line_of(style))
        names = [one.name for one in line] or [style.lower()]
        if any(name.startswith(("heading", "toc", "title")) for name in names) or number == "0":
            return NO_LIST
        named = _NAMED.fullmatch(names[0])
        number = number or next((one.number for one in line if one.number), "")
        level = level or next((one.level for one in line if one.level), "")
        depth = min(int(level), _DEEPEST) if level.isdecimal() else 0
        how = self._formats.get((number, depth), "") if number not in ("", "0") else ""
        if how == "none" or not (how or named):
            return NO_LIST
        is_bullet = how == "bullet" if how else named is not None and named[1] == "bullet"
        if named is not None and named[2]:
            depth = max(depth, int(named[2]) - 1)
        return ListLook(BlockKind.BULLET if is_bullet else BlockKind.NUMBER, depth)

    def _line_of(self, style: str) -> Iterator[_Style]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < _LONGEST_LINE:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on


def _level_formats(element: Any) -> dict[int, str]:
    found = {}
    for level in element.iter(f"{W}lvl"):
        place = str(level.get(f"{W}ilvl"))
        if place.isdecimal():
            found[int(place)] = value(level, "w:numFmt", "decimal")
    return found


def _switch(style: Any, name: str) -> bool | None:
    mark = style.find(f"{W}rPr/{W}{name}")
    return None if mark is None else is_on(mark)
