"""Several copies come together over today's plan."""

from dataclasses import replace

from planwriter.plan.answers import Row, Rows
from planwriter.review.outcome import plain_words, there
from planwriter.review.proposal import Missing, PlacedComment, Unplaced
from planwriter.review.together import together

from .copies import copy_of, plan_of, row_added, row_removed, text

SUMMARY, NAME, GROUPS = ("overview.summary",), ("agency.name",), ("customers.groups",)
BASE = plan_of(
    agency__name="Agency",
    overview__summary=text("We answer calls monthly.\nWe help people."),
    customers__groups=Rows((Row("a", {"name": "Callers"}), Row("b", {"name": "Visitors"}))),
)


def copy(words, file, **who):
    return copy_of(BASE, {SUMMARY: text(words)}, file=file, author=file[0].upper(), **who)


def decided(review, *ids, path=SUMMARY):
    return plain_words(there(review.passages[path].stretches, ids)).strip()


def test_no_copy_at_all_is_an_empty_review(catalogue):
    review = together([], BASE, catalogue)
    assert (review.proposals, review.conflicts, dict(review.passages)) == ((), (), {})


def test_changes_of_all_copies_stand_in_the_order_of_the_plan(catalogue):
    one = copy("We answer calls monthly.\nWe help all people.", "a.docx")
    two = copy_of(BASE, {SUMMARY: text("We take calls monthly.\nWe help people."), NAME: "Board"}, file="b.docx")
    review = together([one, two], BASE, catalogue)
    assert [(proposal.path, proposal.new.strip()) for proposal in review.proposals] == [
        (NAME, "Board"), (SUMMARY, "take"), (SUMMARY, "all"),
    ]  # fmt: skip
    assert [proposal.order for proposal in review.proposals] == [0, 0, 1]
    assert review.conflicts == ()
    assert decided(review, *(one.id for one in review.proposals)) == "We take calls monthly.\nWe help all people."


def test_opposing_changes_are_one_conflict_with_everybody_in_it(catalogue):
    copies = [
        copy(f"We answer calls {when}.\nWe help people.", f"{when}.docx") for when in ("daily", "weekly", "often")
    ]
    review = together(copies, BASE, catalogue)
    (conflict,) = review.conflicts
    assert len(conflict.proposals) == 3
    assert (conflict.path, conflict.changed_here) == (SUMMARY, False)
    assert len(review.opposed) == 3


def test_a_copy_of_an_older_round_comes_over_its_own_words(catalogue):
    newer = BASE.with_at(SUMMARY, text("We answer calls monthly.\nWe help people.\nWe write back."))
    today = newer.with_at(SUMMARY, text("We answer calls monthly.\nWe help people.\nWe write back soon."))
    old = copy("We answer calls weekly.\nWe help people.", "a.docx")
    new = copy_of(
        newer, {SUMMARY: text("We answer calls weekly.\nWe help people.\nWe always write back.")}, file="b.docx"
    )
    review = together([old, new], today, catalogue)
    assert [one.file for one in review.proposals] == ["a.docx; b.docx", "b.docx"]
    assert review.conflicts == ()
    wanted = "We answer calls weekly.\nWe help people.\nWe always write back soon."
    assert decided(review, *(one.id for one in review.proposals)) == wanted


def test_copies_of_rounds_that_want_something_else_are_at_odds(catalogue):
    newer = BASE.with_at(SUMMARY, text("We answer calls monthly.\nWe help people.\nWe write back."))
    old = copy("We answer calls weekly.\nWe help people.", "a.docx")
    new = copy_of(newer, {SUMMARY: text("We answer calls daily.\nWe help people.\nWe write back.")}, file="b.docx")
    (conflict,) = together([old, new], newer, catalogue).conflicts
    assert len(conflict.proposals) == 2


def test_a_copy_of_another_plan_gives_a_warning_until_it_is_confirmed(catalogue):
    other = replace(copy("We answer calls weekly.\nWe help people.", "a.docx"), is_other_plan=True, warnings=("Hm.",))
    review = together([other], BASE, catalogue)
    assert review.proposals == ()
    (warning,) = review.warnings
    assert "a.docx was made from another plan" in warning
    assert len(together([other], BASE, catalogue, confirmed={"a.docx"}).proposals) == 1


def test_the_removal_of_a_row_is_at_odds_with_changes_in_it(catalogue):
    path = (*GROUPS, "b", "name")
    one = copy_of(BASE, {}, rows=[row_removed(BASE, path[:2])])
    two = copy_of(BASE, {path: "Guests"}, file="b.docx")
    (conflict,) = together([one, two], BASE, catalogue).conflicts
    assert (conflict.path, len(conflict.proposals)) == (path[:2], 2)


def test_changes_in_a_row_you_removed_are_a_conflict_with_you(catalogue):
    today = BASE.with_answer(GROUPS[0], Rows((Row("a", {"name": "Callers"}),)))
    review = together([copy_of(BASE, {(*GROUPS, "b", "name"): "Guests"})], today, catalogue)
    (conflict,) = review.conflicts
    assert (conflict.path, conflict.changed_here) == ((*GROUPS, "b"), True)


def test_a_row_that_two_add_is_one(catalogue):
    cells = {"name": "Writers"}
    copies = [
        copy_of(BASE, {}, file=f"{n}.docx", rows=[row_added(GROUPS, f"r{n}", cells, after="a", file=f"{n}.docx")])
        for n in "12"
    ]
    review = together(copies, BASE, catalogue)
    assert [(one.path, one.file) for one in review.proposals] == [((*GROUPS, "r1"), "1.docx; 2.docx")]


def test_comments_loose_words_and_missing_answers_are_told_once(catalogue):
    comment = PlacedComment("c", SUMMARY[0], SUMMARY, "A", "", "Why?", "", False, "a.docx", "Budget")
    loose = Unplaced("u", "", "New.", "New.", "A", "", True, "a.docx")
    one = replace(copy("We answer calls monthly.", "a.docx"), comments=(comment,), unplaced=(loose,),
                  missing=(Missing(NAME[0], NAME, "a.docx"),), warnings=("Look.",))  # fmt: skip
    two = replace(one, file="b.docx", comments=(replace(comment, file="b.docx", office="Counsel"),),
                  unplaced=(replace(loose, file="b.docx"),), missing=(Missing(NAME[0], NAME, "b.docx"),))  # fmt: skip
    review = together([one, two], BASE, catalogue)
    assert [(said.file, said.office) for said in review.comments] == [("a.docx; b.docx", "Budget; Counsel")]
    assert [said.file for said in review.unplaced] == ["a.docx; b.docx"]
    assert [lost.file for lost in review.missing] == ["a.docx; b.docx"]
    assert review.warnings == ("Look.",)


def test_what_the_plan_has_by_now_is_told_once_with_both_names_and_never_of_another_plan(catalogue):
    words = "We answer calls weekly.\nWe help people."
    one, two = copy(words, "a.docx"), copy(words, "b.docx")
    today = BASE.with_at(SUMMARY, text(words))
    review = together([one, two], today, catalogue)
    assert review.proposals == ()
    (made,) = review.made
    assert (made.author, made.also) == ("A; B", (two.proposals[0].id,))
    other = replace(one, is_other_plan=True)
    assert together([other], today, catalogue).made == ()
    assert len(together([other], today, catalogue, confirmed={"a.docx"}).made) == 1
    assert together([one, two], BASE, catalogue).made == ()


def test_a_change_of_two_goes_by_the_id_that_the_matrix_knows(catalogue):
    words = "We answer calls weekly.\nWe help people."
    one, two = copy(words, "a.docx"), copy(words, "b.docx")
    known = two.proposals[0].id
    review = together([one, two], BASE, catalogue, known={known})
    assert [proposal.id for proposal in review.proposals] == [known]
    assert decided(review) == "We answer calls monthly.\nWe help people."
    assert decided(review, known) == words
