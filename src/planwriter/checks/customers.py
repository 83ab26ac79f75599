"""Customer groups that nothing in the plan serves."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import table_rows
from planwriter.plan.answers import Answer
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def check_customers(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` for each customer group used by no service and not by the signature initiative.

    Source: EO 13571 Sec. 2, the definition of "customer".
    """
    used = set(_ids(plan.answer("signature.customer_groups")))
    for service in plan.rows("services.services"):
        used.update(_ids(service.cells.get("customer_groups")))
    for group in table_rows(plan, catalogue, "customers.groups"):
        if group.row.id not in used:
            yield group.finding(
                "customer_group_unused",
                Severity.SHOULD,
                f"{group.words} is served by no service and not by the signature initiative. "
                "Choose it where it belongs, or remove it.",
            )


def _ids(answer: Answer | None) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()
