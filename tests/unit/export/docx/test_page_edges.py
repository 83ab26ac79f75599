"""Heads and feet of pages: ours, and the agency's own with a copy's markings in them."""

from dataclasses import replace
from datetime import date

from lxml import etree

from planwriter.export.blocks import Document, PrintedCopy
from planwriter.export.docx.page_edges import EdgePart, closing_section, edge_parts
from planwriter.export.docx.template import PageEdge, Template, own_template
from tests.unit.export.docx.word_xml import W, values

FINAL = Document("A & B", "Agency <X>", date(2011, 10, 24), PrintedCopy.FINAL, (), "A & B", (), ())
CLEARANCE = Document("A", "", None, PrintedCopy.CLEARANCE, (), "A", ("CUI", "DRAFT"), (), watermark="DRAFT")
HEAD = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>Their head</w:t></w:r></w:p></w:hdr>'.encode()
FOOT = f'<w:ftr xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>Their foot</w:t></w:r></w:p></w:ftr>'.encode()


def _root(edge: EdgePart) -> etree._Element:
    return etree.fromstring(edge.xml if isinstance(edge.xml, bytes) else edge.xml.encode())


def _words(edge: EdgePart) -> list[str]:
    return ["".join(one.itertext()).strip() for one in _root(edge)]


def _edges(document: Document, template: Template) -> dict[str, EdgePart]:
    return {one.id: one for one in edge_parts(document, template)}


def _theirs(*edges: PageEdge, has_first: bool = False, has_even: bool = False) -> Template:
    own = own_template()
    return replace(own, edges=edges, page=replace(own.page, has_first=has_first, has_even=has_even))


def _section(template: Template, *, has_line_numbers: bool) -> etree._Element:
    section = closing_section(template, edge_parts(FINAL, template), has_line_numbers=has_line_numbers)
    return etree.fromstring(section.replace("<w:sectPr>", f'<w:sectPr xmlns:w="{W[1:-1]}" xmlns:r="r">'))


def test_page_numbers_are_fields_and_the_first_page_has_none() -> None:
    edges = _edges(FINAL, own_template())
    assert [(one.text or "").strip() for one in _root(edges["footer-default"]).iter(f"{W}instrText")] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert list(_root(edges["footer-first"]).iter(f"{W}instrText")) == []


def test_markings_stand_at_head_and_foot_of_every_page() -> None:
    edges = _edges(CLEARANCE, own_template())
    for page in ("default", "first"):
        assert _words(edges[f"header-{page}"])[:2] == ["CUI", "DRAFT"]
        assert _words(edges[f"footer-{page}"])[-2:] == ["CUI", "DRAFT"]
    assert _words(_edges(FINAL, own_template())["header-default"]) == ["A & B"]


def test_the_agencys_own_stay_as_they_are_in_a_final_copy() -> None:
    edges = _edges(FINAL, _theirs(PageEdge("header", "default", HEAD, (("seal", "word/media/image1.png"),))))
    assert list(edges) == ["header-default"]
    assert _words(edges["header-default"]) == ["Their head"]
    assert edges["header-default"].pictures == (("seal", "word/media/image1.png"),)


def test_markings_go_into_the_agencys_own_and_onto_pages_without() -> None:
    template = _theirs(
        PageEdge("header", "default", HEAD), PageEdge("footer", "default", FOOT), has_first=True, has_even=True
    )
    edges = _edges(CLEARANCE, template)
    assert sorted(edges) == sorted(
        f"{kind}-{page}" for kind in ("header", "footer") for page in ("default", "first", "even")
    )
    assert _words(edges["header-default"]) == ["CUI", "DRAFT", "Their head"]
    assert _words(edges["footer-default"]) == ["Their foot", "CUI", "DRAFT"]
    assert _words(edges["header-first"]) == _words(edges["footer-even"]) == ["CUI", "DRAFT"]
    for number, page in enumerate(("default", "first", "even"), 1):
        assert f'id="PowerPlusWaterMarkObject{number}"'.encode() in etree.tostring(_root(edges[f"header-{page}"]))
        assert b"WaterMark" not in etree.tostring(_root(edges[f"footer-{page}"]))


def test_an_empty_head_still_holds_a_paragraph() -> None:
    bare = PageEdge("header", "default", f'<w:hdr xmlns:w="{W[1:-1]}"/>'.encode())
    assert len(_root(_edges(FINAL, _theirs(bare))["header-default"])) == 1


def test_letter_paper_with_margins_of_an_inch() -> None:
    root = _section(own_template(), has_line_numbers=False)
    assert (values(root, "w:pgSz", "w"), values(root, "w:pgSz", "h")) == (["12240"], ["15840"])
    assert {values(root, "w:pgMar", side)[0] for side in ("top", "right", "bottom", "left")} == {"1440"}


def test_lines_are_numbered_anew_on_each_page_for_reviewers() -> None:
    root = _section(own_template(), has_line_numbers=True)
    assert values(root, "w:lnNumType", "restart") == ["newPage"]
    assert [one.tag for one in root][-3:] == [f"{W}lnNumType", f"{W}cols", f"{W}titlePg"]
    assert not values(_section(own_template(), has_line_numbers=False), "w:lnNumType", "restart")
    assert not _section(_theirs(), has_line_numbers=False).findall(f"{W}titlePg")
