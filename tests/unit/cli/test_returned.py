"""What FILE names is held as long as a command works on it; files that failed are told last, in two lines."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.cli.returned import Place, bring_back, held_place, raise_failures, refuse_to_replace, write_remarks
from planwriter.errors import FormatError, HeldError, PlanwriterError, StorageError
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.stored import plan_bytes
from planwriter.review.proposal import Review
from planwriter.settings.paths import AppPaths
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import WORD, Purpose, read_package
from planwriter.wizard.job_progress import StoppedError
from planwriter.wizard.reading_copies import FailedFile
from planwriter.wizard.reviewing import BroughtBack
from planwriter.wizard.sealing import seal_plan
from tests.unit.wizard.reviewer import retyped

from .copies_back import in_draft, in_file, small_plan

NOW = datetime(2011, 10, 3, 12, tzinfo=UTC)
REMARK = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?")


def failed(*errors: PlanwriterError) -> BroughtBack:
    found = (FailedFile(f"{number}.docx", Path(), error) for number, error in enumerate(errors, 1))
    return BroughtBack(Review(), failures=tuple(found))


def test_a_file_is_read_and_nothing_is_held(tmp_path, catalogue, data_dir):
    plan = small_plan(catalogue)
    sent = in_file(tmp_path, plan, catalogue, data_dir)
    (tmp_path / "a.docx").write_bytes(sent)
    with held_place(str(tmp_path / "plan.csplan"), data_dir) as place:
        assert place.held is None
        assert place.draft.plan == plan
        assert len(bring_back([tmp_path / "a.docx"], place).review.copies) == 1
        write_remarks(place, plan, [REMARK], words="a test")


def test_a_document_that_was_sent_to_an_office_is_known_by_its_package(tmp_path, sample_plan, catalogue, data_dir):
    (tmp_path / "plan.csplan").write_bytes(plan_bytes(sample_plan, catalogue))
    sealed = seal_plan(sample_plan, catalogue, run_checks(sample_plan, catalogue), purpose=Purpose.FINAL)
    Outbox(AppPaths.of(data_dir).outbox).add(sealed, draft_id="d", title="Our plan", now=NOW)
    (tmp_path / "a.docx").write_bytes(
        retyped(read_package(sealed).files[WORD], "You mail us a bottle", "You send us a bottle")
    )
    with held_place(str(tmp_path / "plan.csplan"), data_dir) as place:
        review = bring_back([tmp_path / "a.docx"], place).review
    assert [(one.path, one.new) for one in review.proposals] != []
    assert review.copies[0].unplaced == ()


def test_a_draft_is_held_and_written_and_let_go(catalogue, data_dir):
    draft_id, _sent = in_draft(small_plan(catalogue), catalogue, data_dir, NOW)
    with held_place(draft_id, data_dir) as place:
        with pytest.raises(HeldError), held_place(draft_id, data_dir):
            pass
        write_remarks(place, place.draft.plan, [REMARK], words="a test")
    with held_place(draft_id, data_dir) as place:
        assert place.draft.remarks == {REMARK.id: REMARK}
    with held_place(f"{draft_id}@0", data_dir) as place:
        assert place.held is None
        assert place.draft.remarks == {}


def test_one_failure_is_told_as_it_is_and_several_together():
    raise_failures(failed(), 1)
    with pytest.raises(StorageError) as caught:
        raise_failures(failed(FormatError("This is a PDF.", "Ask for the Word file.")), 2)
    assert (caught.value.title, caught.value.advice) == ("1.docx: This is a PDF.", "Ask for the Word file.")
    with pytest.raises(StorageError) as caught:
        raise_failures(failed(FormatError("This is a PDF.", "Ask."), StorageError("It is gone.", "Look.")), 3)
    assert caught.value.title == "2 of 3 files could not be read. 1.docx: This is a PDF; 2.docx: It is gone."
    with pytest.raises(PlanwriterError):
        raise_failures(failed(StoppedError()), 1)


def test_a_file_that_is_there_is_refused(tmp_path):
    refuse_to_replace(None)
    refuse_to_replace(tmp_path / "new.csplan")
    with pytest.raises(StorageError, match="already there"):
        refuse_to_replace(tmp_path)


def test_a_place_names_the_folders_of_what_went_out(tmp_path, catalogue, data_dir):
    draft_id, _sent = in_draft(small_plan(catalogue), catalogue, data_dir, NOW)
    for file in (draft_id, f"{draft_id}@0"):
        with held_place(file, data_dir) as place:
            assert isinstance(place, Place)
            assert place.exports == (data_dir / "drafts" / draft_id / "exports", data_dir / "exports")
