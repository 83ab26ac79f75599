"""What was changed outside of the answers is told, with where it stands."""

import json
from dataclasses import replace

import pytest

from planwriter.review.baseline import read_baseline
from planwriter.review.returned import Mark, MarkKind, Piece, ReturnedParagraph
from tests.unit.review.sent_on_paper import sample

INS = Mark(MarkKind.INSERTED, "Reader A", "2026-11-20T09:00:00Z")


def _unplaced(reviewer, **more):
    review = sample().examined(reviewer, **more)
    assert review.unreported == 0
    return review.unplaced


@pytest.mark.parametrize("author", ["Reader A", None])
def test_a_heading_changed_is_told_with_what_changed(author):
    reviewer = sample().reviewer()
    reviewer.replace(reviewer.find("Mission and services"), "services", "work", author)
    (one,) = _unplaced(reviewer)
    assert one.where == "in the heading “Mission and services”"
    assert one.text in ("Mission and [added: work][removed: services]", "Mission and [removed: services][added: work]")
    assert (one.new, one.tracked) == ("work", author is not None)


@pytest.mark.parametrize("author", ["Reader A", None])
def test_words_between_answers_stand_behind_the_answer_before(author):
    reviewer = sample().reviewer()
    reviewer.add_paragraph(reviewer.find("Mission and scope", nth=1), "Words from nowhere.", author)
    (one,) = _unplaced(reviewer)
    assert (one.after, one.text, one.new) == ("overview.summary", "Words from nowhere.", "Words from nowhere.")
    assert one.tracked is (author is not None)


def test_labels_are_ours_and_what_stands_beside_the_answer_is_the_answers():
    reviewer = sample().reviewer()
    number = reviewer.find("Period covered: ")
    reviewer.insert(number, 0, "The ", "Reader A")
    (one,) = _unplaced(reviewer)
    assert one.text.startswith("[added: The ]Period covered: …")
    assert one.where.startswith("in our words around")


def test_a_second_copy_of_an_answer_is_told_as_one():
    reviewer = sample().reviewer()
    number = reviewer.find("Forms come back")
    reviewer.paragraphs.insert(reviewer.find("Services", nth=1) + 1, reviewer.paragraphs[number])
    (one,) = _unplaced(reviewer)
    assert one.where == "a second copy of “Executive summary”"


@pytest.mark.parametrize(
    ("part", "where"),
    [("footer", "in the foot of the page"), ("footnote", "in a footnote"), ("text box", "in a text box")],
)
def test_other_parts_are_named(part, where):
    reviewer = sample().reviewer()
    reviewer.paragraphs.append(ReturnedParagraph((Piece("Draft "), Piece("words", (INS,))), part=part))
    assert where in {one.where for one in _unplaced(reviewer)}


def test_our_own_words_that_went_untracked_are_told_but_fillers_and_contents_are_not():
    for words, count in (("Mission and services", 1), ("Contents", 0)):
        reviewer = sample().reviewer()
        del reviewer.paragraphs[reviewer.find(words)]
        assert len(_unplaced(reviewer)) == count


def test_a_table_nobody_knows_comes_as_words():
    from planwriter.review.returned import CellPlace

    reviewer = sample().reviewer()
    new = [ReturnedParagraph((Piece("cell", (INS,)),), (INS,), cell=CellPlace(99, 0, 0), row=(INS,))]
    at = reviewer.find("Mission and scope", nth=1)
    reviewer.paragraphs[at:at] = new
    assert [one.text for one in _unplaced(reviewer)] == ["cell"]


def test_what_another_deletes_in_a_new_row_is_told():
    reviewer = sample().reviewer()
    reviewer.add_row(reviewer.find("Finance Office"), [["Legal Office of Wells"], [], [], [], []], "Reader A")
    reviewer.delete(reviewer.find("Legal Office of Wells"), 12, 21, "Reader B")
    review = sample().examined(reviewer)
    assert review.proposals[0].row.cells["office"] == "Legal Office"
    assert [(one.author, one.text, one.after) for one in review.unplaced] == [
        ("Reader B", "[removed: of Wells]", "clearance.routing")
    ]
    assert review.unreported == 0


def test_words_in_an_empty_cell_of_an_older_copy_say_which_cell_it_is():
    form = json.loads(sample().data)
    del form["awaits"]
    older = replace(sample(), baseline=read_baseline(json.dumps(form).encode(), sample().catalogue))
    reviewer = sample().reviewer()
    number = reviewer.find("Technology Office")
    cell = next(n for n in range(number, number + 20) if reviewer.paragraphs[n].rejected == "–")
    reviewer.replace(cell, "–", "Fine with us", "Reader A")
    (one,) = older.examined(reviewer).unplaced
    assert one.where == "in the empty cell “Comment” of “Technology Office”"
    assert one.new == "Fine with us"


def test_the_words_behind_each_page_are_no_text_box_of_a_reviewer():
    legend = sample().baseline.plan.with_answer("clearance.draft_legend", "DRAFT")
    sent = replace(sample(), baseline=replace(sample().baseline, plan=legend))
    for words, count in (("DRAFT", 0), ("DRAFTY", 1)):
        reviewer = sample().reviewer()
        reviewer.paragraphs.append(ReturnedParagraph((Piece(words),), part="text box"))
        assert len(sent.examined(reviewer).unplaced) == count
