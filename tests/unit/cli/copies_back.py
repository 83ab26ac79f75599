"""A plan and the copies of it that came back, for the tests of `review` and `matrix`."""

from pathlib import Path

from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.library import DraftLibrary
from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.plan.text import plain_text
from planwriter.settings.paths import AppPaths
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.jobs import create_draft
from tests.unit.wizard.reviewer import sent_copy

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
MESSAGE = "Nobody tests the water of private wells but us. We answer every letter within ten days."
OFFICE = "General Counsel"


def small_plan(catalogue: Catalogue) -> Plan:
    """Return a plan with a message and two offices."""
    rows = Rows((Row("a", {"office": OFFICE, "round": 1}), Row("b", {"office": "Privacy", "round": 1})))
    plan = Plan(PLAN_ID, catalogue.edition).with_answer("overview.message", plain_text(MESSAGE))
    return plan.with_answer("clearance.routing", rows)


def in_file(folder: Path, plan: Plan, catalogue: Catalogue, data_dir: Path) -> bytes:
    """Write the plan's working copy, and return the copy that was exported from it for the office."""
    (folder / "plan.csplan").write_bytes(plan_bytes(plan, catalogue))
    return sent_copy(plan, catalogue, BaselineStore(AppPaths.of(data_dir).exports), OFFICE)


def in_draft(plan: Plan, catalogue: Catalogue, data_dir: Path, now: object) -> tuple[str, bytes]:
    """Make a draft, and return its id with the copy that was exported from it for the office."""
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), plan, now)  # type: ignore[arg-type]
    opened.held.close()
    return opened.held.id, sent_copy(plan, catalogue, opened.held.baselines, OFFICE)
