"""Questions put to the person: for a file, a place, a reason, a decision; each answers by a callback."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from planwriter.errors import PlanwriterError


def ask_for_plan(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Ask which plan to open."""
    dialog = QFileDialog(parent, "Open a plan", str(Path.home()), "Plans (*.csplan *.json);;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.open()


def ask_where_to_save(parent: QWidget, start: Path, on_chosen: Callable[[Path], object]) -> None:
    """Ask where the working copy should lie; the name gets its ending by itself."""
    dialog = QFileDialog(parent, "Save a copy of the plan", str(start), "Working copy (*.csplan)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csplan")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.open()


def ask_for_reason(parent: QWidget, title: str, question: str, on_given: Callable[[str], object]) -> None:
    """Ask for a reason in one line; a blank one is no answer."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.textValueSelected.connect(lambda words: on_given(words) if words.strip() else None)
    dialog.open()


def ask_about_unsaved(
    parent: QWidget,
    error: PlanwriterError,
    *,
    on_save_elsewhere: Callable[[], object],
    on_lose: Callable[[], object],
) -> None:
    """Ask what to do with changes that the disk refuses; staying needs no callback."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Your last changes are not saved", error.title, parent=parent)
    box.setInformativeText(f"{error.advice} You can save a copy somewhere else, or stay and try again.")
    save = box.addButton("Save a copy elsewhere…", QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton("Close and lose the last changes", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    save.clicked.connect(on_save_elsewhere)
    lose.clicked.connect(on_lose)
    box.open()
