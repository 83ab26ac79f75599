"""Puts the page into a final copy that says what changed since the plan it takes the place of.

Takes: the laid-out plan and the older one. Gives: the same document with one page more, before its contents.
"""

from dataclasses import replace

from planwriter.export.blocks import Block, Cell, Contents, Document, Heading, ListItem, Paragraph, Span, Table
from planwriter.export.redline import Since
from planwriter.plan.compare import PlanChange, changes_between
from planwriter.plan.plan import Plan
from planwriter.plan.text import BlockKind
from planwriter.template.catalogue import Catalogue

TITLE = "What this amendment changes"
_LONGEST = 1500  # characters of an answer in the table; the answer itself stands in the plan
_NOTHING = "–"
_MARKS = ("• ", "– ")  # what stands before list items where an answer is told in words


def with_change_page(document: Document, plan: Plan, since: Since, catalogue: Catalogue) -> Document:
    """Return a final copy with the page that lists what is new in it.

    Args:
        document: The final copy of `plan`.
        plan: The newer plan.
        since: The plan it takes the place of, as the public knows it.
        catalogue: The template of both.
    """
    page = _change_page(plan.without_internal(catalogue), since, catalogue)
    blocks = document.blocks
    place = next((number for number, one in enumerate(blocks) if isinstance(one, Contents)), len(blocks))
    return replace(document, blocks=(*blocks[:place], *page, *blocks[place:]))


def _change_page(plan: Plan, since: Since, catalogue: Catalogue) -> list[Block]:
    changes = changes_between(since.plan.without_internal(catalogue), plan, catalogue)
    heading = Heading(1, (Span(TITLE),), starts_page=True, name="amendment")
    first = f"This plan takes the place of {since.name}."
    if not changes:
        return [heading, _paragraph(f"{first} No published answer changed.")]
    rows = tuple(_row(change) for change in changes)
    table = Table("What changed", ("Where", "Before", "Now"), (3, 4, 4), rows)
    return [heading, _paragraph(f"{first} These answers changed:"), table]


def _row(change: PlanChange) -> tuple[Cell, ...]:
    return (_cell(change.title), _cell(change.old), _cell(change.new))


def _cell(words: str | None) -> Cell:
    if not words:
        return (_paragraph(_NOTHING),)
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} … (shortened)"
    return tuple(_line(line) for line in shown.splitlines() if line.strip())


def _line(words: str) -> Paragraph | ListItem:
    """Return a line of an answer in words; one with a mark before it as the list item that it is."""
    line = words.strip()
    if line.startswith(_MARKS) and line[2:].strip():
        return ListItem((Span(line[2:].strip()),), BlockKind.BULLET, int(words.startswith(" ")))
    return _paragraph(line)


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Span(words),))
