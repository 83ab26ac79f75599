"""A note that an answer is missing is told from the words a reviewer wrote beside it or over it."""

import pytest

from planwriter.review.differences import Hunk
from planwriter.review.flow import END
from planwriter.review.note_words import is_reworded, note_differences

NOTE = "Not written yet: Executive summary"


@pytest.mark.parametrize(
    ("back", "new"),
    [
        (f"{NOTE} We answer.", " We answer."),
        (f"We answer. {NOTE}", "We answer. "),
        ("We answer what was not written yet.", "We answer what was not written yet."),
        ("Not written yet: Everybody gets an answer.", "Everybody gets an answer."),
        ("Not written yet – soon", " – soon"),
        ("Executive words", "Executive words"),
    ],
)
def test_only_the_reviewers_words_are_new(back, new):
    (hunk,) = note_differences(NOTE + END, back + END)
    assert back[hunk.new_start : hunk.new_end] == new
    assert not is_reworded(NOTE, back)


@pytest.mark.parametrize("back", ["Not yet written: Executive summary", "not written yet: executive summary", " "])
def test_the_note_in_other_words_is_compared_as_words_are(back):
    assert is_reworded(NOTE, back)
    assert END not in "".join(back[one.new_start : one.new_end] for one in note_differences(NOTE + END, back + END))


def test_a_dash_within_words_is_theirs():
    assert note_differences(f"–{END}", f"Ohio – Iowa{END}") == (Hunk(0, 1, 0, 11),)
    assert note_differences(f"–{END}", f"– Ohio{END}") == (Hunk(1, 1, 1, 6),)
