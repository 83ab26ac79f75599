"""The draft legend lies behind each page of a copy for reviewers, and only when it was typed."""

from lxml import etree

from planwriter.export import PrintedCopy, make_document
from planwriter.export.docx.watermark import NAMESPACES, watermark
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.word_xml import W, parts_of

V = "{urn:schemas-microsoft-com:vml}"


def _shape(words: str) -> etree._Element:
    root = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}" {NAMESPACES}>{watermark(words, 2)}</w:p>')
    shape = root.find(f".//{V}shape")
    assert shape is not None
    return shape


def test_it_is_what_word_takes_for_a_watermark() -> None:
    shape = _shape('DRAFT "A" & B')
    assert str(shape.get("id")).startswith("PowerPlusWaterMarkObject")
    assert shape.get("alt") == ""
    text = shape.find(f"{V}textpath")
    assert text is not None
    assert text.get("string") == 'DRAFT "A" & B'


def test_long_words_are_lower_and_never_wider_than_the_page() -> None:
    def size(words: str) -> tuple[int, int]:
        style = dict(one.split(":") for one in str(_shape(words).get("style")).split(";"))
        return int(style["width"][:-2]), int(style["height"][:-2])

    assert size("DRAFT") == (410, 132)
    assert size("DRAFT – PRE-DECISIONAL – DELIBERATIVE") == (520, 24)
    assert size("") == (82, 132)


def test_each_header_has_it_in_copies_for_reviewers_alone(full_plan: Plan, catalogue: Catalogue) -> None:
    def headers(plan: Plan, copy: PrintedCopy) -> list[bytes]:
        parts = parts_of(make_document(plan, catalogue, format_id="docx", copy=copy).data)
        return [parts[f"word/header-{page}.xml"] for page in ("default", "first")]

    legend = (
        str(full_plan.answer("clearance.draft_legend")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    for number, header in enumerate(headers(full_plan, PrintedCopy.CLEARANCE), 1):
        assert f'id="PowerPlusWaterMarkObject{number}"'.encode() in header
        assert f'string="{legend}"'.encode() in header
    assert all(b"WaterMark" not in header for header in headers(full_plan, PrintedCopy.FINAL))
    untyped = full_plan.with_answer("clearance.draft_legend", None)
    assert all(b"WaterMark" not in header for header in headers(untyped, PrintedCopy.CLEARANCE))
