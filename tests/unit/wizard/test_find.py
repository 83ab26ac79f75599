"""Finding words in answers, labels and guidance."""

import pytest

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.find import find


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    return (
        Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
        .with_answer(
            "overview.summary", plain_text("First line.\nWe answer the Telephone within five minutes, always.")
        )
        .with_answer("customers.groups", Rows((Row("g1", {"name": "Retirees", "needs": plain_text("A telephone")}),)))
    )


@pytest.mark.parametrize("words", ["telephone", "  TELEPHONE ", "the telephone  within"])
def test_case_and_spaces_do_not_matter(catalogue: Catalogue, plan: Plan, words: str) -> None:
    hit = find(catalogue, plan, words)[0]
    assert (hit.path, hit.where, hit.title) == (("overview.summary",), "Your answers", "Executive summary")
    assert "Telephone" in hit.snippet


def test_an_answer_in_a_table_is_found_with_the_rows_name(catalogue: Catalogue, plan: Plan) -> None:
    hit = next(one for one in find(catalogue, plan, "retirees") if one.where == "Your answers")
    assert hit.path[:2] == ("customers.groups", "g1")
    assert hit.title.startswith("Retirees: ")


def test_answers_come_before_labels_and_labels_before_guidance(catalogue: Catalogue, sample_plan: Plan) -> None:
    groups = [hit.where for hit in find(catalogue, sample_plan, "customer")]
    assert list(dict.fromkeys(groups)) == ["Your answers", "Labels", "Guidance"]
    assert groups == sorted(groups, key=["Your answers", "Labels", "Guidance"].index)


@pytest.mark.parametrize("words", ["", "   ", "no such words anywhere"])
def test_nothing_is_found_for_nothing(catalogue: Catalogue, plan: Plan, words: str) -> None:
    assert find(catalogue, plan, words) == ()


def test_no_more_are_given_than_asked_for(catalogue: Catalogue, sample_plan: Plan) -> None:
    assert len(find(catalogue, sample_plan, "a", at_most=5)) == 5


def test_a_long_line_is_cut_around_the_words(catalogue: Catalogue) -> None:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    plan = plan.with_answer("overview.summary", plain_text("a " * 60 + "needle" + " b" * 60))
    snippet = find(catalogue, plan, "needle")[0].snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) < 80
