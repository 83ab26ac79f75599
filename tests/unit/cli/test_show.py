"""A draft's plan is printed as it would be kept."""

from datetime import UTC, datetime

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.stored import plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import create_draft, save

from .conftest import PLANS


def test_a_draft_is_printed_as_its_working_copy(run, data_dir, sample_plan, catalogue):
    library = DraftLibrary(AppPaths.of(data_dir).drafts)
    opened = create_draft(library, sample_plan, datetime(2011, 10, 1, tzinfo=UTC))
    opened.held.close()
    done = run("show", opened.held.id, "--data-dir", data_dir)
    assert done.returncode == 0
    assert done.stdout.encode() == plan_bytes(sample_plan, catalogue)


def test_a_file_is_printed_too(run, sample_plan, catalogue):
    assert run("show", PLANS / "sample.csplan").stdout.encode() == plan_bytes(sample_plan, catalogue)


def test_a_draft_is_printed_as_it_was_by_number_and_by_name(run, data_dir, sample_plan, catalogue):
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, datetime(2011, 10, 1, tzinfo=UTC))
    opened.held.history.name_version("Sent to clearance 1", who="", now=datetime(2011, 10, 1, tzinfo=UTC))
    later = opened.draft.with_plan(sample_plan.with_answer("plan.title", "Later"))
    save(opened.held, opened.draft, later, datetime(2011, 10, 2, tzinfo=UTC))
    opened.held.close()
    for at in ("0", "sent to clearance 1"):
        done = run("show", opened.held.id, "--at", at, "--data-dir", data_dir)
        assert done.stdout.encode() == plan_bytes(sample_plan, catalogue)
    now = run("show", opened.held.id, "--at", "1", "--data-dir", data_dir)
    assert now.stdout.encode() == plan_bytes(later.plan, catalogue)
    refused = run("show", opened.held.id, "--at", "clearance 9", "--data-dir", data_dir)
    assert refused.returncode == 3
    assert run("show", PLANS / "sample.csplan", "--at", "1").returncode == 2
