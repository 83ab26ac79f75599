"""What goes to paper: the final copy, all of its pages, and none when the person stops it."""

import pytest

from planwriter.plan.new import new_plan
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.printing import PREVIEW_DPI, PRINT_DPI, paper_of, sheet

LETTER_WIDTH_INCHES = 8.5


@pytest.fixture(scope="module")
def sample() -> Plan:
    return jobs.sample_plans()[0]


def test_a_preview_shows_every_page(sample: Plan, catalogue: Catalogue) -> None:
    progress = JobProgress()
    paper = paper_of(sample, catalogue, with_preview=True, progress=progress)
    assert len(paper.preview) == paper.pages == progress.done == progress.total > 5
    assert {one.width for one in paper.preview} == {int(LETTER_WIDTH_INCHES * PREVIEW_DPI)}


def test_the_printer_gets_finer_pages(sample: Plan, catalogue: Catalogue) -> None:
    paper = paper_of(sample, catalogue)
    assert paper.preview == ()
    assert sheet(paper.pdf, paper.pages - 1).width == int(LETTER_WIDTH_INCHES * PRINT_DPI)


def test_an_empty_plan_prints_too(catalogue: Catalogue) -> None:
    assert paper_of(new_plan("4b1c8f0e-9f57-4c3e-8d24-5a3f6f5f0c11", "", None), catalogue).pages >= 1


def test_nothing_is_made_after_a_stop(sample: Plan, catalogue: Catalogue) -> None:
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError):
        paper_of(sample, catalogue, with_preview=True, progress=progress)
