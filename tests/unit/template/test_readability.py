"""The reading grade: the counts it rests on, plain against hard text, and texts too short to judge."""

import pytest

from planwriter.template.readability import grade, sentences, syllables, words

PLAIN = (
    "You can hold your hearing by video. You do not have to travel. Ask the clerk for a date. We will send you a link. "
    "If you need help, call us, and we will walk you through it."
)
HARD = (
    "The implementation of interoperable authentication capabilities necessitates organizational realignment and the "
    "continuous prioritization of technological modernization activities throughout the administrative infrastructure."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("used", 1),
        ("wanted", 2),
        ("service", 2),
        ("services", 3),
        ("table", 2),
        ("timeline", 2),
        ("agency", 3),
        ("agencies", 3),
        ("initiative", 5),
        ("annual", 3),
        ("video", 3),
        ("period", 3),
        ("client's", 2),
        ("improvement", 3),
        ("question", 2),
        ("2011", 1),
        ("OMB", 1),
    ],
)
def test_a_word_has_as_many_syllables_as_it_is_spoken_with(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_at_periods_and_line_breaks_but_not_in_abbreviations_and_figures() -> None:
    text = "See EO 13571 Sec. 2(a), or ask. It cost $1.50 at the U.S. Mint!\nWhere is it? “Here.” \n\nNo end"
    assert sentences(text) == [
        "See EO 13571 Sec. 2(a), or ask",
        "It cost $1.50 at the U.S. Mint",
        "Where is it",
        "“Here",
        "No end",
    ]


def test_words_are_taken_without_the_signs_around_them() -> None:
    assert words("The agency's “plan” (2011): self-service, 24/7.") == [
        "The",
        "agency's",
        "plan",
        "2011",
        "self",
        "service",
        "24",
        "7",
    ]


def test_the_grade_is_the_formula_of_kincaid() -> None:
    text = "The cat sat on the mat. " * 6  # 36 words of one syllable, six a sentence
    assert grade(text) == pytest.approx(max(0.0, 0.39 * 6 + 11.8 - 15.59))
    longer = (
        "We will send the form to you by mail or to your desk, and you will get a call from us the day it comes. " * 2
    )
    assert grade(longer) == pytest.approx(0.39 * 25 + 11.8 - 15.59)


def test_hard_text_is_graded_far_above_plain_text() -> None:
    assert grade(PLAIN) < 4
    assert grade(HARD * 2) > 20


def test_one_long_word_alone_is_not_called_unreadable() -> None:
    assert grade("Applications") == pytest.approx(8, abs=1)
    assert grade("Name") == pytest.approx(8, abs=1)


def test_one_sentence_that_is_long_enough_to_judge_is_judged() -> None:
    assert grade(" ".join(["word"] * 40)) == pytest.approx(0.39 * 40 + 11.8 - 15.59)


@pytest.mark.parametrize("nothing", ["", "   \n", "… — !"])
def test_no_words_have_grade_0(nothing: str) -> None:
    assert grade(nothing) == 0.0
