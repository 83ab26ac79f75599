"""Dates that do not fit together: the deadline, the period covered, and milestones due before the plan's own date."""

from collections.abc import Iterator
from datetime import date

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import Place, place, places, rows
from planwriter.plan.due import Due, day_in_words
from planwriter.plan.plan import Plan
from planwriter.plan.workdays import deadline
from planwriter.template.catalogue import Catalogue


def check_deadline(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `consider` when the plan is dated, or posted, after the deadline; lateness is never refused.

    Source: EO 13571 Sec. 2, "Within 180 days of the date of this order".
    """
    last_day = deadline(plan)
    for key, what in (("plan.date", "The plan is dated"), ("publication.date", "The plan is posted")):
        spot = place(plan, catalogue, key)
        if isinstance(spot.answer, date) and spot.answer > last_day:
            yield spot.finding(
                "deadline",
                Severity.CONSIDER,
                f"{what} {day_in_words(spot.answer)}, after the deadline of {day_in_words(last_day)}. "
                "Check the date. If it is right, you can leave it and say why in the plan.",
                source="EO 13571 Sec. 2",
            )


def check_period(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `must` when the period covered ends before it starts."""
    start, end = plan.answer("plan.period_start"), place(plan, catalogue, "plan.period_end")
    if isinstance(start, date) and isinstance(end.answer, date) and end.answer < start:
        yield end.finding(
            "period",
            Severity.MUST,
            f"The period covered ends {day_in_words(end.answer)}, before it starts on {day_in_words(start)}. "
            "Change one of the two dates.",
        )


def check_milestones(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` for each milestone due before the plan's date and not completed; a due counts by its last day.

    Source: plan-elements, "Tables used in several places".
    """
    dated = plan.answer("plan.date")
    if not isinstance(dated, date):
        return
    for spot in places(plan, catalogue):
        if spot.field.has_column("due") and spot.field.has_column("status"):
            yield from _overdue(spot, dated)


def _overdue(timeline: Place, dated: date) -> Iterator[Finding]:
    for row in rows(timeline):
        due = row.cell("due")
        if isinstance(due.answer, Due) and due.answer.last_day < dated and row.row.cells.get("status") != "completed":
            yield due.finding(
                "milestone_due",
                Severity.SHOULD,
                f"{row.words} was due {due.answer.words}, before the plan's date of {day_in_words(dated)}, "
                "and is not completed. Set a new date, or mark it completed.",
            )
