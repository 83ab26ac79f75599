"""What changed in a wording is marked in words, not only in color."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.plan.word_changes import marked


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("in 5 minutes", "in 3 minutes", "in [removed: 5] [added: 3] minutes"),
        ("one two three", "one three", "one [removed: two] three"),
        ("one two", "one two three", "one two [added: three]"),
        ("A colleague's title", "My own title", "[removed: A colleague's] [added: My own] title"),
        ("same", "same", "same"),
        (None, "new", "[added: new]"),
        ("old", None, "[removed: old]"),
        ("", "", ""),
        ("Wholly other words", "Nothing like it at all", "[removed: Wholly other words] [added: Nothing like it at all]"),
    ],
)  # fmt: skip
def test_words_that_came_and_went_are_marked(old: str | None, new: str | None, words: str) -> None:
    assert marked(old, new) == words


@given(st.text("ab \n", max_size=20), st.text("ab \n", max_size=20))
def test_both_wordings_can_be_read_out_of_the_marks(old: str, new: str) -> None:
    told = marked(old, new)
    added = re.sub(r"\[removed: [^]]*\]", " ", told).replace("[added: ", " ").replace("]", " ")
    removed = re.sub(r"\[added: [^]]*\]", " ", told).replace("[removed: ", " ").replace("]", " ")
    assert added.split() == new.split()
    assert removed.split() == old.split()


def test_very_long_wordings_are_not_compared_word_by_word() -> None:
    old, new = "word " * 4000, "word " * 4001
    assert marked(old, new).startswith("[removed: word word")
