"""Answers as people read them."""

from datetime import date

import pytest

from planwriter.plan.answers import NotApplicable, Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text
from planwriter.plan.words import answer_in_words, row_name, short_words

from .strategies import PLAN_ID

GROUPS = Rows((Row("g", {"name": "Well owners", "kind": "individual", "number": 1200}),))
PLAN = Plan(PLAN_ID, "eo13571-2011").with_answer("customers.groups", GROUPS)


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("agency.cfo_act", True, "Yes"),
        ("agency.cfo_act", False, "No"),
        ("agency.kind", "executive_department", "Executive department"),
        ("agency.name", "SSA", "SSA"),
        ("plan.date", date(2011, 10, 24), "October 24, 2011"),
        ("plan.lead", Person(name="Director", email="a@b.gov"), "Director"),
        ("publication.formats", ("html", "json"), "Web page (HTML), JSON"),
        ("signature.customer_groups", ("g", "gone"), "Well owners, a row that was removed"),
        ("customers.groups", GROUPS, "1 row"),
        ("customers.groups", Rows((Row("a", {}), Row("b", {}))), "2 rows"),
        ("standards.goals", NotApplicable("None."), "Not applicable: None."),
        ("overview.mission", plain_text("One.\nTwo."), "One. Two."),
    ],
)
def test_an_answer_has_words_for_one_line(catalogue, key, answer, words):
    assert short_words(answer, catalogue.element(key), PLAN) == words


def test_cells_have_words_for_one_line(catalogue):
    timeline = catalogue.element("signature.timeline")
    assert short_words(Due("FY2012-Q2"), timeline.column("due"), PLAN) == "FY 2012, second quarter"
    assert short_words(1200, catalogue.element("customers.groups").column("number"), PLAN) == "1,200"


def test_a_text_gives_a_line_a_block(catalogue):
    text = Text(
        (
            Block(BlockKind.PARAGRAPH, (Run("We do:"),)),
            Block(BlockKind.BULLET, (Run("this"),)),
            Block(BlockKind.NUMBER, (Run("that"),), 1),
        )
    )
    assert answer_in_words(text, catalogue.element("overview.mission"), PLAN) == ("We do:", "• this", "    – that")


def test_a_table_gives_a_line_a_cell(catalogue):
    assert answer_in_words(GROUPS, catalogue.element("customers.groups"), PLAN) == (
        "Name: Well owners",
        "Kind: Individual",
        "Number: 1,200",
    ) or answer_in_words(GROUPS, catalogue.element("customers.groups"), PLAN)[0].endswith(": Well owners")


def test_a_row_is_called_by_its_first_line(catalogue):
    standards = catalogue.element("standards.standards")
    assert row_name(Row("s", {"unit": "days", "promise": "We answer."}), standards) == "We answer."
    assert row_name(Row("s", {"unit": "days"}), standards) == ""
