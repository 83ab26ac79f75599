"""The words of a new row, shared out to its columns."""

from planwriter.plan.plan import field_at
from planwriter.review.row_cells import Slot, cells_of
from tests.unit.review.sent_on_paper import sample

STANDARDS = field_at(sample().catalogue, ("standards.standards",))
SLOTS = {
    0: [Slot("promise", "", ""), Slot("goal", "Goal: ", "")],
    1: [Slot("baseline", "", " minutes"), Slot("baseline_period", "", "")],
    2: [Slot("measure", "", "", is_alone=False), Slot("unit", " (", ")", is_alone=False)],
}


def _cells(words):
    return cells_of(words, SLOTS, STANDARDS, sample().baseline.plan)


def test_our_words_before_an_answer_and_its_unit_say_which_it_is():
    cells, left = _cells({0: ["We answer at once"], 1: ["4 minutes", "FY 2011"], 2: ["Time to answer (minutes)"]})
    assert cells == {
        "promise": "We answer at once",
        "baseline": 4,
        "baseline_period": "FY 2011",
        "measure": "Time to answer",
        "unit": "minutes",
    }
    assert left == []


def test_what_fits_no_column_is_told():
    cells, left = _cells({0: ["A promise", "more words"], 1: ["soon"], 9: ["elsewhere"]})
    assert cells == {"promise": "A promise"}
    assert len(left) == 3
    assert all(words.endswith(".") for words in left)


def test_blank_cells_say_nothing():
    assert _cells({0: ["–"], 1: [""], 2: ["Not written yet"]}) == ({}, [])
