"""What you wrote since a copy went out is laid into what its reviewers propose."""

import pytest

from planwriter.review.outcome import plain_words, stretches_of, there
from planwriter.review.today import ids_in, laid, laid_as_one, without

from .copies import passage_of, text, words

PATH = ("overview.summary",)
BASE = "We answer calls monthly.\nWe help people."


def over(wanted, today, base=BASE):
    """Return the passage of a reviewer's wish over today's words, and the ids of the proposals."""
    passage, proposals = passage_of(PATH, text(base), text(wanted))
    found = laid(passage, stretches_of(text(today)))
    standing = plain_words(there(found.passage.stretches, ()))
    assert standing == plain_words(stretches_of(text(today)))
    return found, [one.id for one in proposals]


def decided(found, *ids):
    return plain_words(there(found.passage.stretches, ids)).strip()


def test_words_you_did_not_touch_still_take_the_change():
    found, (one,) = over("We answer calls weekly.\nWe help people.", "We answer calls monthly.\nWe help all people.")
    assert found.at_odds == ()
    assert decided(found, one) == "We answer calls weekly.\nWe help all people."


def test_words_you_both_changed_are_theirs_or_yours():
    found, (one,) = over("We answer calls weekly.\nWe help people.", "We answer calls daily.\nWe help people.")
    assert found.at_odds == ((one,),)
    assert decided(found) == "We answer calls daily.\nWe help people."
    assert decided(found, one) == "We answer calls weekly.\nWe help people."


def test_a_sentence_you_took_away_comes_back_with_the_change_in_it():
    found, (one,) = over("We answer calls monthly.\nWe always help people.", "We answer calls monthly.")
    assert found.at_odds == ((one,),)
    assert decided(found, one) == "We answer calls monthly.\nWe always help people."
    assert any(part.comes_back for part in found.passage.stretches)


def test_words_you_put_into_what_they_take_away_are_at_odds():
    found, (one,) = over("We answer calls monthly.", "We answer calls monthly.\nWe do help people.")
    assert found.at_odds == ((one,),)
    assert decided(found, one) == "We answer calls monthly."


def test_new_words_of_both_at_one_spot_stand_side_by_side():
    found, (one,) = over(
        "We answer calls monthly.\nWe help people. They like it.",
        "We answer calls monthly.\nWe help people. It works.",
    )
    assert found.at_odds == ()
    assert {"They", "like", "It", "works."} <= set(decided(found, one).split())


@pytest.mark.parametrize(
    "today",
    [
        "We answer calls weekly.\nWe help people.",
        "We answer calls weekly.\nWe help all people.",
        "First of all: we answer calls weekly.\nWe help people.",
    ],
)
def test_what_you_made_by_hand_is_no_proposal_any_more(today):
    found, _ids = over("We answer calls weekly.\nWe help people.", today, "We answer calls monthly.\nWe help people.")
    assert ids_in(found.passage) == ()


def test_of_several_changes_those_made_by_hand_are_left_out():
    wanted = "We take calls weekly.\nWe help people well."
    found, ids = over(wanted, "We take calls monthly.\nWe help people well.")
    assert len(ids_in(found.passage)) == len(ids) - 2
    assert decided(found, *ids) == wanted


def test_changes_made_by_hand_together_are_left_out_together():
    found, _ids = over("A short b day.", "A short b day.", "A long b night.")
    assert ids_in(found.passage) == ()


def test_what_you_made_by_hand_is_yours_where_another_wants_something_else():
    passage, (one,) = passage_of(PATH, text("Ask us monthly."), text("Ask us weekly."))
    parts = []
    for part in passage.stretches:
        is_word = part.text == "monthly"
        parts.append(part if not is_word else type(part)("monthly", deleted_by=(*part.deleted_by, "other")))
    found = laid(type(passage)(PATH, tuple(parts), passage.base), stretches_of(text("Ask us weekly.")))
    assert one.id not in ids_in(found.passage)
    assert found.at_odds == (("other",),)


def test_an_answer_that_you_gave_where_there_was_none_is_theirs_or_yours():
    passage, (one,) = passage_of(PATH, None, text("Theirs."))
    found = laid(passage, stretches_of(text("Yours.")))
    assert found.at_odds == ((one.id,),)
    assert decided(found) == "Yours."
    assert decided(found, one.id) == "Theirs."


def test_a_single_value_is_theirs_or_yours():
    passage, (one,) = passage_of(PATH, "May 3, 2012", "May 4, 2012")
    found = laid_as_one(passage, stretches_of("June 1, 2012"))
    assert decided(found) == "June 1, 2012"
    assert decided(found, one.id) == "May 4, 2012"
    assert found.at_odds == ((one.id,),)


def test_without_a_proposal_its_words_are_gone_and_those_it_took_stand():
    passage, (one,) = passage_of(PATH, "May 3, 2012", "May 4, 2012")
    assert words(without(passage, {one.id}).stretches) == "May 3, 2012"
    assert without(passage, ()) is passage
