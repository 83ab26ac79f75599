"""How well words stand out, with the color and the shade they have in the end."""

import pytest
from lxml import etree

from planwriter.export.docx.contrast import contrast, faint_words
from planwriter.export.docx.style_sheet import StyleSheet
from tests.unit.export.docx.word_xml import W

NAMESPACE = f'xmlns:w="{W[1:-1]}"'
STYLES = f"""<w:styles {NAMESPACE}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale Text"/><w:rPr><w:color w:val="4F81BD"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Big"><w:name w:val="Big"/><w:basedOn w:val="Pale"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dark"><w:name w:val="Dark"/><w:pPr><w:shd w:val="clear" w:fill="1B365D"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/><w:rPr><w:color w:val="FFFF00"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Band"><w:name w:val="Band"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1B365D"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>"""


def faint(xml: str) -> list[tuple[str, str, str]]:
    """The words, color and background of what stands out too little."""
    root = etree.fromstring(f"<w:body {NAMESPACE}>{xml}</w:body>")
    return [(one.words, one.color, one.background) for one in faint_words(root, StyleSheet(etree.fromstring(STYLES)))]


def paragraph(words: str, style: str = "Normal", run: str = "", properties: str = "") -> str:
    """One paragraph."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"<w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"
    )


def table(style: str, first: str, look: str = 'w:firstRow="1"', cell: str = "") -> str:
    """A table with a header row and a row."""
    row = f"<w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{first}</w:tc></w:tr><w:tr><w:tc>{first}</w:tc></w:tr>"
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook {look}/></w:tblPr>{row}</w:tbl>'


def test_contrast_of_black_white_and_a_known_blue() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == 1
    assert contrast("4F81BD", "FFFFFF") == pytest.approx(4.0, abs=0.06)


def test_a_style_that_is_used_is_looked_at_once() -> None:
    assert faint(paragraph("one", "Pale") + paragraph("two", "Pale")) == [("one", "4F81BD", "FFFFFF")]
    assert faint(paragraph(" ", "Pale") + paragraph("three")) == []


def test_large_letters_need_less() -> None:
    assert faint(paragraph("big", "Big")) == []
    assert faint(paragraph("big", "Pale", '<w:sz w:val="36"/>')) == []
    assert faint(paragraph("not so big", "Pale", '<w:sz w:val="28"/>')) != []


def test_the_words_own_color_counts_most() -> None:
    assert faint(paragraph("dark", "Pale", '<w:color w:val="1B365D"/>')) == []
    assert faint(paragraph("left to Word", "Pale", '<w:color w:val="auto"/>')) == []
    assert faint(paragraph("marked", run='<w:rStyle w:val="Mark"/>')) == [("marked", "FFFF00", "FFFFFF")]


def test_what_is_behind_the_words_counts() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    assert faint(paragraph("white on dark", "Dark", white)) == []
    assert faint(paragraph("x", run=white, properties='<w:shd w:val="clear" w:fill="000000"/>')) == []
    assert faint(paragraph("x", run=f'{white}<w:highlight w:val="darkBlue"/>')) == []
    assert faint(paragraph("x", run=f'{white}<w:shd w:val="clear" w:fill="EEEEEE"/>')) == [("x", "FFFFFF", "EEEEEE")]


def test_the_first_row_of_a_table_is_its_styles() -> None:
    assert faint(table("Band", paragraph("head"))) == []
    black = paragraph("head", run='<w:color w:val="000000"/>')
    assert faint(table("Band", black)) == [("head", "000000", "1B365D")]
    assert faint(table("Band", black, look='w:val="0020"')) == [("head", "000000", "1B365D")]
    assert faint(table("Band", black, look='w:val="0000"')) == []
    assert faint(table("Band", paragraph("head"), cell='<w:shd w:val="clear" w:fill="DDDDDD"/>')) == [
        ("head", "FFFFFF", "DDDDDD")
    ]


def test_hidden_words_are_not_looked_at() -> None:
    assert faint(paragraph("x", "Pale", "<w:vanish/>")) == []
