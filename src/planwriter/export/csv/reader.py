"""Reads the answers of CSV files again, from the zip alone and with the standard library's parsers."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from planwriter.errors import FormatError
from planwriter.export.csv.contents import FIRST_COLUMNS, MILESTONES, PLANS, TABLES
from planwriter.export.found import FoundAnswers
from planwriter.export.plain_lines import without_mark
from planwriter.plan.draft import path_from_key, path_key
from planwriter.plan.due import Due, DueError
from planwriter.plan.plan import field_at
from planwriter.template.catalogue import Catalogue, Kind

_MOST_BYTES = 50 * 1024 * 1024
_MOST_FILES = 20
_PROTECTED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")
_NOT_APPLICABLE = "Not applicable: "
_OTHER_COLUMNS = frozenset({*FIRST_COLUMNS, "id", "timeline"})


def read_csv(data: bytes, catalogue: Catalogue, keys: Iterable[str]) -> FoundAnswers:
    """Return the answers found in a zip of CSV files.

    Args:
        keys: Path keys of all answers that the plan may print, internal ones too.

    Raises:
        FormatError: It is no such zip.
    """
    known = set(keys)
    found: dict[str, tuple[str, ...]] = {}
    strangers = 0
    for key, words in _all_cells(_opened(data), catalogue):
        if key not in known:
            strangers += 1
        elif key in found:
            found[key] += words
        else:
            found[key] = words
    return FoundAnswers(found, is_internal=False, strangers=strangers, form=without_mark)


def _opened(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each file by its name."""
    usual = csv.field_size_limit(_MOST_BYTES)  # the library's own is less than a long text
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return dict(_files(package))
    except (zipfile.BadZipFile, UnicodeDecodeError, csv.Error, NotImplementedError, RuntimeError, OSError) as error:
        raise FormatError(
            "This is not a zip of CSV files that planwriter made.", "Choose another file, or export the plan again."
        ) from error
    finally:
        csv.field_size_limit(usual)


def _files(package: zipfile.ZipFile) -> Iterator[tuple[str, list[dict[str, str]]]]:
    entries = package.infolist()
    if len(entries) > _MOST_FILES:
        raise zipfile.BadZipFile("too many files")
    room = _MOST_BYTES
    for entry in entries:
        with package.open(entry) as file:
            part = file.read(room + 1)  # counted while it is unpacked: the sizes a zip states may lie
        room -= len(part)
        if room < 0:
            raise zipfile.BadZipFile("too much in it")
        words = io.StringIO(part.decode("utf-8"), newline="")
        rows = csv.DictReader(words, restval="", strict=True)
        yield entry.filename.removesuffix(".csv"), [{name: _unprotected(row[name]) for name in row} for row in rows]


def _unprotected(cell: str) -> str:
    return cell[1:] if _PROTECTED.match(cell) else cell


def _all_cells(files: dict[str, list[dict[str, str]]], catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in files.get(PLANS, ()):
        yield from _row_cells(row, "", catalogue)
    for name, key in TABLES:
        for row in files.get(name, ()):
            yield from _row_cells(row, path_key((key, row.get("id", ""))) + "/", catalogue)
    for row in files.get(MILESTONES, ()):
        own = {column: cell for column, cell in row.items() if column != "service"}
        yield from _row_cells(own, f"{row.get('timeline')}/{path_key((row.get('id', ''),))}/", catalogue)


def _row_cells(row: dict[str, str], before: str, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    for column, cell in row.items():
        if cell and column not in _OTHER_COLUMNS and not _is_end_of_another(column, row):
            key = f"{before}{column}"
            yield key, _words(key, cell, row, catalogue)


def _is_end_of_another(column: str, row: dict[str, str]) -> bool:
    """Whether a column only gives the first or last day of a due date beside it."""
    return any(column.endswith(end) and column.removesuffix(end) in row for end in ("_start", "_end"))


def _words(key: str, words: str, row: dict[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    try:
        kind = field_at(catalogue, path_from_key(key)).kind
    except (KeyError, ValueError):  # a column or row that the plan does not know: a stranger
        return (words,)
    if words.startswith(_NOT_APPLICABLE) and kind is Kind.ROWS:
        return (words.removeprefix(_NOT_APPLICABLE),)
    if kind is Kind.DUE:
        return (words if _is_period(words, row, key.rpartition("/")[2]) else f"{words}, not its days",)
    return tuple(words.split("\n")) if kind in (Kind.TEXT, Kind.PERSON) else (words,)


def _is_period(code: str, row: dict[str, str], column: str) -> bool:
    """Whether the days beside a due date are its first and its last."""
    try:
        days = tuple(day.isoformat() for day in Due(code).period)
    except DueError:
        return False
    return days == (row.get(f"{column}_start"), row.get(f"{column}_end"))
