"""Writes milestones and service standards as performance indicators."""

from decimal import Decimal
from xml.etree import ElementTree

from planwriter.export.stratml.identifiers import identifier
from planwriter.export.stratml.parts import Context, add, other_information
from planwriter.plan.answers import Answer, Row
from planwriter.plan.due import Due
from planwriter.template.catalogue import Field

_IN_A_STANDARD = ("dimension", "measure", "unit", "baseline", "baseline_period", "target", "target_due")
_IN_A_MILESTONE = ("what", "due")


def milestone(
    context: Context, objective: ElementTree.Element, field: Field, row: Row, *, key: str, number: int
) -> None:
    """Add a milestone: a qualitative indicator whose target is that it happens by a day."""
    what, due = row.cells.get("what"), row.cells.get("due")
    node = add(objective, "PerformanceIndicator", attributes={"PerformanceIndicatorType": "Qualitative"})
    add(node, "SequenceIndicator", str(number))
    add(node, "MeasurementDimension", what if isinstance(what, str) else "")
    add(node, "UnitOfMeasurement", "milestone")
    add(node, "Identifier", identifier(context.plan.plan_id, key))
    if isinstance(due, Due):
        _result(add(add(node, "MeasurementInstance"), "TargetResult"), due=due)
    other_information(node, context.row_lines(field, row, without=_IN_A_MILESTONE))


def standard(
    context: Context, objective: ElementTree.Element, field: Field, row: Row, *, key: str, number: int
) -> None:
    """Add a service standard: what is measured, in what unit, how it is now and how it shall be."""
    cells = row.cells
    kind = "Quantitative" if "target" in cells or "baseline" in cells else "Qualitative"
    node = add(objective, "PerformanceIndicator", attributes={"PerformanceIndicatorType": kind})
    add(node, "SequenceIndicator", str(number))
    add(node, "MeasurementDimension", ": ".join(_named(field, cells.get(one), one) for one in _measured(row)))
    add(node, "UnitOfMeasurement", _named(field, cells.get("unit"), "unit").lower())
    add(node, "Identifier", identifier(context.plan.plan_id, key))
    if any(one in cells for one in ("target", "target_due", "baseline", "baseline_period")):
        instance = add(node, "MeasurementInstance")
        due, period = cells.get("target_due"), cells.get("baseline_period")
        if "target" in cells or isinstance(due, Due):
            due = due if isinstance(due, Due) else None
            _result(add(instance, "TargetResult"), number=cells.get("target"), due=due)
        if "baseline" in cells or isinstance(period, str):
            words = period if isinstance(period, str) else ""
            _result(add(instance, "ActualResult"), number=cells.get("baseline"), words=words)
    other_information(node, context.row_lines(field, row, without=_IN_A_STANDARD))


def _measured(row: Row) -> tuple[str, ...]:
    return tuple(one for one in ("dimension", "measure") if one in row.cells)


def _named(field: Field, answer: Answer | None, column: str) -> str:
    if not isinstance(answer, str) or not field.has_column(column):
        return ""
    return field.column(column).label_of(answer)


def _result(
    node: ElementTree.Element, *, number: Answer | None = None, due: Due | None = None, words: str = ""
) -> None:
    if due:
        first, last = due.period
        add(node, "StartDate", first.isoformat())
        add(node, "EndDate", last.isoformat())
    if isinstance(number, int | float):
        add(node, "NumberOfUnits", f"{Decimal(repr(number)):f}")
    if due or words:
        add(node, "Description", due.words if due else words)
