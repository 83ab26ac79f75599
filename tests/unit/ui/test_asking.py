"""Questions answer by a callback, once; a dialog that is closed answers nothing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from planwriter.errors import StorageError
from planwriter.ui.asking import ask_about_unsaved, ask_for_plan, ask_for_reason, ask_where_to_save


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def _dialog(parent: QWidget, kind: type[QDialog]) -> QDialog:
    found = [dialog for dialog in parent.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def _gone(qtbot, parent: QWidget, kind: type[QDialog]) -> None:
    qtbot.waitUntil(lambda: not [one for one in parent.findChildren(kind) if one.isVisible()])


def test_a_reason_is_given_once_and_a_blank_one_is_none(parent, qtbot):
    for words, given in (("It is posted already", ["It is posted already"]), ("   ", [])):
        answers: list[str] = []
        ask_for_reason(parent, "Set aside", "Why?", answers.append)
        dialog = _dialog(parent, QInputDialog)
        dialog.setTextValue(words)
        dialog.accept()
        _gone(qtbot, parent, QInputDialog)
        assert answers == given


def test_closing_the_question_for_a_reason_answers_nothing(parent, qtbot):
    answers: list[str] = []
    ask_for_reason(parent, "Set aside", "Why?", answers.append)
    _dialog(parent, QInputDialog).reject()
    _gone(qtbot, parent, QInputDialog)
    assert answers == []


def test_a_plan_is_chosen_by_its_file(parent, qtbot):
    answers: list[Path] = []
    ask_for_plan(parent, answers.append)
    dialog = _dialog(parent, QFileDialog)
    assert "*.csplan" in dialog.nameFilters()[0]
    dialog.fileSelected.emit("/somewhere/SSA.csplan")
    dialog.reject()
    _gone(qtbot, parent, QFileDialog)
    assert answers == [Path("/somewhere/SSA.csplan")]


def test_a_copy_gets_its_ending_by_itself(parent, qtbot, tmp_path):
    ask_where_to_save(parent, tmp_path / "SSA.csplan", lambda _path: None)
    dialog = _dialog(parent, QFileDialog)
    assert dialog.defaultSuffix() == "csplan"
    dialog.reject()
    _gone(qtbot, parent, QFileDialog)


@pytest.mark.parametrize(
    ("button", "expected"), [("Save a copy elsewhere…", ["elsewhere"]), ("Stay", []), ("Close and lose", ["lost"])]
)
def test_unsaved_changes_are_never_lost_without_a_word(parent, qtbot, button, expected):
    answers: list[str] = []
    ask_about_unsaved(
        parent,
        StorageError("The draft could not be saved.", "The disk is full."),
        on_save_elsewhere=lambda: answers.append("elsewhere"),
        on_lose=lambda: answers.append("lost"),
    )
    box = _dialog(parent, QMessageBox)
    assert "The disk is full" in box.informativeText()
    assert box.defaultButton().text() == "Stay"
    next(one for one in box.buttons() if one.text().startswith(button)).click()
    _gone(qtbot, parent, QMessageBox)
    assert answers == expected
