"""The validator takes what the content models allow, and catches each kind of fault planted in it."""

import pytest

from planwriter.errors import FormatError
from planwriter.export.stratml.identifiers import NAMESPACE
from planwriter.export.stratml.validator import MODELS, faults_of

GOOD = (
    f'<PerformancePlanOrReport xmlns="{NAMESPACE}" Type="Performance_Plan"><Name>Plan</Name><Description>d</Description>'
    "<OtherInformation>o</OtherInformation><StrategicPlanCore><Organization><Name>A</Name><Acronym>A</Acronym>"
    '<Identifier>_1</Identifier><Stakeholder StakeholderTypeType="Generic_Group"><Name>Homes</Name><Role><Name>r</Name>'
    "<RoleType>Beneficiary</RoleType></Role></Stakeholder></Organization><Mission><Description>m</Description></Mission>"
    "<Goal><Name>g</Name><Description/><Identifier>_2</Identifier><SequenceIndicator>1</SequenceIndicator>"
    "<OtherInformation>x: y</OtherInformation><Objective><Name>n</Name><PerformanceIndicator "
    'PerformanceIndicatorType="Quantitative"><MeasurementDimension>Speed</MeasurementDimension>'
    "<UnitOfMeasurement>days</UnitOfMeasurement><MeasurementInstance><TargetResult><StartDate>2011-10-01</StartDate>"
    "<EndDate/><NumberOfUnits>-15.5</NumberOfUnits><Descriptor><DescriptorName>n</DescriptorName></Descriptor>"
    "</TargetResult><ActualResult/></MeasurementInstance></PerformanceIndicator></Objective></Goal></StrategicPlanCore>"
    "<AdministrativeInformation><Identifier>_3</Identifier><PublicationDate>2011-10-24</PublicationDate>"
    "<Source>https://www.example.gov/open</Source></AdministrativeInformation>"
    "<Submitter><EmailAddress>a@example.gov</EmailAddress></Submitter></PerformancePlanOrReport>"
)


def test_what_the_models_allow_is_good() -> None:
    assert faults_of(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Name>Plan</Name>", ""),
        ("<Name>Plan</Name>", "<Name>Plan</Name><Name>Again</Name>"),
        ("<Name>Plan</Name><Description>d</Description>", "<Description>d</Description><Name>Plan</Name>"),
        ("<Name>Plan</Name>", "<Name>Plan</Name>words"),
        ("<Name>Plan</Name>", "<Name>Plan<b/></Name>"),
        ("<Name>Plan</Name>", '<Name lang="en">Plan</Name>'),
        (' Type="Performance_Plan"', ""),
        ("Performance_Plan", "Plan"),
        ("Generic_Group", "Group"),
        ("Quantitative", "Numeric"),
        ("Beneficiary", "Customer"),
        ("<RoleType>Beneficiary</RoleType>", "<RoleType>Performer</RoleType>" * 3),
        ("_2<", "_1<"),
        ("_2<", "2<"),
        ("2011-10-01", "2011-10-32"),
        ("2011-10-24", "10/24/2011"),
        ("-15.5", "15 days"),
        ("https://www.example.gov/open", "our page"),
        ("<Description/><Identifier>_2", "<Identifier>_2"),
        ("<UnitOfMeasurement>days</UnitOfMeasurement>", ""),
        ("<Mission>", "<Unknown/><Mission>"),
        (NAMESPACE, f"{NAMESPACE}:other"),
    ],
)
def test_a_planted_fault_is_caught(old: str, new: str) -> None:
    assert old in GOOD
    assert faults_of(GOOD.replace(old, new, 1).encode()) != []


def test_every_model_is_used_by_another_or_is_the_root() -> None:
    named = {name for model in MODELS.values() for name, _fewest, _most in model} | {"PerformancePlanOrReport"}
    assert set(MODELS) <= named


@pytest.mark.parametrize(
    "data",
    [
        b"no XML",
        b"\xff\xfe<",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        GOOD.encode("utf-16"),
        b"",
    ],
)
def test_what_is_no_xml_or_brings_definitions_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        faults_of(data)
