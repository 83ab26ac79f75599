"""Feedback mechanisms that may need review under the Paperwork Reduction Act."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import table_rows
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

_FEWEST_COVERED = 10


def check_feedback(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` for each mechanism that asks ten or more people and does not say how the Act applies.

    Source: M-11-26.
    """
    for mechanism in table_rows(plan, catalogue, "feedback.mechanisms"):
        respondents, status = mechanism.row.cells.get("respondents"), mechanism.cell("pra_status")
        is_open = status.answer is None or status.answer == "not_yet_known"
        if isinstance(respondents, int | float) and respondents >= _FEWEST_COVERED and is_open:
            yield status.finding(
                "pra_status",
                Severity.SHOULD,
                f"{mechanism.words} asks ten or more people. Find out whether the Paperwork Reduction Act covers it, "
                "and choose the answer. Your agency's clearance officer can tell you.",
                source="M-11-26",
            )
