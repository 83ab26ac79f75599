"""Answers that are missing: elements and columns marked required (`must`) or recommended (`should`)."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import Place, places
from planwriter.checks.wording import requested, section_words, what_to_do, why
from planwriter.plan.answers import NotApplicable, Person, is_answered
from planwriter.plan.plan import Plan
from planwriter.plan.progress import Cell, grid
from planwriter.template.catalogue import Catalogue, Element, Requirement

RULE = "required"

# Rules that name these missing answers in better words: clearance.py has both.
_NAMED_ELSEWHERE = frozenset({"clearance.omb_consultation", "clearance.disclosure_check"})


def check_required(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield one finding for each missing answer: `must` where it is marked required, `should` where recommended.

    What is marked "required if CFO Act agency" is required once agency.cfo_act is true. A person is answered by a
    name, "not applicable" by a reason. An element whose part of the order is met, by itself or by every service,
    is not missing. A column counts for every row, whatever the mark of its table.

    Source: plan-elements, "Findings" and "Cells".
    """
    cells = {cell.element: cell for cell in grid(plan)}
    for spot in places(plan, catalogue):
        if is_answered(spot.answer, spot.field) or (not spot.row and spot.element.key in _NAMED_ELSEWHERE):
            continue
        cell = None if spot.row else cells.get(spot.element.key)
        severity = _severity(plan, spot)
        if severity is None or (cell is not None and cell.is_met):
            continue
        yield spot.finding(RULE, severity, _message(plan, catalogue, spot, cell))


def _severity(plan: Plan, spot: Place) -> Severity | None:
    if isinstance(spot.field, Element) and spot.field.is_required_for_cfo_act:
        return Severity.MUST if plan.answer("agency.cfo_act") is True else Severity.SHOULD
    match spot.field.requirement:
        case Requirement.REQUIRED:
            return Severity.MUST
        case Requirement.RECOMMENDED:
            return Severity.SHOULD
        case _:
            return None


def _message(plan: Plan, catalogue: Catalogue, spot: Place, cell: Cell | None) -> str:
    section = section_words(catalogue.section(spot.element.section))
    subject = f"{spot.row}: “{spot.field.title}”" if spot.row else f"“{spot.field.title}” in {section}"
    sentences = [_what_is_missing(subject, spot), _what_to_do(spot)]
    if cell is not None and cell.services:
        total = len(plan.rows("services.services"))
        sentences.append(f"Or answer it in each service: {cell.services} of {total} do.")
    if _severity(plan, spot) is Severity.MUST:
        sentences.append(_why(plan, spot))
    return " ".join(sentence for sentence in sentences if sentence)


def _why(plan: Plan, spot: Place) -> str:
    source = spot.element.source
    if isinstance(spot.field, Element) and spot.field.may_not_apply:
        return requested(plan, source) or "The order asks for it where appropriate."
    return why(plan, source)


def _what_is_missing(subject: str, spot: Place) -> str:
    if isinstance(spot.answer, NotApplicable):
        return f"{subject} is marked “not applicable” without a reason."
    if isinstance(spot.answer, Person):
        return f"{subject} has no name."
    return f"{subject} is missing."


def _what_to_do(spot: Place) -> str:
    if isinstance(spot.answer, NotApplicable):
        return "Give the reason, or answer it."
    if isinstance(spot.field, Element) and spot.field.may_not_apply:
        return "Add at least one row, or say why it does not apply."
    return what_to_do(spot.field)
