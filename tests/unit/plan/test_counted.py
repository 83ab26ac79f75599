"""One thing stands alone; none and many take an s."""

import pytest

from planwriter.plan.counted import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 changes"), (1, "1 change"), (2, "2 changes"), (1200, "1,200 changes")]
)
def test_a_number_of_things(number: int, words: str) -> None:
    assert counted(number, "change") == words
