"""The same change by several reviewers is one proposal with all their names."""

from dataclasses import replace

from planwriter.review.folding import entries, folded, joined_names
from planwriter.review.proposal import Passage, Stretch

from .copies import copy_of, plan_of, row_added, text

SUMMARY = ("overview.summary",)
BASE = plan_of(overview__summary=text("We look at it monthly and then again."))


def side(number, copy):
    return entries(copy.proposals, copy.passages.values(), side=lambda _one: number)


def copy(words, file, **who):
    return copy_of(BASE, {SUMMARY: text(words)}, file=file, **who)


def test_the_same_change_by_two_is_one_with_both_names():
    one = copy("We look at it quarterly and then again.", "a.docx", author="First", office="Budget")
    two = copy("We look at it quarterly and then again.", "b.docx", author="Second", office="Counsel", tracked=False)
    both = folded([*side(0, one), *side(1, two)])
    (proposal,) = both.proposals
    assert (proposal.author, proposal.office, proposal.file) == ("First; Second", "Budget; Counsel", "a.docx; b.docx")
    assert proposal.tracked
    assert both.same == {0: {proposal.id: proposal.id}, 1: {two.proposals[0].id: proposal.id}}
    assert both.told == {}
    assert proposal.also == (two.proposals[0].id,)


def test_a_change_knows_every_id_by_which_it_may_have_gone_before():
    three = [copy("We look at it quarterly and then again.", f"{who}.docx", author=who) for who in ("A", "B", "C")]
    (proposal,) = folded([entry for number, one in enumerate(three) for entry in side(number, one)]).proposals
    ids = [one.proposals[0].id for one in three]
    assert len(set(ids)) == 3
    assert (proposal.id, *proposal.also) == tuple(ids)


def test_a_change_goes_by_the_id_under_which_something_is_written_down():
    three = [copy("We look at it quarterly and then again.", f"{who}.docx", author=who) for who in ("A", "B", "C")]
    found = [entry for number, one in enumerate(three) for entry in side(number, one)]
    first, second, third = (one.proposals[0].id for one in three)
    both = folded(found, known={third, "elsewhere"})
    (proposal,) = both.proposals
    assert (proposal.id, proposal.also, proposal.author) == (third, (first, second), "A; B; C")
    assert both.same == {0: {first: third}, 1: {second: third}, 2: {third: third}}
    assert folded(found, known={first, third}).proposals[0].id == first


def test_a_new_row_goes_by_that_id_too_and_the_next_one_still_stands_behind_it():
    table = ("customers.groups",)
    rows = [row_added(table, f"row{who}", {"name": "Callers"}, file=f"{who}.docx", author=who) for who in ("A", "B")]
    behind = row_added(table, "behind", {"name": "Visitors"}, after="rowA", file="A.docx")
    first, second = (replace(one, id=one.path[-1]) for one in rows)
    found = [*entries([first, behind], (), side=lambda _one: 0), *entries([second], (), side=lambda _one: 1)]
    one, other = folded(found, known={"rowB"}).proposals
    assert (one.id, one.path, one.also) == ("rowB", (*table, "rowB"), ("rowA",))
    assert other.after == "rowB"


def test_the_same_change_typed_in_another_way_is_told_once():
    one = copy("We look at it quarterly and then again.", "a.docx")
    stretches = (
        Stretch("We look at it "),
        Stretch("month", deleted_by=("x",)),
        Stretch("quarter", inserted_by=("x",)),
        Stretch("ly and then again."),
        replace(one.passages[SUMMARY].stretches[-1]),
    )
    two = replace(
        one,
        file="b.docx",
        passages={SUMMARY: Passage(SUMMARY, stretches, BASE.at(SUMMARY))},
        proposals=(replace(one.proposals[0], id="x", old="month", new="quarter", file="b.docx"),),
    )
    both = folded([*side(0, one), *side(1, two)])
    assert len(both.proposals) == 1
    assert both.told == {1: frozenset({"x"})}


def test_other_words_or_another_place_are_another_change():
    first = copy("We look at it quarterly and then again.", "a.docx")
    for words in ("We look at it weekly and then again.", "We look at it monthly and then quarterly."):
        both = folded([*side(0, first), *side(1, copy(words, "b.docx"))])
        assert len(both.proposals) == 2


def test_two_untracked_changes_of_one_id_at_two_places_are_both_kept():
    one = copy("We always look at it monthly and then again.", "a.docx")
    two = copy("We look at it monthly and then always again.", "b.docx")
    (proposal,) = two.proposals
    name = one.proposals[0].id
    renamed = [
        replace(part, inserted_by=(name,)) if part.inserted_by else part for part in two.passages[SUMMARY].stretches
    ]
    passage = replace(two.passages[SUMMARY], stretches=tuple(renamed))
    two = replace(two, passages={SUMMARY: passage}, proposals=(replace(proposal, id=name),))
    both = folded([*side(0, one), *side(1, two)])
    assert len({proposal.id for proposal in both.proposals}) == 2
    assert both.same[1][name] != name


def test_what_a_change_needs_goes_by_the_name_it_has_now():
    one = copy("We look at it quarterly and then again.", "a.docx", author="First")
    two = copy("We look at it quarterly and then once more.", "b.docx", author="Second")
    same, other = two.proposals
    two = replace(two, proposals=(same, replace(other, needs=(same.id,))))
    both = folded([*side(0, one), *side(1, two)])
    assert both.proposals[1].needs == (one.proposals[0].id,)


def test_names_are_joined_once_each():
    assert joined_names("A; B", "B; C") == "A; B; C"
    assert joined_names("", "C") == "C"
