"""Prints an element or a section in the general way, straight from the catalogue.

A new element in the catalogue prints from here without a line of code: a text under a heading, a table under a
heading, a short answer as "label: answer".
"""

from planwriter.export.anchors import is_printed
from planwriter.export.blocks import Block, Heading, ListItem, Paragraph, Span
from planwriter.export.tables import printed_table
from planwriter.export.words import (
    NOT_WRITTEN,
    UNNAMED,
    Manuscript,
    fact,
    inline,
    items_in_words,
    missing,
    naming_column,
    person_lines,
    text_blocks,
)
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.draft import path_key
from planwriter.plan.plan import Path
from planwriter.plan.text import Text
from planwriter.template.catalogue import Element, Field, Kind, Requirement

# Titles that speak to the author; print speaks to the customer.
PRINTED_TITLES = (
    ("supporting.frontline", "What front-line employees told us"),
    ("customers.groups", "Our customers"),
    ("plan.order_date", "Date from which the order's 180 days count"),
)
# Lines of a record that print in brackets behind another answer of it.
_IN_BRACKETS = (("annual_volume", "volume_year"),)


def printed_title(key: str, title: str) -> str:
    """Return the words over an element in print."""
    return next((words for name, words in PRINTED_TITLES if name == key), title)


def heading(level: int, words: str, *, name: str = "", starts_page: bool = False) -> Heading:
    """Return a heading of furniture words; `name` as in Heading."""
    return Heading(level, (Span(words),), starts_page, name=name)


def element_blocks(manuscript: Manuscript, element: Element, *, level: int = 2) -> list[Block]:
    """Return what an element prints: nothing while it is empty, or the note that it is missing."""
    answer = manuscript.plan.answer(element.key)
    title = printed_title(element.key, element.title)
    if answer is None or not is_printed(answer):
        return [missing(title, (element.key,), element)] if manuscript.shows_missing(element) else []
    return answer_blocks(manuscript, (element.key,), element, answer=answer, level=level, title=title)


def answer_blocks(
    manuscript: Manuscript, path: Path, field: Field, *, answer: Answer, level: int, title: str
) -> list[Block]:
    """Return an answer with its title: as a heading over a longer one, else as a label before it."""
    over = heading(level, title, name=path_key(path))
    match answer:
        case NotApplicable():
            return [over, Paragraph(inline(manuscript, path, field, answer))]
        case Text():
            return [over, *text_blocks(path, answer)]
        case Person():
            return [over, *person_lines(path, answer)]
        case Rows():
            return _table_blocks(manuscript, path, field, rows=answer, level=level, title=title)
        case tuple() if field.kind is Kind.REFS and not field.at_most_one:
            keys = (path_key(path),)
            words = items_in_words(manuscript, field, answer)
            return [over, *(ListItem((Span(one, keys=keys),)) for one in words)]
        case _:
            return [fact(title, inline(manuscript, path, field, answer))]


def record_blocks(
    manuscript: Manuscript, path: Path, field: Field, *, row: Row, level: int, lead: str = ""
) -> list[Block]:
    """Return a row that is too rich for a table, under its own name: short answers first, then the longer ones.

    `path` is the table's; `lead` is the id of the text that stands before all others, without a heading.
    """
    naming = naming_column(field)
    name = row.cells.get(naming)
    anchored = Span(name, keys=(path_key((*path, row.id, naming)),)) if isinstance(name, str) else Span(UNNAMED)
    short: list[Block] = []
    long: list[Block] = []
    for column in field.columns:
        cell = row.cells.get(column.id)
        if cell is None or not is_printed(cell):
            is_marked = manuscript.is_internal and column.requirement is not Requirement.OPTIONAL
            long += [missing(column.title, (*path, row.id, column.id), column)] if is_marked else []
        elif column.id == lead and isinstance(cell, Text):
            long[:0] = text_blocks((*path, row.id, column.id), cell)
        elif column.id != naming and not _prints_beside(column.id, row):
            own = _column_blocks(manuscript, (*path, row.id, column.id), column, row=row, level=level)
            (short if len(own) == 1 else long).extend(own)
    return [Heading(level, (anchored,), name=path_key((*path, row.id))), *short, *long]


def _prints_beside(column_id: str, row: Row) -> bool:
    return any(beside == column_id and main in row.cells for main, beside in _IN_BRACKETS)


def _column_blocks(manuscript: Manuscript, path: Path, column: Field, *, row: Row, level: int) -> list[Block]:
    cell = row.cells[column.id]
    beside = next((beside for main, beside in _IN_BRACKETS if main == column.id and beside in row.cells), "")
    if not isinstance(cell, tuple) and not beside:
        return answer_blocks(manuscript, path, column, answer=cell, level=level + 1, title=column.title)
    spans = inline(manuscript, path, column, cell)
    if beside:
        words = Span(str(row.cells[beside]), keys=(path_key((*path[:-1], beside)),))
        spans = (*spans, Span(" ("), words, Span(")"))
    return [fact(column.title, spans)]


def section_blocks(
    manuscript: Manuscript, section_id: str, *, without: frozenset[str] = frozenset(), level: int = 2
) -> list[Block]:
    """Return what the elements of a section print, in the catalogue's order.

    Args:
        without: Keys of elements that print elsewhere.
    """
    blocks: list[Block] = []
    for element in manuscript.catalogue.section(section_id).elements:
        if element.key not in without and (manuscript.is_internal or not element.is_internal):
            blocks.extend(element_blocks(manuscript, element, level=level))
    return blocks


def under(title: Heading, blocks: list[Block]) -> list[Block]:
    """Return the blocks under a heading; nothing, not even the heading, when there are none."""
    return [title, *blocks] if blocks else []


def _table_blocks(
    manuscript: Manuscript, path: Path, field: Field, *, rows: Rows, level: int, title: str
) -> list[Block]:
    over = heading(level, title, name=path_key(path))
    if any(column.kind is Kind.ROWS for column in field.columns):  # no table within a table
        records = [record_blocks(manuscript, path, field, row=row, level=level + 1) for row in rows if row.cells]
        return under(over, [block for blocks in records for block in blocks])
    table = printed_table(manuscript, path, field, rows=rows, title=title)
    if table is None:
        return [Paragraph((Span(f"{NOT_WRITTEN}: {title}"),))] if manuscript.is_internal else []
    return [over, table]
