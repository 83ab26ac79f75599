"""Random edits by several reviewers: all rejected gives what went out, all accepted what they wrote, nothing is lost."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planwriter.export import PrintedCopy, make_document
from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan, field_at
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.review.baseline import read_baseline
from planwriter.review.examine import examine
from planwriter.review.outcome import is_written, written_answer
from planwriter.review.values import answer_of
from tests.unit.review.paper_reviewer import PaperReviewer, blank_copy, reviewed_text, without_anchors
from tests.unit.review.sent_on_paper import full, sample

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
TEXTS = ("overview.message", "overview.summary", "overview.mission")


def _text(*lines):
    kinds = {"•": BlockKind.BULLET, "#": BlockKind.NUMBER}
    blocks = []
    for line in lines:
        kind = kinds.get(line[0], BlockKind.PARAGRAPH)
        bare = line.lstrip("•# ")
        half = len(bare) // 2
        runs = (Run(bare[:half], bold=True), Run(bare[half:])) if line.endswith("!") else (Run(bare),)
        blocks.append(Block(kind, runs))
    return Text(tuple(blocks))


@pytest.fixture(scope="module")
def small_plan(catalogue):
    plan = Plan(PLAN_ID, catalogue.edition).with_answer("agency.name", "Bureau of Wells")
    plan = plan.with_answer("plan.title", "Customer Service Plan")
    plan = plan.with_answer("overview.message", _text("We test water for you.", "You can check what we promise here!"))
    plan = plan.with_answer(
        "overview.summary",
        _text("Our customers told us three things.", "• Results take too long.", "• Forms come back.", "That is all."),
    )
    plan = plan.with_answer("overview.mission", _text("Safe water for every home."))
    rows = Rows((Row("a", {"name": "Households"}), Row("b", {"name": "Drillers", "description": _text("They drill.")})))
    return plan.with_answer("customers.groups", rows)


class World:
    """What went out; an object that says little of itself when a test fails."""

    def __init__(self, plan, catalogue):
        made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
        self.catalogue = catalogue
        self.baseline = read_baseline(made.baseline, catalogue)


@pytest.fixture(scope="module")
def world(small_plan, catalogue):
    return World(small_plan, catalogue)


edits = st.lists(
    st.tuples(
        st.sampled_from(("insert", "insert", "delete", "delete", "replace", "split", "join", "new", "remove", "bold")),
        st.integers(0, 40),
        st.integers(0, 60),
        st.integers(1, 12),
        st.sampled_from(("Reader A", "Reader B", None)),
        st.sampled_from(("very ", "new words", "x", " and more. ")),
    ),
    max_size=7,
)


def _inside(reviewer, keys, baseline):
    """Return, for each text, the numbers of the paragraphs it now has: from its first mark to its last."""
    names = baseline.key_of_name
    found = {}
    for number, paragraph in enumerate(reviewer.paragraphs):
        for anchor in paragraph.anchors:
            if names[anchor.name] in keys:
                found.setdefault(names[anchor.name], []).append(number)
    return {key: range(min(numbers), _last(reviewer, max(numbers)) + 1) for key, numbers in found.items()}


def _last(reviewer, number):
    """Return the number of the paragraph with which the words of one end that were split off from it."""
    while any(mark.kind.is_new for mark in reviewer.paragraphs[number].end):
        number += 1
    return number


def _edit(reviewer, baseline, edit):
    what, which, at, count, author, words = edit
    spans = _inside(reviewer, TEXTS, baseline)
    numbers = [number for span in spans.values() for number in span]
    number = numbers[which % len(numbers)]
    span = next(span for span in spans.values() if number in span)
    length = sum(len(piece.text) for piece in reviewer.paragraphs[number].pieces)
    at = min(at, length)
    if what in ("insert", "replace"):
        reviewer.insert(number, at, words, author)
    keeps_marks = author is not None or min(count, at) + 8 < length  # else what nobody records may take them all
    if what in ("delete", "replace") and keeps_marks:
        reviewer.delete(number, max(at - count, 0), at, author)
    if what == "split" and 0 < at < length:
        reviewer.split(number, at, author)
    if what == "join" and number + 1 in span:
        reviewer.join(number, author)
    if what == "new" and author is not None and number != span[0]:
        reviewer.add_paragraph(number, words, author)
    if what == "remove" and author is not None and number + 1 in span:
        reviewer.remove_paragraph(number, author)
    if what == "bold":
        reviewer.format(number, max(at - count, 0), at, author, bold=True)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=edits, is_stripped=st.booleans())
def test_none_accepted_is_what_went_out_and_all_accepted_is_what_was_written(plan, is_stripped, world):
    baseline, catalogue = world.baseline, world.catalogue
    reviewer = PaperReviewer(blank_copy(baseline))
    for edit in plan:
        _edit(reviewer, baseline, edit)
    spans = _inside(reviewer, TEXTS, baseline)
    wanted = {key: reviewed_text([reviewer.paragraphs[number] for number in span]) for key, span in spans.items()}
    copy = reviewer.returned()
    review = examine(without_anchors(copy) if is_stripped else copy, baseline, catalogue, file="a.docx")
    assert review.unreported == 0
    assert len({one.id for one in review.proposals}) == len(review.proposals)
    for path, passage in review.passages.items():
        field = catalogue.element(path[0])
        assert written_answer(passage.stretches, (), field) == passage.base == baseline.plan.at(path)
    if is_stripped and any(edit[4] is None for edit in plan):
        return  # without marks of ours, words that nobody recorded may stand in another place
    everything = [one.id for one in review.proposals]
    assert not review.missing
    for key in TEXTS:
        passage = review.passages.get((key,))
        base = baseline.plan.answer(key)
        found = (
            base if passage is None else answer_of(passage.stretches, everything, catalogue.element(key), baseline.plan)
        )
        expected = wanted[key] if wanted[key].blocks else None
        assert found == expected


def _edit_anything(reviewer, dice):
    number = dice.randrange(len(reviewer.paragraphs) - 1)
    one = reviewer.paragraphs[number]
    length = sum(len(piece.text) for piece in one.pieces)
    at, author = dice.randint(0, length), dice.choice(("Reader A", "Reader B", None))
    what = dice.choice(("words", "gone", "split", "join", "new", "remove", "row gone", "new row", "bold", "comment"))
    here = one.cell == reviewer.paragraphs[number + 1].cell
    acts = {
        "words": lambda: reviewer.insert(number, at, dice.choice(("new words ", "x", " y")), author),
        "gone": lambda: reviewer.delete(number, max(0, at - dice.randint(1, 30)), at, author),
        "split": lambda: reviewer.split(number, at, author),
        "join": lambda: reviewer.join(number, author) if here else None,
        "new": lambda: reviewer.add_paragraph(number, "A new paragraph", author),
        "remove": lambda: reviewer.remove_paragraph(number, author) if one.cell is None else None,
        "row gone": lambda: reviewer.remove_row(number, author) if one.cell else None,
        "new row": lambda: reviewer.add_row(number, [["One"], ["3"], ["x", "y"]], author) if one.cell else None,
        "bold": lambda: reviewer.format(number, 0, at, author, bold=True),
        "comment": lambda: reviewer.comment(number, 0, at, "Why?"),
    }
    acts[what]()


@pytest.mark.parametrize("seed", range(24))
def test_edits_anywhere_are_all_told_and_none_accepted_is_what_went_out(seed):
    dice, sent = random.Random(seed), (sample, full)[seed % 2]()
    reviewer = sent.reviewer()
    for _again in range(1 + seed % 14):
        _edit_anything(reviewer, dice)
    for is_stripped in (False, True):
        review = sent.examined(reviewer, is_stripped=is_stripped)
        assert review.unreported == 0
        assert len(review.comments) == len(reviewer.comments)
        ids = [one.id for one in review.proposals]
        assert len(ids) == len(set(ids))
        for path, passage in review.passages.items():
            assert {one for s in passage.stretches for one in (*s.inserted_by, *s.deleted_by)} <= set(ids)
            base = sent.baseline.plan.at(path)
            if is_written(field_at(sent.catalogue, path), base):
                assert written_answer(passage.stretches, (), field_at(sent.catalogue, path)) == base
