"""Station 5, is it good enough. Takes Plan and Catalogue; gives Findings. Knows no Qt, no disk and no clock."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.required import check_required
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy
from planwriter.template.catalogue import Catalogue, Field

Check: TypeAlias = Callable[[Plan, Catalogue], Iterator[Finding]]

ALL_CHECKS: tuple[Check, ...] = (check_required,)


def run_checks(plan: Plan, catalogue: Catalogue, *, copy: Copy = Copy.WORKING) -> tuple[Finding, ...]:
    """Return every finding about a plan, in the order of the catalogue, then row, then column.

    A `should` or `consider` that the author set aside says so; a `must` never is. Checking a public copy passes
    over internal elements, since it has none.

    Source: plan-elements, "Findings".
    """
    found = (finding for check in ALL_CHECKS for finding in check(plan, catalogue))
    if copy is Copy.PUBLIC:
        found = (finding for finding in found if not catalogue.element(finding.element).is_internal)
    aside = {(one.rule, one.path) for one in plan.set_aside}
    marked = (
        replace(finding, set_aside=True)
        if finding.severity is not Severity.MUST and (finding.rule, finding.path) in aside
        else finding
        for finding in found
    )
    places = {element.key: place for place, element in enumerate(catalogue.elements())}
    return tuple(sorted(marked, key=lambda finding: (places[finding.element], *_below(finding, catalogue))))


def _below(finding: Finding, catalogue: Catalogue) -> Iterator[int]:
    """Yield a finding's row and column, and those of a table in the row, by their places."""
    field: Field = catalogue.element(finding.element)
    for depth, part in enumerate(finding.path.split("/")[4:]):
        if depth % 2 == 0:
            yield int(part)
        else:
            column = field.column(part)
            yield field.columns.index(column)
            field = column
