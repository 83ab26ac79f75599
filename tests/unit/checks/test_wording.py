"""Rows are called by their first words, cut at a word."""

from planwriter.checks.places import table_rows
from planwriter.checks.wording import shortened


def test_long_words_are_cut_at_the_end_of_a_word():
    assert shortened("short") == "short"
    cut = shortened("We will answer every letter that you send us within fifteen working days or tell you")
    assert cut == "We will answer every letter that you send us within fifteen…"
    assert shortened("x" * 80) == "x" * 60 + "…"


def test_a_row_without_words_is_called_by_its_number(plan_of, catalogue):
    plan = plan_of({"standards": {"standards": [{"unit": "days"}]}})
    assert [row.words for row in table_rows(plan, catalogue, "standards.standards")] == ["Standard 1"]


def test_a_table_in_a_row_is_called_by_both(findings_of):
    answers = {"services": {"services": [{"name": "Retirement", "timeline": [{"due": "FY2012"}]}]}}
    messages = [one.message for one in findings_of(answers)]
    assert any(message.startswith("Service 1 (“Retirement”), milestone 1: “What will be done”") for message in messages)


def test_every_table_of_the_catalogue_has_a_word_for_its_rows(catalogue, plan_of):
    for element in catalogue.elements():
        if element.columns:
            plan = plan_of({element.section: {element.id: [{}]}})
            assert [row.words[:3] for row in table_rows(plan, catalogue, element.key)] != ["Row"], element.key
