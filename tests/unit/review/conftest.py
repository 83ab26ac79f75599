"""What the tests of reading returned files share."""

import pytest

from planwriter.export.blocks import Document
from planwriter.export.docx.template import own_template
from planwriter.export.docx.writer import written_document
from tests.unit.export.conftest import EXPORT_ID, clearance_document, full_plan

__all__ = ["clearance_document", "full_plan"]


@pytest.fixture(scope="session")
def clearance_file(clearance_document: Document) -> bytes:
    """A clearance copy as it goes out."""
    return written_document(clearance_document, own_template(), export_id=EXPORT_ID, plan_form={}).data
