"""Tests of the words of an answer, taken apart into kept, added and removed."""

import pytest

from planwriter.review.proposal import BlockEnd, Choice, Decision, Decisions, Passage, ProposalKind, Stretch
from planwriter.ui.clearance.pieces import Mark, Piece, pieces_now, pieces_of_change, pieces_reviewed
from tests.unit.ui.clearance.review_scene import SUMMARY, change

OLD = Stretch("monthly", deleted_by=("one",))
NEW = Stretch("quarterly", inserted_by=("one",))
PASSAGE = Passage((SUMMARY,), (Stretch("We meet "), OLD, NEW, Stretch("."), Stretch("\n", ends=BlockEnd())), None)


def words(pieces: tuple[Piece, ...]) -> str:
    return "".join(one.words for one in pieces)


def deciding(choice: Choice, new: str = "") -> Decisions:
    return Decisions({"one": Decision(choice, new)})


def test_both_sides_say_what_comes_and_goes() -> None:
    assert words(pieces_now(PASSAGE, Decisions(), "")) == "We meet [removed: monthly]."
    assert words(pieces_reviewed(PASSAGE, Decisions(), "")) == "We meet [removed: monthly][added: quarterly]."


def test_what_is_kept_against_a_reviewer_shows_no_mark() -> None:
    kept = deciding(Choice.REJECT)
    assert words(pieces_now(PASSAGE, kept, "")) == "We meet monthly."
    assert words(pieces_reviewed(PASSAGE, kept, "")) == "We meet monthly."


def test_edited_words_stand_in_the_place_of_the_reviewers() -> None:
    edited = deciding(Choice.EDIT, "twice a year")
    assert words(pieces_reviewed(PASSAGE, edited, "")) == "We meet [removed: monthly][added: twice a year]."


def test_the_change_in_hand_is_told_from_the_others() -> None:
    assert [one.mark for one in pieces_reviewed(PASSAGE, Decisions(), "one") if one.is_chosen] == [
        Mark.REMOVED,
        Mark.ADDED,
    ]
    assert not any(one.is_chosen for one in pieces_reviewed(PASSAGE, Decisions(), "other"))


def test_words_that_one_brings_and_another_takes_are_in_neither() -> None:
    both = Stretch("gone", inserted_by=("one",), deleted_by=("two",))
    assert pieces_reviewed(Passage((SUMMARY,), (both,), None), Decisions(), "") == ()


def test_spaces_stay_outside_the_marks() -> None:
    assert Piece(" more words ", Mark.ADDED).words == " [added: more words] "
    assert Piece("\n", Mark.ADDED).words == "\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "a row", ("", "[added: a row]")),
        ("a row", "", ("[removed: a row]", "[removed: a row]")),
        ("5", "7", ("[removed: 5]", "[removed: 5] [added: 7]")),
    ],
)
def test_a_change_alone_shows_its_own_words(old: str, new: str, expected: tuple[str, str]) -> None:
    one = change("alone", SUMMARY, kind=ProposalKind.REPLACED, old=old, new=new)
    now, reviewed = pieces_of_change(one, None)
    assert (words(now), words(reviewed)) == expected
    now, reviewed = pieces_of_change(one, Decision(Choice.REJECT))
    assert words(now) == words(reviewed) == old
