"""The parts of a returned file that hold words are all found, and each is read with nothing from outside."""

import pytest

from planwriter.errors import FormatError
from planwriter.review.story_parts import (
    DamagedXmlError,
    Part,
    all_relations,
    is_story,
    link_targets,
    main_part,
    parts_of_stories,
    xml_of,
)
from tests.unit.export.docx.word_xml import parts_of
from tests.unit.review.word_shapes import Part as Beside
from tests.unit.review.word_shapes import p, related, word_file


def test_stories_come_first_the_body_before_all() -> None:
    data = word_file(
        p("x"), Beside("styles", ""), Beside("footnotes", ""), Beside("header", ""), links={"a": "https://a.gov"}
    )
    found = parts_of_stories(parts_of(data))
    assert [part.kind for part in found] == ["body", "header", "footnote", "styles"]
    assert [is_story(part) for part in found] == [True, True, True, False]
    assert link_targets(parts_of(data), "word/document.xml") == {"a": "https://a.gov"}
    assert len(list(all_relations(parts_of(data)))) == 5


def test_a_part_that_is_named_and_not_there_is_passed_over() -> None:
    parts = {**parts_of(word_file(p("x"), Beside("header", "")))}
    del parts["word/header1.xml"]
    assert parts_of_stories(parts) == [Part("word/document.xml", "body")]


def test_the_body_is_what_the_file_says_or_what_word_calls_it() -> None:
    assert main_part(parts_of(word_file(p("x"), main="main.xml"))) == "word/main.xml"
    assert main_part({"word/document.xml": b"", "_rels/.rels": related("")}) == "word/document.xml"
    with pytest.raises(FormatError, match="not a Word document"):
        main_part({"xl/workbook.xml": b""})


def test_only_elements_that_close_wrongly_may_be_healed() -> None:
    with pytest.raises(DamagedXmlError):
        xml_of(b"<a><b></a></b>")
    for data in (b"<a>", b"", b"<a>&b;</a>", b"<a" + b"<b>" * 3000, b"<a>" * 3000 + b"</a>" * 3000):
        with pytest.raises(FormatError) as refusal:
            xml_of(data)
        assert type(refusal.value) is FormatError


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
    ],
)
def test_a_document_type_declaration_is_refused_however_it_is_written(data: bytes) -> None:
    with pytest.raises(FormatError):
        xml_of(data)


def test_comments_of_xml_do_not_part_the_words() -> None:
    assert xml_of(b"<a>one <!-- x --><?y z?>two</a>").text == "one two"
