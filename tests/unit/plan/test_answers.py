"""Answers: what is empty, what counts as answered, numbers as typed and printed, rows that stay in order."""

from datetime import date

import pytest
from hypothesis import given, settings

from planwriter.plan.answers import (
    NotApplicable,
    Person,
    Row,
    Rows,
    as_json,
    is_answered,
    is_empty,
    normal,
    number_in_words,
    number_problem,
    read_number,
)
from planwriter.plan.due import Due
from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text

from .strategies import answers, numbers

TABLE = Rows((Row("a", {"name": "A"}), Row("b", {"name": "B"}), Row("c", {})))


@pytest.mark.parametrize("empty", [None, "", " \t", (), Text(), plain_text(" "), Rows(), Person(), Person(phone=" ")])
def test_an_empty_answer_is_none(empty):
    assert is_empty(empty)


@pytest.mark.parametrize(
    "answer", [False, 0, 0.0, "x", ("x",), Rows((Row("r1", {}),)), NotApplicable(""), Person(phone="1"), Due("FY2012")]
)
def test_false_and_zero_and_the_rest_are_answers(answer):
    assert not is_empty(answer)


def test_a_person_counts_by_a_name_and_not_applicable_by_a_reason(catalogue):
    lead, goals = catalogue.element("plan.lead"), catalogue.element("standards.goals")
    assert not is_answered(Person(title="Director"), lead)
    assert is_answered(Person(name="Director"), lead)
    assert not is_answered(NotApplicable(" "), goals)
    assert is_answered(NotApplicable("None apply."), goals)
    assert is_answered(False, catalogue.element("agency.cfo_act"))


def test_json_values_are_those_of_the_contract():
    text = Text((Block(BlockKind.BULLET, (Run("a", bold=True), Run("b", href="https://a.gov")), 1),))
    assert as_json(text) == [
        {
            "kind": "bullet",
            "level": 1,
            "text": [{"text": "a", "bold": True}, {"text": "b", "href": "https://a.gov"}],
        }
    ]
    assert as_json(Rows((Row("a", {"due": Due("FY2012"), "date": date(2012, 1, 2)}),))) == [
        {"id": "a", "due": "FY2012", "date": "2012-01-02"}
    ]
    assert as_json(Person(name="N", email="e")) == {"name": "N", "email": "e"}
    assert as_json(NotApplicable("why")) == {"not_applicable": "why"}
    assert as_json(("a", "b")) == ["a", "b"]
    assert as_json(False) is False


def test_normal_cleans_rows_and_drops_their_empty_cells():
    table = Rows((Row("a", {"name": " A ", "more": " ", "note": plain_text("x  y")}),))
    assert normal(table) == Rows((Row("a", {"name": "A", "note": plain_text("x y")}),))
    assert normal(Person(name=" e\u0301 ")) == Person(name="é")
    assert normal(NotApplicable(" why ")) == NotApplicable("why")


def test_normal_twice_is_normal_once(catalogue):
    for element in catalogue.elements():

        @settings(deadline=None, max_examples=20)
        @given(answers(element))
        def check(answer):
            assert normal(normal(answer)) == normal(answer)

        check()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,200", 1200),
        ("93.2", 93.2),
        ("95%", 95),
        ("$40,000", 40000),
        (" -4 ", -4),
        ("1e3", 1000.0),
        ("٣", 3),
        ("1 200", 1200),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "ten", "1-2", "nan", "inf", "1e400", "9007199254740993", "4 days", "0x10", "1_000"]
)
def test_what_is_no_number_is_asked_back(typed):
    with pytest.raises(ValueError, match=r"\."):
        read_number(typed)


@given(numbers)
def test_a_number_is_printed_so_that_it_reads_back(number):
    assert read_number(number_in_words(number)) == number
    assert "e" not in number_in_words(number)


def test_numbers_print_with_commas_and_without_a_useless_point():
    assert [number_in_words(one) for one in (1200, 93.20, 5.0, -4, 0, 0.00001, 9999999999.5)] == [
        "1,200",
        "93.2",
        "5",
        "-4",
        "0",
        "0.00001",
        "9,999,999,999.5",
    ]


def test_a_number_beyond_what_json_readers_keep_is_a_problem():
    assert number_problem(2**53) != ""
    assert number_problem(2**53 - 1) == ""
    assert number_problem(float("nan")) != ""


def test_rows_are_found_changed_moved_and_removed_by_id():
    assert TABLE.index("b") == 1
    assert TABLE.row("b").cells == {"name": "B"}
    assert TABLE.with_row(Row("b", {"name": "X"})).row("b").cells == {"name": "X"}
    assert TABLE.with_row(Row("d", {}), at=1).ids == ("a", "d", "b", "c")
    assert TABLE.with_row(Row("d", {})).ids == ("a", "b", "c", "d")
    assert TABLE.without_row("a").ids == ("b", "c")
    assert TABLE.moved("a", 1).ids == ("b", "a", "c")
    assert TABLE.moved("a", 99).ids == ("b", "c", "a")
    assert TABLE.moved("c", -5).ids == ("c", "a", "b")
    with pytest.raises(KeyError):
        TABLE.row("gone")


def test_a_cell_is_set_and_cleared():
    row = Row("a", {"name": "A"})
    assert row.with_cell("more", "x").cells == {"name": "A", "more": "x"}
    assert row.with_cell("name", " ").cells == {}
    assert row.with_cell("name", None).cells == {}
