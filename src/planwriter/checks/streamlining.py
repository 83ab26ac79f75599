"""Streamlined processes that do not say what they save."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

_SAVINGS = (("cost_saved", "cost"), ("time_saved", "time"), ("calls_avoided", "calls"))


def check_streamlining(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield one `should` that names which of cost, time and calls no process measures.

    Source: EO 13571 Sec. 2(e), which names all three.
    """
    processes = plan.rows("streamlining.processes")
    unmeasured = [name for column, name in _SAVINGS if not any(column in row.cells for row in processes)]
    if processes and unmeasured:
        *first, last = unmeasured
        named = f"{', '.join(first)} or {last}" if first else last
        yield place(plan, catalogue, "streamlining.processes").finding(
            "savings",
            Severity.SHOULD,
            f"No process says what it saves in {named}. Give a figure for at least one process.",
        )
