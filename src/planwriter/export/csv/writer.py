"""Writes the public answers of a plan as a zip of CSV files (RFC 4180, UTF-8), safe to open in a spreadsheet."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from planwriter.export.blocks import PrintedCopy
from planwriter.export.csv.contents import (
    FILES,
    FIRST_COLUMNS,
    MILESTONES,
    PLANS,
    TABLES,
    column_names,
    is_milestones,
    plan_elements,
)
from planwriter.export.plain_lines import plain_lines
from planwriter.export.words import Manuscript, items_in_words, name_of
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Field

NOT_APPLICABLE = "Not applicable: "
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can have: nothing in the file comes from the clock
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_Cells = dict[str, str]


def written_csv(plan: Plan, catalogue: Catalogue) -> bytes:
    """Return the zip; the same plan gives the same bytes."""
    files = _Files(Manuscript(plan, catalogue, PrintedCopy.FINAL))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in FILES:
            entry = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, files.file(name).encode())
    return buffer.getvalue()


def safe(words: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before one that looks like it.

    A plain number stays a number, also below zero.
    """
    return f"'{words}" if _FORMULA.match(words) and not _PLAIN_NUMBER.fullmatch(words) else words


class _Files:
    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript, self._plan, self._catalogue = manuscript, manuscript.plan, manuscript.catalogue

    def file(self, name: str) -> str:
        """Return one file's contents."""
        if name == PLANS:
            columns, rows = self._plan_row()
        elif name == MILESTONES:
            columns, rows = self._milestones()
        else:
            columns, rows = self._table(next(key for file, key in TABLES if file == name))
        facts = (self._line("agency.name"), self._line("agency.code"), self._plan.plan_id)
        first = dict(zip(FIRST_COLUMNS, facts, strict=True))
        out = io.StringIO()
        writer = csv.DictWriter(out, (*FIRST_COLUMNS, *columns), restval="", lineterminator="\r\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: safe(words) for column, words in (first | row).items()})
        return out.getvalue()

    def _plan_row(self) -> tuple[tuple[str, ...], list[_Cells]]:
        elements = plan_elements(self._catalogue)
        row: _Cells = {}
        for element in elements:
            answer = self._plan.answer(element.key)
            if answer is not None and not isinstance(answer, Rows):
                row |= self._cells(element.key, element, answer)
        return column_names(elements), [row]

    def _table(self, key: str) -> tuple[tuple[str, ...], list[_Cells]]:
        field = self._catalogue.element(key)
        return ("id", *column_names(field.columns)), [self._row(field, row) for row in self._plan.rows(key)]

    def _milestones(self) -> tuple[tuple[str, ...], list[_Cells]]:
        columns: tuple[str, ...] = ()
        rows: list[_Cells] = []
        for path, field, table, service in self._timelines():
            columns = columns or column_names(field.columns)
            where = {"timeline": path_key(path), "service": service}
            rows += [where | self._row(field, row) for row in table]
        return ("timeline", "service", "id", *(columns or ("what", "due", "due_start", "due_end"))), rows

    def _timelines(self) -> Iterator[tuple[Path, Field, Rows, str]]:
        """Yield every public table of milestones, as (path, field, rows, name of its service)."""
        for element in self._catalogue.elements():
            answer = self._plan.answer(element.key)
            if element.is_internal or not isinstance(answer, Rows):
                continue
            if is_milestones(element):
                yield (element.key,), element, answer, ""
            for row in answer:
                for column in element.columns:
                    inner = row.cells.get(column.id)
                    if isinstance(inner, Rows) and is_milestones(column):
                        yield (element.key, row.id, column.id), column, inner, name_of(row, element)

    def _row(self, field: Field, row: Row) -> _Cells:
        cells = {"id": row.id}
        for column in field.columns:
            answer = row.cells.get(column.id)
            if answer is not None and not isinstance(answer, Rows):
                cells |= self._cells(column.id, column, answer)
        return cells

    def _cells(self, name: str, field: Field, answer: Answer) -> _Cells:
        match answer:
            case Due():
                first, last = answer.period
                return {name: answer.code, f"{name}_start": first.isoformat(), f"{name}_end": last.isoformat()}
            case Text():
                return {name: "\n".join(plain_lines(answer))}
            case Person():
                return {name: "\n".join(items_in_words(self._manuscript, field, answer))}
            case NotApplicable():
                return {name: f"{NOT_APPLICABLE}{answer.reason}"}
            case bool() | str() | tuple():
                return {name: "; ".join(items_in_words(self._manuscript, field, answer))}
            case int() | float():
                return {name: f"{Decimal(repr(answer)):f}"}
            case _:
                return {name: str(answer)}

    def _line(self, key: str) -> str:
        answer = self._plan.answer(key)
        return answer if isinstance(answer, str) else ""
