"""Cells are safe and plain; the zip says nothing of when and where it was made."""

import io
import zipfile

import pytest

from planwriter.export.csv.contents import FILES
from planwriter.export.csv.writer import safe, written_csv
from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


@pytest.mark.parametrize(
    "words", ["=1+1", "+1 day", "-x", "@a", "\tx", "\rx", "\nx", "\0x", "'=1", "''=1", "＝1", "-1+1"]
)
def test_what_looks_like_a_formula_gets_an_apostrophe(words: str) -> None:
    assert safe(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "a=b", "-4", "-4.5", "'quoted'", "• one", "1-2"])
def test_everything_else_stays_as_it_is(words: str) -> None:
    assert safe(words) == words


def _files(plan: Plan, catalogue: Catalogue) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(written_csv(plan, catalogue))) as package:
        assert [entry.create_system for entry in package.infolist()] == [0] * len(FILES)
        return {entry.filename: package.read(entry).decode() for entry in package.infolist()}


def test_quotes_commas_and_lines_are_quoted(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue).with_answer("agency.name", 'The "A", B')
    assert '"The ""A"", B",,6f1d2c3b' in _files(plan, catalogue)["plans.csv"]


def test_a_timeline_of_a_service_names_the_service(catalogue: Catalogue) -> None:
    step = Row("m1", {"what": "Ask", "due": Due("FY2012-Q2")})
    row = Row("s/1", {"name": "Tests", "timeline": Rows((step,))})
    words = _files(empty_plan(catalogue).with_answer("services.services", Rows((row,))), catalogue)["milestones.csv"]
    assert ",services.services/s~11/timeline,Tests,m1,Ask,FY2012-Q2,2012-01-01,2012-03-31," in words


def test_an_empty_plan_has_every_file_with_its_heads(catalogue: Catalogue) -> None:
    files = _files(empty_plan(catalogue), catalogue)
    assert list(files) == [f"{name}.csv" for name in FILES]
    assert all(words.startswith("agency,code,plan_id,") for words in files.values())
