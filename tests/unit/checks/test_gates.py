"""Gates, counts and header are views of the same findings."""

import pytest

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.gates import headline, is_finished, left, parts, passes
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Gate

EMPTY = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011")


def a(gate: Gate, severity: Severity = Severity.MUST) -> Finding:
    return Finding("required", severity, gate, "/answers/agency/name", "agency.name", "Missing.", "program")


def test_left_counts_only_musts_by_their_own_gate():
    findings = [a(Gate.CLEARANCE), a(Gate.CLEARANCE), a(Gate.SEND), a(Gate.PUBLISH, Severity.SHOULD)]
    assert left(findings) == {Gate.CLEARANCE: 2, Gate.SEND: 1, Gate.PUBLISH: 0}


@pytest.mark.parametrize(
    ("gate", "opens"),
    [
        (Gate.CLEARANCE, (False, False, False)),
        (Gate.SEND, (True, False, False)),
        (Gate.PUBLISH, (True, True, False)),
    ],
)
def test_a_gate_is_closed_by_what_stands_before_it_or_before_an_earlier_one(gate, opens):
    assert tuple(passes([a(gate)], one) for one in Gate) == opens
    assert is_finished([a(gate)]) is opens[1]


@pytest.mark.parametrize("severity", [Severity.SHOULD, Severity.CONSIDER])
def test_advice_closes_no_gate(severity):
    assert all(passes([a(Gate.CLEARANCE, severity)], gate) for gate in Gate)


def test_the_header_names_the_first_gate_that_is_closed():
    assert headline(EMPTY, [a(Gate.CLEARANCE), a(Gate.SEND)]) == (
        "0 of 18 parts of the order",
        "1 left before clearance",
    )
    assert headline(EMPTY, [a(Gate.SEND), a(Gate.PUBLISH)])[1] == "1 left before sending"
    assert headline(EMPTY, [a(Gate.PUBLISH)])[1] == "1 left before publishing"
    assert headline(EMPTY, [])[1] == "nothing left before publishing"


def test_the_parts_of_the_order_are_18(sample_plan):
    assert parts(EMPTY) == (0, 18)
    assert parts(sample_plan) == (18, 18)
