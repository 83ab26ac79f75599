"""Words back into answers of every kind, and answers into words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planwriter.plan.answers import NotApplicable, Person, normal
from planwriter.plan.due import Due
from planwriter.plan.plan import field_at
from planwriter.review.proposal import BlockEnd, Stretch
from planwriter.review.values import Fault, answer_of, printed_lines, read_words, stretches_for
from planwriter.template.catalogue import Field, Kind
from planwriter.template.loader import EDITION, load_catalogue
from tests.unit.plan.strategies import answers
from tests.unit.review.sent_on_paper import sample

CATALOGUE = load_catalogue(EDITION)
FIELDS = [
    field for element in CATALOGUE.elements() for field in (element, *element.columns) if field.kind is not Kind.ROWS
]


def _field(kind):
    return next(field for field in FIELDS if field.kind is kind)


def _read(kind, *lines, base=None):
    return read_words(lines, _field(kind), sample().baseline.plan, base=base)


@pytest.mark.parametrize(
    ("kind", "words", "wanted"),
    [
        (Kind.NUMBER, "1,200", 1200),
        (Kind.NUMBER, "93.2", 93.2),
        (Kind.DATE, "October 24, 2011", date(2011, 10, 24)),
        (Kind.DUE, "by Q2 FY2012", Due("FY2012-Q2")),
        (Kind.FLAG, "yes.", True),
        (Kind.FLAG, "No", False),
    ],
)
def test_words_are_read(kind, words, wanted):
    assert _read(kind, words) == wanted


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.DATE, Kind.DUE, Kind.FLAG, Kind.CHOICE, Kind.CHOICES, Kind.REFS])
def test_what_cannot_be_read_says_what_to_do(kind):
    fault = _read(kind, "purple elephants")
    assert isinstance(fault, Fault)
    assert fault.words.endswith(".")
    assert len(fault.words.split(". ")) > 1


def test_choices_are_read_by_label_in_any_case():
    field = _field(Kind.CHOICE)
    assert read_words([field.choices[0].label.upper()], field, sample().baseline.plan) == field.choices[0].id
    many = _field(Kind.CHOICES)
    words = "; ".join(choice.label.lower() for choice in many.choices[:2])
    assert read_words([words], many, sample().baseline.plan) == tuple(choice.id for choice in many.choices[:2])


def test_a_person_with_one_line_more_or_less_is_still_sorted_out():
    base = Person("A post", "Head", "Office of Wells", "202-555-0101", "a@example.gov")
    assert _read(Kind.PERSON, "A post", "Office of Wells", "202-555-0101", "a@example.gov", base=base) == Person(
        "A post", "", "Office of Wells", "202-555-0101", "a@example.gov"
    )
    assert _read(Kind.PERSON, "A post", "b@example.gov", base=Person("A post")) == Person(
        "A post", email="b@example.gov"
    )
    assert isinstance(_read(Kind.PERSON, *"abcdef", base=base), Fault)


def test_references_are_read_by_name_and_lost_ones_are_kept():
    plan = sample().baseline.plan
    field = field_at(CATALOGUE, ("feedback.mechanisms", "x", "service"))
    row = plan.rows("services.services")[0]
    assert read_words([str(row.cells["name"]).upper()], field, plan) == (row.id,)
    assert read_words(["(no longer in this plan)"], field, plan, base=("lost",)) == ("lost",)


def test_nothing_left_is_no_answer_and_nothing_touched_is_the_answer_itself():
    gone = (Stretch("5", deleted_by=("a",)),)
    field = _field(Kind.NUMBER)
    assert answer_of(gone, ("a",), field, sample().baseline.plan, base=5) is None
    assert answer_of(gone, (), field, sample().baseline.plan, base=5) == 5


def test_a_reason_why_not_stays_one():
    field = next(element for element in CATALOGUE.elements() if element.may_not_apply)
    base = NotApplicable("No forms")
    stretches = (Stretch("No forms"), Stretch(" at all", inserted_by=("a",)))
    assert answer_of(stretches, ("a",), field, sample().baseline.plan, base=base) == NotApplicable("No forms at all")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_prints_is_read_back(data):
    field: Field = data.draw(st.sampled_from(FIELDS).filter(lambda one: one.kind is not Kind.REFS))
    answer = normal(data.draw(answers(field)))
    plan = sample().baseline.plan
    stretches = stretches_for(answer, field, plan)
    lines = printed_lines(answer, field, plan)
    if not any(line.strip() for line in lines):
        return
    if isinstance(answer, str) and " ".join(answer.split()) != answer:
        return  # lines keep their blanks; read_words takes words that people typed
    if isinstance(answer, Person):
        found = read_words(lines, field, plan, base=answer)
        wanted = [" ".join(line.split()) for line in lines if line.strip()]
        assert isinstance(found, Fault) or list(printed_lines(found, field, plan)) == wanted
    elif isinstance(answer, NotApplicable):
        assert answer_of(stretches, (), field, plan) is not None
    else:
        assert answer_of(stretches, (), field, plan) == answer


def test_ends_stand_between_lines():
    person = Person("A post", email="a@example.gov")
    stretches = stretches_for(person, _field(Kind.PERSON), sample().baseline.plan)
    assert [one.ends for one in stretches] == [None, BlockEnd(), None, BlockEnd()]
