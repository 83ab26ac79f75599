"""Asks for the files and folders that sending needs; each answers by a callback."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_profile(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Ask for the file that a receiving office hands out."""
    _ask(parent, "Choose the office's profile", "Office profiles (*.json)", on_chosen)


def ask_for_receipt(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Ask for a receipt that came back by hand."""
    _ask(parent, "Choose the receipt", "Receipts (*.receipt.json);;All files (*)", on_chosen)


def ask_for_folder(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Ask for a folder, such as a stick's."""
    dialog = QFileDialog(parent, "Choose the stick or folder", str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, on_chosen)


def ask_where_to_save(parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
    """Ask where a receipt goes."""
    dialog = QFileDialog(parent, "Save the receipt", str(Path.home() / name), "Receipts (*.receipt.json)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    _open(dialog, on_chosen)


def _ask(parent: QWidget, title: str, kinds: str, on_chosen: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, on_chosen)


def _open(dialog: QFileDialog, on_chosen: Callable[[Path], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.open()
