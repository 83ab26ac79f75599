"""Styles are found by name, followed to what they are based on, and know their heading level."""

from lxml import etree

from planwriter.export.docx.style_sheet import StyleSheet
from tests.unit.export.docx.word_xml import W

SHEET = StyleSheet(
    etree.fromstring(
        f"""<w:styles xmlns:w="{W[1:-1]}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Heading 1"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:basedOn w:val="berschrift1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Body9"><w:name w:val="Body 9"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="table" w:styleId="T"><w:name w:val="Heading 1"/></w:style>
</w:styles>"""
    )
)


def test_names_are_found_in_any_case_and_by_kind() -> None:
    assert SHEET.named("HEADING 1").id == "berschrift1"  # type: ignore[union-attr]
    assert SHEET.named("heading 1", "table").id == "T"  # type: ignore[union-attr]
    assert SHEET.named("Caption") is None
    assert SHEET.default("paragraph").id == "Standard"  # type: ignore[union-attr]
    assert SHEET.default("character") is None


def test_what_a_style_says_in_the_end() -> None:
    assert SHEET.find("Chapter", "w:rPr/w:b") is not None
    assert SHEET.find("Chapter", "w:rPr/w:i") is not None
    assert SHEET.find("nowhere", "w:rPr/w:i") is not None
    assert SHEET.find("Part", "w:rPr/w:i") is None
    assert SHEET.default_of("w:rPrDefault/w:rPr/w:sz") is not None


def test_styles_based_on_each_other_end() -> None:
    assert [one.id for one in SHEET.chain("A")] == ["A", "B"]


def test_heading_levels_by_name_and_by_outline() -> None:
    assert [SHEET.heading_level(one) for one in ("berschrift1", "Chapter", "Part", "Body9", "Standard")] == [
        1,
        1,
        2,
        0,
        0,
    ]


def test_a_file_without_styles_has_none() -> None:
    assert StyleSheet.of({}).styles == {}
