"""An edit of the history is told in words that the one who made it knows again."""

import json
from collections.abc import Callable
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.edits_in_words import EditWords, LeafChange, edit_in_words, place_in_words
from planwriter.plan.leaves import changed_leaves
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue

from .strategies import PLAN_ID, drafts

GROUPS, STANDARDS = "customers.groups", "standards.standards"
DRAFT = Draft(
    Plan(
        PLAN_ID,
        "eo13571-2011",
        1,
        MappingProxyType(
            {
                GROUPS: Rows((Row("a/b", {"name": "Farmers"}), Row("b", {"name": "Schools"}))),
                STANDARDS: Rows((Row("calls", {"promise": "Answer calls", "baseline_period": "FY 2010"}),)),
            }
        ),
    )
)
Edit = Callable[[Plan], Plan]


def told(after: Draft, catalogue: Catalogue) -> EditWords:
    changes = [
        LeafChange(key, old, new)
        for key, (old, new) in sorted(changed_leaves(DRAFT, after).items())
        if key != "plan/revision"
    ]
    changes = [LeafChange(one.key, *json.loads(json.dumps([one.old, one.new]))) for one in changes]
    return edit_in_words(changes, catalogue, DRAFT.plan)


@pytest.mark.parametrize(
    ("edit", "what", "detail"),
    [
        (lambda p: p.with_answer("plan.title", "Our plan"), "Title", "Our plan"),
        (lambda p: p.with_answer("overview.summary", plain_text("Long " * 60)), "Executive summary", ("Long " * 24).strip() + "…"),
        (lambda p: p.with_at((STANDARDS, "calls", "unit"), "percent"), "Service standards, Answer calls: Unit", "Percent"),
        (lambda p: p.with_at((STANDARDS, "calls", "promise"), None), "Service standards, Answer calls: Promise", "Cleared"),
        (lambda p: p.with_answer(GROUPS, p.answer(GROUPS).without_row("a/b")), "“Farmers” removed from Customer groups", ""),
        (lambda p: p.with_answer(STANDARDS, None), "“Answer calls” removed from Service standards", ""),
        (lambda p: p.with_answer(GROUPS, p.answer(GROUPS).with_row(Row("c", {"name": "Cities"}))), "“Cities” added to Customer groups", ""),
        (lambda p: p.with_answer(GROUPS, p.answer(GROUPS).with_row(Row("c", {}))), "A row added to Customer groups", ""),
        (lambda p: p.with_answer(GROUPS, p.answer(GROUPS).moved("b", 0)), "Customer groups: order of the rows", ""),
        (lambda p: p.with_answer(GROUPS, None), "2 rows removed from Customer groups", ""),
        (lambda p: p.with_answer("standards.goals", NotApplicable("None")), "GPRA performance goals", "Not applicable: None"),
        (lambda p: p.with_answer("plan.title", "T").with_answer("agency.name", "A").with_answer("agency.acronym", "B"), "Acronym and 2 more answers", ""),
        (lambda p: p.with_set_aside((SetAside("length", "/answers/plan/lead", "Known"),)), "A check set aside or taken back", ""),
    ],
)  # fmt: skip
def test_each_edit_is_told_as_what_it_was(edit: Edit, what: str, detail: str, catalogue: Catalogue) -> None:
    words = told(DRAFT.with_plan(edit(DRAFT.plan)), catalogue)
    titled = what.replace("Promise", catalogue.element(STANDARDS).column("promise").title)
    assert (words.what, words.detail.replace("percent", "Percent")) == (titled, detail)


def test_what_is_kept_beside_the_plan_is_told_too(catalogue: Catalogue) -> None:
    page = next(catalogue.pages())
    assert told(DRAFT.with_finished(page.id, is_finished=True), catalogue).what == f"“{page.title}” marked finished"
    assert told(DRAFT.with_note("overview.summary", "Ask"), catalogue) == EditWords(
        "Your note on Executive summary", path=("overview.summary",)
    )
    typed = told(DRAFT.with_typed((STANDARDS, "calls", "target"), "about 8"), catalogue)
    assert typed.what.startswith("Service standards, Answer calls: Target")
    assert typed.path == (STANDARDS, "calls", "target")


def test_a_row_that_is_gone_and_an_element_of_another_edition_have_words(catalogue: Catalogue) -> None:
    assert "a row since removed" in place_in_words((GROUPS, "gone", "name"), catalogue, DRAFT.plan)
    change = LeafChange("answers/gone.element", None, "x")
    assert edit_in_words([change], catalogue, DRAFT.plan).what == "an answer of another edition"
    assert place_in_words(("gone.element",), catalogue, DRAFT.plan) == "an answer of another edition"


def test_any_edit_has_words(catalogue: Catalogue) -> None:
    @settings(deadline=None, max_examples=100)
    @given(drafts(catalogue), drafts(catalogue))
    def check(old: Draft, new: Draft) -> None:
        changes = [
            LeafChange(key, *pair) for key, pair in sorted(changed_leaves(old, new).items()) if key != "plan/revision"
        ]
        for few in (changes, *([one] for one in changes)):
            if few:
                assert edit_in_words(few, catalogue, new.plan).what

    check()


def test_what_reviewers_said_and_what_was_answered_is_told(catalogue: Catalogue) -> None:
    remark = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?")
    noted = DRAFT.with_remarks([remark])
    words = EditWords("What reviewers said: Title", path=("plan.title",))
    assert told(noted, catalogue) == words
    applied = noted.with_plan(noted.plan.with_answer("plan.title", "Ours").with_answer("plan.version", "2"))
    assert told(applied, catalogue) == EditWords("Reviewers' changes in 2 answers", "Title", ("plan.title",))
    change = LeafChange("remarks/0a1b2c3d4e5f", {"element": "plan.title"}, {"element": "plan.title", "response": "So."})
    assert edit_in_words([change], catalogue, DRAFT.plan) == EditWords(
        "Your answer to a reviewer: Title", "So.", ("plan.title",)
    )
    change = LeafChange("remarks/0a1b2c3d4e5f", {"element": ""}, None)
    assert edit_in_words([change], catalogue, DRAFT.plan) == EditWords("Your answer to a reviewer")
