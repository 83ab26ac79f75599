"""Service standards that cannot be measured or found: unit, range, target, measure and where they are posted."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import Place, RowPlace, table_rows
from planwriter.checks.required import RULE as REQUIRED
from planwriter.checks.wording import requested
from planwriter.plan.answers import number_in_words
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

_GOOD_PRACTICE = "GAO-15-84"
_WANTED = (
    ("measure", "does not say how it is measured. Say what you count."),
    ("target", "has no target. Give the number you aim for."),
    ("posted_at", "does not say where customers can read it. Give a web address or a place."),
)


def check_standards(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what each standard lacks.

    A `must` for a target or baseline without a unit, and for each percent outside 0 to 100; a `should` each for no
    measure, no target and nowhere posted.

    Source: EO 13571 Sec. 2(c); GAO-15-84.
    """
    for standard in table_rows(plan, catalogue, "standards.standards"):
        yield from _unit(plan, standard)
        for column, words in _WANTED:
            spot = standard.cell(column)
            if spot.answer is None:
                yield spot.finding(
                    f"standard_{column}", Severity.SHOULD, f"{standard.words} {words}", source=_GOOD_PRACTICE
                )


def _unit(plan: Plan, standard: RowPlace) -> Iterator[Finding]:
    unit = standard.cell("unit")
    numbers = [spot for spot in (standard.cell("baseline"), standard.cell("target")) if spot.answer is not None]
    if unit.answer is None and numbers:
        message = f"{standard.words} has a number but no unit. Choose one. {requested(plan, unit.element.source)}"
        yield unit.finding(REQUIRED, Severity.MUST, message.strip())
    if unit.answer == "percent":
        yield from (
            _out_of_range(spot, spot.answer)
            for spot in numbers
            if isinstance(spot.answer, int | float) and not 0 <= spot.answer <= 100
        )


def _out_of_range(spot: Place, number: float) -> Finding:
    return spot.finding(
        "percent",
        Severity.MUST,
        f"{spot.words} is {number_in_words(number)} percent. Give a number from 0 to 100, or choose another unit.",
    )
