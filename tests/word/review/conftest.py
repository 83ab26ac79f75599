"""The LibreOffice that reviews, started once, and the copies that go out to it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.edited_plan import edited
from tests.word.review.reviewing_office import ReviewingOffice, entered
from tests.word.review.sent_copies import SentCopy, clearance_copy, redline_copy

SECOND = os.environ.get("PLANWRITER_SECOND_LIBREOFFICE", "")


@pytest.fixture(scope="session", params=["", SECOND] if SECOND else [""], ids=lambda root: "second" if root else "own")
def office(
    request: pytest.FixtureRequest,
    needs_program: Callable[[str], str],
    needs_system_module: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ReviewingOffice]:
    """This system's LibreOffice; and, where it is asked for, that of a system in the folder named."""
    folder = tmp_path_factory.mktemp("reviewing")
    if request.param:
        with entered(folder, Path(request.param)) as office:
            yield office
        return
    with ReviewingOffice(folder, office=needs_program("soffice"), python=needs_system_module("uno")) as office:
        yield office


@pytest.fixture(scope="session")
def copies(sample_plan: Plan, every_element_plan: Plan, catalogue: Catalogue) -> dict[str, SentCopy]:
    """The clearance copies of our plans, and a redline of one, by name."""
    older = edited(sample_plan, catalogue, Random(5), edits=12)
    return {
        "sample": clearance_copy(sample_plan, catalogue, name="sample"),
        "every-element": clearance_copy(every_element_plan, catalogue, name="every-element"),
        "redline": redline_copy(older, sample_plan, catalogue, name="redline"),
    }


@pytest.fixture(scope="session")
def sent(copies: dict[str, SentCopy]) -> SentCopy:
    """The clearance copy of the sample, for one office."""
    return copies["sample"]
