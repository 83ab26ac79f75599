"""The LibreOffice that reviews, started once, and the copies that go out to it."""

from collections.abc import Callable, Iterator

import pytest

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.sent_copies import SentCopy, clearance_copy


@pytest.fixture(scope="session")
def office(
    needs_program: Callable[[str], str],
    needs_system_module: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ReviewingOffice]:
    """This system's LibreOffice."""
    programs = {"office": needs_program("soffice"), "python": needs_system_module("uno")}
    with ReviewingOffice(tmp_path_factory.mktemp("reviewing"), **programs) as office:
        yield office


@pytest.fixture(scope="session")
def sent(sample_plan: Plan, catalogue: Catalogue) -> SentCopy:
    """The clearance copy of the sample, for one office."""
    return clearance_copy(sample_plan, catalogue, name="sample")
