"""Ten reviewed copies of 200 changes each, brought together over a plan that was written on since, and applied."""

import time
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.review.applying import applied
from planwriter.review.choosing import accept_all
from planwriter.review.edits import joined
from planwriter.review.proposal import (
    BlockEnd,
    CopyReview,
    MatchedBy,
    Passage,
    Proposal,
    ProposalKind,
    Stretch,
)
from planwriter.review.together import together
from planwriter.template.loader import load_catalogue

COPIES, CHANGES, ROWS, WORDS = 10, 200, 100, 120
ROUNDS = 3
TABLE, COLUMN = "customers.groups", "description"
CHANGES_A_TEXT = CHANGES // ROWS


def run() -> list[tuple[str, float, float, str]]:
    """Return (name, value, limit, unit) for each figure; a value at or below its limit is good."""
    catalogue = load_catalogue()
    base = plan_of({})
    copies = [reviewed_copy(base, number) for number in range(COPIES)]
    today = plan_of(dict.fromkeys(range(0, ROWS, 2), "mended"))
    same = best_of(lambda: together(copies, base, catalogue))
    review = together(copies, today, catalogue)
    moved = best_of(lambda: together(copies, today, catalogue))
    applying = best_of(lambda: applied(today, review, accept_all(review), catalogue))
    return [
        ("Ten copies of 200 changes brought together", same, 2.0, "s"),
        ("Ten copies of 200 changes over a plan written on since", moved, 2.0, "s"),
        ("Applying ten copies of 200 changes", applying, 1.0, "s"),
    ]


def best_of(job: Callable[[], object]) -> float:
    """Return the shortest time of a job in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def plan_of(changed: dict[int, str]) -> Plan:
    """Return a plan with a long text in each row of a table; some rows start with another word."""
    rows = tuple(
        Row(f"r{row}", {COLUMN: Text((Block(BlockKind.PARAGRAPH, (Run(" ".join(words_of(row, changed.get(row)))),)),))})
        for row in range(ROWS)
    )
    return Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011", answers=MappingProxyType({TABLE: Rows(rows)}))


def words_of(row: int, first: str | None = None) -> list[str]:
    """Return the words of one text."""
    return [first or "start", *(f"word{number % 37}of{row}" for number in range(WORDS - 1))]


def reviewed_copy(base: Plan, number: int) -> CopyReview:
    """Return a copy with its share of changes in every text: some that all reviewers make, some that oppose."""
    passages, proposals = {}, []
    for row in range(ROWS):
        path = (TABLE, f"r{row}", COLUMN)
        passage, found = changed_text(path, row, number)
        passages[path] = replace(passage, base=base.at(path))
        proposals += found
    return CopyReview(
        f"{number}.docx", "e", f"Office {number}", "1", MappingProxyType({MatchedBy.ANCHOR: len(passages)}),
        MappingProxyType(passages), tuple(proposals), (), (), (), (), base=base,
    )  # fmt: skip


def changed_text(path: tuple[str, ...], row: int, number: int) -> tuple[Passage, list[Proposal]]:
    """Return one text with a reviewer's changes in it."""
    parts: list[Stretch] = []
    found: list[Proposal] = []
    places = {1 + (number % 5) * 20 + turn * 7: turn for turn in range(CHANGES_A_TEXT)}
    for place, word in enumerate(words_of(row)):
        blank = " " if place + 1 < WORDS else ""
        if (turn := places.get(place)) is None:
            parts.append(Stretch(word + blank))
            continue
        name = f"{number:02}{row:04}{turn:02}"
        new = "agreed" if turn else f"reviewer{number}"
        kind = ProposalKind.REPLACED
        found.append(
            Proposal(name, path[0], path, kind, f"Reviewer {number}", "", word, new, tracked=True,
                     matched_by=MatchedBy.ANCHOR, file=f"{number}.docx", order=turn)
        )  # fmt: skip
        parts += [Stretch(word, deleted_by=(name,)), Stretch(new, inserted_by=(name,)), Stretch(blank)]
    return Passage(path, joined((*parts, Stretch("\n", ends=BlockEnd()))), None), found
