"""Holds a StratML document strictly against the content models of Part 2: names, order, counts, attributes, values.

Source: ISO 17469-1 Part 2, the content models as the design lists them. Order matters everywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from xml.etree import ElementTree

from planwriter.errors import FormatError
from planwriter.export.stratml.identifiers import NAMESPACE

Model: TypeAlias = tuple[tuple[str, int, int], ...]
"""The children of an element in their order: name, fewest, most."""

_MANY = 10**9


def _model(words: str) -> Model:
    """Return a content model: "A B? C* D+ E{0,2}"."""
    counts = {"": (1, 1), "?": (0, 1), "*": (0, _MANY), "+": (1, _MANY), "{0,2}": (0, 2)}
    found = re.findall(r"(\w+)(\{0,2\}|[?*+]?)", words)
    return tuple((name, *counts[mark]) for name, mark in found)


_RESULT = _model("StartDate? EndDate? NumberOfUnits? Descriptor? Description?")
MODELS: dict[str, Model] = {
    "PerformancePlanOrReport": _model(
        "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation? Submitter?"
    ),
    "StrategicPlanCore": _model("Organization* Vision? Mission? Value* Goal+"),
    "Organization": _model("Name? Acronym? Identifier? Description? Stakeholder*"),
    "Vision": _model("Description? Identifier?"),
    "Mission": _model("Description? Identifier?"),
    "Value": _model("Name? Description?"),
    "Goal": _model("Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*"),
    "Objective": _model(
        "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation? PerformanceIndicator*"
    ),
    "Stakeholder": _model("Name Description? Role*"),
    "Role": _model("Name Description? RoleType{0,2}"),
    "PerformanceIndicator": _model(
        "SequenceIndicator? MeasurementDimension UnitOfMeasurement Identifier? Relationship* MeasurementInstance* "
        "OtherInformation?"
    ),
    "MeasurementInstance": _model("TargetResult* ActualResult*"),
    "TargetResult": _RESULT,
    "ActualResult": _RESULT,
    "Descriptor": _model("DescriptorName? DescriptorValue?"),
    "AdministrativeInformation": _model("Identifier? StartDate? EndDate? PublicationDate? Source?"),
    "Submitter": _model("Identifier? GivenName? Surname? PhoneNumber? EmailAddress?"),
}
ATTRIBUTES: dict[str, dict[str, tuple[str, ...]]] = {
    "PerformancePlanOrReport": {"Type": ("Strategic_Plan", "Performance_Plan", "Performance_Report")},
    "Stakeholder": {"StakeholderTypeType": ("Person", "Organization", "Generic_Group")},
    "PerformanceIndicator": {
        "ValueChainStage": ("Outcome", "Output_Processing", "Output", "Input_Processing", "Input"),
        "PerformanceIndicatorType": ("Quantitative", "Qualitative"),
    },
}
_NEEDED_ATTRIBUTES = {"PerformancePlanOrReport": ("Type",)}
_DATES = frozenset({"StartDate", "EndDate", "PublicationDate"})
_ID = re.compile(r"[A-Za-z_][\w.-]*")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]*")


def parsed(data: bytes) -> ElementTree.Element:
    """Return the root of an XML document.

    Raises:
        FormatError: It is not XML in UTF-8, or brings definitions of its own, which are never followed.
    """
    try:
        words = data.decode("utf-8-sig")
        if "<!DOCTYPE" in words or "<!ENTITY" in words:
            raise FormatError(
                "This XML file brings definitions of its own, so it was not opened.", "Use a file that planwriter made."
            )
        return ElementTree.fromstring(words)  # noqa: S314  without definitions there is nothing to expand
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError) as error:
        raise FormatError("This is not an XML file that can be read.", "Export the plan again.") from error


def faults_of(data: bytes) -> list[str]:
    """Return what is wrong with a document, each with its place; nothing for a valid one.

    Raises:
        FormatError: It is not XML, or must not be read.
    """
    return faults_in(parsed(data))


def faults_in(root: ElementTree.Element) -> list[str]:
    """Return what is wrong with a document that has been parsed; nothing for a valid one."""
    name = _local(root.tag)
    if name != "PerformancePlanOrReport":
        return [f"the root is {name}"]
    check = _Check(set())
    return list(check.element(root, name))


def _local(tag: str) -> str:
    """The name of an element of the namespace; the whole tag of another."""
    return tag.removeprefix(f"{{{NAMESPACE}}}")


@dataclass
class _Check:
    ids: set[str]

    def element(self, element: ElementTree.Element, place: str) -> Iterator[str]:
        """Yield the faults of an element and of all in it."""
        name = _local(element.tag)
        yield from _attribute_faults(element, name, place)
        if name in MODELS:
            if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
                yield f"{place} has words between its elements"
            yield from _order_faults([_local(child.tag) for child in element], MODELS[name], place)
            for number, child in enumerate(element, 1):
                yield from self.element(child, f"{place}/{_local(child.tag)}[{number}]")
        elif len(element):
            yield f"{place} has elements in it"
        else:
            yield from self._value_faults(name, element.text or "", place)

    def _value_faults(self, name: str, words: str, place: str) -> Iterator[str]:
        if name == "Identifier":
            if not _ID.fullmatch(words) or words in self.ids:
                yield f"{place} is no id, or stands twice: {words}"
            self.ids.add(words)
        elif name in _DATES and words and not _is_date(words):
            yield f"{place} is no date: {words}"
        elif name == "NumberOfUnits" and words and not _DECIMAL.fullmatch(words):
            yield f"{place} is no decimal number: {words}"
        elif name == "Source" and not ADDRESS.fullmatch(words):
            yield f"{place} is no address: {words}"
        elif name == "RoleType" and words not in ("Performer", "Beneficiary"):
            yield f"{place} is no type of role: {words}"


def _attribute_faults(element: ElementTree.Element, name: str, place: str) -> Iterator[str]:
    allowed = ATTRIBUTES.get(name, {})
    for attribute, value in element.attrib.items():
        if value not in allowed.get(attribute, ()):
            yield f"{place} may not have {attribute}={value!r}"
    for attribute in _NEEDED_ATTRIBUTES.get(name, ()):
        if attribute not in element.attrib:
            yield f"{place} lacks {attribute}"


def _order_faults(names: list[str], model: Model, place: str) -> Iterator[str]:
    at = 0
    for name, fewest, most in model:
        count = 0
        while at < len(names) and names[at] == name:
            at += 1
            count += 1
        if not fewest <= count <= most:
            yield f"{place} has {count} of {name} in its place"
    if at < len(names):
        yield f"{place} has {names[at]} where it does not belong"


def _is_date(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
