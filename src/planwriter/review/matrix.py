"""Reads a comment resolution matrix that people filled in with Word or a spreadsheet: what each of its rows says.

Takes: the bytes of a .docx or .csv file. Gives: rows, each with what tells which remark it is, and its own number.
Source: export/matrix.py writes these files.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from planwriter.errors import FormatError
from planwriter.plan.remarks import Disposition
from planwriter.word.package import opened_package
from planwriter.word.xml_parts import W, parsed, value, words_of

MAX_CSV_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
TITLE = "comment resolution matrix"
NO_RESPONSE = "None yet"
_BOOKMARK = re.compile(r"pwm_([0-9a-f]{12})")
_ANSWER_MARK = re.compile(rb"""name=["']pw_[0-9a-f]{7}_\d""")
_ROW_MARK = re.compile(rb"""name=["']pwm_[0-9a-f]{12}["']""")
_TAG = re.compile(rb"<[^>]*>")
_NAMES = {
    "id": ("id", "no.", "no", "number"),
    "disposition": ("disposition", "decision"),
    "response": ("response",),
}
_DELIMITERS = (",", ";", "\t")
_PROTECTED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DISPOSITIONS = {
    Disposition.OPEN: ("open", "undecided", "pending"),
    Disposition.ACCEPT: ("accept", "accepted", "agree", "agreed", "concur"),
    Disposition.ACCEPT_IN_PART: (
        *("accept in part", "accepted in part", "partially accepted", "partially accept", "partly accepted"),
        *("partial", "partially", "in part"),
    ),
    Disposition.REJECT: ("reject", "rejected", "not accepted", "decline", "declined"),
}
_BY_WORDS = {words: disposition for disposition, known in _DISPOSITIONS.items() for words in known}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row as somebody filled it in.

    Attributes:
        number: Of the row, as the program that shows the file counts: 1 is the row of headings.
        id: The remark's id, or its first digits; "" when the row does not say.
        disposition: As written; "" when the cell is empty.
        response: As written; "" when there is none.
    """

    number: int
    id: str
    disposition: str
    response: str


def read_matrix(data: bytes, name: str) -> tuple[MatrixRow, ...]:
    """Return the rows of a matrix, without empty ones.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.

    Raises:
        FormatError: It is no matrix, damaged, too large, or built to do harm.
    """
    rows = _word_rows(data, name) if is_word_file(data) else _csv_rows(data, name)
    return tuple(row for row in rows if row.id or row.disposition or row.response)


def is_word_file(data: bytes) -> bool:
    """Whether a file begins as a Word document does, new or old; anything else is read as a table of plain text."""
    return data.startswith((_ZIP, _OLE))


def is_matrix(data: bytes, name: str) -> bool:
    """Whether a file is a matrix and no reviewer's copy; a file that cannot be opened is none.

    Looks at the file's characters alone: a reviewer's copy is parsed nowhere but in a process of its own.
    """
    if name.lower().endswith(".csv"):
        return True
    try:
        body = opened_package(data)["word/document.xml"]
    except FormatError:
        return False
    if _ANSWER_MARK.search(body):
        return False
    return bool(_ROW_MARK.search(body)) or TITLE.encode() in _TAG.sub(b"", body).lower()


def disposition_of(words: str) -> Disposition | None:
    """Return the disposition that somebody wrote; None when it cannot be told."""
    return _BY_WORDS.get(" ".join(re.sub(r"[_\-–—.]", " ", words).split()).casefold())


def _word_rows(data: bytes, name: str) -> Iterator[MatrixRow]:
    parts = opened_package(data)
    found = False
    for table in parsed(parts["word/document.xml"]).iter(f"{W}tbl"):
        columns: dict[str, int] | None = None
        for number, row in enumerate(_below(table, "tr"), 1):
            cells = [(cell, _cell_words(cell)) for cell in _cells(row)]
            if columns is None:
                columns = _columns([words for _cell, words in cells])
                if columns is None:
                    break
                found = True
            elif row.find(f"{W}trPr/{W}del") is None:
                yield _word_row(number, row, [words for _cell, words in cells], columns)
    if not found:
        raise _no_matrix(name)


def _word_row(number: int, row: Any, cells: Sequence[str], columns: dict[str, int]) -> MatrixRow:
    names = (_BOOKMARK.fullmatch(str(mark.get(f"{W}name"))) for mark in row.iter(f"{W}bookmarkStart"))
    marked = next((name.group(1) for name in names if name), "")
    response = _at(cells, columns["response"])
    return MatrixRow(
        number,
        marked or _at(cells, columns["id"]).casefold(),
        _at(cells, columns["disposition"]),
        "" if response.casefold() == NO_RESPONSE.casefold() else response,
    )


def _below(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name, those within controls and changes, too; not those of tables within."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            yield from _below(child, name)


def _cells(row: Any) -> Iterator[Any]:
    """Yield a cell for each column; a cell over several columns stands again in each."""
    for cell in _below(row, "tc"):
        span = value(cell, "w:tcPr/w:gridSpan", "1")
        yield from [cell] * (min(int(span), 64) if span.isascii() and span.isdigit() else 1)


def _cell_words(cell: Any) -> str:
    return "\n".join(words_of(paragraph) for paragraph in cell.iter(f"{W}p")).strip()


def _csv_rows(data: bytes, name: str) -> Iterator[MatrixRow]:
    if len(data) > MAX_CSV_BYTES:
        raise FormatError(f"“{name}” is larger than 20 MB.", "A comment matrix is never so large.")
    words = _decoded(data)
    lines, first = words, 1
    if words[:4].casefold() == "sep=":  # a line for Excel alone, which it counts all the same
        lines, first = words.partition("\n")[2], 2
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
        try:
            columns = _columns(next(reader, []))
            if columns is not None:
                for number, cells in enumerate(islice(reader, MAX_ROWS), first + 1):
                    yield _csv_row(number, [_shown(cell) for cell in cells], columns)
                return
        except csv.Error as error:
            raise FormatError(
                f"“{name}” is not a CSV file that could be read.",
                "Open it in your spreadsheet and save it as CSV again.",
            ) from error
    raise _no_matrix(name)


def _csv_row(number: int, cells: Sequence[str], columns: dict[str, int]) -> MatrixRow:
    marked, disposition, response = (_at(cells, columns[name]) for name in ("id", "disposition", "response"))
    return MatrixRow(number, marked.casefold(), disposition, response.replace("\r\n", "\n"))


def _decoded(data: bytes) -> str:
    """Return the characters of a CSV file as spreadsheets save them: UTF-8, UTF-16 or a Windows code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Return where the columns stand that count, by name; None when it is no row of their headings."""
    headings = [" ".join(cell.split()).casefold() for cell in cells]
    found = {
        name: next((headings.index(heading) for heading in known if heading in headings), -1)
        for name, known in _NAMES.items()
    }
    return None if min(found.values()) < 0 else found


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _shown(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if _PROTECTED.match(cell) else cell


def _no_matrix(name: str) -> FormatError:
    return FormatError(
        f"“{name}” is no comment matrix that planwriter wrote.",
        "It should have a row of headings with “No.” or “id”, “Disposition” and “Response”. Choose the file that was"
        " sent out, saved as Word (.docx) or CSV.",
    )
