"""The comment resolution matrix says what was said and done, reads well, and each of its rows is found again."""

import csv
import io
from pathlib import Path

import pytest

from planwriter.export.accessibility import barriers
from planwriter.export.docx.reader import read_properties
from planwriter.export.matrix import BOOKMARK, CSV_COLUMNS, HEADINGS, NO_RESPONSE, matrix_csv, matrix_docx
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.test_writer import faults
from tests.unit.export.docx.word_xml import W, body, part, parts_of

LAST = Remark("333333333333", RemarkKind.COMMENT, "Press Office", "Chief", "2011-09-30", "", "", "Mind the tone.")
REPLY = Remark(
    "222222222222", RemarkKind.COMMENT, "", "", "", "", "", '=HYPERLINK("x")', answers="0a1b2c3d4e5f", is_resolved=True
)
CHANGE = Remark(
    "111111111111",
    RemarkKind.CHANGE,
    "Budget Office; Press Office",
    "Budget Officer; Chief",
    "0-00-00T00:00:00Z",
    "services.services",
    "services.services/gone/name",
    "[removed: monthly] [added: quarterly]",
    disposition=Disposition.ACCEPT_IN_PART,
)
COMMENT = Remark(
    "0a1b2c3d4e5f",
    RemarkKind.COMMENT,
    "Law Office",
    "Senior Counsel",
    "2011-10-07T10:00:00Z",
    "overview.scope",
    "overview.scope",
    "Cite the order.\nName the offices.",
    quoted="this plan covers",
    disposition=Disposition.ACCEPT,
    response="We cite it now.",
    version="Before round 2",
    round="1",
)
REMARKS = (LAST, REPLY, CHANGE, COMMENT)


@pytest.fixture(scope="module")
def data(every_element_plan: Plan, catalogue: Catalogue) -> bytes:
    return matrix_docx(REMARKS, every_element_plan, catalogue)


def _rows(data: bytes) -> list[list[str]]:
    rows = []
    for row in body(data).iter(f"{W}tr"):
        cells = [
            "\n".join("".join(t.text for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))
            for cell in row.iter(f"{W}tc")
        ]
        rows.append(cells)
    return rows


def test_a_row_says_who_said_what_where_and_what_was_done(data: bytes) -> None:
    head, comment, *_others = _rows(data)
    assert tuple(head) == HEADINGS
    assert comment == [
        "0a1b2c",
        "Law Office",
        "Senior Counsel",
        "October 7, 2011",
        "What this plan covers and leaves out",
        "Cite the order.\nName the offices.",
        "this plan covers",
        "Accept",
        "We cite it now.",
        "Before round 2",
    ]


def test_rows_stand_as_the_plan_goes_on_and_replies_behind_what_they_reply_to(data: bytes) -> None:
    assert [row[0] for row in _rows(data)[1:]] == ["0a1b2c", "222222", "111111", "333333"]


def test_what_nobody_knows_is_said_and_no_cell_is_empty(data: bytes) -> None:
    _head, _comment, reply, change, last = _rows(data)
    assert reply[1:5] == ["Not known", "Not known", "Not known", "No answer of the plan"]
    assert reply[5] == 'Reply to 0a1b2c: =HYPERLINK("x") (The reviewer marked it as resolved.)'
    assert change[3:5] == ["Not known", "Services, a row since removed: Service"]
    assert (change[7], last[7:]) == ("Accept in part", ["Open", NO_RESPONSE, "Not yet"])
    assert all(cell for row in _rows(data) for cell in row)


def test_each_row_is_found_again_by_a_bookmark(data: bytes) -> None:
    names = [[mark.get(f"{W}name") for mark in row.iter(f"{W}bookmarkStart")] for row in body(data).iter(f"{W}tr")]
    assert names == [[], *([f"{BOOKMARK}{one.id}"] for one in (COMMENT, REPLY, CHANGE, LAST))]


def test_the_table_lies_wide_and_its_head_is_repeated(data: bytes) -> None:
    page = body(data).find(f".//{W}pgSz")
    assert (page.get(f"{W}orient"), page.get(f"{W}w")) == ("landscape", "15840")
    assert body(data).find(f".//{W}tr/{W}trPr/{W}tblHeader") is not None
    stops = part(data, "word/footer-default.xml").findall(f".//{W}tab[@{W}val='right']")
    assert [stop.get(f"{W}pos") for stop in stops] == ["13680"]


def test_nothing_keeps_anybody_from_reading_it(data: bytes, every_element_plan: Plan, catalogue: Catalogue) -> None:
    assert barriers(data) == ()
    assert barriers(matrix_docx((), every_element_plan, catalogue)) == ()


def test_the_files_are_valid(data: bytes, every_element_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    assert faults(data, tmp_path) == []
    assert faults(matrix_docx((), every_element_plan, catalogue), tmp_path) == []


def test_it_is_no_copy_that_comes_home(data: bytes, every_element_plan: Plan) -> None:
    parts = parts_of(data)
    assert not [name for name in parts if name.startswith("customXml")]
    assert b"trackRevisions" not in parts["word/settings.xml"]
    told = read_properties(parts)
    assert (told["planwriter-internal"], told["planwriter-plan-id"]) == ("yes", every_element_plan.plan_id)


def test_it_bears_the_markings_of_the_plan(data: bytes, every_element_plan: Plan) -> None:
    banner = str(every_element_plan.answer("clearance.cui_banner"))
    for root in (body(data), part(data, "word/header-default.xml"), part(data, "word/footer-default.xml")):
        assert banner in "".join(root.itertext())


def test_the_same_remarks_give_the_same_bytes(data: bytes, every_element_plan: Plan, catalogue: Catalogue) -> None:
    assert matrix_docx(REMARKS, every_element_plan, catalogue) == data
    assert matrix_docx(REMARKS[1:], every_element_plan, catalogue) != data


def test_without_remarks_it_says_so(every_element_plan: Plan, catalogue: Catalogue) -> None:
    data = matrix_docx((), every_element_plan, catalogue)
    assert _rows(data) == []
    assert "Nobody has commented on this plan yet." in "".join(body(data).itertext())


def test_replies_that_go_round_in_a_circle_are_still_printed(every_element_plan: Plan, catalogue: Catalogue) -> None:
    first = Remark("a" * 12, RemarkKind.COMMENT, "", "", "", "", "", "one", answers="b" * 12)
    second = Remark("b" * 12, RemarkKind.COMMENT, "", "", "", "", "", "two", answers="a" * 12)
    own = Remark("c" * 12, RemarkKind.COMMENT, "", "", "", "", "", "three", answers="c" * 12)
    rows = _rows(matrix_docx((first, second, own), every_element_plan, catalogue))
    assert sorted(row[0] for row in rows[1:]) == ["aaaaaa", "bbbbbb", "cccccc"]


def test_csv_has_the_id_first_and_no_formula(every_element_plan: Plan, catalogue: Catalogue) -> None:
    words = matrix_csv(REMARKS, every_element_plan, catalogue).decode()
    rows = list(csv.DictReader(io.StringIO(words, newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["id"] for row in rows] == [COMMENT.id, REPLY.id, CHANGE.id, LAST.id]
    assert rows[1]["text"] == "'" + REPLY.text
    assert (rows[1]["resolved"], rows[0]["resolved"]) == ("yes", "no")
    assert (rows[0]["disposition"], rows[2]["disposition"]) == ("accept", "accept_in_part")
    assert rows[0]["text"] == COMMENT.text
    assert (rows[0]["place"], rows[0]["round"]) == ("What this plan covers and leaves out", "1")
