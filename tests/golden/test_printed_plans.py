"""Real openings of three plans print as they did when somebody last looked at them.

Each .txt file here is one copy in plain words. After a change that is meant, write them anew and read the difference:

    PLANWRITER_WRITE_GOLDEN=1 python3 run.py test tests/golden
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwriter.export.blocks import (
    Block,
    Contents,
    Cover,
    CoverLine,
    Document,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
    Table,
    stretches,
)
from planwriter.export.document import lay_out
from planwriter.plan.stored import read_plan
from planwriter.plan.text import BlockKind
from planwriter.template.catalogue import Catalogue

FOLDER = Path(__file__).parent
DATA = FOLDER.parent / "data"
COVER = Cover(
    status=("4 of 18 parts of the order are written.",),
    left=(CoverLine("(b) Customer feedback: Approach", "Say how you will ask customers."),),
    set_aside=(CoverLine("Title", "The title is long.", "It is the official one."),),
)


def _marked(spans: tuple[Span, ...]) -> str:
    """The words; those of an answer stand in square brackets."""
    told = ""
    for keys, own in stretches(spans):
        words = "".join(span.text for span in own)
        told += f"[{words}]" if keys else words
    return told


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"\n{'#' * block.level} {_marked(block.spans)}"
        case Paragraph():
            yield f"{block.look}: {_marked(block.spans)}"
        case ListItem():
            yield f"{'  ' * block.level}{'-' if block.kind is BlockKind.BULLET else '1.'} {_marked(block.spans)}"
        case Table():
            yield f"table: {block.title}"
            yield f"  | {' | '.join(block.headings)}"
            for row in block.rows:
                yield f"  | {' | '.join(' / '.join(_marked(one.spans) for one in cell) for cell in row)}"
        case SignatureRoom():
            yield f"room: {block.label}"
        case Contents() | PageBreak():
            yield type(block).__name__


def in_words(document: Document) -> str:
    """Return the whole document, one line a block."""
    return "\n".join(line for block in document.blocks for line in _lines(block)).strip() + "\n"


@pytest.mark.parametrize("copy", [PrintedCopy.CLEARANCE, PrintedCopy.FINAL])
@pytest.mark.parametrize("name", ["rrb-standards", "ssa", "treasury"])
def test_a_plan_prints_as_it_did(name: str, copy: PrintedCopy, catalogue: Catalogue) -> None:
    plan = read_plan((DATA / f"{name}.json").read_bytes(), catalogue).plan
    told = in_words(lay_out(plan, catalogue, copy=copy, cover=COVER))
    golden = FOLDER / f"{name}-{copy}.txt"
    if os.environ.get("PLANWRITER_WRITE_GOLDEN"):
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")
