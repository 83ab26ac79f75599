"""The control round an answer has a title that people know, and a tag by which the answer is found."""

import pytest

from planwriter.export.blocks import Paragraph, PrintedCopy, Span, Table
from planwriter.export.docx.controls import LONGEST, controls_of, keys_beside_links, tag_of
from planwriter.export.formats import ExportOptions, make_with
from planwriter.export.redline import Since
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.word_xml import W, body, values

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_answers_beside_links_are_told() -> None:
    link = Paragraph((Span("Page: "), Span("www", keys=("b",), href="https://example.gov/")))
    before, behind, far = (Paragraph((Span("1", keys=(key,)),)) for key in "acd")
    assert keys_beside_links([before, link, behind, far]) == {"a", "b", "c"}
    table = Table("T", ("H",), (1,), (((behind, link),), ((far,),)))
    assert keys_beside_links([before, table]) == {"b", "c", "d"}
    assert keys_beside_links([before, behind]) == set()


def test_the_tag_is_the_path_key_or_the_anchors_name() -> None:
    assert tag_of("overview.scope", "aaaaaaa") == "pw:overview.scope"
    fits, too_long = "k" * (LONGEST - 3), "k" * (LONGEST - 2)
    assert tag_of(fits, "aaaaaaa") == f"pw:{fits}"
    assert tag_of(too_long, "aaaaaaa") == "pw:aaaaaaa"


def test_characters_count_as_word_counts_them() -> None:
    assert tag_of("\N{GRINNING FACE}" * 31, "aaaaaaa") == "pw:aaaaaaa"
    (told,) = controls_of({"a": "aaaaaaa"}, {"a": "\N{GRINNING FACE}" * 40}).values()
    title = told.split('"')[1]
    assert title.endswith("…")
    assert LONGEST - 2 < len(title.encode("utf-16-le")) // 2 <= LONGEST


def test_titles_and_tags_are_escaped() -> None:
    assert controls_of({"a&": "aaaaaaa"}, {"a&": "<A>"}) == {
        "a&": '<w:alias w:val="&lt;A&gt;"/><w:tag w:val="pw:a&amp;"/>'
    }


def test_every_answer_of_a_clearance_copy_has_one_but_those_beside_links(
    every_element_plan: Plan, catalogue: Catalogue
) -> None:
    """LibreOffice damages a link at a control's edge."""
    options = ExportOptions(PrintedCopy.CLEARANCE)
    root = body(make_with(every_element_plan, catalogue, options, format_id="docx").data)
    tags = values(root, ".//w:sdtPr/w:tag")
    assert len(tags) > 800
    assert {"pw:overview.scope", "pw:plan.title"} <= set(tags)
    starts = [one for one in root.iter(f"{W}bookmarkStart") if str(one.get(f"{W}name")).startswith("pw_")]
    bare = [one for one in starts if _next_but_starts(one).tag != f"{W}sdt"]
    assert 0 < len(bare) < 60
    assert not root.xpath(".//w:p[.//w:hyperlink[@r:id]]//w:sdt", namespaces={"w": W[1:-1], "r": RELATIONS})


def _next_but_starts(element: object) -> object:
    following = element.getnext()  # type: ignore[attr-defined]
    while following.tag == f"{W}bookmarkStart":
        following = following.getnext()
    return following


@pytest.mark.parametrize("copy", [PrintedCopy.REDLINE, PrintedCopy.FINAL])
def test_redlines_and_final_copies_have_none(copy: PrintedCopy, every_element_plan: Plan, catalogue: Catalogue) -> None:
    since = Since(every_element_plan.with_answer("plan.version", "0.1"), "v1")
    options = ExportOptions(copy, since=since if copy is PrintedCopy.REDLINE else None)
    made = make_with(every_element_plan, catalogue, options, format_id="docx")
    assert not list(body(made.data).iter(f"{W}sdt"))
