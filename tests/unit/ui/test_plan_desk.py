"""What lies ready for the editors: rows with names, fresh ids, agencies and addresses."""

import pytest

from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import Desk
from planwriter.ui.plan_desk import desk_of
from planwriter.wizard.session import Session


@pytest.fixture
def desk(catalogue: Catalogue) -> Desk:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    plan = plan.with_answer("customers.groups", Rows((Row("g1", {"name": "Retirees"}), Row("g2", {}))))
    plan = plan.with_answer("agency.name", "Social Security Administration")
    return desk_of(Session(Draft(plan), catalogue), lambda _words: None)


def test_rows_are_told_by_name_and_nameless_ones_by_number(desk: Desk) -> None:
    assert desk.rows_of("customers.groups") == [("g1", "Retirees"), ("g2", "2 (no name yet)")]
    assert desk.rows_of("services.services") == []
    assert desk.title_of("customers.groups") == "Customer groups"


def test_new_ids_are_never_the_same(desk: Desk) -> None:
    assert len({desk.new_row_id() for _ in range(200)}) == 200


def test_agencies_and_the_open_page_are_offered(desk: Desk) -> None:
    assert "Department of the Treasury" in desk.suggestions("agency.name")
    assert any(address.endswith("/open") for address in desk.suggestions("publication.url"))
    assert desk.suggestions("plan.title") == []
