"""The plan as StratML: valid in every state, and each thing where the federal form has its place."""

from xml.etree import ElementTree

import pytest

from planwriter.errors import ProofError
from planwriter.export.stratml import writer as module
from planwriter.export.stratml.identifiers import NAMESPACE
from planwriter.export.stratml.validator import faults_of
from planwriter.export.stratml.writer import written_stratml
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan, plan_with_only

N = f"{{{NAMESPACE}}}"


def _root(plan: Plan, catalogue: Catalogue) -> ElementTree.Element:
    return ElementTree.fromstring(written_stratml(plan, catalogue))


def test_it_is_valid_with_any_one_element_answered(catalogue: Catalogue, full_plan: Plan) -> None:
    for plan in (empty_plan(catalogue), full_plan, *(plan_with_only(one, catalogue) for one in catalogue.elements())):
        assert faults_of(written_stratml(plan, catalogue)) == []


def test_what_would_not_be_valid_is_not_given_out(
    sample_plan: Plan, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NAMESPACE", "urn:other")
    with pytest.raises(ProofError):
        written_stratml(sample_plan, catalogue)


def test_groups_are_beneficiaries_and_offices_perform(sample_plan: Plan, catalogue: Catalogue) -> None:
    root = _root(sample_plan, catalogue)
    organization = root.find(f"{N}StrategicPlanCore/{N}Organization")
    assert organization is not None
    groups = [
        one.findtext(f"{N}Name")
        for one in organization.iter(f"{N}Stakeholder")
        if one.get("StakeholderTypeType") == "Generic_Group"
    ]
    assert groups == [row.cells["name"] for row in sample_plan.rows("customers.groups")]
    service = root.findall(f"{N}StrategicPlanCore/{N}Goal")[1]
    roles = [one.text for one in service.iter(f"{N}RoleType")]
    assert set(roles) == {"Performer", "Beneficiary"}


def test_an_address_that_is_none_stands_as_a_line(sample_plan: Plan, catalogue: Catalogue) -> None:
    root = _root(sample_plan.with_answer("publication.url", "our page, soon"), catalogue)
    assert root.find(f"{N}AdministrativeInformation/{N}Source") is None
    assert "Open Government page address: our page, soon" in str(root.findtext(f"{N}OtherInformation"))


def test_a_contact_without_address_or_number_is_no_submitter(sample_plan: Plan, catalogue: Catalogue) -> None:
    assert _root(sample_plan, catalogue).find(f"{N}Submitter") is not None
    root = _root(sample_plan.with_answer("plan.public_contact", "The service desk"), catalogue)
    assert root.find(f"{N}Submitter") is None
    assert "Contact for the public: The service desk" in str(root.findtext(f"{N}OtherInformation"))


def test_names_stand_in_where_a_plan_has_none(catalogue: Catalogue) -> None:
    root = _root(empty_plan(catalogue), catalogue)
    assert root.findtext(f"{N}Name") == "Customer Service Plan"
    assert next(goal.findtext(f"{N}Name") for goal in root.iter(f"{N}Goal")) == "(a) Signature initiative"
