"""Parts of a Word file: their XML, what they point to, and the words that are seen."""

import pytest
from lxml import etree

from planwriter.errors import FormatError
from planwriter.word.xml_parts import (
    first_by_tag,
    is_external,
    is_on,
    own_value,
    parsed,
    relations,
    target_of,
    value,
    words_of,
)
from tests.unit.export.docx.word_xml import W

RELATIONS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Type="t" Target="theme/theme1.xml"/><Relationship Id="b" Type="t" Target="/docProps/core.xml"/>
<Relationship Id="c" Type="t" Target="../customXml/item1.xml"/>
<Relationship Id="d" Type="t" Target="http://example.gov/" TargetMode="external"/></Relationships>"""


def element(xml: str) -> etree._Element:
    """An element of a Word file."""
    return etree.fromstring(xml.replace(">", f' xmlns:w="{W[1:-1]}">', 1))


def test_broken_xml_is_told_in_plain_words() -> None:
    with pytest.raises(FormatError, match="damaged"):
        parsed(b"<w:document>")


def test_targets_are_names_of_parts() -> None:
    parts = {"word/_rels/document.xml.rels": RELATIONS}
    found = relations(parts, "word/document.xml")
    assert [target_of(one, "word/document.xml") for one in found[:3]] == [
        "word/theme/theme1.xml",
        "docProps/core.xml",
        "customXml/item1.xml",
    ]
    assert [is_external(one) for one in found] == [False, False, False, True]
    assert relations(parts, "word/header1.xml") == []


def test_switches_and_values() -> None:
    marks = element('<w:rPr><w:b/><w:i w:val="0"/><w:caps w:val="false"/><w:sz w:val="20"/></w:rPr>')
    assert [is_on(marks.find(f"{W}{name}")) for name in ("b", "i", "caps", "strike")] == [True, False, False, False]
    assert (value(marks, "w:sz"), value(marks, "w:color", "none"), value(None, "w:sz")) == ("20", "none", "")
    assert (own_value(marks[3]), own_value(marks[0], "1"), own_value(None)) == ("20", "1", "")


def test_the_first_of_each_kind_is_found_in_one_step() -> None:
    marks = element('<w:rPr><w:b/><w:i/><w:b w:val="0"/><w:x><w:u/></w:x></w:rPr>')
    found = first_by_tag(marks)
    assert list(found) == [f"{W}{name}" for name in ("b", "i", "x")]
    assert found[f"{W}b"] is marks[0]


def test_only_the_words_that_are_seen() -> None:
    paragraph = element(
        "<w:p><w:pPr><w:t>no</w:t></w:pPr><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>"
        "<w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert words_of(paragraph) == "one\ttwo new"
