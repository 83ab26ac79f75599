"""Station 5, is it good enough. Takes Plan and Catalogue; gives Findings. Knows no Qt, no disk and no clock."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from planwriter.checks.acronyms import check_acronyms
from planwriter.checks.clearance import check_consultation, check_disclosure, check_routing
from planwriter.checks.customers import check_customers
from planwriter.checks.dates import check_deadline, check_milestones, check_period
from planwriter.checks.feedback import check_feedback
from planwriter.checks.findings import Finding, Severity
from planwriter.checks.forms import check_forms
from planwriter.checks.innovation import check_innovation
from planwriter.checks.length import check_acronym_length, check_length
from planwriter.checks.practices import check_channels
from planwriter.checks.publication import check_formats, check_open_page
from planwriter.checks.references import check_references
from planwriter.checks.required import check_required
from planwriter.checks.services import check_services
from planwriter.checks.standards import check_standards
from planwriter.checks.streamlining import check_streamlining
from planwriter.checks.titles import check_signer, check_summary, check_title
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy
from planwriter.template.catalogue import Catalogue, Field

Check: TypeAlias = Callable[[Plan, Catalogue], Iterator[Finding]]

ALL_CHECKS: tuple[Check, ...] = (
    check_required,
    check_references,
    check_forms,
    check_length,
    check_acronym_length,
    check_title,
    check_signer,
    check_summary,
    check_deadline,
    check_period,
    check_milestones,
    check_customers,
    check_services,
    check_feedback,
    check_standards,
    check_channels,
    check_streamlining,
    check_innovation,
    check_acronyms,
    check_open_page,
    check_formats,
    check_consultation,
    check_routing,
    check_disclosure,
)


def run_checks(
    plan: Plan, catalogue: Catalogue, *, copy: Copy = Copy.WORKING, agency_words: Collection[str] = frozenset()
) -> tuple[Finding, ...]:
    """Return every finding about a plan, in the order of the catalogue, then row, then column.

    A `should` or `consider` that the author set aside says so; a `must` never is. Checking a public copy passes
    over internal elements, since it has none.

    Args:
        plan: As it is now.
        catalogue: Its template.
        copy: What kind of copy the plan is.
        agency_words: Short forms and terms that everybody at the agency knows. No `must` rests on them, so a plan
            passes the same gates without.

    Source: plan-elements, "Findings".
    """
    checks: tuple[Check, ...] = tuple(
        partial(check_acronyms, agency_words=agency_words) if check is check_acronyms else check for check in ALL_CHECKS
    )
    found = (finding for check in checks for finding in check(plan, catalogue))
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
