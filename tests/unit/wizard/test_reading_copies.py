"""Every file is read by itself: a bad one costs a message and never the others."""

from pathlib import Path

import pytest

from planwriter.drafts.baselines import BaselineStore
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.reading_copies import KeptFile, digest_of, file_bytes, read_files, read_kept_files
from tests.unit.wizard.reviewer import sent_copy, written


@pytest.fixture
def copy(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> Path:
    return written(tmp_path / "copy.docx", sent_copy(sample_plan, catalogue, BaselineStore(tmp_path / "exports")))


def test_a_bad_file_costs_a_message_and_never_the_others(copy: Path, tmp_path: Path) -> None:
    pdf = written(tmp_path / "copy.pdf", b"%PDF-1.7 and so on")
    progress = JobProgress()
    read, failed = read_files([pdf, copy, tmp_path / "gone.docx", copy], progress=progress)
    assert [one.name for one in read] == ["copy.docx"]
    assert read[0].copy.paragraphs
    assert [one.name for one in failed] == ["copy.pdf", "gone.docx"]
    assert "PDF" in failed[0].error.title
    assert "There is no file" in failed[1].error.title
    assert progress.done == 3


def test_files_of_one_name_are_told_apart(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "counsel").mkdir()
    other = written(tmp_path / "counsel" / "copy.docx", copy.read_bytes())
    read, _failed = read_files([copy, other], progress=JobProgress())
    assert [one.name for one in read] == ["copy.docx", "counsel/copy.docx"]
    again, _failed = read_files([other], progress=JobProgress(), taken=read)
    assert [one.name for one in again] == ["copy.docx (2)"]


def test_whoever_waits_may_stop_it(copy: Path) -> None:
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError):
        read_files([copy], progress=progress)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="could not be read"):
        file_bytes(tmp_path)


def test_what_was_read_is_kept_as_it_came_and_read_again(copy: Path, tmp_path: Path) -> None:
    kept: list[bytes] = []
    (read,), _failed = read_files([copy, tmp_path / "gone.docx"], progress=JobProgress(), keep=kept.append)
    assert kept == [copy.read_bytes()]
    assert read.digest == digest_of(kept[0])
    one = KeptFile("b.docx", Path("elsewhere/b.docx"), read.digest, copy)
    other = KeptFile("c.docx", Path("c.docx"), "another digest", copy)
    (again,), (failed,) = read_kept_files([one, other], progress=JobProgress())
    assert (again.name, again.path, again.copy) == ("b.docx", one.path, read.copy)
    assert failed.name == "c.docx"
    assert "is damaged" in failed.error.title
