"""Two wordings are compared word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.review.differences import Hunk, Matching, differences, slack


def told(old, new):
    return [(old[one.old_start : one.old_end], new[one.new_start : one.new_end]) for one in differences(old, new)]


def test_equal_wordings_do_not_differ():
    assert differences("We answer calls.", "We answer calls.") == ()


def test_a_word_in_place_of_another_is_one_difference():
    assert told("We answer monthly.", "We answer quarterly.") == [("monthly", "quarterly")]


def test_a_blank_alone_does_not_part_a_phrase():
    assert told("a long day", "one short day") == [("a long", "one short")]


def test_new_words_take_their_blank_along():
    assert [(old, new.strip()) for old, new in told("We answer calls", "We answer all calls")] == [("", "all")]


def test_very_long_wordings_are_compared_block_by_block():
    old = "".join(f"Line {n} of many\n" for n in range(1500))
    assert told(old, old.replace("Line 700 ", "Row 700 ")) == [("Line 700 of many\n", "Row 700 of many\n")]


@settings(deadline=None, max_examples=100)
@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_putting_the_differences_in_gives_the_new_wording(old, new):
    built, at = "", 0
    for one in differences(old, new):
        built += old[at : one.old_start] + new[one.new_start : one.new_end]
        at = one.old_end
    assert built + old[at:] == new


def test_a_place_is_found_again_in_front_of_new_words_or_behind_them():
    matching = Matching(differences("one two", "one more two"))
    (hunk,) = matching.hunks
    start = hunk.old_start
    assert matching.new_place(0, is_behind=False) == 0
    assert matching.new_place(start, is_behind=False) == start
    assert matching.new_place(start, is_behind=True) == start + len("more ")
    assert matching.new_place(7, is_behind=True) == 12


def test_a_repeated_word_could_stand_at_several_places():
    assert slack(Hunk(2, 2, 2, 4), "a b", "a a b") == (0, 2)
    assert slack(Hunk(0, 1, 0, 1), "a b", "c b") == (0, 1)
