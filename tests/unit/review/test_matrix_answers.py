"""What a filled-in matrix says is taken over; what cannot be is told with its row, and nothing written is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.review.matrix import MatrixRow
from planwriter.review.matrix_answers import answers_of

ONE = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?", response="Because.")
TWO = replace(ONE, id="0a1b2c999999", response="", disposition=Disposition.REJECT)
DIGITS = replace(ONE, id="012345678901", response="")
POWER = replace(ONE, id="123456789e12", response="")
KEPT = {one.id: one for one in (ONE, TWO, DIGITS, POWER)}


def test_what_was_filled_in_is_taken_over() -> None:
    answers = answers_of([MatrixRow(2, TWO.id, "Accept in part", "Half of it.")], KEPT)
    assert answers.remarks == (replace(TWO, disposition=Disposition.ACCEPT_IN_PART, response="Half of it."),)
    assert answers.problems == ()


def test_empty_cells_take_nothing_away_and_equal_ones_change_nothing() -> None:
    rows = [MatrixRow(2, ONE.id, "", ""), MatrixRow(3, TWO.id, "reject", "")]
    assert answers_of(rows, KEPT).remarks == ()


def test_a_response_that_takes_the_place_of_another_is_told() -> None:
    answers = answers_of([MatrixRow(2, ONE.id, "", "So there.")], KEPT)
    assert answers.remarks[0].response == "So there."
    assert answers.problems == ("Row 2: your response was “Because.”; the row's replaced it.",)
    assert answers.unread == 0


def test_an_unknown_row_is_told_with_what_it_says() -> None:
    answers = answers_of([MatrixRow(7, "dddddddddddd", "Reject", "No, since this is so.")], KEPT)
    assert answers.remarks == ()
    assert answers.unread == 1
    assert "Row 7" in answers.problems[0]
    assert "“Reject” and “No, since this is so.”" in answers.problems[0]


def test_an_unreadable_disposition_is_told_and_the_response_still_counts() -> None:
    answers = answers_of([MatrixRow(4, TWO.id, "perhaps", "Later.")], KEPT)
    assert answers.remarks == (replace(TWO, response="Later."),)
    assert answers.unread == 1
    assert "“perhaps”" in answers.problems[0]


def test_first_digits_count_only_where_they_fit_one_remark() -> None:
    assert answers_of([MatrixRow(2, "0a1b2c", "open", "x")], KEPT).unread == 1
    assert answers_of([MatrixRow(2, "0a1b2c3", "open", "x")], {ONE.id: ONE, TWO.id: TWO}).remarks[0].id == ONE.id


def test_an_id_that_a_spreadsheet_took_for_a_number_is_known_again() -> None:
    assert answers_of([MatrixRow(2, "12345678901", "accept", "")], KEPT).remarks[0].id == DIGITS.id
    assert answers_of([MatrixRow(2, "1.23e+10", "accept", "")], KEPT).remarks[0].id == DIGITS.id
    assert answers_of([MatrixRow(2, "1,23e+20", "accept", "")], KEPT).remarks[0].id == POWER.id
    assert answers_of([MatrixRow(2, "1.23e+11", "accept", "")], KEPT).remarks == ()


@given(st.lists(st.builds(MatrixRow, st.integers(2, 99), *[st.text("0a1b2c3d4e5f., accept", max_size=14)] * 3)))
def test_whatever_is_written_stands_in_a_remark_or_in_a_problem(rows: list[MatrixRow]) -> None:
    answers = answers_of(rows, KEPT)
    after = {**KEPT, **{one.id: one for one in answers.remarks}}
    told = "\n".join(answers.problems)
    for row in rows:
        if row.response.strip():
            kept = any(one.response == row.response for one in after.values())
            assert kept or f"Row {row.number}" in told or "replaced it" in told
    assert after.keys() == KEPT.keys()
