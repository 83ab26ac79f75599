"""Coordination across channels where there is only one."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def check_channels(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when all services together use only one channel.

    Source: EO 13571 Sec. 2(d), "coordinating across service channels".
    """
    used: set[str] = set()
    for service in plan.rows("services.services"):
        channels = service.cells.get("channels")
        used.update(channels if isinstance(channels, tuple) else ())
    if len(used) == 1:
        label = catalogue.element("services.services").column("channels").label_of(used.pop())
        yield place(plan, catalogue, "practices.coordination").finding(
            "one_channel",
            Severity.SHOULD,
            f"Your services together use one channel only: {label}. Add the other channels to each service, "
            "or say here why there are none.",
        )
