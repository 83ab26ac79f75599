"""Due dates: a day, a month, a fiscal quarter or a fiscal year; how people type them and how they read.

The fiscal year runs from October 1 to September 30 and is named for the year it ends (31 U.S.C. 1102).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CODE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?|FY(\d{4})(?:-Q([1-4]))?")


class DueError(ValueError):
    """The words are not a due date; `str()` says in plain words what to type instead."""


@total_ordering
@dataclass(frozen=True)
class Due:
    """When something is due; compares and sorts by its last day.

    Attributes:
        code: The stored form: "2012-03-31", "2012-03", "FY2012-Q2" or "FY2012".
    """

    code: str

    def __post_init__(self) -> None:
        self.period  # noqa: B018  a wrong code raises DueError here

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day it may mean."""
        return _period_of(self.code)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return self.period[0]

    @property
    def last_day(self) -> date:
        """The day it stands for in comparing and sorting."""
        return self.period[1]

    @property
    def words(self) -> str:
        """How it prints: "March 31, 2012", "March 2012", "FY 2012, second quarter", "FY 2012"."""
        if self.code.startswith("FY"):
            year = f"FY {self.code[2:6]}"
            return year if len(self.code) == 6 else f"{year}, {_QUARTERS[int(self.code[-1]) - 1]} quarter"
        if len(self.code) == 7:
            return f"{MONTHS[self.last_day.month - 1]} {self.last_day.year}"
        return day_in_words(self.last_day)

    @property
    def reading(self) -> str:
        """What the page shows beneath the field: the days it covers, in words."""
        first, last = self.period
        if first == last:
            return day_in_words(last)
        if first.year == last.year:
            return f"{MONTHS[first.month - 1]} {first.day} to {day_in_words(last)}"
        return f"{day_in_words(first)} to {day_in_words(last)}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Due):
            return NotImplemented
        return (self.last_day, self.code) < (other.last_day, other.code)


_QUARTERS = ("first", "second", "third", "fourth")
_FORMS = "Type a day, a month, a quarter or a fiscal year, for example 3/31/2012, Mar 2012, Q2 FY12 or FY2012."


def day_in_words(day: date) -> str:
    """Return "March 31, 2012"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year a day lies in."""
    return day.year + (1 if day.month >= 10 else 0)


@lru_cache(maxsize=1024)
def _period_of(code: str) -> tuple[date, date]:
    found = _CODE.fullmatch(code)
    if not found or not found.group().isascii():
        raise DueError(_FORMS)
    year, month, day, fiscal_year, quarter = (int(part) if part else 0 for part in found.groups())
    try:
        if fiscal_year:
            return _fiscal_period(fiscal_year, quarter)
        return _calendar_period(year, month, day)
    except ValueError:
        raise DueError(f"There is no such date as {code}. {_FORMS}") from None


def _fiscal_period(year: int, quarter: int) -> tuple[date, date]:
    if not quarter:
        return date(year - 1, 10, 1), date(year, 9, 30)
    first_month = (10, 1, 4, 7)[quarter - 1]
    first = date(year - 1 if quarter == 1 else year, first_month, 1)
    return first, _last_of_month(first.year, first_month + 2)


def _calendar_period(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), _last_of_month(year, month)


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# --- how people type it -------------------------------------------------------------------------------------------

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_FISCAL_YEAR = r"(?:fy|fiscal year|fiscal)[ .]*['’]?(\d{4}|\d{2})"
_QUARTER = r"(?:q(?:uarter)? ?([1-4])|(1st|2nd|3rd|4th|first|second|third|fourth) quarter)"
_QUARTER_FIRST = re.compile(rf"{_QUARTER}(?: of| in|,|-)? ?{_FISCAL_YEAR}")
_YEAR_FIRST = re.compile(rf"{_FISCAL_YEAR}[ ,-]*{_QUARTER}")
_ONLY_FISCAL_YEAR = re.compile(rf"(?:end of )?{_FISCAL_YEAR}")
_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NUMERIC_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?,? (\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})")
_NO_END = re.compile(r"(ongoing|continuous(ly)?|continuing|recurring|always|as needed|tbd|to be determined|n/a)")


def read_due(typed: str) -> Due:
    """Return the due date that somebody typed; never guesses.

    Understands "3/31/2012", "2012-03-31", "March 31, 2012", "31 March 2012", "Mar 2012", "3/2012", "Q2 FY12",
    "FY12 Q2", "second quarter of FY 2012", "FY2012", in any case. A two-digit year is 20xx.

    Raises:
        DueError: The words are no date, or could mean two (`str()` says what to type).
    """
    words = " ".join(typed.lower().split())
    if not words:
        raise DueError(_FORMS)
    if re.fullmatch(r"\d{4}", words):
        raise DueError(
            f"Do you mean fiscal year {words} or calendar {words}? "
            f"Type FY{words} for the fiscal year, or December {words} for the end of the calendar year."
        )
    if _NO_END.fullmatch(words):
        raise DueError("For work that does not end, give the date you will next report on it, for example FY2012.")
    code = _fiscal_code(words) or _calendar_code(words)
    if not code:
        if re.search(r"\bq[1-4]\b|quarter", words):
            raise DueError("Say which fiscal year the quarter belongs to, for example Q2 FY2012.")
        raise DueError(_FORMS)
    return Due(code)


def read_day(typed: str) -> date:
    """Return the single day that somebody typed.

    Raises:
        DueError: The words are no day, or name a month, quarter or year.
    """
    try:
        due = read_due(typed)
    except DueError:
        raise DueError("Type a full date, for example 10/24/2011 or October 24, 2011.") from None
    if due.first_day != due.last_day:
        raise DueError("Add the day as well, for example 10/24/2011 or October 24, 2011.")
    return due.last_day


def _fiscal_code(words: str) -> str:
    if found := _QUARTER_FIRST.fullmatch(words):
        digit, ordinal, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(words):
        year, digit, ordinal = found.groups()
    elif found := _ONLY_FISCAL_YEAR.fullmatch(words):
        return f"FY{_four_digits(found[1])}"
    else:
        return ""
    return f"FY{_four_digits(year)}-Q{digit or _ORDINALS[ordinal]}"


def _calendar_code(words: str) -> str:
    if found := _ISO.fullmatch(words):
        year, month, day = found.groups()
        return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    if found := _NUMERIC_DAY.fullmatch(words):
        month, day, year = found.groups()
        return f"{_four_digits(year)}-{int(month):02}-{int(day):02}"
    if found := _NUMERIC_MONTH.fullmatch(words):
        return f"{found[2]}-{int(found[1]):02}"
    return _named_month_code(words)


def _named_month_code(words: str) -> str:
    if found := _MONTH_YEAR.fullmatch(words):
        name, year, day = found[1], found[2], ""
    elif found := _MONTH_DAY_YEAR.fullmatch(words):
        name, day, year = found.groups()
    elif found := _DAY_MONTH_YEAR.fullmatch(words):
        day, name, year = found.groups()
    else:
        return ""
    name = "sep" if name == "sept" else name
    month = next((n for n, full in enumerate(MONTHS, 1) if full.lower().startswith(name)), 0)
    if not month:
        return ""
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _four_digits(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"
