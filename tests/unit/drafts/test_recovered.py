"""The account of a recovery says in plain words what came back, from when, and what did not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from planwriter.drafts.recovered import Recovery, moment_in_words

EASTERN = timezone(timedelta(hours=-4))
NOW = datetime(2011, 10, 3, 11, 0, tzinfo=EASTERN)
AT_9_30, AT_9_41 = "2011-10-03T13:30:00+00:00", "2011-10-03T13:41:00+00:00"


@pytest.mark.parametrize(
    ("recovery", "words"),
    [
        (
            Recovery("file", until=AT_9_41, missing=0),
            "This draft's file was damaged. Recovered from 9:41 AM. Nothing that was saved is missing.",
        ),
        (
            Recovery("backup", until=AT_9_41, backup=AT_9_30, replayed=12, missing=0, kept="/d/damaged-1"),
            "This draft's file was damaged. Recovered from 9:30 AM; 12 changes after it could be done again, up to"
            " 9:41 AM. Nothing that was saved is missing. The damaged file is kept in /d/damaged-1.",
        ),
        (
            Recovery("backup", until=AT_9_30, backup=AT_9_30, missing=1),
            "This draft's file was damaged. Recovered from 9:30 AM. 1 change after that is missing: look at what you"
            " wrote last.",
        ),
        (
            Recovery("backup", until=AT_9_30, backup=AT_9_30, look_at="H:\\a.csplan"),
            "This draft's file was damaged. Recovered from 9:30 AM. Changes after that may be missing: look at what you"
            " wrote last. Your working copy seems to be newer, so look what it holds: H:\\a.csplan.",
        ),
        (
            Recovery("copy", until=AT_9_41),
            "This draft's file was damaged. Recovered from your working copy of 9:41 AM. Changes after that may be"
            " missing: look at what you wrote last.",
        ),
        (
            Recovery("file", until=AT_9_41, missing=0, is_history_lost=True, history_since=AT_9_30),
            "This draft's file was damaged. Recovered from 9:41 AM. Nothing that was saved is missing. Its history"
            " before 9:30 AM could not be kept.",
        ),
        (
            Recovery("file", made=AT_9_41, missing=0, is_history_lost=True),
            "This draft's file was damaged. Recovered from 9:41 AM. Nothing that was saved is missing. Its history"
            " could not be kept.",
        ),
    ],
)
def test_what_is_told(recovery: Recovery, words: str) -> None:
    assert recovery.words(NOW) == words


def test_a_moment_of_another_day_has_its_date() -> None:
    assert moment_in_words("2011-10-02T22:05:00+00:00", NOW) == "6:05 PM on October 2, 2011"
    assert moment_in_words("2011-10-03T04:00:00+00:00", NOW) == "12:00 AM"
    assert moment_in_words("2011-10-03T16:00:00+00:00", datetime(2011, 10, 3, 17, tzinfo=UTC)) == "4:00 PM"
