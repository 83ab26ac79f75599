"""Everything that reviewers do is found; with our marks in the file, nothing of it stands in a wrong place."""

from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

from planwriter.review.proposal import Choice
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.word_xml import W, body, repacked
from tests.word.review import office_reviews, word_reviews
from tests.word.review.facts import Act, seen
from tests.word.review.random_reviews import random_review
from tests.word.review.resolutions import all_decided, standing
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.round_trips import (
    Outcome,
    Returned,
    office_file,
    outcome_of,
    review_of,
    saved_again,
    table,
    without_anchors,
    word_file,
)
from tests.word.review.sent_copies import SentCopy
from tests.word.review.variants import DOCUMENT, as_bytes, as_google_docs, stripped

Files = Callable[[str], Returned]
ALL = [
    *(f"LibreOffice {name}" for name in office_reviews.REVIEWS),
    *(f"Word {name}" for name in word_reviews.REVIEWS),
]
PLANS = ("sample", "every-element")


@pytest.fixture(scope="session")
def files(copies: dict[str, SentCopy], office: ReviewingOffice) -> Files:
    """A function that gives a returned file by its name, e.g. "LibreOffice rows of sample"."""

    @cache
    def file(name: str) -> Returned:
        who, _, rest = name.partition(" ")
        review, _, plan = rest.partition(" of ")
        if who == "Word":
            return word_file(copies[plan], review)
        return office_file(copies[plan], office, review)

    return file


def _faults(outcomes: list[Outcome]) -> list[str]:
    return [f"{one.returned.name}: {fault}" for one in outcomes for fault in one.faults]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("name", ALL)
def test_every_act_is_found_in_every_file(
    name: str, plan: str, files: Files, office: ReviewingOffice, catalogue: Catalogue
) -> None:
    file = files(f"{name} of {plan}")
    again = saved_again(file, office)
    variants = [file, again, *without_anchors(file)]
    if plan == "sample":
        variants += without_anchors(again)
    outcomes = [outcome_of(one, catalogue) for one in variants]
    print(table(outcomes))
    assert _faults(outcomes) == []


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("name", ALL)
def test_all_accepted_and_all_rejected_are_what_libreoffice_makes_of_it(
    name: str, plan: str, files: Files, office: ReviewingOffice, catalogue: Catalogue
) -> None:
    """Answer by answer: words accepted stand in LibreOffice's own text, words rejected are those that were sent."""
    file = files(f"{name} of {plan}")
    review = review_of(file, catalogue)
    taken = seen("".join(office.told(file.data, "accept")))
    sent = {key: seen("".join(words.values())) for key, words in file.sent.words.items()}
    assert {key: words for key, words in standing(review, accepted=True).items() if words not in taken} == {}
    assert {key: words for key, words in standing(review, accepted=False).items() if words != sent[key]} == {}
    if all(fact.author for fact in file.facts):
        assert seen("".join(office.told(file.data, "reject"))) == seen("".join(office.told(file.sent.data)))


@pytest.mark.parametrize("name", ALL)
def test_a_plan_with_everything_applied_prints_the_reviewed_text(
    name: str, files: Files, office: ReviewingOffice, catalogue: Catalogue
) -> None:
    file = files(f"{name} of sample")
    review = review_of(file, catalogue)
    taken = seen("".join(office.told(file.data, "accept")))
    whole = all_decided(review, file.sent, catalogue, Choice.ACCEPT)
    missing = {path[0] for path in (one.path for one in review.missing)}  # to be decided apart
    lost = {key: words for key, words in whole.printed.items() if words not in taken and key not in missing}
    assert lost == {}
    assert {one.id for one in whole.applied.not_fitting} <= {one.id for one in review.proposals if one.fault}
    assert all_decided(review, file.sent, catalogue, Choice.REJECT).applied.plan == file.sent.plan


@pytest.mark.parametrize("name", [*PLANS, "redline"])
def test_a_copy_that_nobody_changed_has_nothing_to_decide(
    name: str, copies: dict[str, SentCopy], office: ReviewingOffice, catalogue: Catalogue
) -> None:
    sent = copies[name]
    file = Returned(sent, "nobody", "untouched", sent.data, ())
    again = saved_again(file, office)
    twice = saved_again(again, office)
    changed = [Returned(sent, "nobody", "", change(one.data), ()) for one in (file, again) for change in CHANGES]
    for one in (file, again, twice, *changed):
        review = review_of(one, catalogue)
        assert review.proposals == (), one.variant
        assert (review.comments, review.unplaced, review.missing, review.unreported) == ((), (), (), 0), one.variant


CHANGES = (stripped, as_google_docs)


@pytest.mark.parametrize("name", ["words", "nested", "untracked", "paragraphs", "beside", "comments"])
def test_reviews_of_a_redline(
    name: str, copies: dict[str, SentCopy], office: ReviewingOffice, catalogue: Catalogue
) -> None:
    """Our own changes in it count as accepted and are nobody's proposals."""
    file = office_file(copies["redline"], office, name)
    outcomes = [outcome_of(one, catalogue) for one in (file, *without_anchors(file))]
    assert _faults(outcomes) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_reviews(seed: int, copies: dict[str, SentCopy], office: ReviewingOffice, catalogue: Catalogue) -> None:
    sent = copies[PLANS[seed % 2]]
    done = random_review(sent, seed)
    file = Returned(sent, office.version, f"random {seed}", office.reviewed(sent.data, done.steps), tuple(done.facts))
    variants = [file, saved_again(file, office), *without_anchors(file)]
    assert _faults([outcome_of(one, catalogue) for one in variants]) == []
    taken = seen("".join(office.told(file.data, "accept")))
    words = standing(review_of(file, catalogue), accepted=True)
    assert {key: one for key, one in words.items() if one not in taken} == {}


# --- planted faults -----------------------------------------------------------------------------------------------------


def _without_deletions_in_cells(data: bytes) -> ReturnedCopy:
    root = body(data)
    for change in [one for cell in root.iter(f"{W}tc") for one in cell.iter(f"{W}del")]:
        change.getparent().remove(change)
    return read_returned(repacked(data, {DOCUMENT: as_bytes(root)}))


def _with_marks_of_neighbours(data: bytes) -> ReturnedCopy:
    """Each bookmark bears the name of the one before it, and no control says better."""
    root = body(data)
    for control in list(root.iter(f"{W}sdtPr")):
        control.getparent().remove(control)
    marks = [one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name").startswith("pw_")]
    names = [one.get(f"{W}name") for one in marks]
    for mark, name in zip(marks, [names[-1], *names], strict=False):
        mark.set(f"{W}name", name)
    return read_returned(repacked(data, {DOCUMENT: as_bytes(root)}))


def _without_comments(data: bytes) -> ReturnedCopy:
    root = etree.Element(f"{W}comments")
    return read_returned(repacked(data, {"word/comments.xml": as_bytes(root)}))


@pytest.mark.parametrize(
    ("fault", "name", "words"),
    [
        (_without_deletions_in_cells, "LibreOffice words of sample", "lost"),
        (_without_deletions_in_cells, "LibreOffice words of sample", "raw XML"),
        (_without_comments, "LibreOffice comments of sample", "lost"),
        (_with_marks_of_neighbours, "LibreOffice words of sample", "wrongly placed"),
    ],
)
def test_a_planted_fault_turns_the_table_red(
    fault: Callable[[bytes], ReturnedCopy], name: str, words: str, files: Files, catalogue: Catalogue
) -> None:
    outcome = outcome_of(files(name), catalogue, fault)
    assert [one for one in outcome.faults if words in one]


def test_a_fact_that_never_was_is_missed(files: Files, catalogue: Catalogue) -> None:
    file = files("LibreOffice words of sample")
    outcome = outcome_of(
        Returned(file.sent, file.source, file.review, file.data, (*file.facts, _invented(file))), catalogue
    )
    assert len(outcome.faults) == 1


def _invented(file: Returned) -> office_reviews.Fact:
    return office_reviews.Fact(office_reviews.ANNA, Act.INSERTED, "never typed", file.facts[0].key)


def test_another_version_of_the_plan_is_not_what_was_sent(copies: dict[str, SentCopy], catalogue: Catalogue) -> None:
    """The other side of "nothing to decide": a file that says something else has proposals."""
    sent = copies["sample"]
    other = Returned(sent, "nobody", "another plan", copies["every-element"].data, ())
    assert len(review_of(other, catalogue).proposals) + len(review_of(other, catalogue).unplaced) > 50
