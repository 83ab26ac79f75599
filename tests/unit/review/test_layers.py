"""Several copies of one passage lie over each other without losing a word."""

from planwriter.review.layers import Layer, union
from planwriter.review.proposal import Passage, Stretch

from .copies import words

PATH = ("overview.summary",)


def passage(*stretches, also=()):
    return Passage(PATH, stretches, None, also)


def test_what_each_copy_proposes_stands_in_the_one_passage():
    one = passage(
        Stretch("We "), Stretch("answer", deleted_by=("a",)), Stretch("take", inserted_by=("a",)), Stretch(" it")
    )
    two = passage(Stretch("We answer"), Stretch(" it", deleted_by=("b",)), Stretch(" all", inserted_by=("b",)))
    assert words(union([Layer(one), Layer(two)]).stretches) == "We [-a: answer][+a: take][-b:  it][+b:  all]"


def test_new_words_at_one_spot_stand_in_the_order_of_the_copies():
    one = passage(Stretch("We"), Stretch(" do", inserted_by=("a",)))
    two = passage(Stretch("We"), Stretch(" can", inserted_by=("b",)))
    assert words(union([Layer(one), Layer(two)]).stretches) == "We[+a:  do][+b:  can]"
    assert words(union([Layer(two), Layer(one)]).stretches) == "We[+b:  can][+a:  do]"


def test_words_taken_away_twice_know_both():
    one = passage(Stretch("a b", deleted_by=("a",)), Stretch(" c"))
    two = passage(Stretch("a"), Stretch(" b c", deleted_by=("b",)))
    assert words(union([Layer(one), Layer(two)]).stretches) == "[-a: a][-a-b:  b][-b:  c]"


def test_the_same_new_words_stand_once_with_what_others_do_in_them():
    one = passage(Stretch("We"), Stretch(" all go", inserted_by=("a",)))
    two = passage(
        Stretch("We"),
        Stretch(" all", inserted_by=("x",), deleted_by=("b",)),
        Stretch(" can", inserted_by=("c",)),
        Stretch(" go", inserted_by=("x",)),
    )
    joined = union([Layer(one), Layer(two, {"x": "a"})])
    assert words(joined.stretches) == "We[+a-b:  all][+c:  can][+a:  go]"


def test_what_an_earlier_copy_tells_already_is_left_out():
    one = passage(Stretch("month", deleted_by=("a",)), Stretch("quarter", inserted_by=("a",)), Stretch("ly"))
    two = passage(Stretch("monthly", deleted_by=("b",)), Stretch("quarterly", inserted_by=("b",)))
    assert words(union([Layer(one), Layer(two, {}, frozenset({"b"}))]).stretches) == "[-a: month][+a: quarter]ly"


def test_answers_that_print_with_it_are_all_kept():
    assert union([Layer(passage(also=(("x",),))), Layer(passage(also=(("x",), ("y",))))]).also == (("x",), ("y",))


def test_an_answer_without_words_gets_those_of_all_copies():
    one, two = passage(Stretch("First", inserted_by=("a",))), passage(Stretch("Second", inserted_by=("b",)))
    assert words(union([Layer(one), Layer(two)]).stretches) == "[+a: First][+b: Second]"
