"""Works out how well the words of a Word file stand out from what is behind them.

Only words that are there are looked at, with the color and the shade they have in the end: from the run, its style, the
paragraph's style, and the table's. What a file leaves to Word ("auto") is black on white, or white on dark.
Source: WCAG 2.0, success criterion 1.4.3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.word.xml_parts import W, is_on, value, words_of

ENOUGH, ENOUGH_FOR_LARGE = 4.5, 3.0
_LARGE, _LARGE_WHEN_BOLD, _USUAL = 36, 28, 20  # half points
_HEX_DIGITS = re.compile(r"[0-9a-fA-F]{1,8}")
_HEX = re.compile(r"[0-9a-fA-F]{6}")
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000", "white": "FFFFFF",
}  # fmt: skip


@dataclass(frozen=True)
class FaintWords:
    """Words that stand out too little.

    Attributes:
        style: Name of the paragraph style they are in.
        ratio: Their contrast; 4.5 is enough, 3 for large letters.
    """

    words: str
    style: str
    color: str
    background: str
    ratio: float


def faint_words(root: Any, styles: StyleSheet) -> Iterator[FaintWords]:
    """Yield what stands out too little in a part, once for each look."""
    looked: set[object] = set()
    told: set[tuple[str, ...]] = set()
    cells: dict[object, _Cell] = {}
    for paragraph in root.iter(f"{W}p"):
        style, shade = value(paragraph, "w:pPr/w:pStyle"), _fill(paragraph.find(f"{W}pPr/{W}shd"))
        place = _place_in_table(paragraph)
        cell = cells.get(place) or cells.setdefault(place, _Cell.at(place, styles))
        for run in paragraph.iter(f"{W}r"):
            known = (style, shade, place, _own_look(run))  # few looks, many runs
            if known in looked or not words_of(run).strip():
                continue
            looked.add(known)
            look = _Look(styles, style, run, cell)
            found = None if is_on(look.mark("w:vanish")) else look.fault()
            if found and (found.style, found.color, found.background) not in told:
                told.add((found.style, found.color, found.background))
                yield found


def _own_look(run: Any) -> tuple[object, ...]:
    properties = run.find(f"{W}rPr")
    return () if properties is None else tuple((one.tag, *one.attrib.items()) for one in properties)


def _place_in_table(paragraph: Any) -> tuple[str, bool, str] | None:
    """Return the style of the table a paragraph stands in, whether in its marked first row, and its cell's shade."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != f"{W}tc":
        return None
    row = cell.getparent()
    table = row.getparent()
    is_first = row is table.find(f"{W}tr") and _marks_first_row(table)
    return value(table, "w:tblPr/w:tblStyle"), is_first, _fill(cell.find(f"{W}tcPr/{W}shd"))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors given as six hex digits: 1 for the same, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    shares = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class _Cell:
    """What a table gives to the words in one of its cells."""

    fill: str = ""
    color: str = ""

    @classmethod
    def at(cls, place: tuple[str, bool, str] | None, styles: StyleSheet) -> "_Cell":
        if place is None:
            return cls()
        style, is_first, own_fill = place
        parts = (_FIRST_ROW, "") if is_first else ("",)
        fills = (_fill(styles.find(style, f"{part}w:tcPr/w:shd", "table")) for part in parts)
        colors = (_hex(styles.find(style, f"{part}w:rPr/w:color", "table")) for part in parts)
        return cls(own_fill or next(filter(None, fills), ""), next(filter(None, colors), ""))


_FIRST_ROW = "w:tblStylePr[@w:type='firstRow']/"


def _marks_first_row(table: Any) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    if look.get(f"{W}firstRow") is not None:
        return str(look.get(f"{W}firstRow")) in {"1", "true", "on"}
    bits = str(look.get(f"{W}val", "0"))
    return bool(int(bits, 16) & 0x20) if _HEX_DIGITS.fullmatch(bits) else False


@dataclass(frozen=True)
class _Look:
    """How a run looks in the end."""

    styles: StyleSheet
    paragraph_style: str
    run: Any
    cell: _Cell

    def mark(self, path: str) -> Any:
        """Return what the run says at a path below w:rPr, or its style, or the paragraph's; None when nothing does."""
        below = f"w:rPr/{path}"
        own = _at(self.run, below)
        run_style = value(self.run, "w:rPr/w:rStyle")
        if own is None and run_style:
            own = self.styles.find(run_style, below, "character")
        return self.styles.find(self.paragraph_style, below) if own is None else own

    def fault(self) -> FaintWords | None:
        """Return what is wrong; None when the words stand out enough."""
        color = _hex(self.mark("w:color")) or (self.cell.color if self.mark("w:color") is None else "")
        if not color:
            return None  # Word chooses black or white itself
        background = self._background()
        ratio = contrast(color, background)
        if ratio >= (ENOUGH_FOR_LARGE if self._is_large() else ENOUGH):
            return None
        style = next(self.styles.chain(self.paragraph_style), None)
        return FaintWords(words_of(self.run).strip(), style.name if style else "", color, background, ratio)

    def _background(self) -> str:
        highlight = self.mark("w:highlight")
        marked = _HIGHLIGHTS.get(str(highlight.get(f"{W}val")), "") if highlight is not None else ""
        paragraph = next(self.run.iterancestors(f"{W}p"))
        behind = (
            marked,
            _fill(self.mark("w:shd")),
            _fill(_at(paragraph, "w:pPr/w:shd")),
            _fill(self.styles.find(self.paragraph_style, "w:pPr/w:shd")),
            self.cell.fill,
        )
        return next(filter(None, behind), "FFFFFF")

    def _is_large(self) -> bool:
        size = self.mark("w:sz")
        if size is None:
            size = self.styles.default_of("w:rPrDefault/w:rPr/w:sz")
        words = "" if size is None else str(size.get(f"{W}val"))
        points = float(words) if words.replace(".", "", 1).isdecimal() else _USUAL
        return points >= (_LARGE_WHEN_BOLD if is_on(self.mark("w:b")) else _LARGE)


def _at(element: Any, path: str) -> Any:
    return None if element is None else element.find(path.replace("w:", W))


def _hex(element: Any) -> str:
    words = "" if element is None else str(element.get(f"{W}val"))
    return words.upper() if _HEX.fullmatch(words) else ""


def _fill(element: Any) -> str:
    words = "" if element is None else str(element.get(f"{W}fill"))
    return words.upper() if _HEX.fullmatch(words) else ""
