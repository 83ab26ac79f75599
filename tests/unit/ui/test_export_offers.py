"""The documents on offer are those that can be made, under the names the command line gives them, too."""

from pathlib import Path

import pytest

from planwriter.export import FORMATS
from planwriter.plan.plan import Plan
from planwriter.ui.export_offers import OFFERS, Offer, default_name
from planwriter.wizard.exporting import ExportOrder
from planwriter.wizard.naming import document_name


def test_every_document_that_can_be_made_is_offered_once() -> None:
    """All but the redline, which needs an older version to compare with."""
    offered = [(offer.format_id, offer.copy) for offer in OFFERS if offer.copy != "redline"]
    made = [(form.id, str(copy)) for form in FORMATS for copy in form.copies if copy != "redline"]
    assert sorted(offered) == sorted(made)


def test_a_choice_that_only_one_document_has_is_one_of_the_job() -> None:
    for offer in OFFERS:
        assert bool(offer.option) == bool(offer.option_words)
        assert not offer.option or getattr(ExportOrder(offer.format_id, offer.copy, Path()), offer.option) is False


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_a_document_has_the_name_that_the_command_line_gives_it(offer: Offer, sample_plan: Plan) -> None:
    form = next(form for form in FORMATS if form.id == offer.format_id)
    copy = offer.copy if len(form.copies) > 1 else ""
    for plan in (sample_plan, sample_plan.with_answer("agency.acronym", None)):
        assert default_name(plan, offer) == document_name(plan, extension=form.extension, copy=copy)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_each_says_what_it_is_for_and_what_is_in_it(offer: Offer) -> None:
    assert offer.purpose.endswith(".")
    assert len(offer.contents) >= 3
    assert all(one.endswith(".") for one in offer.contents)
