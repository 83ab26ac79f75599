"""Proves a document: compares what a reader found in it with what the plan says, whatever the format.

It does not ask how the document was written. Where it can it reads the printed words back into a value (numbers,
dates, due dates) and compares the values.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planwriter.export.anchors import printed_answers, printed_timelines
from planwriter.export.found import FoundAnswers
from planwriter.export.timeline import summary_of
from planwriter.export.words import GONE, UNNAMED
from planwriter.plan.answers import Answer, NotApplicable, Person, read_number
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due, read_day, read_due
from planwriter.plan.plan import Path, Plan, pointer
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
            That of a table stands for its picture, "/answers" for anchored words that belong to no answer of the plan.
    """

    proved: int
    of: int
    missing: tuple[tuple[str, Why], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every answer was found and nothing else."""
        return not self.missing


def carries_all(_path: Path) -> bool:
    """Whether a format has a place for an answer: yes, for any."""
    return True


def prove(
    found: FoundAnswers, plan: Plan, catalogue: Catalogue, *, carries: Callable[[Path], bool] = carries_all
) -> Proof:
    """Return the proof of a document against the plan.

    Public answers are looked for in every document, internal ones only in one that says it holds internal matter; in
    any other an internal answer is a fault.

    Args:
        carries: Whether the format has a place for the answer at a path; where it has none, the answer is not looked
            for.
    """
    faults: list[tuple[str, Why]] = []
    wanted = wrong = 0
    words = _Wanted(plan, catalogue, found.form)
    for path, field, answer in printed_answers(plan, catalogue, with_internal=True):
        is_wanted = (found.is_internal or not catalogue.element(path[0]).is_internal) and carries(path)
        why = words.fault(found.answers.get(path_key(path)), field, answer)
        if not is_wanted:
            why = None if why == "missing" else "different"  # an internal answer has leaked
        wanted += is_wanted
        wrong += is_wanted and why is not None
        if why is not None:
            faults.append((pointer(plan, path), why))
    if found.strangers:
        faults.append(("/answers", "different"))
    faults += _picture_faults(found, plan, catalogue)
    return Proof(wanted - wrong, wanted, tuple(faults))


def _picture_faults(found: FoundAnswers, plan: Plan, catalogue: Catalogue) -> Iterator[tuple[str, Why]]:
    """Yield the tables whose picture is missing, says something else, or should not be there."""
    if found.pictures is None:
        return
    left = dict(found.pictures)
    for path, steps in printed_timelines(plan, catalogue):
        said = left.pop(path_key(path), None)
        wanted = (summary_of(steps), *(step.sentence for step in steps))
        if said is None:
            yield pointer(plan, path), "missing"
        elif not said or not _is_said(said, wanted, found.form):
            yield pointer(plan, path), "different"
    if left:
        yield "/answers", "different"


def _is_said(said: tuple[str, ...], wanted: tuple[str, ...], form: Callable[[str], str]) -> bool:
    """Whether what is said of a picture begins with the wanted summary, and names every step if it names any."""
    is_summed_up = _seen(said[0], form).startswith(_seen(wanted[0], form))
    return is_summed_up and said[1:] in ((), wanted[1:])


@dataclass(frozen=True)
class _Wanted:
    """What answers should read like in a document.

    Attributes:
        form: As in FoundAnswers.
    """

    plan: Plan
    catalogue: Catalogue
    form: Callable[[str], str]

    def fault(self, words: tuple[str, ...] | None, field: Field, answer: Answer) -> Why | None:
        """Return what is the matter with the words found for an answer; None when they state it."""
        if words is None:
            return "missing"
        if words == _to_the_letter(answer, field):  # most are, and nothing has to be compared in another form then
            return None
        return None if self.is_stated(tuple(map(self.seen, words)), field, answer) else "different"

    def seen(self, words: str) -> str:
        """The words in the form in which they are compared."""
        return _seen(words, self.form)

    def is_stated(self, found: tuple[str, ...], field: Field, answer: Answer) -> bool:
        """Whether the words found state the answer."""
        match answer:
            case Text():
                return found == tuple(self.seen(block.plain) for block in answer.blocks)
            case Person():
                lines = (answer.name, answer.title, answer.office, answer.phone, answer.email)
                return found == tuple(self.seen(line) for line in lines if line.strip())
            case tuple() if field.kind is Kind.REFS:
                names = (_row_name(self.plan, self.catalogue, field, row_id) for row_id in answer)
                return "; ".join(found) == "; ".join(self.seen(name) for name in names)
            case tuple():
                return "; ".join(found) == "; ".join(self.seen(field.label_of(one)) for one in answer)
            case str() if field.kind is Kind.CHOICE:
                return "; ".join(found).casefold() == self.seen(field.label_of(answer)).casefold()
            case _:
                return len(found) == 1 and self._is_value(found[0], answer)

    def _is_value(self, words: str, answer: Answer) -> bool:
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
                return words == self.seen(answer.reason)
            case _:
                return words == self.seen(str(answer))


def _to_the_letter(answer: Answer, field: Field) -> tuple[str, ...] | None:
    """Return the words of an answer as it is kept; None for one that reads otherwise in print."""
    if isinstance(answer, Text):
        return tuple(block.plain for block in answer.blocks)
    return (answer,) if isinstance(answer, str) and field.kind is Kind.LINE else None


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


def _seen(words: str, form: Callable[[str], str]) -> str:
    """The words as an eye compares them: composed, without what does not print, blanks collapsed."""
    words = form(words if words.isascii() else unicodedata.normalize("NFC", words))
    return " ".join((words if words.isprintable() else _NOT_PRINTED.sub("", words)).split())
