"""Sealing as one job: here the checks, the documents and the package meet, which may not import one another."""

from collections.abc import Iterable

from planwriter.checks.findings import Finding, Severity
from planwriter.export import FORMATS, ExportOptions, PrintedCopy, Since, make_with
from planwriter.plan.plan import Plan
from planwriter.submit.package import HTML, WORD, Purpose, seal
from planwriter.template.catalogue import Catalogue, Gate

GATES = {Purpose.CONSULTATION: Gate.CLEARANCE, Purpose.FINAL: Gate.SEND}
_DOCUMENTS = {"docx": WORD, "html": HTML}


def standing_before(findings: Iterable[Finding], purpose: Purpose) -> tuple[Finding, ...]:
    """Return every `must` that stands before the gate of a purpose, in the order of the plan."""
    gates = GATES[purpose].includes
    return tuple(one for one in findings if one.severity is Severity.MUST and one.needed_for in gates)


def seal_plan(
    plan: Plan,
    catalogue: Catalogue,
    findings: Iterable[Finding],
    *,
    purpose: Purpose,
    supersedes: str = "",
    amended: Since | None = None,
) -> bytes:
    """Return the sealed package of a plan with its final documents, each of them proved.

    Args:
        plan: The whole plan, what is internal too.
        catalogue: Its template.
        findings: What the checks say of it.
        purpose: For consultation the gate for clearance must be open, for the final plan the gate for sending.
        supersedes: Package id of the accepted package this one takes the place of; "" for none.
        amended: The plan in that package: the documents then have a page that says what changed since.

    Raises:
        NotReadyError: The gate is closed; the findings are named.
        ProofError: A document does not hold what the plan says; a fault of the program.
    """
    blocking = [one.message for one in standing_before(findings, purpose)]
    documents = {} if blocking else _documents(plan, catalogue, amended)
    return seal(plan, catalogue, purpose=purpose, documents=documents, blocking=blocking, supersedes=supersedes)


def _documents(plan: Plan, catalogue: Catalogue, amended: Since | None) -> dict[str, bytes]:
    offered = {form.id for form in FORMATS}
    options = ExportOptions(PrintedCopy.FINAL, since=amended)
    return {
        name: make_with(plan, catalogue, options, format_id=format_id).data
        for format_id, name in _DOCUMENTS.items()
        if format_id in offered
    }
