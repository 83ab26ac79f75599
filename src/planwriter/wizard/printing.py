"""Makes the pages that go to paper: the final copy as a PDF, proved, and from it picture by picture."""

from dataclasses import dataclass

from planwriter.export import PrintedCopy, make_document
from planwriter.export.pdf.pages import PagePicture, page_count, page_picture
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.job_progress import JobProgress

PREVIEW_DPI = 100
PRINT_DPI = 300


@dataclass(frozen=True)
class Paper:
    """A plan as it goes to paper.

    Attributes:
        pdf: The final copy.
        pages: How many there are.
        preview: Every page, small; empty when nobody wants to look first.
    """

    pdf: bytes
    pages: int
    preview: tuple[PagePicture, ...] = ()


def paper_of(
    plan: Plan, catalogue: Catalogue, *, with_preview: bool = False, progress: JobProgress | None = None
) -> Paper:
    """Return the plan as it goes to paper.

    Args:
        plan: May be unfinished.
        catalogue: Its template.
        with_preview: Whether the person wants to look before.
        progress: Counts pages, and is polled for a wish to stop.

    Raises:
        ProofError: The PDF does not hold what the plan says; a fault of the program.
        StoppedError: The person stopped it.
    """
    progress = progress or JobProgress()
    pdf = make_document(plan, catalogue, format_id="pdf", copy=PrintedCopy.FINAL).data
    pages = page_count(pdf)
    if not with_preview:
        return Paper(pdf, pages)
    progress.total = pages
    preview = []
    for page in range(pages):
        progress.step()
        preview.append(page_picture(pdf, page, dots_per_inch=PREVIEW_DPI))
    return Paper(pdf, pages, tuple(preview))


def sheet(pdf: bytes, page: int) -> PagePicture:
    """Return a page as the printer gets it; pages count from 0."""
    return page_picture(pdf, page, dots_per_inch=PRINT_DPI)
