"""What a PDF can show, and what stands for the rest."""

import pytest

from planwriter.export.pdf.letters import BREAK, breakable, compared, lacking, numbered, printable, shown


@pytest.mark.parametrize(
    ("words", "as_shown"),
    [
        ("Plain words – “quoted”, é", "Plain words – “quoted”, é"),
        ("東 and 👍", "[U+6771] and [U+1F44D]"),
        ("soft\u00adhyphen \u202ereversed\u202c \u200bzero", "softhyphen reversed zero"),
        ("👨\u200d👩", "[U+1F468][U+200D][U+1F469]"),
        ("[U+6771]", "[U+6771]"),
    ],
)
def test_what_the_typeface_lacks_is_printed_by_its_number(words: str, as_shown: str) -> None:
    assert shown(words) == as_shown
    assert shown(as_shown) == as_shown
    assert lacking(as_shown) == frozenset()


def test_what_is_lacking_is_told() -> None:
    assert lacking("a 東 é 東") == {"東"}
    assert numbered("東") == "[U+6771]"
    assert len(printable()) > 300


def test_words_are_compared_in_their_compatibility_form() -> None:
    assert compared("ﬁve ½") == compared("five ½")
    assert compared("東") == "[U+6771]"
    assert compared("e\u0301") == compared("é")


def test_only_a_word_longer_than_a_line_gets_places_to_break() -> None:
    words = "short " + "w" * 100
    assert BREAK in breakable(words)
    assert breakable(words).replace(BREAK, "") == words
    assert BREAK not in breakable("thirty-nine letters are still one wordxx")
