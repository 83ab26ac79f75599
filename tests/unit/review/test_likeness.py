"""Lists are held side by side: what is equal, and what is alike."""

from planwriter.review.likeness import alike, equal_in_order, equal_once, gaps, rising, words_of


def _whole(first, second):
    return range(len(first)), range(len(second))


def test_the_longest_rising_chain_is_kept():
    assert rising([(0, 5), (1, 0), (2, 1), (3, 2), (4, 4)]) == [(1, 0), (2, 1), (3, 2), (4, 4)]
    assert rising([]) == []


def test_what_stands_once_on_both_sides_is_paired():
    first, second = ["a", "x", "b", "x", None], ["x", "a", "b", None]
    assert equal_once(_whole(first, second), first, second) == [(0, 1), (2, 2)]


def test_equal_names_are_paired_in_order():
    first, second = ["x", "x", "a", "x"], ["x", "a", "x", "x"]
    pairs = equal_in_order(_whole(first, second), first, second)
    assert (2, 1) in pairs
    assert pairs == sorted(pairs)


def test_gaps_are_what_stands_between():
    assert list(gaps([(1, 1)], (3, 3))) == [(range(1), range(1)), (range(2, 3), range(2, 3))]
    assert list(gaps([(0, 0)], (1, 5))) == []


def test_texts_are_as_alike_as_the_words_they_share():
    assert alike(words_of("a b c"), words_of("a b d")) == 2 / 3
    assert alike(words_of(""), words_of("")) == 0.0
