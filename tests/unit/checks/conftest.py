"""What the tests of checks share: the findings of a plan given as JSON, short enough to be compared."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from planwriter.checks import run_checks
from planwriter.checks.findings import Finding
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_form, read_plan
from planwriter.template.catalogue import Catalogue

PlanOf = Callable[[dict[str, Any]], Plan]
Findings = Callable[[dict[str, Any]], tuple[Finding, ...]]


@pytest.fixture(scope="session")
def plan_of(catalogue: Catalogue) -> PlanOf:
    """A function that gives the plan of some answers in JSON."""

    def read(answers: dict[str, Any]) -> Plan:
        form = {
            "format": "planwriter-plan",
            "format_version": 1,
            "template": "eo13571-2011",
            "plan_id": "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10",
            "answers": answers,
        }
        return read_plan(json.dumps(form).encode(), catalogue).plan

    return read


@pytest.fixture(scope="session")
def said(plan_of: PlanOf, catalogue: Catalogue) -> Callable[..., list[tuple[str, str]]]:
    """A function that gives (severity, path) of one rule's findings about some answers in JSON."""

    def of(rule: str, answers: dict[str, Any]) -> list[tuple[str, str]]:
        findings = run_checks(plan_of(answers), catalogue)
        return [(str(one.severity), one.path.removeprefix("/answers/")) for one in findings if one.rule == rule]

    return of


@pytest.fixture
def sample_answers(sample_plan: Plan, catalogue: Catalogue) -> dict[str, Any]:
    """The sample plan's answers in JSON, to be spoiled by a test."""
    answers: dict[str, Any] = plan_form(sample_plan, catalogue)["answers"]
    return answers


@pytest.fixture(scope="session")
def findings_of(plan_of: PlanOf, catalogue: Catalogue) -> Findings:
    """A function that gives all findings about some answers in JSON."""
    return lambda answers: run_checks(plan_of(answers), catalogue)
