"""Proves a document: compares what a reader found in it with what the plan says, whatever the format.

It does not ask how the document was written. Where it can it reads the printed words back into a value (numbers,
dates, due dates) and compares the values.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planwriter.export.anchors import printed_answers
from planwriter.export.found import FoundAnswers
from planwriter.export.words import GONE, UNNAMED
from planwriter.plan.answers import Answer, NotApplicable, Person, read_number
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due, read_day, read_due
from planwriter.plan.plan import Plan, pointer
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Field, Kind, Requirement

Why = Literal["missing", "different"]
_NOT_PRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Proof:
    """How many answers stand in a document as the plan has them.

    Attributes:
        proved: Answers that were found, word for word.
        of: Answers that were looked for.
        missing: What is not as it should be: the JSON Pointer of the answer, and whether it is missing or different.
            "/answers" stands for anchored words that belong to no answer of the plan.
    """

    proved: int
    of: int
    missing: tuple[tuple[str, Why], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every answer was found and nothing else."""
        return not self.missing


def prove(found: FoundAnswers, plan: Plan, catalogue: Catalogue) -> Proof:
    """Return the proof of a document against the plan.

    Public answers are looked for in every document, internal ones only in one that says it holds internal matter; in
    any other an internal answer is a fault.
    """
    faults: list[tuple[str, Why]] = []
    wanted = wrong = 0
    for path, field, answer in printed_answers(plan, catalogue, with_internal=True):
        is_wanted = found.is_internal or not catalogue.element(path[0]).is_internal
        why = _fault(found.answers.get(path_key(path)), plan, catalogue, field=field, answer=answer)
        if not is_wanted:
            why = None if why == "missing" else "different"  # an internal answer has leaked
        wanted += is_wanted
        wrong += is_wanted and why is not None
        if why is not None:
            faults.append((pointer(plan, path), why))
    if found.strangers:
        faults.append(("/answers", "different"))
    return Proof(wanted - wrong, wanted, tuple(faults))


def _fault(
    words: tuple[str, ...] | None, plan: Plan, catalogue: Catalogue, *, field: Field, answer: Answer
) -> Why | None:
    if words is None:
        return "missing"
    found = tuple(_seen(one) for one in words)
    return None if _states(found, plan, catalogue, field=field, answer=answer) else "different"


def _states(found: tuple[str, ...], plan: Plan, catalogue: Catalogue, *, field: Field, answer: Answer) -> bool:
    """Whether the words found state the answer."""
    match answer:
        case Text():
            return found == tuple(_seen(block.plain) for block in answer.blocks)
        case Person():
            lines = (answer.name, answer.title, answer.office, answer.phone, answer.email)
            return found == tuple(_seen(line) for line in lines if line.strip())
        case tuple() if field.kind is Kind.REFS:
            names = (_row_name(plan, catalogue, field, row_id) for row_id in answer)
            return "; ".join(found) == "; ".join(_seen(name) for name in names)
        case tuple():
            return "; ".join(found) == "; ".join(_seen(field.label_of(one)) for one in answer)
        case str() if field.kind is Kind.CHOICE:
            return "; ".join(found).casefold() == _seen(field.label_of(answer)).casefold()
        case _:
            return len(found) == 1 and _is_value(found[0], answer)


def _is_value(words: str, answer: Answer) -> bool:
    """Whether words that stand in one paragraph are a line, or read as a value of its own."""
    match answer:
        case bool():
            return words == ("Yes" if answer else "No")
        case int() | float():
            return _reads_as(read_number, words, answer)
        case Due():
            return _reads_as(read_due, words, answer)
        case date():
            return _reads_as(read_day, words, answer)
        case NotApplicable():
            return words == _seen(answer.reason)
        case _:
            return words == _seen(str(answer))


def _reads_as(read: Callable[[str], object], words: str, answer: Answer) -> bool:
    try:
        return read(words) == answer
    except ValueError:  # what was printed is no number or date at all
        return False


def _row_name(plan: Plan, catalogue: Catalogue, field: Field, row_id: str) -> str:
    """What a row is called: its first required line, else its first line."""
    row = next((row for row in plan.rows(field.refers_to) if row.id == row_id), None)
    if row is None:
        return GONE
    lines = [column for column in catalogue.element(field.refers_to).columns if column.kind is Kind.LINE]
    lines.sort(key=lambda column: column.requirement is not Requirement.REQUIRED)
    name = row.cells.get(lines[0].id) if lines else None
    return name if isinstance(name, str) else UNNAMED


def _seen(words: str) -> str:
    """The words as an eye compares them: composed, without what does not print, blanks collapsed."""
    return " ".join(_NOT_PRINTED.sub("", unicodedata.normalize("NFC", words)).split())
