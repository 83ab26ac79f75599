"""Answers of another kind are refused with the place and a plain reason; what is empty is no answer."""

import pytest

from planwriter.errors import FormatError
from planwriter.plan.answers import NotApplicable, Person, Rows
from planwriter.plan.reading import read_answer
from planwriter.plan.text import plain_text

REFUSED = [
    ("agency.name", 5, "", "words"),
    ("agency.name", None, "", "words"),
    ("agency.name", "two\nlines", "", "one line"),
    ("agency.name", "a\ttab", "", "one line"),
    ("agency.name", "bell\x07", "", "U+0007"),
    ("agency.name", "c1\x9f", "", "U+009F"),
    ("agency.name", "delete\x7f", "", "U+007F"),
    ("agency.name", "\ud800", "", "surrogate"),
    ("agency.name", {"not_applicable": "x"}, "", "cannot be answered “not applicable”"),
    ("agency.kind", "ministry", "", "not one of the choices"),
    ("agency.kind", ["independent_agency"], "", "words"),
    ("agency.cfo_act", 1, "", "true or false"),
    ("agency.cfo_act", "yes", "", "true or false"),
    ("plan.date", "10/24/2011", "", "year-month-day"),
    ("plan.date", "2011-02-30", "", "no such day"),
    ("plan.date", 20111024, "", "words"),
    ("plan.lead", "Director", "", "object"),
    ("plan.lead", {"fax": "1"}, "/fax", "not known"),
    ("plan.lead", {"name": 1}, "/name", "words"),
    ("overview.mission", 5, "", "text"),
    ("overview.mission", "feed\x0c", "", "U+000C"),
    ("overview.mission", ["words"], "/0", "object"),
    ("overview.mission", [{"kind": "heading", "text": []}], "/0/kind", "paragraph, a bullet or a number"),
    ("overview.mission", [{"kind": "bullet", "level": 2, "text": []}], "/0/level", "0 or 1"),
    ("overview.mission", [{"kind": "bullet", "level": True, "text": []}], "/0/level", "0 or 1"),
    ("overview.mission", [{"kind": "bullet"}], "/0/text", "list"),
    ("overview.mission", [{"kind": "bullet", "text": [{"text": 1}]}], "/0/text/0/text", "words"),
    ("overview.mission", [{"kind": "bullet", "text": [{"text": "x", "bold": 1}]}], "/0/text/0/bold", "true or false"),
    ("overview.mission", [{"kind": "bullet", "text": [{"text": "x", "href": "a"}]}], "/0/text/0/href", "http"),
    ("overview.mission", [{"kind": "bullet", "text": [{"text": "x", "more": 1}]}], "/0/text/0/more", "not known"),
    ("customers.groups", {}, "", "list"),
    ("customers.groups", [[]], "/0", "object"),
    ("customers.groups", [{"name": "A", "colour": "x"}], "/0/colour", "not known"),
    ("customers.groups", [{"id": "a"}, {"id": "a"}], "/1/id", "Two rows"),
    ("customers.groups", [{"id": 1}], "/0/id", "words"),
    ("customers.groups", [{"number": "12"}], "/0/number", "without quotation marks"),
    ("customers.groups", [{"number": True}], "/0/number", "number"),
    ("customers.groups", [{"number": 2**53}], "/0/number", "too large"),
    ("customers.groups", [{"number": float("inf")}], "/0/number", "not a number"),
    ("services.services", [{"channels": ["fax"]}], "/0/channels/0", "not one of the choices"),
    ("services.services", [{"timeline": [{"due": "2012"}]}], "/0/timeline/0/due", "FY2012-Q2"),
    ("services.services", [{"timeline": {"not_applicable": "x"}}], "/0/timeline", "cannot be answered"),
    ("standards.standards", [{"service": ["a", "b"]}], "/0/service", "one row only"),
    ("standards.standards", [{"service": "a"}], "/0/service", "list"),
    ("standards.goals", {"not_applicable": 5}, "/not_applicable", "words"),
    ("standards.goals", {"not_applicable": "x", "more": 1}, "/more", "not known"),
]


@pytest.mark.parametrize(("key", "value", "below", "words"), REFUSED, ids=lambda one: repr(one)[:40])
def test_a_value_of_another_kind_is_refused_with_its_place(catalogue, key, value, below, words):
    with pytest.raises(FormatError) as refused:
        read_answer(value, catalogue.element(key), "/here")
    assert refused.value.place == f"/here{below}"
    assert words in refused.value.advice
    assert refused.value.place in refused.value.advice


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("agency.name", " "),
        ("agency.kind", ""),
        ("plan.date", ""),
        ("plan.lead", {}),
        ("plan.lead", {"name": " "}),
        ("overview.mission", ""),
        ("overview.mission", []),
        ("overview.mission", [{"kind": "paragraph", "text": [{"text": "\u200b \u00a0"}]}]),
        ("customers.groups", []),
        ("publication.formats", []),
        ("publication.formats", [""]),
        ("signature.customer_groups", []),
    ],
)
def test_what_is_empty_is_not_answered(catalogue, key, value):
    assert read_answer(value, catalogue.element(key), "/here") is None


def test_a_text_may_be_a_plain_string_and_a_missing_level_is_0(catalogue):
    mission = catalogue.element("overview.mission")
    assert read_answer("One.\r\nTwo\tmore.", mission, "/here") == plain_text("One.\nTwo more.")
    blocks = [{"kind": "paragraph", "text": [{"text": "One."}]}]
    assert read_answer(blocks, mission, "/here") == plain_text("One.")


def test_absent_row_ids_are_filled_by_position_or_the_next_free_number(catalogue):
    groups = catalogue.element("customers.groups")
    found = read_answer([{"name": "A"}, {"id": "r1"}, {}, {"id": "x"}, {"id": ""}], groups, "/here")
    assert isinstance(found, Rows)
    assert found.ids == ("r2", "r1", "r3", "x", "r5")


def test_not_applicable_keeps_even_an_empty_reason(catalogue):
    goals = catalogue.element("standards.goals")
    assert read_answer({"not_applicable": " "}, goals, "/here") == NotApplicable("")


def test_answers_are_read_in_normal_form(catalogue):
    assert read_answer(" e\u0301 ", catalogue.element("agency.name"), "/here") == "é"
    person = read_answer({"name": " Director "}, catalogue.element("plan.lead"), "/here")
    assert person == Person(name="Director")


def test_false_and_zero_are_answers(catalogue):
    assert read_answer(False, catalogue.element("agency.cfo_act"), "/here") is False
    found = read_answer([{"number": 0}], catalogue.element("customers.groups"), "/here")
    assert isinstance(found, Rows)
    assert found.rows[0].cells == {"number": 0}


def test_a_reference_or_choice_named_twice_counts_once(catalogue):
    formats = catalogue.element("publication.formats")
    assert read_answer(["pdf", "html", "pdf"], formats, "/here") == ("pdf", "html")
