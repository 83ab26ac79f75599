"""What is kept of an agency's file: its paper, heads and feet, a few settings; nothing that fetches or runs."""

import pytest
from lxml import etree

from planwriter.export.docx.agency_parts import AgencyParts
from planwriter.export.docx.template import own_template
from tests.unit.export.docx.agency_files import FOOTER, NAMES, PAGE, SECRET, W, agency_parts, relationships
from tests.unit.export.docx.word_xml import values

STYLES = ("Standard",)


def body(xml: str) -> etree._Element:
    """A body."""
    return etree.fromstring(f"<w:body {NAMES}>{xml}</w:body>")


def edge(xml: str, *related: tuple[str, str, str], kind: str = "hdr") -> tuple[str, list[str]]:
    """A header as it is kept, and what was left out."""
    parts = {
        "word/document.xml": b"",
        "word/_rels/document.xml.rels": relationships(("h", "header", "h.xml")).encode(),
        "word/h.xml": f"<w:{kind} {NAMES}>{xml}</w:{kind}>".encode(),
        "word/_rels/h.xml.rels": relationships(*related).encode(),
        "word/media/a.png": b"picture",
    }
    kept = AgencyParts(parts)
    (found,) = kept.edges({("header", "default"): "h"}, STYLES)
    return found.xml.decode(), kept.left_out


def field(code: str) -> str:
    """A field that showed "1"."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return (
        f"<w:p>{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}<w:r><w:t>1</w:t></w:r>{marks[2]}</w:p>"
    )


@pytest.mark.parametrize("code", [" PAGE ", " NUMPAGES  \\* Arabic ", ' STYLEREF "Heading 1" '])
def test_page_numbers_stay_fields(code: str) -> None:
    xml, left_out = edge(field(code))
    assert "instrText" in xml
    assert left_out == []


@pytest.mark.parametrize(
    "code", [' INCLUDETEXT "x" ', " DATE ", ' LINK Excel.Sheet "x" ', ' INCLUDEPICTURE "http://x" ', ""]
)
def test_other_fields_become_what_they_showed(code: str) -> None:
    xml, left_out = edge(field(code))
    assert "instrText" not in xml
    assert "fldChar" not in xml
    assert "<w:t>1</w:t>" in xml
    assert left_out == ["fields that fetch something"]


def test_changes_comments_and_marks_are_gone() -> None:
    xml, _left_out = edge(
        '<w:p><w:commentRangeStart w:id="1"/><w:ins w:id="2" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="3" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    assert "new" in xml
    assert not any(word in xml for word in ("old", "comment", "author"))


def test_links_lose_where_they_lead_and_keep_their_words() -> None:
    xml, left_out = edge(
        '<w:p><w:hyperlink r:id="a"><w:r><w:t>www</w:t></w:r></w:hyperlink></w:p>',
        ("a", "hyperlink", f"https://x/{SECRET}"),
    )
    assert "www" in xml
    assert SECRET not in xml
    assert left_out == ["links and objects in a header or footer"]


def test_a_style_that_is_nowhere_is_not_named() -> None:
    xml, _left_out = edge(
        '<w:p><w:pPr><w:pStyle w:val="Standard"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr></w:p>'
    )
    assert "Standard" in xml
    assert "Gone" not in xml


def test_pictures_are_kept_once_and_those_from_elsewhere_are_not() -> None:
    kept = AgencyParts(agency_parts())
    found = kept.edges({("header", "default"): "rIdHead", ("footer", "default"): "gone"}, STYLES)
    assert [(one.kind, one.page, one.pictures) for one in found] == [
        ("header", "default", (("rId1", "word/media/picture1.png"),))
    ]
    assert list(kept.pictures) == ["word/media/picture1.png"]
    assert found[0].xml.count(b"<w:drawing") == 1
    again = kept.edges({("header", "first"): "rIdHead"}, STYLES)
    assert again[0].pictures == found[0].pictures
    assert list(kept.pictures) == ["word/media/picture1.png"]


def test_the_last_upright_section_counts_with_what_it_takes_over() -> None:
    xml = (
        f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="one"/>{PAGE}</w:sectPr></w:pPr></w:p>'
        f'<w:p><w:pPr><w:sectPr><w:footerReference r:id="two"/>{PAGE}<w:titlePg/></w:sectPr></w:pPr></w:p>'
        '<w:sectPr><w:headerReference w:type="default" r:id="wide"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    )
    page, references = AgencyParts({}).page(body(xml), has_even=True)
    assert references == {("header", "default"): "one", ("footer", "default"): "two"}
    assert (page.has_first, page.has_even, page.text_width) == (True, True, 11906 - 2268)
    only_wide = AgencyParts({}).page(body(xml[xml.rindex("<w:sectPr>") :]), has_even=False)
    assert only_wide[1] == {("header", "default"): "wide"}


@pytest.mark.parametrize(
    "size", ['<w:pgSz w:w="x"/><w:pgMar w:left="1"/>', '<w:pgSz w:w="100"/><w:pgMar w:left="90"/>', ""]
)
def test_a_width_that_makes_no_sense_is_letter_papers(size: str) -> None:
    page, _references = AgencyParts({}).page(body(f"<w:sectPr>{size}</w:sectPr>"), has_even=False)
    assert page.text_width == own_template().page.text_width


def test_only_settings_of_the_look_are_kept() -> None:
    kept = AgencyParts(
        {
            "word/settings.xml": f'<w:settings {NAMES}><w:attachedTemplate r:id="x"/><w:trackRevisions/><w:defaultTabStop w:val="500"/>'
            '<w:evenAndOddHeaders/><w:docVars/><w:compat><w:compatSetting w:name="a" w:uri="b" w:val="15"/></w:compat></w:settings>'.encode()
        }
    )
    root = etree.fromstring(kept.settings())
    assert [etree.QName(one).localname for one in root] == ["zoom", "defaultTabStop", "evenAndOddHeaders", "compat"]
    assert values(root, "//w:defaultTabStop") == ["500"]
    assert kept.has_even()
    assert values(etree.fromstring(AgencyParts({}).settings()), "//w:defaultTabStop") == ["720"]
    assert not AgencyParts({}).has_even()


def test_fonts_are_kept_by_name_without_embedded_ones() -> None:
    table = f'<w:fonts {NAMES}><w:font w:name="Seal &amp; Co"><w:family w:val="roman"/><w:embedRegular r:id="x"/></w:font></w:fonts>'
    root = etree.fromstring(AgencyParts({"word/fontTable.xml": table.encode()}).fonts())
    assert [one.get(f"{{{W}}}name") for one in root] == ["Seal & Co"]
    assert [etree.QName(one).localname for one in root[0]] == ["family"]


def test_a_theme_with_a_picture_in_it_is_kept_without_it() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = f'<a:theme xmlns:a="{a}" {NAMES}><a:bg><a:blipFill><a:blip r:embed="x"/></a:blipFill></a:bg></a:theme>'
    made = AgencyParts({"word/theme/theme1.xml": theme.encode()}).theme()
    assert b"schemeClr" in made
    assert b"blip" not in made
    pointing = AgencyParts({"word/theme/theme1.xml": theme.replace("blipFill", "other").encode()})
    assert pointing.theme() == AgencyParts({}).theme() == own_template().parts["word/theme/theme1.xml"]


def test_the_footer_of_the_sample_keeps_its_words() -> None:
    start, end = FOOTER.index(">") + 1, FOOTER.rindex("</w:ftr>")
    xml, _left_out = edge(FOOTER[start:end], ("rId1", "hyperlink", "https://x.example/"), kind="ftr")
    assert SECRET not in xml
    assert "www.wells.example" in xml
