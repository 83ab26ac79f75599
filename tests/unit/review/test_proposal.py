"""A stretch stands or goes by what is accepted, whatever else is decided."""

import pytest

from planwriter.review.proposal import Stretch


@pytest.mark.parametrize(
    ("stretch", "accepted", "is_there"),
    [
        (Stretch("as it was"), (), True),
        (Stretch("as it was"), ("a",), True),
        (Stretch("new", inserted_by=("a",)), (), False),
        (Stretch("new", inserted_by=("a",)), ("a",), True),
        (Stretch("new from two", inserted_by=("a", "b")), ("b",), True),
        (Stretch("old", deleted_by=("a",)), (), True),
        (Stretch("old", deleted_by=("a",)), ("a",), False),
        (Stretch("new, then gone", inserted_by=("a",), deleted_by=("b",)), ("a",), True),
        (Stretch("new, then gone", inserted_by=("a",), deleted_by=("b",)), ("a", "b"), False),
        (Stretch("new, then gone", inserted_by=("a",), deleted_by=("b",)), ("b",), False),
    ],
)
def test_it_is_there_when_it_is_brought_in_and_not_taken_away(stretch, accepted, is_there) -> None:
    assert stretch.is_there(accepted) is is_there
