"""Services without a volume, so that nobody can tell which are the largest."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def check_services(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when there are services and none has an annual volume.

    Source: M-11-24, which asks for the highest-volume services.
    """
    services = plan.rows("services.services")
    if services and not any("annual_volume" in service.cells for service in services):
        yield place(plan, catalogue, "services.services").finding(
            "annual_volume",
            Severity.SHOULD,
            "No service says how many people it serves in a year. Give the number for your largest services.",
        )
