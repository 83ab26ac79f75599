"""What a reader found is a value."""

from planwriter.export.found import FoundAnswers


def test_nothing_strange_is_found_unless_it_is_said() -> None:
    assert FoundAnswers({}, is_internal=False) == FoundAnswers({}, is_internal=False, strangers=0)
