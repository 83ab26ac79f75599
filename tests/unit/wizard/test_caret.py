"""After undo the caret stands behind what came back, after redo behind what went in again."""

import pytest

from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.wizard.caret import caret_behind_change

TEXT, LINE, DATE = ("overview.summary",), ("agency.acronym",), ("plan.date",)


def drafts(old: str, new: str) -> tuple[Draft, Draft]:
    empty = Plan("p", "eo13571-2011")
    first, second = (Draft(empty.with_answer(TEXT[0], plain_text(words)) if words else empty) for words in (old, new))
    return first, second


@pytest.mark.parametrize(
    ("old", "new", "hint", "expected"),
    [
        ("one two", "one", 4, 3),  # what was typed at the end goes
        ("one", "one two", None, 7),  # what was deleted at the end comes back
        ("one three", "one two three", 5, 7),
        ("one two three", "one three", 4, 4),
        ("one one", "one", 4, 3),  # what was typed stood behind, not before
        ("one one", "one", 0, 0),
        ("aa", "aaa", None, 3),
        ("one\ntwo", "one\nTwo", 5, 5),
        ("", "word", None, 4),
        ("word", "", 1, 0),
        ("a\U0001f600c", "a\U0001f600bc", None, 4),  # a smile counts twice, as Qt counts
    ],
)
def test_in_a_text(old, new, hint, expected):
    assert caret_behind_change(*drafts(old, new), TEXT, hint) == expected


def test_words_that_cannot_be_read_yet_count_too():
    draft = drafts("", "")[0]
    assert caret_behind_change(draft, draft.with_typed(DATE, "Ja"), DATE) == 2


def test_a_choice_has_no_caret():
    first = drafts("", "")[0]
    second = Draft(first.plan.with_answer("plan.peer", True))
    assert caret_behind_change(first, second, ("plan.peer",)) is None
