"""A Word file is whole and valid, the same each time, and a final copy has nothing internal in any part of it."""

import base64
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import ooxml_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from planwriter.export import Since, make_with
from planwriter.export.blocks import Document, PrintedCopy
from planwriter.export.document import lay_out
from planwriter.export.formats import ExportOptions, format_of, make_document
from planwriter.plan.answers import Answer, Person, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import read_plan
from planwriter.plan.text import BlockKind, Text, plain_text
from planwriter.template.catalogue import Catalogue, Element, Kind
from tests.unit.export.conftest import COVER
from tests.unit.export.docx.word_xml import W, body, part, parts_of, repacked, values
from tests.unit.export.filled_plan import empty_plan, filled_plan, plan_with_only

DATA = Path(__file__).parents[3] / "data"
WordFile = Callable[[Document], bytes]


def faults(data: bytes, folder: Path) -> list[str]:
    """What two validators have to say, and what they do not look at: ids, pairs, lengths."""
    path = folder / "document.docx"
    path.write_bytes(data)
    told = [str(error) for error in OpenXmlValidator().validate(path).errors]
    told += [str(finding) for finding in ooxml_integrity.check(path)]
    root = body(data)
    starts, ends = root.findall(f".//{W}bookmarkStart"), root.findall(f".//{W}bookmarkEnd")
    ids = [one.get(f"{W}id") for one in starts]
    names = [one.get(f"{W}name") for one in starts]
    told += ["a bookmark's id stands twice"] * (len(set(ids)) < len(ids))
    told += ["a bookmark's name stands twice"] * (len({name.lower() for name in names}) < len(names))
    told += ["a bookmark is not closed"] * (sorted(ids) != sorted(one.get(f"{W}id") for one in ends))
    told += _faults_of_controls(root)
    told += [f"bad name {name}" for name in names if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name)]
    return told


def _faults_of_controls(root: Any) -> list[str]:
    """What Word wants of content controls and no validator looks at."""
    ids = values(root, ".//w:sdtPr/w:id")
    told = ["a control's id stands twice"] * (len(set(ids)) < len(ids))
    told += [f"bad id {one}" for one in ids if not -(2**31) <= int(one) < 2**31]
    words = values(root, ".//w:sdtPr/w:alias") + values(root, ".//w:sdtPr/w:tag")
    told += [f"too long: {one}" for one in words if len(one.encode("utf-16-le")) > 2 * 64]
    order = [[etree.QName(one).localname for one in properties] for properties in root.iter(f"{W}sdtPr")]
    return told + ["a control's properties are out of order"] * any(
        one != ["alias", "tag", "id", "lock"] for one in order
    )


@pytest.mark.parametrize("copy", [PrintedCopy.CLEARANCE, PrintedCopy.FINAL])
@pytest.mark.parametrize("which", ["full", "empty", "sample", "every element"])
def test_the_file_is_valid(
    copy: PrintedCopy, which: str, catalogue: Catalogue, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plan = empty_plan(catalogue) if which == "empty" else request.getfixturevalue(f"{which.replace(' ', '_')}_plan")
    made = make_document(plan, catalogue, format_id="docx", copy=copy, cover=COVER)
    assert faults(made.data, tmp_path) == []


@pytest.mark.parametrize("name", ["rrb-standards", "ssa", "treasury"])
def test_copies_of_real_openings_are_valid(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    plan = read_plan((DATA / f"{name}.json").read_bytes(), catalogue).plan
    for copy in PrintedCopy:
        options = ExportOptions(copy, COVER, since=Since(plan.with_answer("plan.version", "0.1"), "v1"))
        assert faults(make_with(plan, catalogue, options, format_id="docx").data, tmp_path) == []


def test_a_planted_fault_is_seen(catalogue: Catalogue, word_file: WordFile, tmp_path: Path) -> None:
    plan = plan_with_only(catalogue.element("customers.groups"), catalogue)
    data = word_file(lay_out(plan, catalogue, copy=PrintedCopy.CLEARANCE))
    document = parts_of(data)["word/document.xml"]
    for old, new in (
        (b'<w:bookmarkEnd w:id="3"/>', b""),
        (b'w:name="pw_', b'w:name="9w_'),
        (b'<w:bookmarkStart w:id="2"', b'<w:bookmarkStart w:id="1"'),
        (b"<w:tblGrid>", b"<w:tblgrid>"),
        (b'<w:id w:val="2"/>', b'<w:id w:val="1"/>'),
        (b'<w:id w:val="2"/>', b'<w:id w:val="2147483648"/>'),
        (b'<w:alias w:val="', b'<w:alias w:val="' + b"x" * 64),
        (b'<w:id w:val="1"/><w:lock w:val="sdtLocked"/>', b'<w:lock w:val="sdtLocked"/><w:id w:val="1"/>'),
    ):
        assert old in document
        broken = document.replace(old, new, 1).replace(
            b"</w:tblGrid>", b"</w:tblgrid>" if b"grid" in new else b"</w:tblGrid>", 1
        )
        assert faults(repacked(data, {"word/document.xml": broken}), tmp_path)


@pytest.mark.parametrize("copy", [PrintedCopy.CLEARANCE, PrintedCopy.FINAL])
def test_the_same_plan_and_options_give_the_same_bytes(
    copy: PrintedCopy, full_plan: Plan, catalogue: Catalogue
) -> None:
    write = format_of("docx").write
    first, again = (write(full_plan, catalogue, ExportOptions(copy, COVER)) for _ in range(2))
    assert first == again
    other = write(full_plan.with_answer("plan.version", "2"), catalogue, ExportOptions(copy, COVER))
    assert other.export_id != first.export_id


def _with_canaries(element: Element, answer: Answer) -> Answer:
    """The answer with a word or figure that stands nowhere else, where its kind has room for one."""
    match answer:
        case Text():
            return plain_text("canaryword")
        case Rows():
            return Rows(tuple(_canary_row(element, row) for row in answer))
        case Person():
            return Person("canaryword", "canaryword", "canaryword", "canaryword", "canaryword@example.gov")
        case date():
            return date(1897, 3, 17)
        case str() if element.kind is Kind.LINE:
            return "canaryword"
        case _:
            return answer


def _canary_row(element: Element, row: Row) -> Row:
    cells = {
        key: _with_canaries(
            replace(element, kind=element.column(key).kind), 189703.17 if isinstance(cell, float) else cell
        )
        for key, cell in row.cells.items()
    }
    return Row(f"canaryword-{row.id}", cells)


def _everything_in(data: bytes) -> str:
    """All words of all parts, those packed into a part as well."""
    told = []
    for name, content in parts_of(data).items():
        text = content.decode()
        told += [name, text]
        told += [
            zlib.decompress(base64.b64decode(packed)).decode()
            for packed in re.findall(r">([A-Za-z0-9+/=]{200,})<", text)
        ]
    return "\n".join(told)


@pytest.fixture(scope="module")
def canary_plan(full_plan: Plan, catalogue: Catalogue) -> Plan:
    plan = full_plan
    for element in catalogue.elements():
        answer = plan.answer(element.key)
        if element.is_internal and answer is not None:
            plan = plan.with_answer(element.key, _with_canaries(element, answer))
    return plan


CANARIES = ("canaryword", "1897", "189703", "189,703")


def test_no_part_of_a_final_copy_holds_internal_matter(canary_plan: Plan, catalogue: Catalogue) -> None:
    made = make_document(canary_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL, cover=COVER)
    everything = _everything_in(made.data)
    for canary in (*CANARIES, COVER.status[0], COVER.set_aside[0].reason, "trackRevisions", "customXml", "<w:sdt>"):
        assert canary not in everything
    assert made.baseline is None
    public = make_document(canary_plan, catalogue, format_id="json", copy=PrintedCopy.FINAL)
    assert not any(canary in public.data.decode() for canary in CANARIES)


def test_the_canaries_sing_in_a_clearance_copy(canary_plan: Plan, catalogue: Catalogue) -> None:
    made = make_document(canary_plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=COVER)
    everything = _everything_in(made.data)
    for canary in (*CANARIES, COVER.status[0], "trackRevisions", '"planwriter-baseline"'):
        assert canary in everything


def test_nothing_comes_from_the_clock(full_plan: Plan, catalogue: Catalogue) -> None:
    made = make_document(full_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    assert f"{date.today():%Y-%m-%d}" not in _everything_in(made.data)  # noqa: DTZ011
    core = parts_of(made.data)["docProps/core.xml"].decode()
    assert core.count("2011-10-24T00:00:00Z") == 2
    undated = full_plan.with_answer("plan.date", None)
    core = parts_of(make_document(undated, catalogue, format_id="docx", copy=PrintedCopy.FINAL).data)[
        "docProps/core.xml"
    ]
    assert b"dcterms:created" not in core


def test_tracking_and_baseline_are_for_clearance_alone(
    clearance_document: Document, final_document: Document, word_file: WordFile
) -> None:
    clearance, final = parts_of(word_file(clearance_document)), parts_of(word_file(final_document))
    assert b"<w:trackRevisions/>" in clearance["word/settings.xml"]
    assert b"trackRevisions" not in final["word/settings.xml"]
    assert set(clearance) - set(final) == {
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }


def test_sixty_thousand_characters_are_written_and_proved(catalogue: Catalogue, tmp_path: Path) -> None:
    long = plain_text("\n".join(["Every customer hears from us in ten days. " * 25] * 60))
    assert len(long.plain) > 60_000
    plan = empty_plan(catalogue).with_answer("overview.scope", long)
    rows = Rows((Row("r1", {"name": "Everybody", "description": long}),))
    plan = plan.with_answer("customers.groups", rows)
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
    assert made.proof.is_whole
    assert faults(made.data, tmp_path) == []


def test_two_thousand_rows_are_written_and_proved(catalogue: Catalogue) -> None:
    plan = filled_plan(catalogue)
    table = plan.rows("standards.standards")[0]
    rows = Rows(tuple(replace(table, id=f"s{number}") for number in range(2000)))
    plan = plan.with_answer("standards.standards", rows)
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
    assert made.proof.of > 2000 * 12


def test_every_style_that_is_used_is_in_the_file(clearance_document: Document, word_file: WordFile) -> None:
    data = word_file(clearance_document)
    known = set(values(part(data, "word/styles.xml"), "//w:style", "styleId"))
    for name in ("document", "header-default", "header-first", "footer-default", "footer-first"):
        root = part(data, f"word/{name}.xml")
        assert set(values(root, "//w:pStyle") + values(root, "//w:tblStyle") + values(root, "//w:rStyle")) <= known


def test_block_kinds_of_text_are_all_written(clearance_document: Document, word_file: WordFile) -> None:
    styles = set(values(body(word_file(clearance_document)), "//w:pStyle"))
    assert {"ListBullet", "ListBullet2", "ListNumber", "ListNumber2", "TableBullet", "TableNumber"} <= styles
    assert set(BlockKind) == {BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBER}
