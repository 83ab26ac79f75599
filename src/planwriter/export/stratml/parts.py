"""The small parts of a StratML document: elements, and lines of OtherInformation of the form "Title: value"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from planwriter.export.anchors import is_printed
from planwriter.export.plain_lines import plain_lines
from planwriter.export.stratml import places
from planwriter.export.words import Manuscript, items_in_words
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Field

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Context:
    """What is being written."""

    manuscript: Manuscript

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.manuscript.plan

    @property
    def catalogue(self) -> Catalogue:
        """Its catalogue."""
        return self.manuscript.catalogue

    def row_lines(self, field: Field, row: Row, *, without: tuple[str, ...]) -> Iterator[str]:
        """Yield the cells of a row as lines; `without` are ids of columns that have another place."""
        titles = places.titles_of(field.columns)
        for column in field.columns:
            cell = row.cells.get(column.id)
            if cell is not None and column.id not in without:
                yield from lines_of(self, titles[column.id], column, cell)


def add(
    parent: ElementTree.Element, name: str, words: str | None = None, attributes: Mapping[str, str] | None = None
) -> ElementTree.Element:
    """Add an element and return it."""
    node = ElementTree.SubElement(parent, name, dict(attributes or {}))
    if words is not None:
        node.text = _NOT_IN_XML.sub("", words)
    return node


def other_information(parent: ElementTree.Element, lines: Iterable[str]) -> None:
    """Add what has no place of its own, one thing a line; nothing when there are no lines."""
    words = "\n".join(lines)
    if words:
        add(parent, "OtherInformation", words)


def lines_of(context: Context, title: str, field: Field, answer: Answer) -> Iterator[str]:
    """Yield an answer as lines of the form "Title: value"."""
    if is_printed(answer):
        for words in _values(context, field, answer):
            yield f"{title}: {words}"


def _values(context: Context, field: Field, answer: Answer) -> Iterable[str]:
    match answer:
        case Text():
            return plain_lines(answer)
        case NotApplicable():
            return (f"{places.NOT_APPLICABLE}{answer.reason}",)
        case Person():
            return items_in_words(context.manuscript, field, answer)
        case Rows():
            return ()
        case _:
            return ("; ".join(items_in_words(context.manuscript, field, answer)),)
