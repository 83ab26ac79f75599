"""Texts and acronyms are long one past the limit, not at it."""

import pytest


@pytest.mark.parametrize(("element", "limit"), [("message", 400), ("summary", 600)])
def test_a_text_past_its_limit_is_a_should(said, element, limit):
    assert said("length", {"overview": {element: "word " * limit}}) == []
    assert said("length", {"overview": {element: "word " * (limit + 1)}}) == [("should", f"overview/{element}")]


def test_the_message_says_by_how_much(findings_of):
    findings = findings_of({"overview": {"summary": "word " * 601}})
    assert any("601 words. Shorten it by 1 word, to 600 or fewer." in one.message for one in findings)


@pytest.mark.parametrize(("acronym", "found"), [("A" * 12, []), ("A" * 13, [("should", "agency/acronym")])])
def test_an_acronym_of_more_than_12_characters_is_a_should(said, acronym, found):
    assert said("acronym_length", {"agency": {"acronym": acronym}}) == found
