"""Printing from the window: the preview, the pages that come out, a stop on the way, a printer that refuses."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QProgressDialog, QPushButton

from planwriter.ui.print_desk import PrintPreviewDialog, new_printer
from planwriter.wizard.printing import paper_of
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def into_file(path: Path) -> QPrinter:
    """A printer that writes a PDF."""
    printer = new_printer("Plan")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def ink_of(path: Path) -> list[float]:
    """The share of dark pixels on each page."""
    document = pypdfium2.PdfDocument(path)
    pictures = [bytes(page.render(scale=0.5, grayscale=True).buffer) for page in document]
    document.close()
    return [sum(one < 128 for one in picture) / len(picture) for picture in pictures]


def preview_of(real: RealWindow) -> PrintPreviewDialog:
    """Ask for the preview and wait for it."""
    real.window.actions_by_name["print_preview"].trigger()
    real.until(lambda: real.window.findChild(PrintPreviewDialog) is not None)
    dialog = real.window.findChild(PrintPreviewDialog)
    assert isinstance(dialog, PrintPreviewDialog)
    return dialog


def test_every_page_comes_out_with_its_words(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    paper = paper_of(real.plan.session.plan, real.plan.session.catalogue)
    real.plan.printing.print_on(into_file(tmp_path / "out.pdf"), paper)
    real.until(lambda: "sent to the printer" in real.messages)
    assert f"{paper.pages} pages" in real.messages
    ink = ink_of(tmp_path / "out.pdf")
    assert len(ink) == paper.pages
    assert all(0.001 < one < 0.5 for one in ink)


def test_only_the_chosen_pages_come_out(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    paper = paper_of(real.plan.session.plan, real.plan.session.catalogue)
    printer = into_file(tmp_path / "out.pdf")
    printer.setFromTo(2, 2)
    real.plan.printing.print_on(printer, paper)
    real.until(lambda: "1 page." in real.messages)
    assert len(ink_of(tmp_path / "out.pdf")) == 1


def test_printing_stops_when_the_person_says_so(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    paper = paper_of(real.plan.session.plan, real.plan.session.catalogue)
    real.plan.printing.print_on(into_file(tmp_path / "out.pdf"), paper)
    waiting = real.window.findChild(QProgressDialog, "print_progress")
    assert isinstance(waiting, QProgressDialog)
    waiting.findChildren(QPushButton)[0].click()
    real.until(lambda: "You stopped the printing" in real.messages)


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_refuses_is_told(sample_window: RealWindow, tmp_path: Path) -> None:
    real = sample_window
    paper = paper_of(real.plan.session.plan, real.plan.session.catalogue)
    (tmp_path / "folder").mkdir()
    real.plan.printing.print_on(into_file(tmp_path / "folder"), paper)
    real.until(lambda: "did not take the plan" in real.messages)
    assert "Print to File" in real.messages


def test_the_preview_turns_its_pages_and_leads_to_the_printer(sample_window: RealWindow) -> None:
    real = sample_window
    dialog = preview_of(real)
    where = dialog.findChild(QLabel, "preview_where")
    assert isinstance(where, QLabel)
    pages = int(where.text().split()[-1])
    assert where.text() == f"Page 1 of {pages}"
    for name, expected in (("preview_next", 2), ("preview_previous", 1), ("preview_previous", 1)):
        button = dialog.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        real.click(button)
        assert where.text() == f"Page {expected} of {pages}"
    button = dialog.findChild(QPushButton, "preview_print")
    assert isinstance(button, QPushButton)
    real.click(button)
    real.until(lambda: real.window.findChild(QPrintDialog) is not None)
    asked = real.window.findChild(QPrintDialog)
    assert isinstance(asked, QPrintDialog)
    assert (asked.minPage(), asked.maxPage()) == (1, pages)
    asked.reject()


def test_print_asks_for_the_printer_at_once(sample_window: RealWindow) -> None:
    real = sample_window
    real.window.actions_by_name["print"].trigger()
    real.until(lambda: real.window.findChild(QPrintDialog) is not None)
    asked = real.window.findChild(QPrintDialog)
    assert isinstance(asked, QPrintDialog)
    asked.reject()
