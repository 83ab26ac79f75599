"""Ids that stay, stretches with their answers, links that are safe, pictures that speak."""

import pytest

from planwriter.export.blocks import Heading, PrintedCopy, Span, Timeline
from planwriter.export.document import lay_out
from planwriter.export.html.page import address_of, answers_of, id_of, percent_of, picture_of, stretches_of
from planwriter.export.timeline import Step
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("signature", "csp-signature"),
        ("signature.timeline", "csp-signature-timeline"),
        ("services.services/s1/challenges", "csp-services-services-s1-challenges"),
    ],
)
def test_an_id_is_made_of_the_name(name: str, id_: str) -> None:
    assert id_of(name) == id_


def test_odd_row_ids_give_ids_that_are_good_and_differ() -> None:
    made = {id_of(f"services.services/{row}") for row in ("a b", "a.b", "a~1b", "ä", '"><', "a-b", "A-b")}
    assert len(made) == 7
    assert all(one.replace("-", "").replace("_", "").isalnum() and one.isascii() for one in made)


def test_no_two_headings_of_a_plan_have_one_id(every_element_plan: Plan, catalogue: Catalogue) -> None:
    document = lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL)
    ids = [id_of(block.name) for block in document.blocks if isinstance(block, Heading) and block.name]
    assert len(ids) == len(set(ids)) > 40
    assert all(block.name for block in document.blocks if isinstance(block, Heading) and block.level == 1)


def test_spans_of_one_answer_are_one_stretch() -> None:
    spans = (Span("Goal: "), Span("a", keys=("k",)), Span("b", bold=True, keys=("k",)), Span("c", keys=("l", "m n")))
    assert [(one.answers, len(one.spans)) for one in stretches_of(spans)] == [("", 1), ("k", 2), ("l m%20n", 1)]


def test_only_words_from_the_right_have_a_direction() -> None:
    assert [one.dir for one in stretches_of((Span("abc é"), Span("שלום", keys=("k",))))] == ["", "auto"]


def test_keys_are_encoded_so_that_blanks_part_them() -> None:
    assert answers_of(["a.b/r 1/c", "é%"]) == "a.b/r%201/c %C3%A9%25"


@pytest.mark.parametrize(
    ("href", "address"),
    [("https://a.gov", "https://a.gov"), ("mailto:a@b.gov", "mailto:a@b.gov"), ("javascript:x", ""), (None, "")],
)
def test_only_safe_links_lead_anywhere(href: str | None, address: str) -> None:
    assert address_of(Span("x", href=href)) == address


def test_a_picture_says_what_it_shows() -> None:
    steps = (Step("Ask <now>", Due("2012-03")), Step("Tell", Due("FY2013")))
    svg = picture_of(Timeline("k", steps))
    assert 'role="img"' in svg
    assert 'aria-label="Timeline of 2 milestones, March 2012 to FY 2013. The table below says the same' in svg
    assert "<now>" not in svg


def test_widths_are_shares_of_the_whole() -> None:
    assert percent_of((1.0, 3.0)) == (25.0, 75.0)
