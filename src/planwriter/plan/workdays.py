"""Federal workdays, the plan's deadline, and the words the header shows for it.

A workday is a Monday to Friday that is no federal holiday (5 U.S.C. 6103); a holiday on a Saturday is kept the Friday
before, one on a Sunday the Monday after. Days that a President gives off once, and Inauguration Day, which is kept
around Washington only, are not known here.
"""

from datetime import date, timedelta

from planwriter.plan.counted import counted
from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan

ORDER_SIGNED = date(2011, 4, 27)
DAYS_TO_PLAN = 180  # calendar days, EO 13571 Sec. 2
_DAYS_COUNTED_AFTER = 60

_FIXED = ((1, 1, 0), (6, 19, 2021), (7, 4, 0), (11, 11, 0), (12, 25, 0))  # month, day, first year
_FLOATING = ((1, 3), (2, 3), (9, 1), (10, 2))  # month, which Monday of it
_SATURDAY, _SUNDAY = 5, 6


def deadline(plan: Plan) -> date:
    """Return the day the plan is due: 180 calendar days after the clock starts (April 27, 2011, if not answered).

    Source: EO 13571 Sec. 2, "Within 180 days of the date of this order".
    """
    started = plan.answer("plan.order_date")
    return (started if isinstance(started, date) else ORDER_SIGNED) + timedelta(days=DAYS_TO_PLAN)


def deadline_words(plan: Plan, today: date) -> str:
    r"""Return what the header says of the deadline: one line, or two joined by "\n", the day in the second.

    A dated plan shows its own date. Workdays are counted until 60 days after the deadline; later the day alone is
    told, since there is nothing left to count.
    """
    dated = plan.answer("plan.date")
    if isinstance(dated, date):
        return f"Plan date\n{day_in_words(dated)}"
    due = deadline(plan)
    words = day_in_words(due)
    if (today - due).days > _DAYS_COUNTED_AFTER:
        return f"Deadline was {words}"
    if today == due:
        return f"Due today\n{words}"
    count = workdays_between(today, due) if today < due else workdays_between(due, today)
    so_many = counted(count, "workday")
    return f"Due in {so_many}\n{words}" if today < due else f"{so_many} after the deadline\n{words}"


def workdays_between(start: date, end: date) -> int:
    """Return how many workdays follow `start`, up to and including `end`; 0 when `end` is not later."""
    return sum(is_workday(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))


def is_workday(day: date) -> bool:
    """Whether federal offices work on that day."""
    return day.weekday() < _SATURDAY and not _is_holiday(day)


def federal_holidays(year: int) -> frozenset[date]:
    """Return the days on which the federal holidays of a year are kept; New Year's Day may fall in the year before.

    Source: 5 U.S.C. 6103.
    """
    fixed = {_observed(date(year, month, day)) for month, day, first_year in _FIXED if year >= first_year}
    mondays = {_weekday_of(year, month, weekday=0, number=number) for month, number in _FLOATING}
    last_monday_of_may = date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    thanksgiving = _weekday_of(year, 11, weekday=3, number=4)
    return frozenset(fixed | mondays | {last_monday_of_may, thanksgiving})


def _is_holiday(day: date) -> bool:
    years = (day.year, day.year + 1) if (day.month, day.day) == (12, 31) else (day.year,)
    return any(day in federal_holidays(year) for year in years)


def _observed(day: date) -> date:
    shift = {_SATURDAY: -1, _SUNDAY: 1}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _weekday_of(year: int, month: int, *, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
