"""Each proposal is known by what it does to the standing words."""

import pytest

from planwriter.plan.text import BlockKind
from planwriter.review.edits import (
    Edit,
    cut,
    edits_of,
    joined,
    nested,
    placed,
    plainest,
    signs,
    standing,
    whole_words,
    words_of_signs,
)
from planwriter.review.proposal import BlockEnd, Passage, Stretch

PASSAGE = Passage(
    ("overview.summary",),
    (
        Stretch("We "),
        Stretch("answer", deleted_by=("a",)),
        Stretch("take", inserted_by=("a",)),
        Stretch(" all", inserted_by=("b",)),
        Stretch(" or most", inserted_by=("b",), deleted_by=("c",)),
        Stretch(" calls."),
        Stretch("\n", ends=BlockEnd()),
    ),
    None,
)


def test_edits_are_told_by_their_place_in_the_standing_words():
    assert edits_of(PASSAGE) == {"a": (Edit(3, 9, "take"),), "b": (Edit(9, 9, " all or most"),)}
    assert nested(PASSAGE) == {"c": ((9, " or most"),)}


def test_the_end_of_a_block_is_one_sign_that_tells_its_kind():
    ends = [signs(Stretch("\n", ends=BlockEnd(kind, level))) for kind in BlockKind for level in (0, 1)]
    assert len(set(ends)) == 6
    assert {len(one) for one in ends} == {1}
    assert words_of_signs(standing(PASSAGE)) == "We answer calls.\n"


@pytest.mark.parametrize(
    ("one", "other", "do_meet"),
    [
        (Edit(0, 3, ""), Edit(2, 4, "x"), True),
        (Edit(0, 3, ""), Edit(3, 4, ""), False),
        (Edit(2, 2, "x"), Edit(2, 2, "y"), False),
        (Edit(2, 2, "x"), Edit(1, 3, ""), True),
        (Edit(2, 2, "x"), Edit(2, 3, ""), False),
        (Edit(1, 3, ""), Edit(2, 2, "x"), True),
    ],
)
def test_edits_meet_where_they_change_the_same_words(one, other, do_meet):
    assert one.meets(other) is do_meet


def test_the_same_change_is_the_same_however_it_was_typed():
    words = "we do it monthly now"
    assert plainest(Edit(9, 16, "quarterly"), words) == plainest(Edit(9, 14, "quarter"), words)
    assert plainest(Edit(2, 2, " too"), "we do") == plainest(Edit(3, 3, "too "), "we do")
    assert plainest(Edit(2, 5, ""), "ab ab ab") == plainest(Edit(0, 3, ""), "ab ab ab")


def test_who_changes_letters_changes_the_word():
    words = "quick and easy"
    assert whole_words(Edit(5, 5, "ly"), words) == Edit(0, 5, "ly")
    assert whole_words(Edit(5, 5, ", too"), words) == Edit(5, 5, ", too")
    assert whole_words(Edit(7, 8, ""), words) == Edit(6, 9, "")


def test_stretches_are_cut_and_joined_without_losing_a_character():
    parts = cut([(0, Stretch("abcdef"))], [2, 4])
    assert parts == [(0, Stretch("ab")), (2, Stretch("cd")), (4, Stretch("ef"))]
    assert joined([one for _at, one in parts] + [Stretch("")]) == (Stretch("abcdef"),)
    assert [at for at, _one in placed(PASSAGE.stretches)] == [0, 3, 9, 9, 9, 9, 16]
