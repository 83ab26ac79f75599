"""Due dates: what people type, the days it covers, and what is asked back instead of guessed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.plan.due import Due, DueError, day_in_words, fiscal_year_of, read_day, read_due

from .strategies import days, dues


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3/31/2012", "2012-03-31"),
        ("03-31-12", "2012-03-31"),
        ("2012-3-31", "2012-03-31"),
        ("March 31, 2012", "2012-03-31"),
        ("mar 31 2012", "2012-03-31"),
        ("31st March 2012", "2012-03-31"),
        ("Mar 2012", "2012-03"),
        ("Sept. 2012", "2012-09"),
        ("3/2012", "2012-03"),
        ("2012-03", "2012-03"),
        ("Q2 FY12", "FY2012-Q2"),
        ("FY12 Q2", "FY2012-Q2"),
        ("fy 2012, q2", "FY2012-Q2"),
        ("FY2012-Q2", "FY2012-Q2"),
        ("second quarter of FY 2012", "FY2012-Q2"),
        ("2nd quarter FY2012", "FY2012-Q2"),
        ("FY2012", "FY2012"),
        ("fy '12", "FY2012"),
        ("fiscal year 2012", "FY2012"),
        ("end of FY12", "FY2012"),
        ("  Q2   FY12  ", "FY2012-Q2"),
    ],
)
def test_what_people_type_is_understood(typed, code):
    assert read_due(typed).code == code


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2012", "fiscal year 2012 or calendar 2012"),
        ("ongoing", "give the date you will next report"),
        ("TBD", "give the date you will next report"),
        ("Q2", "which fiscal year"),
        ("second quarter", "which fiscal year"),
        ("soon", "Type a day, a month"),
        ("", "Type a day, a month"),
        ("2/30/2012", "no such date"),
        ("13/2012", "no such date"),
        ("Ma 2012", "Type a day"),
        ("Smarch 2012", "Type a day"),
    ],
)
def test_nothing_is_guessed(typed, asked):
    with pytest.raises(DueError, match=asked):
        read_due(typed)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-12", date(2011, 12, 1), date(2011, 12, 31)),
        ("FY2012", date(2011, 10, 1), date(2012, 9, 30)),
        ("FY2012-Q1", date(2011, 10, 1), date(2011, 12, 31)),
        ("FY2012-Q2", date(2012, 1, 1), date(2012, 3, 31)),
        ("FY2012-Q4", date(2012, 7, 1), date(2012, 9, 30)),
    ],
)
def test_it_covers_its_period_and_stands_for_its_last_day(code, first, last):
    assert (Due(code).first_day, Due(code).last_day) == (first, last)


@pytest.mark.parametrize(
    "code", ["2012", "FY12", "fy2012", "FY2012-Q5", "2012-13", "2011-02-29", "2012-3", "٢٠١٢-03", "", "FY2012\n"]
)
def test_any_other_code_is_refused(code):
    with pytest.raises(DueError):
        Due(code)


@given(dues, dues)
def test_it_sorts_by_its_last_day(one, other):
    if one.last_day < other.last_day:
        assert one < other
    assert (one < other) + (other < one) + (one == other) == 1


@given(dues)
def test_what_is_printed_reads_back(due):
    assert read_due(due.words) == due
    assert read_due(due.code) == due


@given(days)
def test_a_day_reads_back_and_its_fiscal_year_covers_it(day):
    assert read_day(day_in_words(day)) == day
    year = Due(f"FY{fiscal_year_of(day)}")
    assert year.first_day <= day <= year.last_day


@given(st.integers(1901, 2199))
def test_quarters_make_the_year_without_a_gap(year):
    quarters = [Due(f"FY{year}-Q{number}") for number in range(1, 5)]
    assert quarters[0].first_day == Due(f"FY{year}").first_day
    assert quarters[-1].last_day == Due(f"FY{year}").last_day
    for left, right in pairwise(quarters):
        assert left.last_day + timedelta(days=1) == right.first_day


@pytest.mark.parametrize(
    ("code", "words", "reading"),
    [
        ("2012-03-31", "March 31, 2012", "March 31, 2012"),
        ("2012-03", "March 2012", "March 1 to March 31, 2012"),
        ("FY2012-Q2", "FY 2012, second quarter", "January 1 to March 31, 2012"),
        ("FY2012", "FY 2012", "October 1, 2011 to September 30, 2012"),
    ],
)
def test_it_has_words_for_print_and_a_reading_for_the_page(code, words, reading):
    assert (Due(code).words, Due(code).reading) == (words, reading)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("March 2012", "Add the day"), ("FY2012", "Add the day"), ("soon", "full date"), ("2012", "full date")],
)
def test_a_date_is_a_single_day(typed, asked):
    with pytest.raises(DueError, match=asked):
        read_day(typed)
