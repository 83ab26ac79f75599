"""Items of two lists find their partners: equal ones, then ones of one name, then the ones most alike."""

from hypothesis import given
from hypothesis import strategies as st

from planwriter.export.redline_pairs import Pair, aligned, equal_places


def pairs(older: list[str], newer: list[str]) -> list[Pair]:
    """Words whose name is what stands before a colon, and that are alike when they have the first letter in common."""
    return aligned(
        older,
        newer,
        name=lambda word: word.partition(":")[0] if ":" in word else None,
        likeness=lambda one, other: 1.0 if one[0] == other[0] and ":" not in one + other else 0.0,
    )


def test_equal_items_are_pairs_and_the_rest_stands_in_order_older_first() -> None:
    assert pairs(["x", "a", "y"], ["x", "b", "y"]) == [(0, 0), (1, None), (None, 1), (2, 2)]


def test_items_of_one_name_are_pairs() -> None:
    assert pairs(["n:1", "m:1"], ["k:1", "m:2"]) == [(0, None), (None, 0), (1, 1)]


def test_a_name_that_stands_twice_names_nothing() -> None:
    assert (0, 0) not in pairs(["n:1", "n:2"], ["n:3", "n:4"])


def test_items_alike_are_pairs_as_many_as_can_be_in_order() -> None:
    assert pairs(["apple", "berry", "cherry"], ["cake", "art", "bread"]) == [
        (None, 0),
        (0, 1),
        (1, 2),
        (2, None),
    ]


def test_empty_lists_have_no_pairs() -> None:
    assert pairs([], []) == []
    assert pairs([], ["a"]) == [(None, 0)]
    assert pairs(["a"], []) == [(0, None)]


def test_in_a_gap_that_is_too_large_nothing_is_compared() -> None:
    older, newer = [f"a{place}" for place in range(300)], [f"ab{place}" for place in range(300)]
    assert all(None in pair for pair in pairs(older, newer))


@given(
    st.lists(st.sampled_from(["a", "ab", "b", "n:1", "n:2", "m:1"])), st.lists(st.sampled_from(["a", "ac", "n:2", "b"]))
)
def test_every_item_stands_once_and_in_order(older: list[str], newer: list[str]) -> None:
    found = pairs(older, newer)
    assert [old for old, _new in found if old is not None] == list(range(len(older)))
    assert [new for _old, new in found if new is not None] == list(range(len(newer)))


def test_many_items_stay_quick() -> None:
    words = [str(place % 50) for place in range(8_000)]
    assert equal_places(words, [*words[:4_000], "new", *words[4_000:]])[-1] == (7_999, 8_000)
