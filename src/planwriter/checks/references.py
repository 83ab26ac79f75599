"""References to rows that are no longer there."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import places
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Kind


def check_references(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield one `must` for each answer that names a row which its table does not have.

    Source: plan-elements, "Findings": such a reference is kept and gives a finding.
    """
    for spot in places(plan, catalogue):
        if spot.field.kind is not Kind.REFS or not isinstance(spot.answer, tuple):
            continue
        known = {row.id for row in plan.rows(spot.field.refers_to)}
        gone = [row_id for row_id in spot.answer if row_id not in known]
        if gone:
            table = catalogue.element(spot.field.refers_to).title
            what = "a row" if len(gone) == 1 else f"{len(gone)} rows"
            yield spot.finding(
                "references",
                Severity.MUST,
                f"{spot.words} names {what} that “{table}” no longer has. Choose again, or remove the reference.",
            )
