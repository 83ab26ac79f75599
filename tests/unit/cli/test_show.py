"""A draft's plan is printed as it would be kept."""

from datetime import UTC, datetime

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.stored import plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import create_draft

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
