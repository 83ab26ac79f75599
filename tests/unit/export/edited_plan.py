"""Edits of any kind to a plan, for the tests of what compares two versions of one."""

from dataclasses import replace
from datetime import date
from random import Random

from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text, norm
from planwriter.template.catalogue import Catalogue, Field, Kind
from tests.unit.export.filled_plan import filled_answer

WORDS = (
    "the",
    "well",
    "of",
    "water",
    "1,200",
    "days",
    "—",
    "e.g.",
    "naïve",
    "東京",
    "a\u0301b",
    "(new)",
    "&",
    "<b>",
    "it’s",
)


def edited(plan: Plan, catalogue: Catalogue, random: Random, *, edits: int = 12) -> Plan:
    """The plan after some edits."""
    elements = list(catalogue.elements())
    for _ in range(edits):
        element = random.choice(elements)
        plan = plan.with_answer(element.key, _other(plan.answer(element.key), element, random))
    return plan


def _other(answer: Answer | None, field: Field, random: Random) -> Answer | None:
    if answer is None or random.random() < 0.1:
        return filled_answer(field, _words(random))
    if random.random() < 0.15:
        return None
    match answer:
        case Text():
            return _other_text(answer, random)
        case Rows():
            return _other_rows(answer, field, random)
        case _:
            return _other_value(answer, field, random)


def _other_value(answer: Answer, field: Field, random: Random) -> Answer:
    match answer:
        case Person():
            return replace(answer, title=_words(random), phone="")
        case bool():
            return not answer
        case tuple():
            return answer[1:] or answer
        case NotApplicable():
            return NotApplicable(_words(random))
        case str() if field.kind is Kind.CHOICE:
            return random.choice(field.choices).id
        case str() if field.kind is Kind.LINE and not field.form:
            return _changed_words(answer, random)
        case _:
            return _other_figure(answer, random)


def _other_figure(answer: Answer, random: Random) -> Answer:
    match answer:
        case int() | float():
            return random.choice((1, 2.5, 1000))
        case Due():
            return random.choice((Due("FY2013"), Due("2012-03"), Due("2012-03-31")))
        case date():
            return date(2012, random.randint(1, 12), 3)
        case _:
            return answer


def _other_text(text: Text, random: Random) -> Text:
    blocks = list(text.blocks)
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(blocks) + 1)
        match random.randrange(4):
            case 0:
                del blocks[place : place + 1]
            case 1:
                kind = random.choice(list(BlockKind))
                runs = (Run(_words(random)), Run(_words(random), bold=True), Run("x", href="https://example.gov/x"))
                blocks.insert(place, Block(kind, runs, random.randrange(2)))
            case 2:
                random.shuffle(blocks)
            case _:
                blocks[place : place + 1] = [_other_block(one, random) for one in blocks[place : place + 1]]
    return norm(Text(tuple(blocks)))


def _other_block(block: Block, random: Random) -> Block:
    place = random.randrange(len(block.runs))
    run = block.runs[place]
    other = replace(run, text=_changed_words(run.text, random), bold=random.random() < 0.2)
    return replace(block, runs=(*block.runs[:place], other, *block.runs[place + 1 :]))


def _other_rows(rows: Rows, field: Field, random: Random) -> Rows:
    found = list(rows.rows)
    place = random.randrange(len(found) + 1)
    match random.randrange(4):
        case 0:
            del found[place : place + 1]
        case 1:
            cells = {
                column.id: filled_answer(column, _words(random)) for column in field.columns if random.random() < 0.7
            }
            found.insert(place, Row(f"n{random.randrange(1000)}{len(found)}", cells))
        case 2:
            random.shuffle(found)
        case _:
            found[place : place + 1] = [_other_row(one, field, random) for one in found[place : place + 1]]
    return Rows(tuple(found))


def _other_row(row: Row, field: Field, random: Random) -> Row:
    for column in field.columns:
        if random.random() < 0.4:
            row = row.with_cell(column.id, _other(row.cells.get(column.id), column, random))
    return row


def _changed_words(words: str, random: Random) -> str:
    found = words.split(" ")
    place = random.randrange(len(found) + 1)
    if random.random() < 0.5:
        found.insert(place, random.choice(WORDS))
    else:
        del found[place : place + random.randint(1, 3)]
    return " ".join(found) or "words"


def _words(random: Random) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 12)))
