"""The neutral parts are values; neighbouring spans of one answer are one stretch."""

from planwriter.export.blocks import Paragraph, Span, plain, stretches, text_length

A, B = Span("one", keys=("a",)), Span(" two", bold=True, keys=("a",))
FURNITURE = Span(" and ")


def test_spans_of_one_answer_are_one_stretch() -> None:
    assert list(stretches((A, B, FURNITURE, A))) == [(("a",), (A, B)), ((), (FURNITURE,)), (("a",), (A,))]
    assert list(stretches(())) == []


def test_plain_gives_the_characters_alone() -> None:
    assert plain((A, B, FURNITURE)) == "one two and "


def test_a_row_is_as_long_as_its_longest_cell() -> None:
    assert text_length(((Paragraph((A,)), Paragraph((B,))), (Paragraph((A,)),))) == 7
    assert text_length(()) == 0
