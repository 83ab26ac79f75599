"""What our own typeface holds: which characters it can print, and how wide words are in it.

Takes: a TrueType file of resources/fonts.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from planwriter.export.timeline import Ink
from planwriter.resources import resource

_PICTURE_SIZE = 14.0


@dataclass(frozen=True)
class Typeface:
    """One cut of a typeface.

    Attributes:
        widths: The width of each character it can print, in parts of its size.
    """

    widths: Mapping[str, float]

    def covers(self, character: str) -> bool:
        """Whether the character can be printed."""
        return character in self.widths

    def width_of(self, words: str, size: float = 1.0) -> float:
        """Return how wide words are; a character that is missing counts as wide as it is high."""
        return size * sum([self.widths.get(character, 1.0) for character in words])

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character it can print."""
        return frozenset(self.widths)


@cache
def own_typeface(cut: str = "Regular") -> Typeface:
    """Return a cut of Public Sans: "Regular", "Bold", "Italic" or "BoldItalic"."""
    return read_typeface(resource("fonts", f"PublicSans-{cut}.ttf").read_bytes())


def own_ink(family: str) -> Ink:
    """Return what pictures in print are drawn with: the colors of our documents, in that font family."""
    typeface = own_typeface()
    return Ink(
        text="#1b1b1b",
        soft="#4a4f57",
        line="#d5dbe3",
        bar="#1b365d",
        back="#ffffff",
        family=family,
        size=_PICTURE_SIZE,
        width_of=lambda words: typeface.width_of(words, _PICTURE_SIZE),
    )


def read_typeface(data: bytes) -> Typeface:
    """Return what stands in a TrueType file."""
    tables = {
        data[start : start + 4]: struct.unpack_from(">II", data, start + 8)
        for start in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    units: int = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
    count: int = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0]
    advances: list[int] = [struct.unpack_from(">H", data, tables[b"hmtx"][0] + 4 * place)[0] for place in range(count)]
    glyphs = dict(_glyphs(data, tables[b"cmap"][0]))
    widths = {chr(code): advances[min(glyph, count - 1)] / units for code, glyph in glyphs.items() if glyph}
    return Typeface(widths)


def _glyphs(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield (character, glyph) from every table of the Basic Multilingual Plane (format 4) or of all planes (12)."""
    for record in range(struct.unpack_from(">H", data, start + 2)[0]):
        table = start + struct.unpack_from(">I", data, start + 8 + 8 * record)[0]
        match struct.unpack_from(">H", data, table)[0]:
            case 4:
                yield from _format_4(data, table)
            case 12:
                for group in range(struct.unpack_from(">I", data, table + 12)[0]):
                    first, last, glyph = struct.unpack_from(">III", data, table + 16 + 12 * group)
                    yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _format_4(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    size = struct.unpack_from(">H", data, table + 6)[0]  # twice the number of segments
    for segment in range(0, size, 2):
        last = struct.unpack_from(">H", data, table + 14 + segment)[0]
        first, delta = (struct.unpack_from(">H", data, table + 16 + size * part + segment)[0] for part in (1, 2))
        place = table + 16 + 3 * size + segment
        offset = struct.unpack_from(">H", data, place)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offset:
                yield code, (code + delta) & 0xFFFF
            elif glyph := struct.unpack_from(">H", data, place + offset + 2 * (code - first))[0]:
                yield code, (glyph + delta) & 0xFFFF
