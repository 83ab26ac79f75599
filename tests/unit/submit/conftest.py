"""A package of the sample plan, and what it is made of."""

from collections.abc import Callable

import pytest

from planwriter.plan.plan import Plan
from planwriter.submit.package import Purpose, seal
from planwriter.template.catalogue import Catalogue

DOCUMENTS = {"plan.docx": b"PK the Word document", "plan.html": b"<!doctype html>"}


@pytest.fixture
def sealed(sample_plan: Plan, catalogue: Catalogue) -> Callable[..., bytes]:
    """A function that seals the sample plan, or another, for the final sending."""

    def make(plan: Plan = sample_plan, **changed: object) -> bytes:
        return seal(plan, catalogue, **{"purpose": Purpose.FINAL, "documents": DOCUMENTS, **changed})

    return make
