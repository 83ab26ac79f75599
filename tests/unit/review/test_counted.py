"""What is told is held against an independent count."""

from dataclasses import replace

import pytest

from planwriter.review.compared import compared
from planwriter.review.counted import unreported
from tests.unit.review.sent_on_paper import sample


def test_what_nobody_tells_is_counted():
    reviewer = sample().reviewer()
    reviewer.replace(reviewer.find("Forms come back"), "Forms", "Papers", "Reader A")
    copy = reviewer.returned()
    made = compared(copy.paragraphs, sample().baseline, sample().catalogue)
    assert unreported(copy, sample().baseline, made, 0) == len("Forms") + len("Papers")
    for bits in made.bits.values():
        made.tell([bit.token for bit in bits])
    assert unreported(copy, sample().baseline, made, 0) == 0


@pytest.mark.parametrize("name", ["inserted", "deleted", "ends", "rows", "formats", "comments"])
def test_every_count_counts(name):
    copy = sample().reviewer().returned()
    made = compared(copy.paragraphs, sample().baseline, sample().catalogue)
    copy = replace(copy, tally=replace(copy.tally, **{name: 3}))
    assert unreported(copy, sample().baseline, made, 0) == 3
