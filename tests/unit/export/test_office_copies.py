"""A copy for one office says for whom it is, which round, due when and what to do, and has an id of its own."""

from datetime import date

import pytest

from planwriter.errors import UsageError
from planwriter.export import Cover, PrintedCopy, make_document
from planwriter.export.docx.reader import read_properties
from planwriter.export.office_copies import office_stamp, offices
from planwriter.plan.answers import Person, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.word_xml import W, body, parts_of
from tests.unit.export.filled_plan import empty_plan


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    """A plan with three rows on its routing sheet, two of one office."""
    rows = (
        Row("a", {"office": "Law Office", "round": 1, "reply_due": date(2011, 9, 30)}),
        Row("b", {"office": "Budget & Policy", "title": "Budget Officer"}),
        Row("c", {"office": "LAW office", "round": 2, "reply_due": date(2011, 10, 7)}),
        Row("d", {"title": "Nobody's office"}),
    )
    return empty_plan(catalogue).with_answer("clearance.routing", Rows(rows))


def test_each_office_is_named_once(plan: Plan) -> None:
    assert offices(plan) == ("Law Office", "Budget & Policy")


def test_the_stamp_is_of_the_latest_round(plan: Plan) -> None:
    stamp = office_stamp(plan, " law office ")
    assert stamp.lines == ("For LAW office.", "Round 2. Please reply by October 7, 2011.")
    assert stamp.round == "2"
    assert len(stamp.instruction) == 3
    assert stamp.instruction[2] == (
        "Save this file under its own name and send it back to the office that sent it to you by October 7, 2011."
    )


def test_what_the_routing_sheet_does_not_say_is_left_out(plan: Plan) -> None:
    stamp = office_stamp(plan, "Budget & Policy")
    assert stamp.lines == ("For Budget & Policy: Budget Officer.",)
    assert stamp.round == ""
    assert stamp.instruction[2].endswith("send it back to the office that sent it to you.")


def test_it_goes_back_to_the_lead(plan: Plan) -> None:
    plan = plan.with_answer("plan.lead", Person(name="Director of Service", email="lead@example.gov"))
    assert "send it back to Director of Service, lead@example.gov by" in office_stamp(plan, "Law Office").instruction[2]


def test_an_office_that_is_not_on_the_routing_sheet_is_refused(plan: Plan, catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="Law Office; Budget & Policy"):
        office_stamp(plan, "Press Office")
    with pytest.raises(UsageError, match="none yet"):
        office_stamp(empty_plan(catalogue), "Law Office")


def test_each_offices_copy_is_another_export(plan: Plan, catalogue: Catalogue) -> None:
    ids = set()
    for office in ("", *offices(plan)):
        cover = Cover(stamp=office_stamp(plan, office)) if office else Cover()
        made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=cover)
        properties = read_properties(parts_of(made.data))
        assert properties["planwriter-export-id"] == made.export_id
        assert properties.get("planwriter-office", "") == (office_stamp(plan, office).office if office else "")
        ids.add(made.export_id)
        told = ["".join(one.itertext()) for one in body(made.data).iter(f"{W}p")]
        assert (f"For {office}: Budget Officer." in told) == (office == "Budget & Policy")
    assert len(ids) == 3


def test_a_final_copy_has_no_stamp(plan: Plan, catalogue: Catalogue) -> None:
    cover = Cover(stamp=office_stamp(plan, "Law Office"))
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL, cover=cover)
    assert all(b"Law Office" not in part and b"LAW office" not in part for part in parts_of(made.data).values())
