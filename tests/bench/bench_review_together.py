"""Ten reviewed copies of 200 changes each, brought together over a plan that was written on since, and applied."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from planwriter.export import ExportOptions, PrintedCopy
from planwriter.export.formats import format_of
from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import read_plan
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.resources import resource
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
from planwriter.word.xml_parts import W
from tests.bench.timing import best_of
from tests.unit.export.docx.word_xml import parts_of, repacked
from tests.unit.review.word_shapes import ins, rooted

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
    (same,) = best_of(lambda: together(copies, base, catalogue), rounds=ROUNDS)
    review = together(copies, today, catalogue)
    (moved,) = best_of(lambda: together(copies, today, catalogue), rounds=ROUNDS)
    (applying,) = best_of(lambda: applied(today, review, accept_all(review), catalogue), rounds=ROUNDS)
    whole, changes = files_to_page()
    return [
        (f"Ten files of {CHANGES} changes read, joined and shown, {changes} changes in all", whole, 3.0, "s"),
        ("Ten copies of 200 changes brought together", same, 2.0, "s"),
        ("Ten copies of 200 changes over a plan written on since", moved, 2.0, "s"),
        ("Applying ten copies of 200 changes", applying, 1.0, "s"),
    ]


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


def files_to_page() -> tuple[float, int]:
    """Return the seconds from ten reviewed files on the disk to the page that shows them, and how many changes it has."""
    from PySide6.QtWidgets import QApplication

    from planwriter.drafts.baselines import BaselineStore
    from planwriter.ui.clearance.deciding import Deciding
    from planwriter.ui.clearance.reviewers_page import ReviewersPage
    from planwriter.wizard.reviewing import Basis, read_copies

    catalogue = load_catalogue()
    plan = read_plan(resource("plans", "every-element.csplan").read_bytes(), catalogue).plan
    sent = format_of("docx").write(plan, catalogue, ExportOptions(PrintedCopy.CLEARANCE)).data
    _app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.docx") for number in range(COPIES)]
        for number, path in enumerate(paths):
            path.write_bytes(with_insertions(sent, f"Office {number}", start=3 * number))
        start = time.perf_counter()
        brought = read_copies(paths, Basis(plan, catalogue, (BaselineStore(Path(folder)),)))
        page = ReviewersPage()
        page.resize(1366, 768)
        page.show_deciding(Deciding(brought.review, plan, catalogue))
        page.show()
        page.grab()  # paints it
        taken = time.perf_counter() - start
    if len(brought.review.copies) != COPIES or brought.failures:
        raise AssertionError("a copy was not read")
    page.deleteLater()
    return taken, len(brought.review.proposals)


def with_insertions(data: bytes, author: str, *, start: int) -> bytes:
    """Return a copy with as many tracked insertions as a reviewer makes, from one answer's run on."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    runs = [run for run in root.iter(f"{W}r") if run.getparent().tag == f"{W}sdtContent"]
    for number, run in enumerate(runs[start : start + 3 * CHANGES : 3]):
        change = etree.fromstring(rooted("body", ins(f" as {author} proposes", author)))[0]
        change.set(f"{W}id", str(1_000_000 + number))
        run.addnext(change)
    return repacked(data, {"word/document.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True)})
