"""Tests of the words for changes and comments."""

from dataclasses import replace

import pytest

from planwriter.plan.plan import Plan
from planwriter.review.proposal import ProposalKind, Review
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.review_words import (
    NOBODY,
    change_lines,
    change_words,
    comment_lines,
    decision_words,
    unplaced_lines,
    when,
    who,
)
from tests.unit.ui.clearance.review_scene import SUMMARY, change, new_id


def lines(deciding: Deciding, words: str) -> list[str]:
    return change_lines(deciding.proposal(new_id(words)), deciding)


def test_a_change_says_what_who_which_office_when_and_what_was_decided(deciding: Deciding) -> None:
    assert lines(deciding, "theirs")[0] == "Words changed · not decided"
    assert lines(deciding, "theirs")[1].startswith("[removed: ")
    assert lines(deciding, "theirs")[2] == "Reader B · General Counsel · November 3, 2026, 10:15 AM"
    deciding.edit(new_id("theirs"), "each month")
    assert lines(deciding, "theirs")[0] == "Words changed · taken with other words: “each month”"
    assert lines(deciding, "ours")[0] == "Words changed · mine kept"


def test_a_conflict_shows_each_authors_words_and_that_you_changed_it_too(deciding: Deciding) -> None:
    told = lines(deciding, "ours")
    assert told[3].startswith("At odds with Reader B: [removed: ")
    assert told[3].endswith("[added: weekly]")
    assert told[4] == "You changed these words since the copy went out."


def test_untracked_words_matched_by_text_say_so(deciding: Deciding) -> None:
    assert lines(deciding, "added")[2] == "Changed without tracking · Office of Policy · matched by text"


def test_what_cannot_be_kept_says_why(sample_plan: Plan, catalogue: Catalogue) -> None:
    bad = change("bad", SUMMARY, old="5", new="many", fault="“many” is no number. Type one.")
    deciding = Deciding(Review(proposals=(bad,)), sample_plan, catalogue)
    assert "Cannot be taken as it is: “many” is no number. Type one." in change_lines(bad, deciding)


def test_looks_are_told_in_the_readers_own_words() -> None:
    looks = change("looks", SUMMARY, kind=ProposalKind.FORMATTED, old="here", new="here")
    assert change_words(looks) == "here"
    assert decision_words(None) == "not decided"


def test_a_comment_says_who_what_and_about_which_words(deciding: Deciding) -> None:
    first, reply, _third = deciding.review.comments
    assert comment_lines(first) == [
        "Reader B · General Counsel · November 4, 2026, 9:30 AM",
        "Is this right?",
        "About: “our customers”",
    ]
    assert comment_lines(reply)[0].startswith("Reply · Reader A")
    assert "marked as resolved in Word" in comment_lines(replace(first, is_resolved=True))[0]
    assert comment_lines(first, answer="Your answer, accepted")[-1] == "Your answer, accepted"


def test_words_without_a_place_say_where_they_stand_and_where_they_go(deciding: Deciding) -> None:
    one = deciding.review.unplaced[0]
    assert unplaced_lines(one) == [
        "[added: See the annex.]",
        "It stands in the foot of the page.",
        "Reader B · General Counsel · November 4, 2026, 9:00 AM",
        "Not put anywhere yet",
    ]
    assert unplaced_lines(one, place="Executive summary")[-1] == "Goes into: Executive summary"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-11-03T10:15:00Z", "November 3, 2026, 10:15 AM"),
        ("2026-11-03T00:05:00", "November 3, 2026, 12:05 AM"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_dates_are_told_as_the_file_gives_them(date: str, expected: str) -> None:
    assert when(date) == expected


def test_somebody_without_a_name_is_told_as_such() -> None:
    assert who("") == NOBODY
    assert who("Ana") == "Ana"
