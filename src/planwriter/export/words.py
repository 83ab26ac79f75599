"""How an answer reads in print: numbers, dates, choices and references in words; texts as paragraphs and lists.

Takes: a Manuscript, a path and the answer that stands there.
Gives: spans and blocks anchored with the path's key.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planwriter.export.blocks import Block, ListItem, Look, Paragraph, PrintedCopy, Span
from planwriter.plan.answers import PERSON_LINES, Answer, NotApplicable, Person, Row, is_empty
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due
from planwriter.plan.plan import Path, Plan
from planwriter.plan.progress import met_elements
from planwriter.plan.text import BlockKind, Text, is_link
from planwriter.plan.words import value_words
from planwriter.template.catalogue import Catalogue, Element, Field, Kind, Requirement

GONE = "(no longer in this plan)"
UNNAMED = "(not named)"
NOT_WRITTEN = "Not written yet"


@dataclass(frozen=True)
class Manuscript:
    """What is being laid out: a plan, its catalogue, and for whom."""

    plan: Plan
    catalogue: Catalogue
    copy: PrintedCopy

    @property
    def is_internal(self) -> bool:
        """Whether internal matter and what is missing may show."""
        return self.copy.is_internal

    def shows_missing(self, element: Element) -> bool:
        """Whether a missing answer is marked: in a clearance copy, unless it is optional or met by the services."""
        wanted = element.requirement is not Requirement.OPTIONAL
        return self.is_internal and wanted and element.key not in self._met

    @cached_property
    def _met(self) -> frozenset[str]:
        return met_elements(self.plan)


def row_name(manuscript: Manuscript, table: str, row_id: str) -> str:
    """Return what people call a row of a table: its first required line."""
    row = next((row for row in manuscript.plan.rows(table) if row.id == row_id), None)
    return GONE if row is None else name_of(row, manuscript.catalogue.element(table))


def name_of(row: Row, field: Field) -> str:
    """Return the answer in the row's first required line, or words that stand in for it."""
    name = row.cells.get(naming_column(field))
    return name if isinstance(name, str) else UNNAMED


def naming_column(field: Field) -> str:
    """Return the id of the column that names a table's rows."""
    lines = [column.id for column in field.columns if column.kind is Kind.LINE]
    needed = [column.id for column in field.columns if column.id in lines and column.requirement == "required"]
    return (needed or lines or [""])[0]


def items_in_words(manuscript: Manuscript, field: Field, answer: Answer) -> tuple[str, ...]:
    """Return the words of an answer that is no text and no table: one string a thing named in it."""
    match answer:
        case tuple() if field.kind is Kind.REFS:
            return tuple(row_name(manuscript, field.refers_to, row_id) for row_id in answer)
        case tuple():
            return tuple(field.label_of(choice) for choice in answer)
        case Person():
            return tuple(words for line in PERSON_LINES if (words := getattr(answer, line)))
        case str():
            return (field.label_of(answer) if field.kind is Kind.CHOICE else answer,)
        case NotApplicable():
            return (answer.reason,)
        case bool() | int() | float() | date() | Due():
            return (value_words(answer),)
        case _:
            raise TypeError(f"{type(answer).__name__} has no words of its own")


def inline(manuscript: Manuscript, path: Path, field: Field, answer: Answer) -> tuple[Span, ...]:
    """Return a short answer as anchored spans within a paragraph."""
    if isinstance(answer, NotApplicable):
        return (Span("Not applicable: "), Span(answer.reason, keys=(path_key(path),)))
    words = "; ".join(items_in_words(manuscript, field, answer))
    href = words if field.kind is Kind.URL and is_link(words) else None
    return (Span(words, href=href, keys=(path_key(path),)),)


def text_blocks(path: Path, text: Text, look: Look = Look.BODY) -> tuple[Paragraph | ListItem, ...]:
    """Return a written text as anchored paragraphs and list items."""
    keys = (path_key(path),)
    blocks: list[Paragraph | ListItem] = []
    for block in text.blocks:
        spans = tuple(Span(run.text, run.bold, run.italic, run.href, keys) for run in block.runs)
        if block.kind is BlockKind.PARAGRAPH:
            blocks.append(Paragraph(spans, look))
        else:
            blocks.append(ListItem(spans, block.kind, block.level))
    return tuple(blocks)


def person_lines(path: Path, person: Person) -> tuple[Block, ...]:
    """Return a person as anchored lines, one below the other."""
    lines = [getattr(person, line) for line in PERSON_LINES if not is_empty(getattr(person, line))]
    last = len(lines) - 1
    return tuple(
        Paragraph((Span(words, keys=(path_key(path),)),), Look.LINE, keeps_with_next=place < last)
        for place, words in enumerate(lines)
    )


def fact(label: str, spans: tuple[Span, ...]) -> Paragraph:
    """Return a line of the form "label: answer"."""
    return Paragraph((Span(f"{label}: ", bold=True), *spans), Look.FACT)


def missing(title: str, path: Path = (), field: Field | None = None) -> Paragraph:
    """Return the note that stands where an answer is missing.

    Args:
        path, field: Of the answer; what a reviewer writes here is meant for it.
    """
    return Paragraph((Span(f"{NOT_WRITTEN}: {title}"),), Look.NOTE, awaits=awaited(path, field))


def awaited(path: Path, field: Field | None) -> str:
    """Return the path key of a missing answer that words can be; "" for a table, which needs rows."""
    return path_key(path) if field is not None and field.kind is not Kind.ROWS else ""
