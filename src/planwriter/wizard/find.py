"""Finds words in the plan, in the labels and in the guidance; in memory, since a plan is small."""

from collections.abc import Iterator
from dataclasses import dataclass

from planwriter.plan.answers import Answer, Rows
from planwriter.plan.plan import Path, Plan
from planwriter.plan.words import answer_in_words, row_name
from planwriter.template.catalogue import Catalogue, Field

_AROUND = 30


@dataclass(frozen=True)
class Hit:
    """One place where the words stand.

    Attributes:
        where: "Your answers", "Labels" or "Guidance".
        title: What the place is called.
        snippet: The words around the hit.
    """

    path: Path
    where: str
    title: str
    snippet: str


def find(catalogue: Catalogue, plan: Plan, words: str, *, at_most: int = 200) -> tuple[Hit, ...]:
    """Return where `words` stand, ignoring case: answers first, then labels, then guidance; each in page order."""
    wanted = " ".join(words.lower().split())
    if not wanted:
        return ()
    hits = [*_in_answers(catalogue, plan, wanted), *_in_labels(catalogue, wanted), *_in_guidance(catalogue, wanted)]
    return tuple(hits[:at_most])


def _in_answers(catalogue: Catalogue, plan: Plan, wanted: str) -> Iterator[Hit]:
    for element in catalogue.elements():
        answer = plan.answer(element.key)
        if answer is not None:
            yield from _in_answer((element.key,), answer, element, element.title, plan=plan, wanted=wanted)


def _in_answer(path: Path, answer: Answer, field: Field, title: str, *, plan: Plan, wanted: str) -> Iterator[Hit]:
    if isinstance(answer, Rows):
        for row in answer.rows:
            name = row_name(row, field) or field.title
            for column in field.columns:
                if (cell := row.cells.get(column.id)) is not None:
                    inner = (*path, row.id, column.id)
                    yield from _in_answer(inner, cell, column, f"{name}: {column.title}", plan=plan, wanted=wanted)
        return
    for line in answer_in_words(answer, field, plan):
        if wanted in line.lower():
            yield Hit(path, "Your answers", title, _snippet(line, wanted))
            return


def _in_labels(catalogue: Catalogue, wanted: str) -> Iterator[Hit]:
    for element in catalogue.elements():
        for words in (element.title, element.question):
            if wanted in words.lower():
                yield Hit((element.key,), "Labels", element.title, _snippet(words, wanted))
                break


def _in_guidance(catalogue: Catalogue, wanted: str) -> Iterator[Hit]:
    for element in catalogue.elements():
        for words in (*element.cover, *element.sent_back):
            if wanted in words.lower():
                yield Hit((element.key,), "Guidance", element.title, _snippet(words, wanted))
                break


def _snippet(line: str, wanted: str) -> str:
    place = line.lower().find(wanted)
    start, end = max(0, place - _AROUND), place + len(wanted) + _AROUND
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
