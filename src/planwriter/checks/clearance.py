"""The clearance record: consultation with OMB, non-concurrences, overdue replies and the disclosure check."""

from collections.abc import Iterator
from datetime import date

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import RowPlace, place, table_rows
from planwriter.checks.wording import requested, why
from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def check_consultation(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `must`, for send, while no row records a consultation with OMB; a row without an office counts as OMB.

    Source: EO 13571 Sec. 2, "in consultation with the Office of Management and Budget": consultation, not approval.
    """
    spot = place(plan, catalogue, "clearance.omb_consultation")
    if not any(row.cells.get("office", "omb") == "omb" for row in plan.rows(spot.element.key)):
        yield spot.finding(
            "omb_consultation",
            Severity.MUST,
            "No consultation with OMB is recorded. Add a row that says when you sent the draft and what you sent. "
            + why(plan, spot.element.source),
        )


def check_routing(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `must`, for send, for each non-concurrence without a resolution, and a `should` for each overdue reply.

    A reply is overdue when it was due before the plan's date and the line has neither a return date nor an action,
    or has "no response" without a resolution.
    """
    dated = plan.answer("plan.date")
    for line in table_rows(plan, catalogue, "clearance.routing"):
        resolution = line.cell("resolution")
        if line.row.cells.get("action") == "non_concur" and resolution.answer is None:
            yield resolution.finding(
                "non_concurrence",
                Severity.MUST,
                f"{line.words} did not concur and no resolution is given. Say what you did about it, and who agreed.",
            )
        due = line.cell("reply_due").answer
        if isinstance(due, date) and isinstance(dated, date) and due < dated and _is_awaited(line):
            yield line.cell("returned").finding(
                "reply_overdue",
                Severity.SHOULD,
                f"{line.words} was to reply by {day_in_words(due)}, before the plan's date, and has not. "
                "Ask for the reply, and enter the date it came.",
            )


def check_disclosure(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `must`, for send, unless somebody confirmed that nothing privileged or prohibited is disclosed.

    Source: EO 13571, which compels and authorizes no such disclosure.
    """
    spot = place(plan, catalogue, "clearance.disclosure_check")
    if spot.answer is not True:
        yield spot.finding(
            "disclosure",
            Severity.MUST,
            "Nobody has confirmed yet that the plan discloses nothing privileged or prohibited. "
            "Have it checked, then answer yes. "
            + (requested(plan, spot.element.source) or "The order authorizes no such disclosure."),
        )


def _is_awaited(line: RowPlace) -> bool:
    cells = line.row.cells
    if cells.get("action") == "no_response":
        return "resolution" not in cells and "returned" not in cells
    return "returned" not in cells and "action" not in cells
