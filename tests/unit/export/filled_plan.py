"""Plans for the export's tests: one element filled, or every element of any catalogue, with words that are easy to find."""

from datetime import date

from planwriter.plan.answers import Answer, Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text, norm
from planwriter.template.catalogue import Catalogue, Element, Field, Kind

PLAN_ID = "6f1d2c3b-4a59-4687-9a7b-0c1d2e3f4a5b"


def empty_plan(catalogue: Catalogue) -> Plan:
    """A plan without an answer."""
    return Plan(PLAN_ID, catalogue.edition)


def filled_plan(catalogue: Catalogue, *, rows: int = 2) -> Plan:
    """A plan in which every element and every column is answered."""
    plan = empty_plan(catalogue)
    for element in catalogue.elements():
        plan = plan.with_answer(element.key, filled_answer(element, f"{element.key} words", rows=rows))
    return plan


def plan_with_only(element: Element, catalogue: Catalogue, *, word: str = "words") -> Plan:
    """A plan in which one element is answered, and the tables it refers to."""
    plan = empty_plan(catalogue)
    for table in sorted({element.refers_to, *(column.refers_to for column in element.columns)} - {"", element.key}):
        naming = catalogue.element(table).columns[0].id
        rows = tuple(Row(f"r{place}", {naming: f"{table} row {place}"}) for place in range(2))
        plan = plan.with_answer(table, Rows(rows))
    return plan.with_answer(element.key, filled_answer(element, f"{element.key} {word}"))


def filled_answer(field: Field, words: str, *, rows: int = 2) -> Answer:
    """An answer of the field's kind; `words` are in it wherever its kind has room for words."""
    match field.kind:
        case Kind.TEXT:
            return _text(words)
        case Kind.LINE:
            return "1234-5678" if field.form == "control_number" else f"{words} & <line>"
        case Kind.CHOICE:
            return field.choices[-1].id
        case Kind.CHOICES:
            return tuple(choice.id for choice in field.choices[:2])
        case Kind.PERSON:
            return Person(f"Director of {words}", "Director", "Office of Service", "202-555-0100", "a@example.gov")
        case Kind.REFS:
            return ("r0",) if field.at_most_one else ("r0", "r1")
        case Kind.ROWS:
            return Rows(tuple(_row(field, f"r{place}", words, place=place) for place in range(rows)))
        case _:
            return _value(field.kind)


def _value(kind: Kind) -> Answer:
    match kind:
        case Kind.NUMBER:
            return 45678.5
        case Kind.FLAG:
            return True
        case Kind.URL:
            return "https://www.example.gov/open?plan=1&part=2"
        case Kind.DATE:
            return date(2011, 10, 24)
        case _:
            return Due("FY2012-Q2")


def _row(field: Field, row_id: str, words: str, *, place: int) -> Row:
    cells = {column.id: filled_answer(column, f"{words} {column.id} {place}") for column in field.columns}
    return Row(row_id, cells)


def _text(words: str) -> Text:
    return norm(
        Text(
            (
                Block(BlockKind.PARAGRAPH, (Run(f"First {words}, "), Run("bold", bold=True), Run(" & <plain>."))),
                Block(BlockKind.BULLET, (Run("one "), Run("page", href="https://www.example.gov/a"))),
                Block(BlockKind.BULLET, (Run("below one", italic=True),), 1),
                Block(BlockKind.NUMBER, (Run("step one"),)),
                Block(BlockKind.NUMBER, (Run("part of it"),), 1),
                Block(BlockKind.NUMBER, (Run("step two"),)),
                Block(BlockKind.PARAGRAPH, (Run("Last words."),)),
            )
        )
    )
