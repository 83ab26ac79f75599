"""Opening, beginning and saving: where drafts and checks meet."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.drafts.kept_review import COPIES
from planwriter.drafts.library import DraftLibrary
from planwriter.errors import FormatError, HeldError, StorageError
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
OTHER_ID = "5f2d3c1f-7a10-4c55-9a51-2b1c8a4e6f0d"


@pytest.fixture
def library(tmp_path: Path) -> DraftLibrary:
    return DraftLibrary(tmp_path / "drafts")


@pytest.fixture
def working_copy(tmp_path: Path, sample_plan: Plan, catalogue: Catalogue) -> Path:
    path = tmp_path / "ours.csplan"
    path.write_bytes(plan_bytes(sample_plan, catalogue))
    return path


def test_a_new_plan_knows_its_agency_its_title_and_its_folder(library: DraftLibrary, tmp_path: Path) -> None:
    opened = jobs.begin_plan(library, "social security administration", " Our promise ", folder=tmp_path, plan_id=PLAN_ID, now=NOW)  # fmt: skip
    plan, held = opened.draft.plan, opened.held
    assert (plan.plan_id, plan.revision) == (PLAN_ID, 1)
    assert plan.answer("agency.name") == "Social Security Administration"
    assert plan.answer("plan.title") == "Our promise"
    assert held.working_copy is not None
    assert held.working_copy.path.parent == tmp_path
    held.close()
    summary = library.list()[0]
    assert (summary.title, summary.agency) == ("Our promise", "Social Security Administration")
    assert summary.working_copy == str(held.working_copy.path)


def test_without_a_folder_there_is_no_working_copy(library: DraftLibrary, catalogue: Catalogue) -> None:
    opened = jobs.begin_plan(library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=NOW)
    assert opened.held.working_copy is None
    assert jobs.save_copy(opened.held, opened.draft.plan, catalogue, NOW) is None
    assert opened.draft.plan.answer("plan.title") is None
    opened.held.close()
    assert library.list()[0].title == "Untitled plan"


def test_what_is_saved_is_there_when_the_draft_is_opened_again(library: DraftLibrary) -> None:
    opened = jobs.begin_plan(library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=NOW)
    after = opened.draft.with_plan(opened.draft.plan.with_answer("plan.title", "Wells for all")).with_note("a.b", "x")
    assert jobs.save(opened.held, opened.draft, after, NOW) is after
    assert jobs.save(opened.held, after, after, NOW) is after
    opened.held.close()
    again = jobs.open_draft(library, opened.held.id, NOW)
    assert again.draft == after
    again.held.close()


def test_opening_tells_whether_a_review_waits(library: DraftLibrary) -> None:
    opened = jobs.begin_plan(library, "", "", folder=None, plan_id=PLAN_ID, now=NOW)
    opened.held.close()
    for is_waiting in (False, True):
        again = jobs.open_draft(library, opened.held.id, NOW)
        assert again.has_review is is_waiting
        again.held.review.keep(COPIES, {"files": []})
        again.held.close()


def test_what_is_told_on_opening_goes_by_the_time_it_is_given(library: DraftLibrary) -> None:
    opened = jobs.begin_plan(library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=NOW)
    opened.held.back_up(NOW)
    opened.held.close()
    (opened.held.folder / "draft.sqlite3").write_bytes(b"damaged")
    again = jobs.open_draft(library, opened.held.id, NOW)
    assert "2011" not in again.notice.partition("The damaged file")[0]
    assert "damaged-20111003T144200Z" in again.notice
    again.held.close()
    later = jobs.open_draft(library, opened.held.id, NOW.replace(year=2012))
    assert "October 3, 2011" in later.notice
    later.held.close()


def test_a_second_window_on_a_draft_is_refused_and_the_lock_stays_with_the_first(library: DraftLibrary) -> None:
    first = jobs.begin_plan(library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=NOW)
    for _ in range(2):
        with pytest.raises(HeldError, match="another window"):
            jobs.open_draft(library, first.held.id, NOW)
    first.held.close()
    jobs.open_draft(library, first.held.id, NOW).held.close()


def test_a_file_becomes_a_draft_once_and_is_found_again(
    library: DraftLibrary, working_copy: Path, sample_plan: Plan
) -> None:
    before = working_copy.read_bytes()
    first = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    assert first.draft.plan.answers == sample_plan.answers
    assert first.notice == ""
    first.held.write_summary(jobs.summary_of(first.held, first.draft, (), NOW))
    first.held.close()
    second = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    second.held.close()
    assert second.held.id == first.held.id
    assert working_copy.read_bytes() == before


def test_a_file_that_was_changed_elsewhere_is_told_and_the_draft_wins(
    library: DraftLibrary, working_copy: Path, sample_plan: Plan, catalogue: Catalogue
) -> None:
    first = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    first.held.write_summary(jobs.summary_of(first.held, first.draft, (), NOW))
    first.held.close()
    working_copy.write_bytes(plan_bytes(sample_plan.with_answer("plan.title", "Changed elsewhere"), catalogue))
    second = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    second.held.close()
    assert second.draft.plan.answer("plan.title") == sample_plan.answer("plan.title")
    assert "ours.csplan" in second.notice


def test_a_file_of_ours_that_is_merely_older_is_no_news(library: DraftLibrary, working_copy: Path) -> None:
    first = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    first.held.write_summary(jobs.summary_of(first.held, first.draft, (), NOW))
    jobs.save(first.held, first.draft, first.draft.with_plan(first.draft.plan.with_answer("plan.title", "New")), NOW)
    first.held.close()
    second = jobs.open_file(library, working_copy, plan_id=OTHER_ID, now=NOW)
    second.held.close()
    assert second.notice == ""


def test_a_public_copy_begins_a_new_draft_under_a_new_id(
    library: DraftLibrary, tmp_path: Path, sample_plan: Plan, catalogue: Catalogue
) -> None:
    path = tmp_path / "published.json"
    path.write_bytes(plan_bytes(sample_plan, catalogue, Copy.PUBLIC))
    opened = jobs.open_file(library, path, plan_id=OTHER_ID, now=NOW)
    opened.held.close()
    assert opened.draft.plan.plan_id == OTHER_ID
    assert opened.held.working_copy is None
    assert "public copy" in opened.notice


def test_what_is_no_plan_leaves_no_draft_behind(library: DraftLibrary, tmp_path: Path) -> None:
    path = tmp_path / "letter.csplan"
    path.write_text("Dear colleague")
    with pytest.raises(FormatError):
        jobs.open_file(library, path, plan_id=OTHER_ID, now=NOW)
    with pytest.raises(StorageError):
        jobs.open_file(library, tmp_path / "gone.csplan", plan_id=OTHER_ID, now=NOW)
    assert library.list() == ()


def test_the_sample_is_opened_once_and_then_found_again(library: DraftLibrary, sample_plan: Plan) -> None:
    first = jobs.open_sample(library, plan_id=OTHER_ID, now=NOW)
    first.held.close()
    second = jobs.open_sample(library, plan_id=PLAN_ID, now=NOW)
    second.held.close()
    assert second.held.id == first.held.id
    assert first.draft.plan.answers == sample_plan.answers
    assert first.draft.plan.plan_id == OTHER_ID


def test_the_summary_counts_the_parts_and_says_when_all_is_in_order(
    library: DraftLibrary, sample_plan: Plan, catalogue: Catalogue
) -> None:
    opened = jobs.create_draft(library, sample_plan, NOW)
    opened.held.close()
    summary = library.list()[0]
    assert (summary.parts_met, summary.state) == (18, "Finished")
    broken = sample_plan.with_answer("signature.overview", None)
    findings = jobs.run_checks(broken, catalogue)
    worse = jobs.summary_of(opened.held, Draft(broken), findings, NOW)
    assert (worse.parts_met, worse.state) == (17, "In progress")
