"""Every element of the catalogue, one by one: shown, answered with the keyboard, saved, reopened, printed and proved."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from planwriter.export.blocks import PrintedCopy
from planwriter.export.formats import make_document, prove_document
from planwriter.plan.answers import Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_form
from planwriter.template.catalogue import Catalogue, Column, Element, Field, Kind
from planwriter.template.loader import load_catalogue
from planwriter.wizard import flow
from planwriter.wizard.jobs import create_draft
from tests.real_window import CONTROL, RealWindow
from tests.typist import Typist, as_in_mind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

KEYS = [element.key for element in load_catalogue().elements()]
GROUPS = {"id": "g1", "name": "Retirees", "kind": "individual"}
REFERRED = {
    "customers.groups": [GROUPS, {"id": "g2", "name": "Employers", "kind": "business"}],
    "services.services": [{"id": "s1", "name": "Replace a card"}, {"id": "s2", "name": "Ask a question"}],
    "standards.goals": [{"id": "p1", "goal": "Answer 90 percent of calls"}],
}


def words_of(field: Field) -> str:
    """Words that name the field and hold letters that go wrong easily."""
    return f"{field.title}: “café” & <b>100 %</b>"


def answer_to(field: Field, catalogue: Catalogue) -> Any:
    """An answer of the field's kind in the JSON form of a plan, with something in every column."""
    forms = {"email": "help@agency.example", "control_number": "1234-5678"}
    plain: dict[Kind, Any] = {
        Kind.LINE: forms.get(field.form) or words_of(field),
        Kind.URL: f"https://www.agency.example/{field.id}",
        Kind.NUMBER: 1234.5,
        Kind.DATE: "2011-10-24",
        Kind.DUE: "FY2012-Q4",
        Kind.FLAG: False,
        Kind.PERSON: {"name": "Associate Director", "title": "Lead", "office": words_of(field), "phone": "555-0100"},
    }
    if field.kind is Kind.TEXT:
        return [
            {"kind": "paragraph", "level": 0, "text": [{"text": words_of(field)}, {"text": " bold", "bold": True}]},
            {"kind": "bullet", "level": 0, "text": [{"text": "one"}]},
            {"kind": "bullet", "level": 1, "text": [{"text": "below one", "italic": True}]},
            {"kind": "number", "level": 0, "text": [{"text": "first"}]},
        ]
    if field.kind is Kind.CHOICE:
        return field.choices[-1].id
    if field.kind is Kind.CHOICES:
        return [field.choices[0].id, field.choices[-1].id]
    if field.kind is Kind.REFS:
        ids = [row["id"] for row in REFERRED[field.refers_to]]
        return ids[:1] if field.at_most_one else ids
    if field.kind is Kind.ROWS:
        return [row_of(field, number, catalogue) for number in (1, 2)]
    return plain[field.kind]


def row_of(table: Field, number: int, catalogue: Catalogue) -> dict[str, Any]:
    """A row with every column answered; the second one with the required columns alone."""
    columns = [column for column in table.columns if number == 1 or column.requirement.value == "required"]
    return {"id": f"row{number}"} | {column.id: answer_to(column, catalogue) for column in columns}


@pytest.fixture
def prepared(real_window: RealWindow, catalogue: Catalogue) -> RealWindow:
    """A plan that holds what others refer to, open in the window."""
    from planwriter.plan.answers import Row

    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)
    for key, rows in REFERRED.items():
        made = (Row(row["id"], {name: value for name, value in row.items() if name != "id"}) for row in rows)
        plan = plan.with_answer(key, Rows(tuple(made)))
    opened = create_draft(real_window.window.shell.library, plan, real_window.window.shell.clock())
    opened.held.close()
    real_window.window.open_draft(opened.held.id)
    real_window.wait_open()
    return real_window


@pytest.mark.parametrize("key", KEYS)
def test_an_element_goes_the_whole_way(prepared: RealWindow, key: str, catalogue: Catalogue, tmp_path: Path) -> None:
    real, element = prepared, catalogue.element(key)
    wanted = answer_to(element, catalogue)
    real.workbench.session.edit((key,), None, now=real.window.shell.clock())
    typist = Typist(real)
    typist.rows = {table: [row["id"] for row in rows] for table, rows in REFERRED.items()}

    # shown
    page = real.go_to(key)
    assert (key,) in page._editors
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())
    assert element.title in shown
    assert element.question in shown
    assert element.title in real.workbench.help._guidance.toPlainText()

    # answered
    real.press(Qt.Key.Key_2, CONTROL)
    typist.answer(page._editors[key,], wanted)
    for path, value in answers_on_row_pages(real, element, wanted):
        real.workbench.go_to_path(path)
        typist.answer(real.page._editors[path], value)
    real.wait_saved()
    assert form_of(real.workbench.session.plan, key, catalogue, wanted) == wanted

    # saved and reopened
    before = real.workbench.session.draft
    draft_id = real.plan.keeper.held.id
    real.window.close_plan()
    real.window.open_draft(draft_id)
    real.wait_open()
    assert real.workbench.session.draft == before
    real.go_to(key)
    plan = real.workbench.session.plan

    # printed and proved: by the program itself, and here that the proof would see it missing
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
    assert made.proof.is_whole
    without = make_document(plan.with_answer(key, None), catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
    missing = prove_document(without.data, plan, catalogue, format_id="docx").missing
    assert any(place.startswith(f"/answers/{key.replace('.', '/')}") for place, _why in missing)
    public = make_document(plan, catalogue, format_id="json", copy=PrintedCopy.FINAL)
    assert public.proof.is_whole


def answers_on_row_pages(real: RealWindow, element: Element, wanted: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What is still to be typed on the pages that each row of a table has for itself."""
    pages = [page for page in real.workbench.session.catalogue.pages() if page.each_row_of == element.key]
    if not pages:
        return
    for row, typed in zip(wanted, real.workbench.session.plan.rows(element.key), strict=True):
        for page in pages:
            for column in page.columns:
                if column in row and column not in typed.cells:
                    yield (element.key, typed.id, column), row[column]


def form_of(plan: Plan, key: str, catalogue: Catalogue, wanted: Any) -> Any:
    """The answer as the plan's JSON form has it, with the row ids of what was wanted."""
    section, name = key.split(".")
    form = plan_form(plan, catalogue, Copy.WORKING)["answers"][section][name]
    return as_in_mind(form, wanted)


def test_every_kind_of_answer_is_among_them(catalogue: Catalogue) -> None:
    kinds = {field.kind for element in catalogue.elements() for field in (element, *element.columns)}
    assert kinds == set(Kind)
    assert any(isinstance(column, Column) and column.columns for e in catalogue.elements() for column in e.columns)


def test_a_page_shows_every_element_it_asks_for(prepared: RealWindow) -> None:
    for stop in prepared.workbench.stops:
        prepared.workbench.go_to(stop.id)
        asked = [one.path for one in flow.asked(prepared.workbench.session.catalogue, stop)]
        assert list(prepared.page._editors) == asked
