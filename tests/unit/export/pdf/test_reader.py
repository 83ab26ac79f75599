"""Paragraphs found and expected are gone through side by side; what differs is told for the answer it belongs to."""

from dataclasses import replace

import pytest

from planwriter.export.blocks import Document, Paragraph, PrintedCopy, Span
from planwriter.export.pdf.reader import read_pdf, says
from planwriter.export.pdf.writer import written_pdf

ONE = Paragraph((Span("Goal: "), Span("less waiting", keys=("k1",)), Span(" by "), Span("2012", keys=("k2",))))
TWO = Paragraph((Span("The second one", bold=True, keys=("k3",)), Span(", and more", keys=("k3",))))
GOOD = Document("T", "A", None, PrintedCopy.FINAL, (), "T", (), (ONE, TWO, Paragraph((Span("Furniture"),))))


def _read(*blocks: Paragraph) -> tuple[dict[str, tuple[str, ...]], int]:
    found = read_pdf(written_pdf(replace(GOOD, blocks=blocks)), GOOD)
    return dict(found.answers), found.strangers


def _with(paragraph: Paragraph, place: int, text: str) -> Paragraph:
    spans = list(paragraph.spans)
    spans[place] = replace(spans[place], text=text)
    return replace(paragraph, spans=tuple(spans))


ALL = {"k1": ("less waiting",), "k2": ("2012",), "k3": ("The second one, and more",)}


def test_what_is_as_expected_is_found() -> None:
    assert _read(*GOOD.blocks) == (ALL, 0)  # type: ignore[arg-type]


def test_another_word_is_told_for_its_own_answer_only() -> None:
    furniture = GOOD.blocks[2]
    assert isinstance(furniture, Paragraph)
    answers, _strangers = _read(_with(ONE, 1, "more waiting"), TWO, furniture)
    assert answers == ALL | {"k1": ("more waiting",)}


def test_a_paragraph_that_is_gone_or_there_twice_is_told() -> None:
    furniture = GOOD.blocks[2]
    assert isinstance(furniture, Paragraph)
    answers, strangers = _read(ONE, furniture)
    assert ("k3" in answers, strangers) == (False, 0)
    answers, strangers = _read(ONE, TWO, TWO, furniture)
    assert (answers["k3"], strangers) == (("The second one, and more",) * 2, 0)
    _answers, strangers = _read(ONE, TWO, Paragraph((Span("Added"),)), furniture)
    assert strangers == 1


@pytest.mark.parametrize(
    ("found", "expected", "is_said"),
    [
        ("one two", "one two", True),
        ("one \ntwo", "one two", True),
        ("self-\nservice", "self-service", True),
        ("one\n, two", "one, two", True),
        ("onetwo", "one two", False),
        ("one two", "onetwo", False),
        ("one\ntwo three", "one twothree", False),
        ("One two", "one two", False),
    ],
)
def test_only_where_a_line_ends_a_blank_may_be_missing(found: str, expected: str, is_said: bool) -> None:
    assert says(found, expected) is is_said
