"""Which characters a PDF can show: those of our typeface; any other is printed by its number, as in [U+6771]."""

import unicodedata
from functools import cache

from planwriter.export.typeface import own_typeface

CUTS = ("Regular", "Bold", "Italic", "BoldItalic")
_LONGEST_WORD = 40  # characters after which a word may break anywhere
BREAK = "\u200b"
# Without a shape of their own: directions, joints, hints where words may break.
_SHAPELESS = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@cache
def printable() -> frozenset[str]:
    """Return every character that all cuts of our typeface hold."""
    return frozenset.intersection(*(own_typeface(cut).characters for cut in CUTS)) | {" ", "\n"}


def lacking(words: str) -> frozenset[str]:
    """Return the characters among the words that cannot be shown."""
    return frozenset(words.translate(_SHAPELESS)) - printable()


def shown(words: str) -> str:
    """Return the words as the PDF shows them."""
    if words.isascii():
        return words
    words = words.translate(_SHAPELESS)
    for one in frozenset(words) - printable():
        words = words.replace(one, numbered(one))
    return words


def numbered(character: str) -> str:
    """Return what stands for a character that cannot be shown, e.g. "[U+6771]"."""
    return f"[U+{ord(character):04X}]"


def compared(words: str) -> str:
    """Return the form in which words of a plan and of a PDF are compared.

    A reader may take a ligature apart, so the compatibility form is what both have in common.
    """
    return words if words.isascii() else unicodedata.normalize("NFKC", shown(words))


def breakable(words: str) -> str:
    """Return the words as they are shown, with places to break in words that are longer than a line."""
    return " ".join(_broken(word) for word in shown(words).split(" "))


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return BREAK.join(word[start : start + _LONGEST_WORD // 2] for start in range(0, len(word), _LONGEST_WORD // 2))
