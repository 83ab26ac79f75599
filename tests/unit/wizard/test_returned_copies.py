"""The routing sheet says who has sent a copy back; it is ticked by office and round, and nothing else is inferred."""

from datetime import date

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.review.proposal import CopyReview
from planwriter.wizard.returned_copies import ROUTING, returned_in_words, with_returned

TODAY = date(2011, 10, 10)
DUE, LATE = date(2011, 10, 10), date(2011, 10, 7)


def plan_of(*rows: Row) -> Plan:
    return Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011").with_answer(ROUTING, Rows(rows))


def copy_of(office: str, round_: str = "", *, is_other_plan: bool = False) -> CopyReview:
    return CopyReview("f.docx", "", office, round_, {}, {}, (), (), (), (), (), is_other_plan=is_other_plan)


SHEET = plan_of(
    Row("a", {"office": "General Counsel", "round": 1, "reply_due": LATE, "returned": date(2011, 9, 1)}),
    Row("b", {"office": "General Counsel", "round": 2, "reply_due": LATE}),
    Row("c", {"office": "Privacy", "round": 2, "reply_due": DUE}),
    Row("d", {"office": "Records", "round": 2, "action": "concur"}),
    Row("e", {"office": "Budget", "round": 2, "reply_due": LATE, "action": "no_response"}),
    Row("f", {"person": "nobody's"}),
)


def test_the_page_says_how_many_of_the_latest_round_are_back_and_how_many_late() -> None:
    assert returned_in_words(SHEET, [], TODAY) == "Round 2: 1 of 4 returned, 2 overdue"
    assert returned_in_words(SHEET, [copy_of("general counsel", "2")], TODAY) == "Round 2: 2 of 4 returned, 1 overdue"
    assert returned_in_words(SHEET, [copy_of("General Counsel", "1")], TODAY) == "Round 2: 1 of 4 returned, 2 overdue"


def test_a_first_round_is_not_named_and_an_empty_sheet_says_nothing() -> None:
    sheet = plan_of(*(Row(str(n), {"office": f"Office {n}", "reply_due": LATE}) for n in range(10)))
    copies = [copy_of(f"Office {n}") for n in range(7)]
    assert returned_in_words(sheet, copies, TODAY) == "7 of 10 returned, 3 overdue"
    assert (
        returned_in_words(sheet, [*copies, *(copy_of(f"Office {n}") for n in (7, 8, 9))], TODAY) == "10 of 10 returned"
    )
    assert returned_in_words(plan_of(Row("f", {"person": "nobody's"})), copies, TODAY) == ""


def test_the_row_of_the_office_and_round_is_ticked_and_no_action_is_made_up() -> None:
    after = with_returned(SHEET, [copy_of("GENERAL COUNSEL ", "2"), copy_of("Privacy"), copy_of("", "2")], TODAY)
    rows = {row.id: row.cells for row in after.rows(ROUTING)}
    assert rows["b"] == {"office": "General Counsel", "round": 2, "reply_due": LATE, "returned": TODAY}
    assert rows["c"]["returned"] == TODAY
    assert "action" not in rows["c"]
    assert rows["a"]["returned"] == date(2011, 9, 1)
    assert "returned" not in rows["d"]


def test_nothing_to_tick_is_the_same_plan() -> None:
    assert with_returned(SHEET, [], TODAY) is SHEET
    assert with_returned(SHEET, [copy_of("General Counsel", "1")], TODAY) is SHEET
    assert with_returned(SHEET, [copy_of("Unheard of")], TODAY) is SHEET
    assert with_returned(SHEET, [copy_of("Privacy", is_other_plan=True)], TODAY) is SHEET
    empty = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011")
    assert with_returned(empty, [copy_of("Privacy")], TODAY) is empty
