"""The PDF is made of data alone, with our typeface, and says what it lacks."""

from dataclasses import replace

import pytest

from planwriter.export.blocks import Document, Heading, Paragraph, PrintedCopy, Span, Table
from planwriter.export.document import lay_out
from planwriter.export.pdf.tags import read_tags
from planwriter.export.pdf.writer import warnings_of, written_pdf
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


@pytest.fixture(scope="module")
def document(sample_plan: Plan, catalogue: Catalogue) -> Document:
    return lay_out(sample_plan, catalogue, copy=PrintedCopy.FINAL)


def test_the_date_in_the_file_is_the_plans(document: Document) -> None:
    assert b"D:20111021" in written_pdf(document)
    undated = written_pdf(replace(document, day=None))
    assert b"D:2026" not in undated
    assert undated == written_pdf(replace(document, day=None))


def test_the_contents_stand_after_the_message_and_are_a_heading(document: Document) -> None:
    heads = [one.words for one in read_tags(written_pdf(document)).paragraphs if one.kind == "H1"]
    assert heads[:3] == ["Message from the agency head", "Contents", "Executive summary"]


def test_words_that_look_like_typst_are_words(document: Document) -> None:
    words = '#panic("x") $x$ *b* _i_ `c` <l> @r \\ // /* */ = - + / : ~ #{'
    made = written_pdf(replace(document, blocks=(Heading(1, (Span(words),)), Paragraph((Span(words),)))))
    assert [" ".join(one.words.split()) for one in read_tags(made).paragraphs] == [words, words]


def test_a_heading_without_a_letter_is_left_out(document: Document) -> None:
    made = written_pdf(replace(document, blocks=(Heading(1, (Span("\u00ad"),)), Paragraph((Span("x"),)))))
    assert [one.words for one in read_tags(made).paragraphs] == ["x"]


def test_a_pictures_words_are_shown_like_all_others(document: Document) -> None:
    table = next(block for block in document.blocks if isinstance(block, Table) and block.timeline)
    assert table.timeline
    steps = tuple(replace(step, what=f"東 {step.what}") for step in table.timeline.steps)
    block = replace(table, timeline=replace(table.timeline, steps=steps))
    tagged = read_tags(written_pdf(replace(document, blocks=(block,))))
    assert len(tagged.pictures) == 1


def test_what_the_typeface_lacks_is_named_up_to_ten(document: Document) -> None:
    assert warnings_of(document) == ()
    words = "".join(map(chr, range(0x4E00, 0x4E00 + 12)))
    (warning,) = warnings_of(replace(document, blocks=(Paragraph((Span(words),)),)))
    assert "“一” as [U+4E00]" in warning
    assert warning.endswith("and 2 more in the same way.")
