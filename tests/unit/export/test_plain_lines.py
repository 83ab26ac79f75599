"""A text as plain lines keeps what its lists say, and can be compared without their marks."""

import pytest

from planwriter.export.plain_lines import plain_lines, without_mark
from planwriter.plan.text import Block, BlockKind, Run, Text

P, B, N = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBER


def test_items_have_their_bullets_and_numbers_as_in_print() -> None:
    kinds = [(P, 0), (B, 0), (B, 1), (N, 0), (N, 1), (N, 1), (N, 0), (N, 1), (P, 0), (N, 0), (B, 0), (N, 0)]
    text = Text(tuple(Block(kind, (Run("x", bold=True),), level) for kind, level in kinds))
    assert list(plain_lines(text)) == [
        "x",
        "• x",
        "    • x",
        "1. x",
        "    1. x",
        "    2. x",
        "2. x",
        "    1. x",
        "x",
        "1. x",
        "• x",
        "1. x",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [("• one", "one"), ("    12. one", "one"), ("• 3. one", "one"), ("one", "one"), ("3.5 days", "3.5 days"), ("", "")],
)
def test_a_mark_is_taken_off(line: str, words: str) -> None:
    assert without_mark(line) == words
