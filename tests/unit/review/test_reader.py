"""A returned Word file is read whole, every story of it, and both counts of it agree."""

import json

import pytest

from planwriter.errors import FormatError
from planwriter.review.reader import read_returned
from planwriter.review.tally import tally_of_copy
from tests.unit.export.docx.word_xml import parts_of, repacked
from tests.unit.review.reading import read
from tests.unit.review.word_shapes import Part, dele, ins, p, word_file


def test_every_story_is_read_and_counted() -> None:
    note = f'<w:footnote w:id="2">{p(ins("Noted."))}</w:footnote>'
    copy = read(
        p("Body ", ins("new")),
        Part("header", p(ins("Head"))),
        Part("footer", p("Page ", dele("x"))),
        Part("footnotes", note),
        Part("endnotes", note.replace("footnote", "endnote")),
    )
    assert [(one.part, one.accepted) for one in copy.paragraphs] == [
        ("body", "Body new"),
        ("header", "Head"),
        ("footer", "Page "),
        ("footnote", "Noted."),
        ("endnote", "Noted."),
    ]
    assert (copy.tally.inserted, copy.tally.deleted) == (3 + 4 + 6 + 6, 1)


def test_a_story_that_nothing_relates_to_is_read_too() -> None:
    data = word_file(p("Body"), Part("header", p(ins("Lost?"))))

    copy = read_returned(repacked(data, {"word/_rels/document.xml.rels": None}))
    assert copy.paragraphs[1].accepted == "Lost?"
    assert copy.tally.inserted == 5


def test_the_strict_form_of_word_is_read_too() -> None:
    data = word_file(p("Strict ", ins("form")))

    strict = parts_of(data)["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_returned(repacked(data, {"word/document.xml": strict})).paragraphs[0].accepted == "Strict form"


def test_the_body_need_not_be_called_document() -> None:
    assert read_returned(word_file(p("Here"), main="document2.xml")).paragraphs[0].accepted == "Here"


def test_a_file_stripped_of_everything_is_read_nonetheless() -> None:
    copy = read(p("Words"))
    assert (copy.export_id, copy.office, copy.baseline, copy.is_whole) == ("", "", None, True)


def test_the_copy_that_we_write_is_read_as_its_baseline_tells(clearance_file: bytes) -> None:
    copy = read_returned(clearance_file)
    assert copy.baseline is not None
    baseline = json.loads(copy.baseline)
    body = [one for one in copy.paragraphs if one.part == "body"]
    assert copy.export_id == baseline["export_id"]
    assert [one.accepted for one in body] == [text for text, _anchors in baseline["paragraphs"]]
    assert [[[a.number, a.start, a.end] for a in one.anchors if not a.is_control] for one in body] == [
        [[number, start, stop] for _key, number, start, stop in found] for _text, found in baseline["paragraphs"]
    ]
    assert (copy.warnings, copy.is_whole) == ((), True)
    assert copy.tally == tally_of_copy(copy)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(FormatError, match="PDF"):
        read_returned(b"%PDF-1.7")
    with pytest.raises(FormatError, match="not a Word document"):
        read_returned(word_file(p("x"), raw={"_rels/.rels": b"<x/>", "word/document.xml": b"<x/>"}))


def test_another_document_within_this_one_is_said() -> None:
    assert any("placed within" in one for one in read(p("x") + '<w:altChunk r:id="a"/>').warnings)
