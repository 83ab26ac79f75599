"""Milestones and standards as performance indicators, whatever of them is answered."""

from xml.etree import ElementTree

import pytest

from planwriter.export.blocks import PrintedCopy
from planwriter.export.stratml.indicators import milestone, standard
from planwriter.export.stratml.parts import Context
from planwriter.export.words import Manuscript
from planwriter.plan.answers import Answer, Row
from planwriter.plan.due import Due
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


def _made(catalogue: Catalogue, key: str, **cells: Answer) -> ElementTree.Element:
    context = Context(Manuscript(empty_plan(catalogue), catalogue, PrintedCopy.FINAL))
    root = ElementTree.Element("Objective")
    make = milestone if key.endswith("timeline") else standard
    make(context, root, catalogue.element(key), Row("r1", cells), key=f"{key}/r1", number=1)
    return root[0]


def test_fifteen_days_are_a_number_and_a_unit(catalogue: Catalogue) -> None:
    node = _made(
        catalogue,
        "standards.standards",
        dimension="speed",
        measure="Average time",
        unit="days",
        target=15,
        target_due=Due("FY2012"),
        baseline=23.5,
        promise="We answer in 15 days.",
    )
    assert node.get("PerformanceIndicatorType") == "Quantitative"
    assert node.findtext("MeasurementDimension") == "Speed: Average time"
    assert node.findtext("UnitOfMeasurement") == "days"
    target, actual = node.find("MeasurementInstance/TargetResult"), node.find("MeasurementInstance/ActualResult")
    assert target is not None
    assert [(one.tag, one.text) for one in target] == [
        ("StartDate", "2011-10-01"),
        ("EndDate", "2012-09-30"),
        ("NumberOfUnits", "15"),
        ("Description", "FY 2012"),
    ]
    assert actual is not None
    assert [(one.tag, one.text) for one in actual] == [("NumberOfUnits", "23.5")]
    assert node.findtext("OtherInformation") == "Our promise: We answer in 15 days."


@pytest.mark.parametrize(
    ("cells", "dimension"),
    [({"measure": "Average"}, "Average"), ({"dimension": "speed"}, "Speed"), ({}, "")],
)
def test_a_half_written_standard_is_an_indicator_all_the_same(
    cells: dict[str, Answer], dimension: str, catalogue: Catalogue
) -> None:
    node = _made(catalogue, "standards.standards", **cells)
    assert node.get("PerformanceIndicatorType") == "Qualitative"
    assert (node.findtext("MeasurementDimension"), node.findtext("UnitOfMeasurement")) == (dimension, "")
    assert node.find("MeasurementInstance") is None


def test_a_milestone_is_done_by_a_day(catalogue: Catalogue) -> None:
    node = _made(catalogue, "feedback.timeline", what="Ask", due=Due("2012-03"), status="completed", office="Desk")
    assert node.findtext("MeasurementDimension") == "Ask"
    assert node.findtext("MeasurementInstance/TargetResult/EndDate") == "2012-03-31"
    assert node.findtext("MeasurementInstance/TargetResult/Description") == "March 2012"
    assert "Status: Completed" in str(node.findtext("OtherInformation"))
