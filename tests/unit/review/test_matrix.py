"""What people wrote into a matrix is read from Word and from what spreadsheets save, whatever their habits."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from planwriter.errors import FormatError
from planwriter.export import matrix as written
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.review.matrix import NO_RESPONSE, TITLE, MatrixRow, disposition_of, is_matrix, read_matrix
from planwriter.template.catalogue import Catalogue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST = Remark(
    "0a1b2c3d4e5f",
    RemarkKind.COMMENT,
    "Counsel",
    "Senior Counsel",
    "2011-10-07T10:00:00Z",
    "plan.title",
    "plan.title",
    "Why?",
    disposition=Disposition.ACCEPT_IN_PART,
    response="=1+1 is two;\nsays “you”",
)
SECOND = replace(FIRST, id="ffffffffffff", text="How?", disposition=Disposition.OPEN, response="")
READ = (
    MatrixRow(2, FIRST.id, "Accept in part", FIRST.response),
    MatrixRow(3, SECOND.id, "Open", ""),
)


@pytest.fixture(scope="module")
def word(sample_plan: Plan, catalogue: Catalogue) -> bytes:
    return written.matrix_docx([FIRST, SECOND], sample_plan, catalogue)


@pytest.fixture(scope="module")
def table(sample_plan: Plan, catalogue: Catalogue) -> bytes:
    return written.matrix_csv([FIRST, SECOND], sample_plan, catalogue)


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return a Word file whose body somebody edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/document.xml":
                root = etree.fromstring(part)
                edit(root)
                part = etree.tostring(root)
            new.writestr(entry, part)
    return out.getvalue()


def cell(root: Any, row: int, column: int) -> Any:
    return root.findall(f".//{W}tbl")[-1].findall(f"{W}tr")[row].findall(f"{W}tc")[column]


def write(root: Any, row: int, column: int, words: str) -> None:
    """Write into a cell as Word does with tracking on: the old words deleted, the new ones inserted."""
    paragraph = cell(root, row, column).find(f"{W}p")
    for run in paragraph.findall(f".//{W}r"):
        deleted = etree.SubElement(paragraph, f"{W}del")
        run.getparent().remove(run)
        deleted.append(run)
        for text in run.findall(f"{W}t"):
            text.tag = f"{W}delText"
    inserted = etree.SubElement(paragraph, f"{W}ins")
    etree.SubElement(etree.SubElement(inserted, f"{W}r"), f"{W}t").text = words


def without_bookmarks(root: Any) -> None:
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)


def test_what_the_export_writes_is_what_is_read(word: bytes, table: bytes) -> None:
    assert read_matrix(word, "m.docx") == READ
    as_stored = (replace(READ[0], disposition="accept_in_part"), replace(READ[1], disposition="open"))
    assert read_matrix(table, "m.csv") == as_stored
    assert written.NO_RESPONSE == NO_RESPONSE
    assert written.TITLE.casefold() == TITLE
    assert written.BOOKMARK == "pwm_"


def test_words_written_with_tracking_on_count_as_they_stand(word: bytes) -> None:
    def edit(root: Any) -> None:
        write(root, 2, written.HEADINGS.index("Disposition"), "Reject")
        write(root, 2, written.HEADINGS.index("Response"), "We keep it.")

    assert read_matrix(edited(word, edit), "m.docx")[1] == MatrixRow(3, SECOND.id, "Reject", "We keep it.")


def test_without_bookmarks_the_first_digits_are_left(word: bytes) -> None:
    assert [row.id for row in read_matrix(edited(word, without_bookmarks), "m.docx")] == ["0a1b2c", "ffffff"]


def test_rows_in_controls_are_read_and_deleted_ones_are_not(word: bytes) -> None:
    def edit(root: Any) -> None:
        first, second = root.findall(f".//{W}tbl")[-1].findall(f"{W}tr")[1:]
        properties = first.find(f"{W}trPr")
        etree.SubElement(etree.SubElement(first, f"{W}trPr") if properties is None else properties, f"{W}del")
        control = etree.Element(f"{W}sdt")
        second.getparent().replace(second, control)
        etree.SubElement(control, f"{W}sdtContent").append(second)

    assert read_matrix(edited(word, edit), "m.docx") == (READ[1],)


def test_a_file_without_the_table_is_refused_in_words(word: bytes) -> None:
    def edit(root: Any) -> None:
        write(root, 0, written.HEADINGS.index("Disposition"), "Mood")

    for data, name in ((edited(word, edit), "m.docx"), (b"a,b\r\n1,2\r\n", "m.csv"), (b"", "m.csv")):
        with pytest.raises(FormatError, match="is no comment matrix"):
            read_matrix(data, name)
    with pytest.raises(FormatError, match="larger than 20 MB"):
        read_matrix(b"," * (20 * 1024 * 1024 + 1), "m.csv")
    with pytest.raises(FormatError):
        read_matrix(b"PK\x03\x04 and no more", "m.docx")
    with pytest.raises(FormatError, match="not a CSV file"):
        read_matrix(b"id,disposition,response\r\n1,2," + b"x" * 200_000, "m.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_whatever_a_spreadsheet_saves_is_read(table: bytes, delimiter: str, encoding: str) -> None:
    rows = list(csv.reader(io.StringIO(table.decode(), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    read = read_matrix(out.getvalue().encode(encoding), "m.csv")
    assert [(row.id, row.response) for row in read] == [(FIRST.id, FIRST.response), (SECOND.id, "")]


def test_columns_are_known_by_name_in_any_order_and_case() -> None:
    data = 'sep=;\r\nMy notes;RESPONSE;No.; Disposition \r\nx;"Done;\r\nsoon";0A1B2C;accept\r\n;;;\r\ny\r\n'
    assert read_matrix(data.encode(), "m.csv") == (MatrixRow(3, "0a1b2c", "accept", "Done;\nsoon"),)


def test_a_matrix_is_told_from_a_reviewers_copy(word: bytes, sample_plan: Plan, catalogue: Catalogue) -> None:
    from planwriter.export import ExportOptions, PrintedCopy, make_with

    made = make_with(sample_plan, catalogue, ExportOptions(PrintedCopy.CLEARANCE), format_id="docx")
    assert is_matrix(word, "m.docx")
    assert is_matrix(edited(word, without_bookmarks), "m.docx")
    assert is_matrix(b"", "M.CSV")
    assert not is_matrix(made.data, "copy.docx")
    assert not is_matrix(edited(made.data, without_bookmarks), "copy.docx")
    assert not is_matrix(b"PK\x03\x04", "copy.docx")


@pytest.mark.parametrize("disposition", list(Disposition))
def test_dispositions_are_read_as_they_are_printed_and_as_people_say(disposition: Disposition) -> None:
    printed = written.disposition_in_words(disposition)
    for words in (str(disposition), printed, printed.upper(), f"  {printed} ", printed.replace(" ", "-")):
        assert disposition_of(words) is disposition


def test_other_words_are_no_disposition() -> None:
    assert disposition_of("accepted, partially") is None
    assert disposition_of("maybe") is None
    assert disposition_of("Partially accepted") is Disposition.ACCEPT_IN_PART
