"""A written text as plain lines, for formats that know no lists: an item has its bullet or number before it."""

import re
from collections.abc import Iterator

from planwriter.plan.text import Block, BlockKind, Text

_MARK = re.compile(r"\s*(?:(?:•|\d{1,6}\.)(?: +|$))+")


def plain_lines(text: Text) -> Iterator[str]:
    """Yield one line a block; numbers count as they do in print."""
    numbers = [0, 0]
    for block in text.blocks:
        if block.kind is BlockKind.NUMBER:
            numbers = [numbers[0] + 1, 0] if block.level == 0 else [numbers[0], numbers[1] + 1]
        elif block.level == 0:
            numbers = [0, 0]
        yield f"{'    ' * block.level}{_mark(block, numbers[block.level])}{block.plain}"


def without_mark(words: str) -> str:
    """Return a line without the bullet or number before it: the form in which such lines are compared.

    Words that begin like an item themselves lose that, too, wherever they are compared.
    """
    found = _MARK.match(words)
    return words[found.end() :] if found else words


def _mark(block: Block, number: int) -> str:
    match block.kind:
        case BlockKind.BULLET:
            return "• "
        case BlockKind.NUMBER:
            return f"{number}. "
        case BlockKind.PARAGRAPH:
            return ""
