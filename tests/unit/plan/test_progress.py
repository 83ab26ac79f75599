"""The 18 parts of the order, met by the plan itself or by every service."""

import pytest

from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.progress import ACTIONS, Part, State, grid, met_elements
from planwriter.plan.text import plain_text

from .strategies import PLAN_ID

EMPTY = Plan(PLAN_ID, "eo13571-2011")
A_MILESTONE = Rows((Row("m", {"what": "W", "due": Due("FY2012")}),))
COLUMNS = ("feedback", "standards", "practices", "streamlining", "technology", "benefits")


def service(row_id, *, without=()):
    cells = {column: plain_text("Words.") for column in COLUMNS} | {"timeline": A_MILESTONE}
    return Row(row_id, {key: cell for key, cell in cells.items() if key not in without})


def met(plan):
    return {cell.element for cell in grid(plan) if cell.is_met}


def test_there_are_18_parts_and_their_elements_are_in_the_catalogue(catalogue):
    cells = grid(EMPTY)
    assert len(cells) == 18
    assert [cell.action.letter for cell in cells[::3]] == list("abcdef")
    assert all(catalogue.has_element(cell.element) for cell in cells)
    assert {cell.state for cell in cells} == {State.MISSING}
    columns = catalogue.element("services.services")
    assert all(columns.has_column(action.service_column) for action in ACTIONS if action.service_column)


def test_a_text_meets_its_part():
    plan = EMPTY.with_answer("feedback.approach", plain_text("We ask."))
    assert met(plan) == {"feedback.approach"} == met_elements(plan)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"what": "W", "due": Due("FY2012")}, State.DONE),
        ({"what": "W"}, State.STARTED),
        ({"due": Due("FY2012")}, State.STARTED),
    ],
)
def test_a_timeline_is_met_by_one_row_with_what_and_due(row, state):
    plan = EMPTY.with_answer("feedback.timeline", Rows((Row("m", row), Row("n", {"office": "O"}))))
    cell = next(cell for cell in grid(plan) if cell.element == "feedback.timeline")
    assert cell.state is state


def test_every_service_together_meets_15_parts_and_never_the_signature_initiative():
    plan = EMPTY.with_answer("services.services", Rows((service("a"), service("b"))))
    assert len(met(plan)) == 15
    assert not [key for key in met(plan) if key.startswith("signature.")]
    assert all(cell.is_met_by_services for cell in grid(plan) if cell.is_met)


def test_one_service_that_leaves_a_part_out_leaves_it_open():
    plan = EMPTY.with_answer(
        "services.services", Rows((service("a"), service("b", without=("technology", "benefits"))))
    )
    open_parts = {cell.element for cell in grid(plan) if not cell.is_met and cell.action.letter != "a"}
    assert open_parts == {"innovation.approach"} | {f"{action.section}.benefits" for action in ACTIONS[1:]}
    cell = next(cell for cell in grid(plan) if cell.element == "innovation.approach")
    assert (cell.state, cell.services, cell.is_met_by_services) == (State.STARTED, 1, False)


def test_with_no_service_no_part_is_met_that_way():
    assert met(EMPTY.with_answer("services.services", Rows())) == set()
    assert not any(cell.is_met_by_services for cell in grid(EMPTY))


def test_the_plans_own_answer_counts_beside_services_that_leave_it_out():
    plan = EMPTY.with_answer("services.services", Rows((service("a", without=("technology",)),)))
    plan = plan.with_answer("innovation.approach", plain_text("We use texts."))
    assert "innovation.approach" in met(plan)


def test_parts_have_three_names():
    assert [str(part) for part in Part] == ["approach", "benefits", "timeline"]
