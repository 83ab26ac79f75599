"""The reader finds answers by ids and titles, and counts what belongs to no answer."""

import pytest

from planwriter.errors import FormatError
from planwriter.export.anchors import printed_keys
from planwriter.export.found import FoundAnswers
from planwriter.export.stratml.reader import read_stratml
from planwriter.export.stratml.writer import written_stratml
from planwriter.plan.answers import Person
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def _read(words: str, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    keys = printed_keys(plan, catalogue, with_internal=True)
    return read_stratml(words.encode(), catalogue, plan.plan_id, keys)


def test_each_answer_is_found_in_its_place(every_element_plan: Plan, catalogue: Catalogue) -> None:
    found = _read(written_stratml(every_element_plan, catalogue).decode(), every_element_plan, catalogue)
    assert found.strangers == 0
    assert found.answers["signature.name"] == (every_element_plan.answer("signature.name"),)
    lead = every_element_plan.answer("plan.lead")
    assert isinstance(lead, Person)
    assert found.answers["plan.lead"] == (lead.name, lead.title, lead.office, lead.phone, lead.email)


@pytest.mark.parametrize("old", ["Agency code: ", "Technology used: ", "Our promise: ", "Where it has worked: "])
def test_a_line_without_a_known_title_is_a_stranger(old: str, every_element_plan: Plan, catalogue: Catalogue) -> None:
    words = written_stratml(every_element_plan, catalogue).decode()
    assert old in words
    assert _read(words.replace(old, "No such: ", 1), every_element_plan, catalogue).strangers == 1


def test_a_part_of_another_plan_is_a_stranger(
    sample_plan: Plan, every_element_plan: Plan, catalogue: Catalogue
) -> None:
    words = written_stratml(sample_plan, catalogue).decode()
    assert _read(words, every_element_plan, catalogue).strangers > 5


@pytest.mark.parametrize("words", ["", "<a/>", "<PerformancePlanOrReport/>", "no XML"])
def test_what_is_no_valid_stratml_is_refused(words: str, sample_plan: Plan, catalogue: Catalogue) -> None:
    with pytest.raises(FormatError):
        _read(words, sample_plan, catalogue)
