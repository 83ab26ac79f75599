"""The driver of LibreOffice does what it is told: every edit is in the file, under its author's name."""

import pytest

from tests.word.review.office_reviews import REVIEWS
from tests.word.review.raw_counts import raw_counts
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.sent_copies import SentCopy


@pytest.mark.parametrize("name", REVIEWS)
def test_every_author_of_a_review_is_in_the_file(name: str, sent: SentCopy, office: ReviewingOffice) -> None:
    done = REVIEWS[name](sent)
    counts = raw_counts(office.reviewed(sent.data, done.steps))
    authors = {author for author, _sign, _one in counts.characters} | {author for author, _words in counts.comments}
    assert authors == {fact.author for fact in done.facts} - {""}


def test_a_step_that_cannot_be_done_is_told(sent: SentCopy, office: ReviewingOffice) -> None:
    with pytest.raises(AssertionError, match="no such words"):
        office.reviewed(sent.data, [{"edit": "delete", "author": "Anna Adams", "words": "no such words"}])


def test_rejecting_tracked_changes_gives_what_went_out(sent: SentCopy, office: ReviewingOffice) -> None:
    back = office.reviewed(sent.data, REVIEWS["words"](sent).steps)
    assert office.told(back, "reject") == office.told(sent.data)
    assert office.told(back, "accept") != office.told(sent.data)
