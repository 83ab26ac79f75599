"""The whole way, by keyboard, through the real window: from an empty plan to documents that hold what was typed."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from planwriter.checks import run_checks
from planwriter.checks.gates import headline, is_finished
from planwriter.cli import main
from planwriter.export.formats import prove_document
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_form, read_plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_dialog import ExportDialog
from planwriter.ui.export_offers import OFFERS
from tests.journeys.the_rest_of_treasury import INTERNAL, REST
from tests.real_window import CONTROL, RealWindow
from tests.typist import Typist, as_in_mind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
OPENING = Path(__file__).resolve().parents[1] / "data/treasury.json"
NOTE = f"Ask the counsel about {INTERNAL}."


def opening() -> dict[str, Any]:
    """The Treasury opening by element key; the agency's page is filled in from the list."""
    answers = json.loads(OPENING.read_text("utf-8"))["answers"]
    return {
        f"{section}.{name}": value
        for section, elements in answers.items()
        for name, value in elements.items()
        if section != "agency"
    }


def begin_plan(real: RealWindow, folder: Path) -> None:
    """Go from the start page through the form of a new plan, with the keyboard."""
    real.press(Key.Key_N, CONTROL)
    agency = real.one(QLineEdit, "new_agency_name")
    assert agency.hasFocus()
    real.type_words("treas")
    popup = agency.completer().popup()
    real.until(popup.isVisible)
    real.qtbot.keyClick(popup, Key.Key_Down)
    while "Department of the Treasury" not in str(popup.currentIndex().data()):
        real.qtbot.keyClick(popup, Key.Key_Down)
    real.qtbot.keyClick(popup, Key.Key_Return)
    assert agency.text() == "Department of the Treasury"
    Typist(real).tab_to(real.one(QLineEdit, "new_copy_folder"))
    real.press(Key.Key_A, CONTROL)
    real.type_words(str(folder))
    real.press(Key.Key_Return)
    real.wait_open()


def export(real: RealWindow, format_id: str, copy: str, folder: Path) -> Path:
    """Export one document through the dialog and return its file."""
    real.press(Key.Key_E, CONTROL)
    dialog = real.window.findChild(ExportDialog)
    assert dialog is not None
    real.until(dialog.isActiveWindow)
    offers = real.one(QListWidget, "export_offers", within=dialog)
    assert offers.hasFocus()
    for _ in range([(offer.format_id, offer.copy) for offer in OFFERS].index((format_id, copy))):
        real.press(Key.Key_Down)
    typist = Typist(real)
    typist.tab_to(real.one(QLineEdit, "export_folder", within=dialog))
    real.press(Key.Key_A, CONTROL)
    real.type_words(str(folder))
    typist.tab_to(real.one(QPushButton, "export_run", within=dialog))
    real.press(Key.Key_Space)
    done = real.one(QLabel, "export_done", within=dialog)
    real.until(done.isVisible)
    assert "Every one of" in done.text()
    path = folder / str(real.one(QLineEdit, "export_name", within=dialog).text())
    assert str(path) in real.one(QLineEdit, "export_place", within=dialog).text()
    real.press(Key.Key_Escape)
    real.until(lambda: real.window.findChild(ExportDialog) is None)
    return path


def words_of_all_parts(data: bytes, folder: Path) -> str:
    """Everything in a Word file, part by part."""
    path = folder / "opened.docx"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as package:
        return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def assert_same(plan: Plan, catalogue: Catalogue, in_mind: dict[str, Any]) -> None:
    """The plan says what was in mind, word for word."""
    form = _by_key(plan_form(plan, catalogue, Copy.WORKING)["answers"])
    wanted = _as_blocks(in_mind, catalogue)
    same = as_in_mind(form, wanted)
    assert {key: same.get(key) for key in wanted} == wanted


def _by_key(answers: dict[str, Any]) -> dict[str, Any]:
    return {f"{section}.{name}": value for section, elements in answers.items() for name, value in elements.items()}


def _as_blocks(in_mind: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """The same answers with plain strings of texts written out as paragraphs."""

    def value_of(field: Any, value: Any) -> Any:
        if field.kind == "text" and isinstance(value, str):
            return [{"kind": "paragraph", "level": 0, "text": [{"text": line}]} for line in value.split("\n")]
        if field.columns and isinstance(value, list):
            return [
                {key: cell if key == "id" else value_of(field.column(key), cell) for key, cell in row.items()}
                for row in value
            ]
        return value

    return {key: value_of(catalogue.element(key), value) for key, value in in_mind.items()}


def test_the_whole_way(real_window: RealWindow, catalogue: Catalogue, tmp_path: Path, capsys: Any) -> None:
    real, in_mind = real_window, opening()
    documents = tmp_path / "documents"
    documents.mkdir()

    # begin, type the opening, stop
    begin_plan(real, documents)
    assert real.workbench.session.plan.answer("agency.acronym") == "Treasury"
    first = Typist(real)
    first.type_plan(in_mind)
    real.wait_saved()
    assert_same(real.workbench.session.plan, catalogue, in_mind)
    assert "left before clearance" in " ".join(headline(real.workbench.session.plan, real.workbench.session.findings))
    before = real.workbench.session.draft

    # come back the next day
    real.again()
    assert isinstance(real.focus, QListWidget), "the start page gives the keyboard to the recent drafts"
    real.press(Key.Key_Return)
    real.wait_open()
    assert real.workbench.session.draft == before

    # finish
    second = Typist(real)
    second.rows = first.rows
    everything = REST | in_mind
    second.type_plan(everything)
    second.to_first_page()
    write_note(real, NOTE)
    finish_pages(real)
    real.wait_saved()
    real.wait_checked()
    plan = real.workbench.session.plan
    assert_same(plan, catalogue, everything)
    findings = run_checks(plan, catalogue)
    assert is_finished(findings), [one.message for one in findings if one.severity.value == "must"]
    assert headline(plan, findings)[0] == "18 of 18 parts of the order"
    assert real.one(QPushButton, "parts_link").text().startswith("18 of 18")

    # export, through the dialog
    kinds = (("docx", "clearance"), ("docx", "final"), ("json", "final"))
    clearance, final, public = (export(real, format_id, copy, documents) for format_id, copy in kinds)
    draft_id = real.plan.keeper.held.id
    real.press(Key.Key_Q, CONTROL)
    real.until(lambda: not real.window.isVisible())

    # what came out is what was typed
    for path, format_id in ((clearance, "docx"), (final, "docx"), (public, "json")):
        proof = prove_document(path.read_bytes(), plan, catalogue, format_id=format_id)
        assert proof.is_whole, proof.missing
    read = read_plan(public.read_bytes(), catalogue).plan
    assert read.answers == plan.without_internal(catalogue).answers
    copy = next(documents.glob("*.csplan"))
    assert read_plan(copy.read_bytes(), catalogue).plan.answers == plan.answers
    assert INTERNAL in words_of_all_parts(clearance.read_bytes(), tmp_path)
    assert INTERNAL not in words_of_all_parts(final.read_bytes(), tmp_path)
    assert INTERNAL not in public.read_text("utf-8")
    assert NOTE not in copy.read_text("utf-8")
    assert main(["--data-dir", str(real.folder), "check", draft_id]) == 0
    assert "18 of 18" in capsys.readouterr().out


def write_note(real: RealWindow, words: str) -> None:
    """Write a private note on the first element."""
    real.workbench.help.setCurrentIndex(2)
    note = real.one(QWidget, "note")
    Typist(real).tab_to(note)
    real.type_words(words)
    real.press(Key.Key_2, CONTROL)


def finish_pages(real: RealWindow) -> None:
    """Mark every page finished and go on, until there is no more."""
    for _ in range(len(real.workbench.stops)):
        real.press(Key.Key_Return, CONTROL)
    finished = real.workbench.session.draft.finished
    assert finished == {stop.id for stop in real.workbench.stops}
    assert "every page finished" in real.messages
