"""What cannot all be accepted is found, and nothing else."""

from dataclasses import replace

from planwriter.plan.answers import Row, Rows
from planwriter.review.opposing import conflicts_of, opposing, opposing_rows
from planwriter.review.proposal import Conflict, Passage, ProposalKind, Stretch

from .copies import plan_of, proposal, row_removed

PATH = ("overview.summary",)
GROUPS = ("customers.groups",)


def known(*ids, **files):
    """Return proposals of these ids, each of a copy of its own unless a file is named."""
    return {
        one: replace(proposal(PATH, ProposalKind.REPLACED, "", "", file=files.get(one, f"{one}.docx")), id=one)
        for one in ids
    }


def pairs(catalogue, *stretches, of=None, key="overview.summary", is_one_value=False):
    passage = Passage((key,), stretches, None)
    return opposing(passage, of or known("a", "b"), catalogue.element(key), is_one_value=is_one_value)


REPLACED = (
    Stretch("Ask us "),
    Stretch("monthly", deleted_by=("a", "b")),
    Stretch("weekly", inserted_by=("a",)),
    Stretch("daily", inserted_by=("b",)),
)


def test_two_wordings_for_the_same_words_are_at_odds(catalogue):
    assert pairs(catalogue, *REPLACED) == (("a", "b"),)


def test_changes_of_one_copy_are_never_at_odds(catalogue):
    assert pairs(catalogue, *REPLACED, of=known("a", "b", a="x.docx", b="x.docx")) == ()


def test_new_words_at_one_spot_are_not_at_odds(catalogue):
    assert (
        pairs(catalogue, Stretch("Ask"), Stretch(" us", inserted_by=("a",)), Stretch(" them", inserted_by=("b",))) == ()
    )


def test_new_words_within_what_another_takes_away_are_at_odds(catalogue):
    parts = (
        Stretch("one ", deleted_by=("a",)),
        Stretch("more ", inserted_by=("b",)),
        Stretch("two", deleted_by=("a",)),
    )
    assert pairs(catalogue, *parts) == (("a", "b"),)


def test_letters_of_one_word_are_one_word(catalogue):
    parts = (Stretch("month", deleted_by=("a",)), Stretch("week", inserted_by=("a",)), Stretch("ly", deleted_by=("b",)))
    assert pairs(catalogue, *parts) == (("a", "b"),)


def test_changes_in_the_same_new_words_are_at_odds(catalogue):
    parts = (Stretch("Ask"), Stretch(" us", inserted_by=("c",), deleted_by=("a", "b")))
    assert pairs(catalogue, *parts, of=known("a", "b", "c")) == (("a", "b"),)


def test_a_change_and_the_one_it_needs_are_not_at_odds(catalogue):
    proposals = known("a", "b")
    proposals["b"] = replace(proposals["b"], needs=("a",))
    assert pairs(catalogue, *REPLACED, of=proposals) == ()


def test_any_two_changes_of_one_value_are_at_odds(catalogue):
    parts = (Stretch("May ", deleted_by=("a",)), Stretch("June ", inserted_by=("a",)), Stretch("3, "),
             Stretch("2012", deleted_by=("b",)), Stretch("2013", inserted_by=("b",)))  # fmt: skip
    assert pairs(catalogue, *parts, key="plan.date", is_one_value=True) == (("a", "b"),)


def test_two_lines_where_there_was_none_are_at_odds(catalogue):
    parts = (Stretch("Budget", inserted_by=("a",)), Stretch("Counsel", inserted_by=("b",)))
    assert pairs(catalogue, *parts, key="agency.name") == (("a", "b"),)
    assert pairs(catalogue, *parts) == ()


def test_a_row_that_one_takes_away_and_another_changes_is_a_conflict():
    base = plan_of(customers__groups=Rows((Row("r1", {"name": "Callers"}),)))
    removal = row_removed(base, (*GROUPS, "r1"), file="a.docx")
    change = proposal((*GROUPS, "r1", "name"), ProposalKind.REPLACED, "Callers", "Visitors", file="b.docx")
    own = proposal((*GROUPS, "r1", "name"), ProposalKind.REPLACED, "Callers", "People", file="a.docx")
    proposals = {one.id: one for one in (removal, change, own)}
    assert list(opposing_rows(proposals.values(), proposals)) == [((*GROUPS, "r1"), (removal.id, change.id))]


def test_what_hangs_together_is_one_conflict():
    found = conflicts_of([(PATH, ("a", "b")), (PATH, ("c", "d")), (PATH, ("b", "c"))], [(PATH, ("d",)), (PATH, ("e",))])
    assert [(set(one.proposals), one.changed_here) for one in found] == [({"a", "b", "c", "d"}, True), ({"e"}, True)]
    assert isinstance(found[0], Conflict)
    assert found[0].element == PATH[0]
