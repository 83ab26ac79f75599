"""The document of a sealed package comes home like a clearance copy, though it carries no record of what it was."""

import pytest

from planwriter.checks import run_checks
from planwriter.plan.plan import Plan
from planwriter.review.reader import read_returned
from planwriter.submit.package import WORD, Purpose, read_package
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.sealing import seal_plan
from planwriter.wizard.sent_copies import sent_baseline
from tests.word.review.facts import Verdict
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.round_trips import Returned, office_file, outcome_of, saved_again, without_anchors, word_file
from tests.word.review.sent_copies import SentCopy

IN_LIBREOFFICE = ("words", "untracked", "comments", "rows")
IN_WORD = ("nested", "moves", "controls", "paragraphs")  # what LibreOffice cannot do; each review is tried in one


@pytest.fixture(scope="module")
def final(sample_plan: Plan, catalogue: Catalogue) -> SentCopy:
    """The Word document of the sample plan's package, and what is known of it from the package alone."""
    findings = run_checks(sample_plan, catalogue)
    package = read_package(seal_plan(sample_plan, catalogue, findings, purpose=Purpose.FINAL))
    copy = read_returned(package.files[WORD])
    baseline = sent_baseline(package, copy, "Performance Improvement Office", catalogue)
    return SentCopy("final", package.files[WORD], baseline, copy.export_id, sample_plan)


def _faults(file: Returned, office: ReviewingOffice, catalogue: Catalogue) -> list[str]:
    outcomes = [outcome_of(one, catalogue) for one in (file, saved_again(file, office), *without_anchors(file))]
    placed = [fact for one in outcomes[:2] for fact, verdict in one.verdicts if verdict is not Verdict.PLACED]
    return [f"{one.returned.name}: {fault}" for one in outcomes for fault in one.faults] + list(map(str, placed))


@pytest.mark.parametrize("name", IN_LIBREOFFICE)
def test_what_an_office_does_in_libreoffice_is_found_in_its_place(
    name: str, final: SentCopy, office: ReviewingOffice, catalogue: Catalogue
) -> None:
    assert _faults(office_file(final, office, name), office, catalogue) == []


@pytest.mark.parametrize("name", IN_WORD)
def test_what_an_office_does_in_word_is_found_in_its_place(
    name: str, final: SentCopy, office: ReviewingOffice, catalogue: Catalogue
) -> None:
    assert _faults(word_file(final, name), office, catalogue) == []
