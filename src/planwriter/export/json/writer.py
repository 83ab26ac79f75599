"""Writes the public copy of a plan as JSON: nothing internal, only what is answered."""

from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.template.catalogue import Catalogue


def written_json(plan: Plan, catalogue: Catalogue) -> bytes:
    """Return the file; the same plan gives the same bytes."""
    return plan_bytes(plan, catalogue, Copy.PUBLIC)
