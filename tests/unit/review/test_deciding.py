"""What decisions come to, before anything is applied."""

import pytest

from planwriter.review.deciding import accepted, at_odds, preview, with_your_words
from planwriter.review.outcome import plain_words, there
from planwriter.review.proposal import BlockEnd, Choice, Decision, Decisions, Stretch
from planwriter.review.together import together

from .copies import copy_of, plan_of, text, words

SUMMARY = ("overview.summary",)
BASE = plan_of(overview__summary=text("We answer calls monthly."))
END = Stretch("\n", ends=BlockEnd())


def edited(stretches, typed):
    """Return the stretches with words typed in the place of what proposal a does, once it is taken."""
    return with_your_words(stretches, Decisions({"a": Decision(Choice.EDIT, typed)}))


def test_your_words_take_the_place_of_the_new_ones():
    parts = (Stretch("Ask "), Stretch("monthly", deleted_by=("a",)), Stretch("weekly", inserted_by=("a",)), END)
    assert words(edited(parts, "daily")) == "Ask [-a: monthly][+a: daily]\n"
    assert edited(parts, "") == (*parts[:2], END)


def test_your_words_keep_the_blanks_and_the_look_of_the_new_ones():
    parts = (Stretch("Ask"), Stretch(" us all", bold=True, inserted_by=("a",)), Stretch(" now"))
    assert edited(parts, "them")[1] == Stretch(" them", bold=True, inserted_by=("a",))


def test_your_words_stand_where_words_were_to_go():
    parts = (Stretch("Ask "), Stretch("us ", deleted_by=("a",)), Stretch("now"))
    assert words(edited(parts, "them")) == "Ask [+a: them ][-a: us ]now"


def test_your_lines_are_blocks_and_the_ends_around_them_stay():
    parts = (
        Stretch("Ask"),
        END,
        Stretch("Now.", inserted_by=("a",)),
        Stretch("\n", ends=BlockEnd(), inserted_by=("a",)),
    )
    assert plain_words(there(edited(parts, "One\nTwo"), ("a",))) == "Ask\nOne\nTwo\n"


def test_words_that_come_back_are_nobodys_new_words():
    parts = (Stretch("Ask ", inserted_by=("a",), comes_back=True), Stretch("us", inserted_by=("a",)))
    assert words(edited(parts, "them")) == "[+a: Ask ][+a: them]"


def test_new_words_that_another_brings_in_too_stay_with_the_other():
    parts = (Stretch("us", inserted_by=("a", "b")),)
    assert words(edited(parts, "them")) == "[+a: them][+b: us]"


def test_of_two_at_odds_the_first_is_taken_and_the_preview_shows_it(catalogue):
    copies = [
        copy_of(BASE, {SUMMARY: text(f"We answer calls {n}.")}, file=f"{n}.docx", author=n) for n in ("daily", "weekly")
    ]
    review = together(copies, BASE, catalogue)
    decisions = Decisions({one.id: Decision(Choice.ACCEPT) for one in review.proposals})
    wanted = accepted(review, decisions)
    (left,) = at_odds(review, wanted)
    assert left.id == wanted[1].id
    assert "the change by daily" in left.why
    shown = preview(review, SUMMARY, decisions)
    assert plain_words(shown.yours).strip() == "We answer calls monthly."
    assert plain_words(shown.decided).strip() == "We answer calls daily."


def test_what_was_rejected_or_not_decided_is_not_accepted(catalogue):
    review = together([copy_of(BASE, {SUMMARY: text("We take calls daily.")})], BASE, catalogue)
    one, other = review.proposals
    assert accepted(review, Decisions({one.id: Decision(Choice.REJECT)})) == ()
    assert accepted(review, Decisions({other.id: Decision(Choice.EDIT, "x")})) == (other,)


def test_an_answer_nobody_changes_has_no_preview(catalogue):
    with pytest.raises(KeyError):
        preview(together([], BASE, catalogue), SUMMARY, Decisions())
