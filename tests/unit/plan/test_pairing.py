"""Items of two lists are paired in order, so that all pairs together are most alike."""

from planwriter.plan.pairing import MOST_COMPARED, most_alike


def test_the_pairs_that_are_together_most_alike_win():
    share = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 0.6}
    assert most_alike([0, 1], [0, 1], lambda a, b: share.get((a, b), 0.0)) == [(0, 0), (1, 1)]


def test_pairs_never_cross_and_nothing_alike_pairs_nothing():
    crossed = {(0, 1): 1.0, (1, 0): 0.9}
    assert most_alike([0, 1], [0, 1], lambda a, b: crossed.get((a, b), 0.0)) == [(0, 1)]
    assert most_alike([4, 7], [2, 3], lambda _a, _b: 0.0) == []
    assert most_alike([], [1], lambda _a, _b: 1.0) == []


def test_places_are_given_back_as_they_came():
    assert most_alike([4, 7], [2, 3], lambda a, b: float((a, b) == (7, 2))) == [(7, 2)]


def test_very_long_lists_are_not_compared():
    long = range(MOST_COMPARED)
    assert most_alike(long, [0, 1], lambda _a, _b: 1.0) == []
