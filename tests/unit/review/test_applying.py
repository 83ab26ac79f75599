"""What was decided becomes the next plan, and what does not fit is told."""

from dataclasses import replace
from datetime import date

import pytest

from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.text import Text
from planwriter.review.applying import applied
from planwriter.review.choosing import accept_all
from planwriter.review.proposal import (
    Choice,
    Decision,
    Decisions,
    Passage,
    ProposalKind,
    Stretch,
    Unplaced,
)
from planwriter.review.together import together

from .copies import copy_of, plan_of, proposal, review_of, row_added, row_removed, text

SUMMARY, NAME, GROUPS, DATE = ("overview.summary",), ("agency.name",), ("customers.groups",), ("plan.date",)
BASE = plan_of(
    agency__name="Agency",
    plan__date=date(2012, 5, 3),
    overview__summary=text("We answer calls monthly.\nWe help people."),
    customers__groups=Rows((Row("a", {"name": "Callers"}), Row("b", {"name": "Visitors"}))),
)


def all_taken(review, choice=Choice.ACCEPT, words=""):
    return Decisions({one.id: Decision(choice, words) for one in review.proposals})


def outcome(catalogue, *copies, today=BASE, decisions=None):
    review = together(copies, today, catalogue)
    return applied(today, review, all_taken(review) if decisions is None else decisions, catalogue)


def names(plan):
    return [row.cells.get("name") for row in plan.rows(GROUPS[0])]


def test_what_is_not_decided_or_rejected_leaves_todays_very_plan(catalogue):
    review = together([copy_of(BASE, {SUMMARY: text("We take calls.")})], BASE, catalogue)
    for decisions in (Decisions(), all_taken(review, Choice.REJECT)):
        done = applied(BASE, review, decisions, catalogue)
        assert done.plan is BASE
        assert (done.edits, done.not_fitting) == ((), ())


def test_part_of_a_sentence_is_taken(catalogue):
    review = together([copy_of(BASE, {SUMMARY: text("We answer all calls weekly.\nWe help.")})], BASE, catalogue)
    wanted = {one.id: Decision(Choice.ACCEPT) for one in review.proposals if one.new.strip() in ("weekly", "all")}
    done = applied(BASE, review, Decisions(wanted), catalogue)
    assert done.plan.at(SUMMARY) == text("We answer all calls weekly.\nWe help people.")
    assert done.edits == ((SUMMARY, text("We answer all calls weekly.\nWe help people.")),)
    assert done.plan.revision == BASE.revision + 1


def test_own_words_stand_in_place_of_the_reviewers(catalogue):
    review = together([copy_of(BASE, {SUMMARY: text("We answer calls weekly.\nWe help people.")})], BASE, catalogue)
    done = applied(BASE, review, all_taken(review, Choice.EDIT, "every day"), catalogue)
    assert done.plan.at(SUMMARY) == text("We answer calls every day.\nWe help people.")


def test_a_deletion_in_new_words_is_no_harm_without_them(catalogue):
    new = proposal(SUMMARY, ProposalKind.INSERTED, "", " all good")
    gone = replace(proposal(SUMMARY, ProposalKind.DELETED, " good", "", author="B"), needs=(new.id,))
    parts = (
        Stretch("We answer"),
        Stretch(" all", inserted_by=(new.id,)),
        Stretch(" good", inserted_by=(new.id,), deleted_by=(gone.id,)),
        Stretch(" calls."),
    )
    base = plan_of(overview__summary=text("We answer calls."))
    review = together([review_of(base, [Passage(SUMMARY, parts, base.at(SUMMARY))], [new, gone])], base, catalogue)

    def after(*taken):
        decisions = Decisions({one.id: Decision(Choice.ACCEPT) for one in taken})
        done = applied(base, review, decisions, catalogue)
        assert done.not_fitting == ()
        return done.plan.at(SUMMARY).plain

    assert after(gone) == "We answer calls."
    assert after(new) == "We answer all good calls."
    assert after(new, gone) == "We answer all calls."


def test_of_two_at_odds_the_first_stands_and_the_other_is_told(catalogue):
    copies = [copy_of(BASE, {NAME: name}, file=f"{name}.docx") for name in ("Board", "Bureau")]
    done = outcome(catalogue, *copies)
    assert done.plan.at(NAME) == "Board"
    assert len(done.not_fitting) == 1


def dated(words, **more):
    """Return a copy in which somebody sets another date."""
    one = proposal(DATE, ProposalKind.REPLACED, "May 3, 2012", words, **more)
    parts = (Stretch("May 3, 2012", deleted_by=(one.id,)), Stretch(words, inserted_by=(one.id,)))
    return review_of(BASE, [Passage(DATE, parts, BASE.at(DATE))], [one])


def test_a_date_is_read_back_as_a_date(catalogue):
    done = outcome(catalogue, dated("June 1, 2012"))
    assert done.plan.at(DATE) == date(2012, 6, 1)
    assert done.plan.at(NAME) == "Agency"


def test_words_that_are_no_date_are_left_alone_and_told(catalogue):
    for copy in (dated("when we can"), dated("when we can", fault="That is no date. Type one.")):
        done = outcome(catalogue, copy)
        assert done.plan is BASE
        (left,) = done.not_fitting
        assert "date" in left.why


def test_own_words_may_cure_what_cannot_be_kept(catalogue):
    copy = dated("when we can", fault="That is no date. Type one.")
    decisions = Decisions({copy.proposals[0].id: Decision(Choice.EDIT, "July 4, 2012")})
    assert outcome(catalogue, copy, decisions=decisions).plan.at(DATE) == date(2012, 7, 4)


def test_rows_come_behind_the_row_they_followed_in_their_order(catalogue):
    added = [
        row_added(GROUPS, f"r{n}", {"name": f"New {n}"}, after=after) for n, after in enumerate(("a", "a", "", "b"))
    ]
    done = outcome(catalogue, copy_of(BASE, {}, rows=added))
    assert names(done.plan) == ["New 2", "Callers", "New 0", "New 1", "Visitors", "New 3"]


def test_a_row_behind_one_that_is_gone_comes_to_the_end(catalogue):
    today = BASE.with_answer(GROUPS[0], Rows((Row("b", {"name": "Visitors"}),)))
    done = outcome(catalogue, copy_of(BASE, {}, rows=[row_added(GROUPS, "r", {"name": "New"}, after="a")]), today=today)
    assert names(done.plan) == ["Visitors", "New"]


def test_a_row_behind_a_new_one_that_was_rejected_keeps_its_place(catalogue):
    first = row_added(GROUPS, "r1", {"name": "One"}, after="a")
    second = row_added(GROUPS, "r2", {"name": "Two"}, after="r1")
    decisions = Decisions({second.id: Decision(Choice.ACCEPT)})
    done = outcome(catalogue, copy_of(BASE, {}, rows=[first, second]), decisions=decisions)
    assert names(done.plan) == ["Callers", "Two", "Visitors"]


def test_rows_go(catalogue):
    done = outcome(catalogue, copy_of(BASE, {}, rows=[row_removed(BASE, (*GROUPS, "a"))]))
    assert names(done.plan) == ["Visitors"]


def test_a_change_brings_back_the_row_you_removed(catalogue):
    today = BASE.with_answer(GROUPS[0], Rows((Row("b", {"name": "Visitors", "year": "2011"}),)))
    done = outcome(catalogue, copy_of(BASE, {(*GROUPS, "a", "name"): "All callers"}), today=today)
    assert names(done.plan) == ["All callers", "Visitors"]
    gone = BASE.with_answer(GROUPS[0], None)
    assert names(outcome(catalogue, copy_of(BASE, {(*GROUPS, "b", "name"): "Guests"}), today=gone).plan) == ["Guests"]


def test_a_row_that_cannot_be_read_at_all_is_told(catalogue):
    unread = replace(row_added(GROUPS, "r", {}), row=None)
    (left,) = outcome(catalogue, copy_of(BASE, {}, rows=[unread])).not_fitting
    assert "could not be read" in left.why


def test_a_row_with_a_cell_that_does_not_fit_comes_without_it_and_that_is_told(catalogue):
    row = row_added(GROUPS, "r", {"name": "New"}, after="b", fault="“many” is no number.")
    done = outcome(catalogue, copy_of(BASE, {}, rows=[row]))
    assert names(done.plan)[-1] == "New"
    assert done.not_fitting == ()
    assert [(one.id, one.why) for one in done.partly] == [(row.id, "“many” is no number.")]


@pytest.mark.parametrize("choice", [Choice.ACCEPT, Choice.EDIT])
def test_a_row_fits_only_where_there_is_a_table_and_only_as_it_is(catalogue, choice):
    goals = ("standards.goals",)
    today = plan_of(standards__goals=NotApplicable("none"))
    copy = copy_of(today, {}, rows=[row_added(goals, "r", {"goal": "New"})])
    review = together([copy], today, catalogue)
    done = applied(today, review, all_taken(review, choice), catalogue)
    assert done.plan is today
    assert len(done.not_fitting) == 1


def test_answers_that_print_together_get_the_same_words(catalogue):
    other = ("overview.scope",)
    base = BASE.with_at(other, BASE.at(SUMMARY))
    copy = copy_of(base, {SUMMARY: text("We answer calls weekly.\nWe help people.")})
    passage = replace(copy.passages[SUMMARY], also=(other,))
    done = outcome(catalogue, replace(copy, passages={SUMMARY: passage}), today=base)
    assert done.plan.at(other) == done.plan.at(SUMMARY) == text("We answer calls weekly.\nWe help people.")


def placed(path, new="Put me somewhere."):
    review = replace(together([], BASE, None), unplaced=(Unplaced("u", "", new, new, "A", "", True, "a.docx"),))
    return review, Decisions(placed={"u": path})


def test_words_without_a_place_are_added_where_they_were_put(catalogue):
    done = applied(BASE, *placed(SUMMARY), catalogue)
    assert isinstance(done.plan.at(SUMMARY), Text)
    assert done.plan.at(SUMMARY).plain.endswith("We help people.\nPut me somewhere.")
    assert applied(BASE, *placed(NAME), catalogue).plan.at(NAME) == "Agency Put me somewhere."
    assert applied(BASE, *placed(("plan.version",)), catalogue).plan.at(("plan.version",)) == "Put me somewhere."


@pytest.mark.parametrize(("path", "new"), [(DATE, "x"), (SUMMARY, " "), ((*GROUPS, "gone", "name"), "x")])
def test_words_that_cannot_be_put_somewhere_are_told(catalogue, path, new):
    done = applied(BASE, *placed(path, new), catalogue)
    assert done.plan is BASE
    assert [one.id for one in done.not_fitting] == ["u"]


def test_accepting_all_leaves_what_is_at_odds_alone(catalogue):
    copies = [copy_of(BASE, {NAME: name}, file=f"{name}.docx") for name in ("Board", "Bureau")]
    review = together(copies, BASE, catalogue)
    assert applied(BASE, review, accept_all(review), catalogue).plan is BASE
