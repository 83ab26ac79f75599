"""Federal workdays agree with the `holidays` package, and the header's words are right on every side of the day."""

from datetime import date, timedelta

import holidays
import pytest

from planwriter.plan.plan import Plan
from planwriter.plan.workdays import deadline, deadline_words, federal_holidays, is_workday, workdays_between

PLAN = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011")


def test_workdays_are_those_of_the_holidays_package_from_2011_to_2030():
    known = holidays.country_holidays("US", years=range(2011, 2032), observed=True)
    day = date(2011, 1, 1)
    while day.year < 2031:
        kept = day in known and (day.weekday() < 5)
        assert is_workday(day) == (day.weekday() < 5 and not kept), (day, known.get(day))
        day += timedelta(days=1)


def test_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    assert date(2021, 12, 31) in federal_holidays(2022)
    assert not is_workday(date(2021, 12, 31))


def test_juneteenth_is_a_workday_before_it_became_a_holiday():
    assert is_workday(date(2020, 6, 19))
    assert not is_workday(date(2021, 6, 18))  # June 19, 2021 was a Saturday


def test_a_weekend_has_no_workday_and_the_first_day_does_not_count():
    friday, monday = date(2011, 10, 21), date(2011, 10, 24)
    assert workdays_between(friday, monday) == 1
    assert workdays_between(monday, friday) == 0


def test_the_deadline_is_180_days_after_the_order():
    assert deadline(PLAN) == date(2011, 10, 24)
    assert deadline(PLAN.with_answer("plan.order_date", date(2024, 1, 1))) == date(2024, 6, 29)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2011, 9, 27), "Due in 18 workdays\nOctober 24, 2011"),  # Columbus Day lies between
        (date(2011, 10, 21), "Due in 1 workday\nOctober 24, 2011"),
        (date(2011, 10, 24), "Due today\nOctober 24, 2011"),
        (date(2011, 10, 25), "1 workday after the deadline\nOctober 24, 2011"),
        (date(2011, 12, 23), "42 workdays after the deadline\nOctober 24, 2011"),
        (date(2011, 12, 24), "Deadline was October 24, 2011"),
        (date(2026, 1, 1), "Deadline was October 24, 2011"),
    ],
)
def test_the_header_counts_workdays_until_60_days_after_the_deadline(today, words):
    assert deadline_words(PLAN, today) == words


def test_a_dated_plan_shows_its_own_date():
    dated = PLAN.with_answer("plan.date", date(2012, 4, 2))
    assert deadline_words(dated, date(2026, 1, 1)) == "Plan date\nApril 2, 2012"
