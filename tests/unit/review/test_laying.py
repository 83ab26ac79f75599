"""Every kind of answer, and every row, is put over today's plan."""

from dataclasses import replace
from datetime import date

from planwriter.plan.answers import Person, Row, Rows
from planwriter.review.laying import over_today, rows_made, rows_touched, touched, with_rows_gone
from planwriter.review.outcome import plain_words, there
from planwriter.review.places import Places
from planwriter.review.proposal import BlockEnd, Passage, Stretch
from planwriter.review.today import ids_in

from .copies import passage_of, plan_of, row_added, row_removed, text

GROUPS = ("customers.groups",)
DATE = ("plan.date",)


def groups(*rows):
    return plan_of(customers__groups=Rows(tuple(Row(one, {"name": words}) for one, words in rows)))


def dated(day):
    """Return a plan of that day."""
    return plan_of(plan__date=day)


def one_value(old, new):
    return Passage(DATE, (Stretch(old, deleted_by=("a",)), Stretch(new, inserted_by=("a",))), date(2012, 5, 3))


def test_an_answer_that_was_not_touched_stays_as_it_came(catalogue):
    base = plan_of(overview__summary=text("We answer calls."))
    passage, _found = passage_of(("overview.summary",), base.at(("overview.summary",)), text("We answer all calls."))
    (laid,) = over_today(passage, Places(base, (base,), catalogue))
    assert laid.passage is passage


def test_a_date_is_theirs_or_yours(catalogue):
    passage = one_value("May 3, 2012", "May 4, 2012")
    (laid,) = over_today(passage, Places(dated(date(2012, 6, 1)), (), catalogue))
    assert plain_words(there(laid.passage.stretches, ())) == "June 1, 2012"
    assert plain_words(there(laid.passage.stretches, ("a",))) == "May 4, 2012"
    assert list(touched([laid])) == [(DATE, ("a",))]


def test_a_date_that_you_set_to_theirs_is_no_proposal_any_more(catalogue):
    (laid,) = over_today(one_value("May 3, 2012", "May 4, 2012"), Places(dated(date(2012, 5, 4)), (), catalogue))
    assert (ids_in(laid.passage), laid.at_odds) == ((), ())


def test_lines_of_a_person_change_each_by_itself(catalogue):
    base = Person(name="Chief", title="Officer")
    end = Stretch("\n", ends=BlockEnd())
    parts = (Stretch("Chief"), end, Stretch("Officer", deleted_by=("a",)), Stretch("Director", inserted_by=("a",)), end)
    today = plan_of(plan__lead=replace(base, name="Head"))
    (laid,) = over_today(Passage(("plan.lead",), parts, base), Places(today, (), catalogue))
    assert laid.at_odds == ()
    assert plain_words(there(laid.passage.stretches, ("a",))) == "Head\nDirector\n"


def test_answers_that_print_together_part_when_one_was_changed(catalogue):
    base = plan_of(overview__summary=text("We answer calls."), overview__scope=text("We answer calls."))
    path, other = ("overview.summary",), ("overview.scope",)
    passage, (one,) = passage_of(path, base.at(path), text("We answer all calls."))
    passage = replace(passage, also=(other,))
    assert [laid.passage for laid in over_today(passage, Places(base, (), catalogue))] == [passage]
    apart = base.with_at(other, text("We answer calls daily."))
    first, second = over_today(passage, Places(apart, (), catalogue))
    assert (first.passage.also, second.passage.path) == ((), other)
    assert plain_words(there(second.passage.stretches, (one.id,))).strip() == "We answer all calls daily."


def test_all_answers_of_a_removed_row_come_back_together(catalogue):
    base = groups(("a", "Callers"), ("b", "Visitors"))
    places = Places(groups(("a", "Callers")), (base,), catalogue)
    name, (one,) = passage_of((*GROUPS, "b", "name"), "Visitors", "People")
    year, (other,) = passage_of((*GROUPS, "b", "year"), None, "2011")
    found = with_rows_gone(laid for passage in (name, year) for laid in over_today(passage, places))
    assert {laid.gone for laid in found} == {(*GROUPS, "b")}
    assert plain_words(there(found[0].passage.stretches, ())) == ""
    assert plain_words(there(found[0].passage.stretches, (other.id,))) == "Visitors"
    assert plain_words(there(found[0].passage.stretches, (one.id,))) == "People"


def test_rows_that_are_there_or_gone_already_are_made(catalogue):
    base = groups(("a", "Callers"), ("b", "Visitors"))
    today = groups(("a", "Callers"), ("mine", "Writers"))
    places = Places(today, (base,), catalogue)
    gone, stays = row_removed(base, (*GROUPS, "b")), row_removed(base, (*GROUPS, "a"))
    alike, new = row_added(GROUPS, "r9", {"name": "Writers"}), row_added(GROUPS, "r8", {"name": "Callers"})
    assert rows_made((gone, stays, alike, new), places) == {gone.id, alike.id}


def test_a_row_to_be_removed_that_you_changed_is_told(catalogue):
    base = groups(("a", "Callers"))
    removal = row_removed(base, (*GROUPS, "a"))
    assert list(rows_touched([removal], Places(base, (base,), catalogue))) == []
    changed = Places(groups(("a", "All callers")), (base,), catalogue)
    assert list(rows_touched([removal], changed)) == [((*GROUPS, "a"), (removal.id,))]
