"""Every place of a plan is walked once, tables in rows included, and its pointer is where the answer stands."""

from planwriter.checks.places import place, places, rows, table_rows
from planwriter.plan.answers import as_json
from planwriter.plan.plan import path_of
from planwriter.plan.stored import plan_form


def value_at(form, pointer):
    for part in pointer.split("/")[1:]:
        form = form[int(part)] if isinstance(form, list) else form.get(part)
        if form is None:
            return None
    return form


def test_every_pointer_leads_to_its_answer(every_element_plan, catalogue):
    form = plan_form(every_element_plan, catalogue)
    found = list(places(every_element_plan, catalogue))
    assert len({spot.pointer for spot in found}) == len(found)
    for spot in found:
        value = value_at(form, spot.pointer)
        assert value == (None if spot.answer is None else as_json(spot.answer)), spot.pointer
        assert every_element_plan.at(path_of(every_element_plan, spot.pointer)) == spot.answer


def test_an_empty_plan_has_a_place_for_each_element(plan_of, catalogue):
    assert [spot.element.key for spot in places(plan_of({}), catalogue)] == [e.key for e in catalogue.elements()]


def test_a_row_gives_its_cells_in_the_order_of_the_columns(plan_of, catalogue):
    plan = plan_of({"supporting": {"risks": [{"owner": "CIO", "risk": "Late funds"}]}})
    (row,) = table_rows(plan, catalogue, "supporting.risks")
    assert [cell.pointer for cell in row.cells()] == [
        f"/answers/supporting/risks/0/{column}" for column in ("risk", "response", "owner")
    ]
    assert row.cell("risk").words == "Risk 1 (“Late funds”), “Risk”"
    assert row.cell("response").answer is None


def test_what_is_no_table_has_no_rows(plan_of, catalogue):
    plan = plan_of({"standards": {"goals": {"not_applicable": "None."}}})
    assert list(rows(place(plan, catalogue, "standards.goals"))) == []
    assert list(rows(place(plan, catalogue, "standards.standards"))) == []
