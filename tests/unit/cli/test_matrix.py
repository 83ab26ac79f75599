"""The comment matrix is written with what the draft keeps and what came back, and filled-in ones are taken back."""

import csv
import io
from datetime import UTC, datetime

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.review.matrix import read_matrix
from planwriter.settings.paths import AppPaths
from tests.unit.wizard.reviewer import reviewed

from .copies_back import OFFICE, in_draft, in_file, small_plan

NOW = datetime(2011, 10, 3, 12, tzinfo=UTC)


@pytest.fixture
def plan(catalogue):
    return small_plan(catalogue)


@pytest.fixture
def draft(tmp_path, plan, catalogue, data_dir):
    """The id of a draft, of which a copy came back as a.docx."""
    draft_id, sent = in_draft(plan, catalogue, data_dir, NOW)
    data = reviewed(sent, ("ten days", "a week"), comment=("every letter", "E-mails, too?"))
    (tmp_path / "a.docx").write_bytes(data)
    return draft_id


@pytest.fixture
def matrix(run, data_dir):
    def start(*arguments):
        return run("matrix", *arguments, "--data-dir", data_dir)

    return start


@pytest.fixture
def kept(data_dir, catalogue):
    def remarks(draft_id):
        held = DraftLibrary(AppPaths.of(data_dir).drafts).open(draft_id)
        try:
            return held.draft(catalogue).remarks
        finally:
            held.close()

    return remarks


def filled_in(data, disposition, response):
    """Return a CSV matrix with each row answered."""
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    for row in rows:
        row[header.index("disposition")], row[header.index("response")] = disposition, response
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    return out.getvalue().encode("utf-16")


def test_a_copy_s_remarks_are_kept_and_written(matrix, draft, kept, tmp_path):
    done = matrix(draft, "a.docx")
    assert (done.returncode, done.stdout) == (0, "customer-service-plan-comment-matrix.docx\n"), done.stderr
    rows = read_matrix((tmp_path / "customer-service-plan-comment-matrix.docx").read_bytes(), "m.docx")
    remarks = kept(draft)
    assert {row.id for row in rows} == set(remarks)
    assert {one.kind for one in remarks.values()} == set(RemarkKind)
    assert {one.office for one in remarks.values()} == {OFFICE}
    again = matrix(draft, "--to", "csv", "--out", "m.csv")
    assert again.returncode == 0
    assert {row.id for row in read_matrix((tmp_path / "m.csv").read_bytes(), "m.csv")} == set(remarks)


def test_a_filled_in_matrix_is_taken_back_and_kept(matrix, draft, kept, tmp_path):
    assert matrix(draft, "a.docx", "--out", "m.csv").returncode == 0
    data = (tmp_path / "m.csv").read_bytes()
    (tmp_path / "back.csv").write_bytes(filled_in(data, "Partially accepted", "We say; so."))
    done = matrix(draft, "back.csv", "--out", "second.docx")
    assert (done.returncode, done.stderr) == (0, "")
    remarks = kept(draft)
    assert {(one.disposition, one.response) for one in remarks.values()} == {
        (Disposition.ACCEPT_IN_PART, "We say; so.")
    }
    assert {row.response for row in read_matrix((tmp_path / "second.docx").read_bytes(), "m")} == {"We say; so."}
    third = matrix(draft, "second.docx", "--out", "third.csv")
    assert third.returncode == 0
    assert kept(draft) == remarks


def test_rows_that_cannot_be_taken_back_are_told_with_status_1(matrix, draft, kept, tmp_path):
    (tmp_path / "back.csv").write_bytes(b"id,disposition,response\r\ndddddddddddd,Reject,Never\r\n")
    done = matrix(draft, "a.docx", "back.csv", "--out", "m.docx")
    assert done.returncode == 1
    assert "back.csv: Row 2 was not taken over" in done.stderr
    assert "“Never”" in done.stderr
    assert len(kept(draft)) == 2


def test_a_bad_file_never_loses_the_others(matrix, draft, kept, tmp_path):
    (tmp_path / "bad.csv").write_bytes(b"a,b\r\n1,2\r\n")
    (tmp_path / "bad.docx").write_bytes(b"%PDF-1.7")
    done = matrix(draft, "bad.csv", "bad.docx", "a.docx", "gone.csv", "--out", "m.docx")
    assert done.returncode == 3
    assert "3 of 4 files could not be read" in done.stderr
    assert len(kept(draft)) == 2


def test_a_file_has_no_place_for_remarks_so_they_stand_in_the_matrix_alone(matrix, plan, catalogue, tmp_path, data_dir):
    sent = in_file(tmp_path, plan, catalogue, data_dir)
    before = (tmp_path / "plan.csplan").read_bytes()
    (tmp_path / "a.docx").write_bytes(reviewed(sent, ("ten days", "a week")))
    assert matrix("plan.csplan", "a.docx", "--out", "m.csv").returncode == 0
    (tmp_path / "back.csv").write_bytes(filled_in((tmp_path / "m.csv").read_bytes(), "reject", "No."))
    assert matrix("plan.csplan", "a.docx", "back.csv", "--out", "n.csv").returncode == 0
    rows = read_matrix((tmp_path / "n.csv").read_bytes(), "n.csv")
    assert [(row.disposition, row.response) for row in rows] == [("reject", "No.")]
    assert (tmp_path / "plan.csplan").read_bytes() == before


def test_nothing_is_written_over(matrix, draft, tmp_path):
    assert matrix(draft, "--out", "m.csv").returncode == 0
    done = matrix(draft, "--out", "m.csv")
    assert done.returncode == 3
    assert "already there" in done.stderr


def test_a_draft_as_it_was_is_only_read(matrix, draft, kept, tmp_path):
    assert matrix(f"{draft}@0", "a.docx", "--out", "m.csv").returncode == 0
    assert len(read_matrix((tmp_path / "m.csv").read_bytes(), "m.csv")) == 2
    assert kept(draft) == {}
