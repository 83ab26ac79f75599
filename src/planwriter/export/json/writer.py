"""Writes the public copy of a plan as JSON: nothing internal, only what is answered."""

import json

from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_bytes, plan_form
from planwriter.template.catalogue import Catalogue


def written_json(plan: Plan, catalogue: Catalogue, *, schema: str = "") -> bytes:
    """Return the file; the same plan gives the same bytes.

    Args:
        schema: Where the JSON Schema lies, as seen from the file; "" leaves it out.
    """
    if not schema:
        return plan_bytes(plan, catalogue, Copy.PUBLIC)
    form = {"$schema": schema, **plan_form(plan, catalogue, Copy.PUBLIC)}
    return (json.dumps(form, indent=2, ensure_ascii=False) + "\n").encode()


def written_schema(catalogue: Catalogue) -> bytes:
    """Return the file of the JSON Schema."""
    from planwriter.template.schema import plan_schema

    return (json.dumps(plan_schema(catalogue), indent=2, ensure_ascii=False) + "\n").encode()
