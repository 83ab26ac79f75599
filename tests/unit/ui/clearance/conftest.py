"""Reviews of the sample plan, for what is decided on them."""

import pytest

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from tests.real_window import real_window, sample_window
from tests.unit.ui.clearance.review_scene import small_deciding

__all__ = ["real_window", "sample_window"]


@pytest.fixture
def deciding(sample_plan: Plan, catalogue: Catalogue) -> Deciding:
    """The small review, nothing decided."""
    return small_deciding(sample_plan, catalogue)
