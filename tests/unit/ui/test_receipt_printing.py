"""A receipt on paper: all of its words on one sheet, and a printer that refuses is told."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from planwriter.export.pdf.pages import page_count
from planwriter.ui.print_desk import new_printer
from planwriter.ui.receipt_printing import ask_to_print, print_words

WORDS = "Receipt of “Our plan”\n\nReceipt number: 4711\nSHA-256: " + "0123456789abcdef" * 4


def into_file(path: Path) -> QPrinter:
    printer = new_printer("Receipt")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_all_of_it_is_on_one_sheet(qapp, tmp_path: Path, needs_program: Callable[[str], str]) -> None:
    path = tmp_path / "receipt.pdf"
    assert print_words(into_file(path), WORDS) == "The receipt was sent to the printer."
    assert page_count(path.read_bytes()) == 1
    told = subprocess.run([needs_program("pdftotext"), str(path), "-"], capture_output=True, text=True, check=True)
    assert "".join(told.stdout.split()) == "".join(WORDS.split())


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told(qapp, tmp_path: Path) -> None:
    assert print_words(into_file(tmp_path), WORDS).startswith("The printer did not take the receipt.")


def test_the_person_is_asked_for_the_printer(qtbot, tmp_path: Path) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    told: list[str] = []
    ask_to_print(WORDS, "Receipt", host, tell=told.append)
    dialog = host.findChild(QPrintDialog, "receipt_print_dialog")
    assert dialog is not None
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "receipt.pdf"))
    dialog.accepted.emit(printer)
    assert told == ["The receipt was sent to the printer."]
    dialog.reject()
