"""What the findings mean for the three gates and for the words in the header: views, with no count of their own."""

from collections.abc import Iterable

from planwriter.checks.findings import Finding, Severity
from planwriter.plan.plan import Plan
from planwriter.plan.progress import grid
from planwriter.template.catalogue import Gate

_BEFORE = {Gate.CLEARANCE: "clearance", Gate.SEND: "sending", Gate.PUBLISH: "publishing"}


def left(findings: Iterable[Finding]) -> dict[Gate, int]:
    """Return how many `must` findings name each gate, in the gates' order."""
    counts = dict.fromkeys(Gate, 0)
    for finding in findings:
        if finding.severity is Severity.MUST:
            counts[finding.needed_for] += 1
    return counts


def passes(findings: Iterable[Finding], gate: Gate) -> bool:
    """Whether no `must` stands before this gate or one before it."""
    counts = left(findings)
    return not any(counts[one] for one in gate.includes)


def is_finished(findings: Iterable[Finding]) -> bool:
    """Whether the plan may be sent: no `must` for clearance or send."""
    return passes(findings, Gate.SEND)


def parts(plan: Plan) -> tuple[int, int]:
    """Return how many parts of the order are met, and of how many (18)."""
    cells = grid(plan)
    return sum(cell.is_met for cell in cells), len(cells)


def headline(plan: Plan, findings: Iterable[Finding]) -> tuple[str, str]:
    """Return the header's two halves, e.g. ("15 of 18 parts of the order", "6 left before clearance").

    The second names the first gate that does not open yet, and counts what stands before it.
    """
    met, total = parts(plan)
    counts = left(findings)
    closed = next((gate for gate in Gate if counts[gate]), None)
    rest = "nothing left before publishing" if closed is None else f"{counts[closed]} left before {_BEFORE[closed]}"
    return f"{met} of {total} parts of the order", rest
