"""Open data as others read it: the JSON Schema, plain CSV readers, and XML with the names of the standard."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import jsonschema
import pytest

from planwriter.export import PrintedCopy, make_document
from planwriter.export.stratml.validator import faults_of
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.template.schema import plan_schema

NAMESPACE = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"
FILES = ["plans.csv", "services.csv", "milestones.csv", "standards.csv", "mechanisms.csv", "technologies.csv"]


@pytest.fixture(scope="module")
def tables(every_element_plan: Plan, catalogue: Catalogue) -> dict[str, list[dict[str, str]]]:
    """The rows of each CSV file, as anybody's program reads them."""
    data = make_document(every_element_plan, catalogue, format_id="csv", copy=PrintedCopy.FINAL).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist() == FILES
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in package.infolist())
        raw = {name: package.read(name).decode("utf-8") for name in FILES}
    assert all(words.endswith("\r\n") and not words.startswith("\ufeff") for words in raw.values())
    return {name: list(csv.DictReader(io.StringIO(words, newline=""))) for name, words in raw.items()}


def test_every_file_begins_with_whose_plan_it_is(
    tables: dict[str, list[dict[str, str]]], every_element_plan: Plan
) -> None:
    for rows in tables.values():
        assert rows
        for row in rows:
            assert list(row)[:3] == ["agency", "code", "plan_id"]
            assert list(row.values())[:3] == ["Rural Wells Administration", "999", every_element_plan.plan_id]
    assert len(tables["plans.csv"]) == 1


def test_every_due_date_has_its_first_and_last_day(tables: dict[str, list[dict[str, str]]]) -> None:
    row = next(row for row in tables["milestones.csv"] if row["due"] == "FY2012-Q3")
    assert (row["due_start"], row["due_end"]) == ("2012-04-01", "2012-06-30")
    assert all(bool(row["due"]) == bool(row["due_start"]) == bool(row["due_end"]) for row in tables["milestones.csv"])


def test_milestones_tell_which_timeline_and_service_they_are_of(
    tables: dict[str, list[dict[str, str]]], every_element_plan: Plan
) -> None:
    timelines = {row["timeline"] for row in tables["milestones.csv"]}
    assert {"signature.timeline", "feedback.timeline", "innovation.timeline"} <= timelines
    services = {row["service"] for row in tables["milestones.csv"]} - {""}
    assert services == {row["name"] for row in tables["services.csv"]}


def test_text_is_plain(tables: dict[str, list[dict[str, str]]]) -> None:
    summary = tables["plans.csv"][0]["overview.summary"].splitlines()
    assert "Our customers told us three things:" in summary
    assert any(line.startswith("• Results take too long.") for line in summary)
    assert not [cell for cell in tables["plans.csv"][0].values() if "**" in cell or "<strong>" in cell]


@pytest.mark.parametrize("name", ["sample_plan", "every_element_plan"])
def test_json_is_valid_by_the_schema(name: str, request: pytest.FixtureRequest, catalogue: Catalogue) -> None:
    plan = request.getfixturevalue(name)
    form = json.loads(make_document(plan, catalogue, format_id="json", copy=PrintedCopy.FINAL).data)
    schema = plan_schema(catalogue)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(form)) == []
    form["answers"]["plan"]["date"] = "soon"
    assert list(validator.iter_errors(form)) != []


@pytest.mark.parametrize("name", ["sample_plan", "every_element_plan"])
def test_stratml_is_valid_and_reads_as_a_performance_plan(
    name: str, request: pytest.FixtureRequest, catalogue: Catalogue
) -> None:
    plan = request.getfixturevalue(name)
    data = make_document(plan, catalogue, format_id="stratml", copy=PrintedCopy.FINAL).data
    assert faults_of(data) == []
    root = ElementTree.fromstring(data)
    goals = [(_text(goal, "SequenceIndicator"), _text(goal, "Name")) for goal in root.iter(f"{NAMESPACE}Goal")]
    services = [(str(number), str(row.cells["name"])) for number, row in enumerate(plan.rows("services.services"), 1)]
    assert goals[0] == ("S", plan.answer("signature.name"))
    assert goals[1 : 1 + len(services)] == services
    assert [sequence for sequence, _name in goals[1 + len(services) :]] == list("bcdef")
    assert _text(root.find(f"{NAMESPACE}AdministrativeInformation"), "Source") == plan.answer("publication.url")
    units = [_text(one, "UnitOfMeasurement") for one in _quantitative(root)]
    assert "days" in units
    assert "percent" in units


def _quantitative(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for one in root.iter(f"{NAMESPACE}PerformanceIndicator"):
        if one.get("PerformanceIndicatorType") == "Quantitative":
            yield one


def _text(node: ElementTree.Element | None, name: str) -> str:
    assert node is not None
    return node.findtext(f"{NAMESPACE}{name}") or ""
