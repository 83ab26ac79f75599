"""Comments stand on the answers they are about."""

import pytest

from tests.unit.review.sent_on_paper import sample


@pytest.mark.parametrize(
    ("words", "nth", "element", "path"),
    [
        ("Forms come back", 0, "overview.summary", ("overview.summary",)),
        ("Executive summary", 1, "overview.summary", ()),
        ("Mission and services", 0, "overview.mission", ()),
        ("Period covered: ", 0, "plan.period_start", ("plan.period_start",)),
        ("What we heard back", 0, "clearance.omb_consultation", ()),
        ("For review inside", 0, "", ()),
        ("Contents", 0, "", ()),
    ],
)
def test_a_comment_is_about_the_answer_or_the_element_it_stands_over(words, nth, element, path):
    reviewer = sample().reviewer()
    reviewer.comment(reviewer.find(words, nth=nth), 0, 4, "Why?")
    (comment,) = sample().examined(reviewer).comments
    assert (comment.element, comment.path) == (element, path)


def test_a_comment_in_changed_words_is_on_their_answer():
    reviewer = sample().reviewer()
    number = reviewer.find("Forms come back")
    reviewer.insert(number, 0, "Some ", "Reader A")
    reviewer.comment(number, 1, 3, "Which?")
    (comment,) = sample().examined(reviewer).comments
    assert comment.path == ("overview.summary",)


def test_answers_hang_on_what_they_answer_and_ids_are_stable():
    reviewer = sample().reviewer()
    first = reviewer.comment(reviewer.find("Forms come back"), 0, 5, "Why?")
    reviewer.comment(reviewer.find("Forms come back"), 0, 5, "Because.", "Author", answers=first, is_resolved=True)
    one, other = sample().examined(reviewer).comments
    assert (one.answers, other.answers) == ("", one.id)
    assert other.is_resolved
    assert [again.id for again in sample().examined(reviewer).comments] == [one.id, other.id]


def test_a_comment_in_a_new_row_or_nowhere_is_kept():
    reviewer = sample().reviewer()
    reviewer.add_row(reviewer.find("Finance Office"), [["Legal Office"], [], [], [], []], "Reader A")
    reviewer.comment(reviewer.find("Legal Office"), 0, 3, "New?")
    reviewer.comment(reviewer.find("Forms come back"), 0, 3, "Which?")
    first, _second = sample().examined(reviewer).comments
    assert first.element == "clearance.routing"
