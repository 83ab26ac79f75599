"""Many proposals are decided at once."""

from planwriter.review.choosing import (
    accept_all,
    authors,
    of_author,
    of_element,
    of_file,
    of_office,
    of_path,
    reject_all,
    with_choice,
    with_chosen,
    with_placed,
    without_choice,
    without_conflict,
)
from planwriter.review.proposal import Choice, Decision, Decisions
from planwriter.review.together import together

from .copies import copy_of, plan_of, text

SUMMARY, NAME = ("overview.summary",), ("agency.name",)
BASE = plan_of(overview__summary=text("We answer calls monthly."), agency__name="Agency")


def review_of_two(catalogue):
    """Return a review of two people who are at odds over one word and alike in another."""
    one = copy_of(BASE, {SUMMARY: text("We take calls weekly."), NAME: "Board"}, author="A", office="Budget")
    two = copy_of(BASE, {SUMMARY: text("We take calls daily.")}, file="b.docx", author="B", tracked=False)
    return together([one, two], BASE, catalogue)


def test_accepting_all_leaves_to_people_what_somebody_has_to_choose(catalogue):
    review = review_of_two(catalogue)
    fitting = {one.id for one in without_conflict(review)}
    assert len(fitting) == len(review.proposals) - 2 == 2
    assert set(accept_all(review).proposals) == fitting
    assert set(accept_all(review).proposals.values()) == {Decision(Choice.ACCEPT)}


def test_accepting_what_was_tracked_leaves_the_rest(catalogue):
    two = copy_of(BASE, {SUMMARY: text("We take calls monthly.")}, file="b.docx", tracked=False)
    review = together([two], BASE, catalogue)
    assert accept_all(review, only_tracked=True) == Decisions()
    assert len(accept_all(review).proposals) == 1


def test_rejecting_all_decides_conflicts_too(catalogue):
    review = review_of_two(catalogue)
    assert {one.choice for one in reject_all(review).proposals.values()} == {Choice.REJECT}
    assert len(reject_all(review).proposals) == len(review.proposals)


def test_proposals_are_chosen_by_element_author_office_and_file(catalogue):
    review = review_of_two(catalogue)
    assert [one.path for one in of_element(review, "agency.name")] == [NAME]
    assert of_path(review, NAME) == of_element(review, "agency.name")
    assert len(of_author(review, "A")) == 3
    assert len(of_author(review, "B")) == 2
    assert of_office(review, "Budget") == of_author(review, "A")
    assert of_file(review, "b.docx") == of_author(review, "B")
    assert authors(review) == ("A", "B")


def test_choosing_one_of_several_at_odds_rejects_the_others(catalogue):
    review = review_of_two(catalogue)
    one, other = review.opposed[0]
    chosen = with_chosen(review, Decisions(), other, Choice.EDIT, words="hourly")
    assert chosen.proposals == {one: Decision(Choice.REJECT), other: Decision(Choice.EDIT, "hourly")}
    assert with_chosen(review, Decisions(), one, Choice.REJECT).proposals == {one: Decision(Choice.REJECT)}


def test_decisions_are_taken_back():
    decisions = with_placed(with_choice(Decisions(), ["a", "b"], Choice.REJECT), "u", NAME)
    assert without_choice(decisions, ["a"]).proposals == {"b": Decision(Choice.REJECT)}
    assert decisions.placed == {"u": NAME}
    assert with_placed(decisions, "u", None).placed == {}
