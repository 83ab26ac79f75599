"""The body of a Word file: real headings, lists, tables and links, one bookmark a stretch of an answer."""

from dataclasses import replace

import pytest
from lxml import etree

from planwriter.export.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    ListItem,
    Look,
    PageBreak,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
    Table,
)
from planwriter.export.docx.body import Body, PrintedParagraph, written_body
from planwriter.export.docx.template import own_template
from planwriter.plan.text import BlockKind
from tests.unit.export.docx.word_xml import NAMESPACES, W, values

NUMBER, BULLET = BlockKind.NUMBER, BlockKind.BULLET


def written(*blocks: Block, keys: tuple[str, ...] = ("a", "b")) -> Body:
    document = Document("T", "", None, PrintedCopy.FINAL, keys, "T", (), blocks)
    return written_body(document, own_template(), "<w:sectPr/>")


def root(*blocks: Block) -> etree._Element:
    return etree.fromstring(written(*blocks).xml.encode())


def words(spans: str, keys: tuple[str, ...] = ()) -> tuple[Span, ...]:
    return (Span(spans, keys=keys),)


def numbers(*items: tuple[BlockKind, int] | None) -> list[str]:
    """The number ids of items in order; None stands for a paragraph between."""
    blocks = [ListItem(words("x"), *item) if item else Paragraph(words("p")) for item in items]
    paragraphs = root(*blocks).findall(f".//{W}p")
    return ["".join(values(one, ".//w:numId")) for one in paragraphs]


def test_each_numbered_list_has_a_number_of_its_own() -> None:
    first, second = str(own_template().first_number), str(own_template().first_number + 1)
    assert numbers((NUMBER, 0), (NUMBER, 1), (NUMBER, 0), None, (NUMBER, 0)) == [first, first, first, "", second]


def test_a_list_goes_on_behind_bullets_below_it_but_not_behind_other_bullets() -> None:
    first, second, third = (str(own_template().first_number + place) for place in range(3))
    assert numbers((NUMBER, 0), (BULLET, 1), (NUMBER, 0)) == [first, "", first]
    assert numbers((NUMBER, 0), (BULLET, 0), (NUMBER, 0)) == [first, "", second]
    assert numbers((BULLET, 0), (NUMBER, 1), (BULLET, 0), (NUMBER, 1)) == ["", first, "", second]
    assert numbers((NUMBER, 0), (NUMBER, 1), (BULLET, 1), (NUMBER, 1), (NUMBER, 0)) == [first, first, "", second, first]
    assert third not in numbers((NUMBER, 0), (NUMBER, 1), (BULLET, 1), (NUMBER, 1), (NUMBER, 0))


def test_a_list_in_a_cell_begins_anew_in_the_next() -> None:
    item = ListItem(words("x"), NUMBER)
    table = Table("t", ("A",), (1,), (((item, item),), ((item, ListItem(words("y"), BULLET, 1)),)))
    made = root(table)
    assert values(made, "//w:numId") == ["5", "5", "6", "3"]


def test_an_answer_has_one_bookmark_a_paragraph_and_keeps_its_furniture_out() -> None:
    body = written(
        Paragraph((Span("Due: "), Span("May", bold=True, keys=("a",)), Span(" 2012", keys=("a",)), Span(".")))
    )
    assert body.paragraphs == (PrintedParagraph("Due: May 2012.", (("a", 0, 5, 13),)),)
    made = etree.fromstring(body.xml.encode())
    (paragraph,) = made.findall(f".//{W}p")
    tags = [etree.QName(child).localname for child in paragraph]
    assert tags == ["pPr", "r", "bookmarkStart", "r", "r", "bookmarkEnd", "r"]


def test_two_answers_may_share_their_words() -> None:
    body = written(Heading(2, words("Benefits", ("a", "b"))), Paragraph(words("more", ("a",))))
    assert body.paragraphs[0].anchors == (("a", 0, 0, 8), ("b", 0, 0, 8))
    assert body.paragraphs[1].anchors == (("a", 1, 0, 4),)


def test_a_link_is_a_link_unless_word_could_not_follow_it() -> None:
    good = Span("page", href="https://www.example.gov/a b?c=d&e=ü")
    bad = Span("nowhere", href="http://[broken")
    body = written(Paragraph((good, bad, good)))
    assert body.links == ("https://www.example.gov/a%20b?c=d&e=%C3%BC",)
    made = etree.fromstring(body.xml.encode())
    assert len(made.findall(f".//{W}hyperlink")) == 2
    assert "".join(made.itertext()) == "pagenowherepage"


def test_a_table_has_a_header_row_a_description_and_fills_the_width() -> None:
    long = Paragraph(words("x" * 5000))
    table = Table("Timeline", ("What", "Due"), (2, 1), (((Paragraph(words("one")),), (long,)),) * 2)
    made = root(table)
    assert sum(int(width) for width in values(made, "//w:gridCol", "w")) == own_template().page.text_width
    assert values(made, "//w:tblCaption") == ["Timeline"]
    assert values(made, "//w:tblDescription") == ["Timeline. Columns: What; Due."]
    assert values(made, "//w:tblLook", "firstRow") == ["1"]
    rows = made.findall(f".//{W}tr")
    assert [len(row.xpath("w:trPr/w:tblHeader", namespaces=NAMESPACES)) for row in rows] == [1, 0, 0]
    assert [len(row.xpath("w:trPr/w:cantSplit", namespaces=NAMESPACES)) for row in rows] == [1, 0, 0]
    assert made.findall(f".//{W}gridSpan") == made.findall(f".//{W}vMerge") == []


def test_a_table_is_never_last_and_never_meets_another() -> None:
    table = Table("t", ("A",), (1,), (((Paragraph(words("x")),),),))
    children = [etree.QName(child).localname for child in root(table)[0]]
    assert children == ["tbl", "p", "sectPr"]


def test_contents_list_the_first_level_with_links(final_document: Document) -> None:
    body = written_body(final_document, own_template(), "<w:sectPr/>")
    made = etree.fromstring(body.xml.encode())
    anchors = values(made, "//w:hyperlink[@w:anchor]", "anchor")
    names = [name for name in values(made, "//w:bookmarkStart", "name") if name.startswith("_Toc")]
    assert anchors == names
    assert len(anchors) == sum(isinstance(one, Heading) and one.level == 1 for one in final_document.blocks)
    field = values(made, "//w:fldChar", "fldCharType")
    assert field == ["begin", "separate", "end"]


def test_contents_of_nothing_are_still_whole() -> None:
    made = root(Contents("Contents"))
    assert "".join(made.itertext()) == "Contents"


@pytest.mark.parametrize("look", list(Look))
def test_every_look_has_a_style(look: Look) -> None:
    assert values(root(Paragraph(words("x"), look)), "//w:pStyle") != [""]


def test_a_page_break_is_a_property_of_the_next_paragraph() -> None:
    made = root(Paragraph(words("one")), PageBreak(), Paragraph(words("two")), SignatureRoom("Date", is_short=True))
    assert len(made.findall(f".//{W}pageBreakBefore")) == 1
    assert made.findall(f".//{W}br") == []


def test_no_paragraph_is_blank(final_document: Document, clearance_document: Document) -> None:
    """A blank paragraph is read aloud as such; the one behind a last table cannot be helped."""
    for document in (final_document, clearance_document):
        body = written_body(document, own_template(), "<w:sectPr/>")
        assert all(one.text.strip() for one in body.paragraphs)


def test_headings_are_not_skipped(clearance_document: Document) -> None:
    level = 0
    for block in clearance_document.blocks:
        if isinstance(block, Heading):
            assert block.level <= level + 1
            level = block.level


def test_what_xml_cannot_hold_is_left_out() -> None:
    body = written(Paragraph(words('a\x01b<c>&"d"\ufffe', ("a",))))
    assert "".join(etree.fromstring(body.xml.encode()).itertext()) == 'ab<c>&"d"'


def test_the_same_document_is_written_the_same_way(final_document: Document) -> None:
    one, two = (written_body(replace(final_document), own_template(), "") for _ in range(2))
    assert one == two
