"""What the export's tests share: plans, and a short way to write and read back."""

from collections.abc import Callable

import pytest

from planwriter.export.blocks import Cover, CoverLine, Document, PrintedCopy
from planwriter.export.document import lay_out
from planwriter.export.docx.template import own_template
from planwriter.export.docx.writer import written_document
from planwriter.export.formats import prove_document
from planwriter.export.proof import Proof
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import filled_plan

COVER = Cover(
    status=("15 of 18 parts of the order are written.",),
    left=(CoverLine("(b) Customer feedback: Timeline", "Add at least one step with a date."),),
    set_aside=(CoverLine("Acronyms", "“TTY” is not listed.", "It is explained where it stands."),),
)
EXPORT_ID = "00000000-0000-8000-8000-000000000001"


@pytest.fixture(scope="session")
def full_plan(catalogue: Catalogue) -> Plan:
    """A plan made here in which every element of the catalogue is answered."""
    return filled_plan(catalogue)


@pytest.fixture(scope="session")
def clearance_document(full_plan: Plan, catalogue: Catalogue) -> Document:
    """The full plan laid out for reviewers."""
    return lay_out(full_plan, catalogue, copy=PrintedCopy.CLEARANCE, cover=COVER)


@pytest.fixture(scope="session")
def final_document(full_plan: Plan, catalogue: Catalogue) -> Document:
    """The full plan laid out for everybody."""
    return lay_out(full_plan, catalogue, copy=PrintedCopy.FINAL)


@pytest.fixture(scope="session")
def word_file() -> Callable[[Document], bytes]:
    """A function that writes a laid-out document as a Word file."""
    return lambda document: written_document(document, own_template(), export_id=EXPORT_ID, plan_form={}).data


@pytest.fixture(scope="session")
def proof_of(catalogue: Catalogue, word_file: Callable[[Document], bytes]) -> Callable[[Document, Plan], Proof]:
    """A function that writes a laid-out document and proves it against a plan."""
    return lambda document, plan: prove_document(word_file(document), plan, catalogue, format_id="docx")
