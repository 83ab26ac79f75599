"""Our documents have no barrier, and each rule sees the fault that is planted for it."""

import re
from collections.abc import Callable

import pytest

from planwriter.export import Cover, CoverLine, ExportOptions, PrintedCopy, Since, make_document, make_with
from planwriter.export.accessibility import RULES, Barrier, barriers, expected_in
from planwriter.export.office_copies import office_stamp
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.word.xml_parts import W
from tests.unit.export.conftest import COVER
from tests.unit.export.docx.word_xml import parts_of, repacked

BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
BEFORE_END = '<w:sectPr><w:headerReference w:type="default"'


def paragraph(words: str, *, style: str = "BodyText", run: str = "") -> str:
    """One paragraph as XML."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def table(cells: str, *, head: str = "<w:trPr><w:tblHeader/></w:trPr>", alt: str = '<w:tblCaption w:val="T"/>') -> str:
    """A table of one row."""
    return f"<w:tbl><w:tblPr>{alt}</w:tblPr><w:tblGrid/><w:tr>{head}{cells}</w:tr></w:tbl>{paragraph('After.')}"


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def drawing(kind: str, properties: str) -> str:
    """A paragraph with a picture."""
    return f"<w:p><w:r><w:drawing><wp:{kind} {DRAWING}><wp:docPr {properties}/></wp:{kind}></w:drawing></w:r></w:p>"


Change = Callable[[str], str]


def added(xml: str) -> Change:
    """Puts something before the end of the body."""
    return lambda words: words.replace(BEFORE_END, xml + BEFORE_END)


def without(pattern: str) -> Change:
    """Takes something out."""
    return lambda words: re.sub(pattern, "", words)


WATERMARK = f'<w:p><w:r><w:pict><v:shape {VML} id="PowerPlusWaterMarkObject9" alt=""/></w:pict></w:r></w:p>'
TEXT_BOX = f'<w:p><w:r><w:pict><v:rect {VML} alt="x"><w:txbxContent>{paragraph("In a box.")}</w:txbxContent></v:rect></w:pict></w:r></w:p>'
VAGUE_LINK = '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>Click here</w:t></w:r></w:hyperlink></w:p>'
CONTROL = f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{paragraph('Its words.')}</w:sdtContent></w:sdt>"
FAULTS: list[tuple[str, str, Change, str]] = [
    ("DOC-TITLE", CORE, without("<dc:title>.*</dc:title>"), "properties"),
    ("DOC-LANG", STYLES, without("<w:lang[^>]*/>"), "styles"),
    ("NO-HEADINGS", BODY, without('<w:pStyle w:val="Heading."/>'), "whole document"),
    ("HEADING-SKIP", BODY, added(paragraph("One", style="Heading1") + paragraph("Deep", style="Heading3")), "“Deep”"),
    ("HEADING-EMPTY", BODY, added(paragraph("", style="Heading2")), "behind"),
    ("BLANK-PARA", BODY, added(paragraph("Last words.") + paragraph(" ")), "behind “Last words.”"),
    ("FAKE-LIST", BODY, added(paragraph("• typed by hand")), "“• typed by hand”"),
    ("FAKE-HEADING", BODY, added(paragraph("Our goals", run="<w:b/>") + paragraph("Text.")), "“Our goals”"),
    ("SPACE-LAYOUT", BODY, added(paragraph("Name:     Office")), "“Name: Office”"),
    ("LINK-TEXT", BODY, added(VAGUE_LINK), "the link “Click here”"),
    ("CONTRAST", BODY, added(paragraph("Pale.", run='<w:color w:val="AAAAAA"/>')), "2.3 to 1, as in “Pale.”"),
    ("TABLE-HEADER", BODY, added(table(cell(paragraph("x")), head="")), "“T”"),
    ("TABLE-EMPTY", BODY, added(table(cell(paragraph("x")) + cell("<w:p/>"))), "“T”, row 1"),
    ("TABLE-MERGED", BODY, added(table(cell(paragraph("x"), '<w:gridSpan w:val="2"/>'))), "“T”"),
    ("TABLE-NESTED", BODY, added(table(cell(table(cell(paragraph("x")))))), "“T”"),
    ("TABLE-ALT", BODY, added(table(cell(paragraph("Words")), alt="")), "“Words”"),
    ("ALT-TEXT", BODY, added(drawing("inline", 'id="1" name="Picture 1"')), "picture 1 in the body"),
    ("FLOATING", BODY, added(drawing("anchor", 'id="1" name="Picture 1" descr="Seal"')), "floating picture 1"),
    ("TEXTBOX", BODY, added(TEXT_BOX), "“In a box.”"),
    ("CONTROL-TITLE", BODY, added(CONTROL), "the control round “Its words.” in the body"),
    ("WATERMARK", BODY, added(WATERMARK), "the body"),
    ("TRACKED", BODY, added('<w:p><w:ins w:id="9" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'), "1 in the body"),
    ("COMMENTS", BODY, added(paragraph("x").replace("</w:r>", '<w:commentReference w:id="0"/></w:r>')), "margin"),
]  # fmt: skip


@pytest.fixture(scope="module")
def final(sample_plan: Plan, catalogue: Catalogue) -> bytes:
    """The sample's final copy."""
    return make_document(sample_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL).data


@pytest.mark.parametrize("name", ["full_plan", "sample_plan", "every_element_plan"])
@pytest.mark.parametrize("copy", list(PrintedCopy))
def test_our_copies_have_no_barrier(
    name: str, copy: PrintedCopy, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue(name)
    older = plan.with_answer("overview.scope", plain_text("Other words.")).with_answer("plan.version", "0.1")
    changed = Cover(
        COVER.status, COVER.left, COVER.set_aside, ("Title: changed.",), office_stamp(plan, _first_office(plan))
    )
    made = make_with(plan, catalogue, ExportOptions(copy, changed, since=Since(older, "v1")), format_id="docx")
    assert barriers(made.data, expected=expected_in(copy)) == ()


def _first_office(plan: Plan) -> str:
    return str(plan.rows("clearance.routing")[0].cells["office"])


def test_only_copies_for_reviewers_may_have_marks(every_element_plan: Plan, catalogue: Catalogue) -> None:
    made = make_document(
        every_element_plan,
        catalogue,
        format_id="docx",
        copy=PrintedCopy.CLEARANCE,
        cover=Cover(left=(CoverLine("a", "b"),)),
    )
    assert {one.rule for one in barriers(made.data)} == {"WATERMARK"}
    assert expected_in(PrintedCopy.FINAL) == frozenset()


@pytest.mark.parametrize(("rule", "part", "change", "place"), FAULTS, ids=[one[0] for one in FAULTS])
def test_each_rule_sees_its_fault(final: bytes, rule: str, part: str, change: Change, place: str) -> None:
    words = parts_of(final)[part].decode()
    broken = change(words)
    assert broken != words
    found = barriers(repacked(final, {part: broken.encode()}))
    own = [one for one in found if one.rule == rule]
    assert own, found
    assert place in own[0].place
    assert {one.rule for one in found} == {rule}
    assert rule not in {
        one.rule for one in barriers(repacked(final, {part: broken.encode()}), expected=frozenset({rule}))
    }


def test_every_rule_has_a_planted_fault() -> None:
    assert [rule for rule, _words, _find in RULES] == sorted(
        {fault[0] for fault in FAULTS}, key=[rule for rule, _words, _find in RULES].index
    )
    assert all(words.endswith(".") for _rule, words, _find in RULES)


def test_what_is_no_fault_is_not_told(final: bytes) -> None:
    words = parts_of(final)[BODY].decode()
    fine = (
        paragraph("Bold words with an end.", run="<w:b/>")
        + drawing("inline", 'id="7" name="Seal" descr="The agency’s seal"')
        + drawing("inline", 'id="8" name="Line"').replace("<wp:docPr", '<wp:docPr title="A line"')
        + paragraph("(b) is a part of the order")
        + paragraph("-5 degrees")
        + CONTROL.replace("<w:id", "<w:alias w:val='Scope'/><w:id")
        + CONTROL.replace("<w:id", "<w:docPartObj/><w:id")
        + paragraph("Gone", run='<w:vanish/><w:color w:val="FFFFFF"/>')
        + '<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="A"/></w:rPr></w:pPr><w:del w:id="6" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    )
    data = repacked(final, {BODY: added(fine)(words).encode()})
    assert barriers(data, expected=frozenset({"TRACKED"})) == ()


def test_comments_in_their_own_part_are_seen(final: bytes) -> None:
    part = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0"/></w:comments>'.encode()
    assert [one.rule for one in barriers(repacked(final, {"word/comments.xml": part}))] == ["COMMENTS"]


def test_pictures_in_heads_need_words_too(final: bytes) -> None:
    name = "word/header-default.xml"
    picture = drawing("inline", 'id="7" name="Seal"')
    data = repacked(final, {name: parts_of(final)[name].decode().replace("</w:hdr>", f"{picture}</w:hdr>").encode()})
    assert [(one.rule, one.place) for one in barriers(data)] == [
        ("ALT-TEXT", "picture 1 in a header (header-default.xml)")
    ]


def test_a_barrier_is_one_line_for_people() -> None:
    assert (
        str(Barrier("ALT-TEXT", "picture 1", "A picture has no words."))
        == "A picture has no words. (picture 1; ALT-TEXT)"
    )


def test_a_rule_broken_everywhere_does_not_fill_the_page(final: bytes) -> None:
    words = parts_of(final)[BODY].decode()
    many = "".join(paragraph(f"• item {number}") for number in range(60))
    assert len(barriers(repacked(final, {BODY: added(many)(words).encode()}))) == 25
