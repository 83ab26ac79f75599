"""Where answers stand or could stand: each element and each cell of each row, with its JSON Pointer and its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.wording import row_words
from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Element, Field


@dataclass(frozen=True)
class Place:
    """One place for one answer.

    Attributes:
        element: The element it belongs to, whose source and gate its findings carry.
        field: What may be answered there: the element itself or a column of its table.
        pointer: JSON Pointer of the answer, or of where it would stand.
        answer: The answer; None while there is none.
        row: What people call its row, e.g. "Standard 2 (“We answer …”)"; "" for the element itself.
    """

    element: Element
    field: Field
    pointer: str
    answer: Answer | None
    row: str = ""

    @property
    def words(self) -> str:
        """What people call the place, e.g. "“Approach”" or "Standard 2 (“We answer …”), “Unit”"."""
        return f"{self.row}, “{self.field.title}”" if self.row else f"“{self.field.title}”"

    def finding(self, rule: str, severity: Severity, message: str, source: str = "") -> Finding:
        """Return a finding about this place; it cites the element's source unless another is given."""
        cited = source or self.element.source
        return Finding(rule, severity, self.element.needed_for, self.pointer, self.element.key, message, cited)


@dataclass(frozen=True)
class RowPlace:
    """One row of a table.

    Attributes:
        table: The element or column that holds the table.
        pointer: JSON Pointer of the row.
        words: What people call the row.
    """

    element: Element
    table: Field
    row: Row
    pointer: str
    words: str

    def cell(self, column_id: str) -> Place:
        """Return the place of one of its cells."""
        column = self.table.column(column_id)
        return Place(self.element, column, f"{self.pointer}/{column_id}", self.row.cells.get(column_id), self.words)

    def cells(self) -> Iterator[Place]:
        """Yield the places of its cells, in the order of the columns."""
        for column in self.table.columns:
            yield self.cell(column.id)

    def finding(self, rule: str, severity: Severity, message: str) -> Finding:
        """Return a finding about the row as a whole."""
        return Place(self.element, self.table, self.pointer, None, self.words).finding(rule, severity, message)


def place(plan: Plan, catalogue: Catalogue, key: str) -> Place:
    """Return the place of an element."""
    element = catalogue.element(key)
    return Place(element, element, f"/answers/{element.section}/{element.id}", plan.answer(key))


def rows(of: Place) -> Iterator[RowPlace]:
    """Yield the rows of the table at a place, in stored order; none when there is no table."""
    if not isinstance(of.answer, Rows):
        return
    for index, row in enumerate(of.answer.rows):
        words = row_words(of.element.key, of.field, index + 1, row)
        if of.row:
            words = f"{of.row}, {words[0].lower()}{words[1:]}"
        yield RowPlace(of.element, of.field, row, f"{of.pointer}/{index}", words)


def table_rows(plan: Plan, catalogue: Catalogue, key: str) -> Iterator[RowPlace]:
    """Yield the rows of an element's table."""
    yield from rows(place(plan, catalogue, key))


def places(plan: Plan, catalogue: Catalogue) -> Iterator[Place]:
    """Yield every place of a plan: each element, and below it each cell of each row, tables in rows included."""
    for element in catalogue.elements():
        yield from _with_cells(place(plan, catalogue, element.key))


def _with_cells(start: Place) -> Iterator[Place]:
    yield start
    for row in rows(start):
        for cell in row.cells():
            yield from _with_cells(cell)
