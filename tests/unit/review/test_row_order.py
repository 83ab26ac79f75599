"""Rows that somebody put in another order without tracking are told by the name of their table."""

from dataclasses import replace

from tests.unit.review.sent_on_paper import sample


def _swapped(reviewer, number):
    """Put the row of a paragraph behind the next one."""
    cell = reviewer.paragraphs[number].cell
    other = {cell.row: cell.row + 1, cell.row + 1: cell.row}
    inside = [n for n, one in enumerate(reviewer.paragraphs)
              if one.cell and one.cell.table == cell.table and one.cell.row in other]  # fmt: skip
    moved = [
        replace(one, cell=replace(one.cell, row=other[one.cell.row]))
        for one in (reviewer.paragraphs[n] for n in inside)
    ]
    moved.sort(key=lambda one: (one.cell.row, one.cell.column))
    reviewer.paragraphs[inside[0] : inside[-1] + 1] = moved
    return reviewer


def test_rows_in_another_order_are_told():
    reviewer = sample().reviewer()
    review = sample().examined(_swapped(reviewer, reviewer.find("Technology Office")))
    (told,) = review.warnings
    assert told.startswith("The rows of “Routing sheet” stand in another order")
    assert not review.proposals


def test_rows_that_stay_or_only_come_and_go_are_not():
    assert sample().examined().warnings == ()
    for author in ("Reader A", None):
        reviewer = sample().reviewer()
        reviewer.add_row(reviewer.find("Technology Office"), [["New office"], [], [], [], []], author)
        assert sample().examined(reviewer).warnings == ()
        reviewer = sample().reviewer()
        reviewer.remove_row(reviewer.find("Technology Office"), author)
        assert sample().examined(reviewer).warnings == ()
