"""The reader takes what the zip says, refuses what is none, and holds due dates to their days."""

import io
import zipfile

import pytest

from planwriter.errors import FormatError
from planwriter.export.anchors import printed_keys
from planwriter.export.csv.reader import read_csv
from planwriter.export.csv.writer import written_csv
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def _zip(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, words in files.items():
            package.writestr(f"{name}.csv", words)
    return buffer.getvalue()


def test_all_six_files_are_read(every_element_plan: Plan, catalogue: Catalogue) -> None:
    keys = printed_keys(every_element_plan, catalogue, with_internal=True)
    found = read_csv(written_csv(every_element_plan, catalogue), catalogue, keys)
    assert found.strangers == 0
    assert found.answers["plan.title"] == (every_element_plan.answer("plan.title"),)
    assert found.pictures is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("FY2012,2011-10-01,2012-09-30", "FY2012"),
        ("FY2012,2011-10-01,2012-12-31", "FY2012, not its days"),
        ("FY2012,,", "FY2012, not its days"),
        ("soon,2011-10-01,2012-09-30", "soon, not its days"),
    ],
)
def test_a_due_date_is_held_to_its_days(row: str, words: str, catalogue: Catalogue) -> None:
    data = _zip(milestones=f"timeline,service,id,due,due_start,due_end\r\nfeedback.timeline,,m1,{row}\r\n")
    assert read_csv(data, catalogue, ["feedback.timeline/m1/due"]).answers == {"feedback.timeline/m1/due": (words,)}


def test_an_apostrophe_before_a_formula_is_taken_off_and_no_other(catalogue: Catalogue) -> None:
    data = _zip(plans="plan.title,plan.version,agency.name\r\n'=1,'quoted',''=1\r\n")
    found = read_csv(data, catalogue, ["plan.title", "plan.version", "agency.name"])
    assert found.answers == {"plan.title": ("=1",), "plan.version": ("'quoted'",), "agency.name": ("'=1",)}


def test_cells_of_no_answer_are_strangers(catalogue: Catalogue) -> None:
    data = _zip(plans="plan.title,no.such\r\nA,B\r\n", services="id,name\r\ns9,C\r\n")
    assert read_csv(data, catalogue, ["plan.title"]).strangers == 2


def test_a_row_that_is_there_twice_states_its_answer_twice(catalogue: Catalogue) -> None:
    data = _zip(services="id,name\r\ns1,C\r\ns1,C\r\n")
    key = "services.services/s1/name"
    assert read_csv(data, catalogue, [key]).answers == {key: ("C", "C")}


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        _zip(plans=b"\xff\xfe"),
        _zip(plans='a\r\n"b'),
        _zip(**{f"file{number}": "" for number in range(30)}),
        _zip(plans=b"a" * (51 * 1024 * 1024)),
    ],
    ids=["no zip", "no UTF-8", "an open quote", "too many files", "a bomb"],
)
def test_what_is_no_such_zip_is_refused(data: bytes, catalogue: Catalogue) -> None:
    with pytest.raises(FormatError):
        read_csv(data, catalogue, [])
