"""Prints a receipt: asks for the printer, and puts the words on one sheet."""

from collections.abc import Callable

from PySide6.QtGui import QFont, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from planwriter.ui.print_desk import new_printer

_POINTS = 11
_REFUSED = (
    "The printer did not take the receipt. Check that it is switched on and has paper, or choose another printer or "
    "“Print to File”."
)


def ask_to_print(words: str, title: str, parent: QWidget, *, tell: Callable[[str], object]) -> None:
    """Ask for the printer, print words on it, and tell what became of that.

    Args:
        words: Of one page at most.
        title: What the printer calls it.
        parent: Whatever shows them.
        tell: Called with words once they were printed or refused.
    """
    printer = new_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("receipt_print_dialog")
    dialog.finished.connect(dialog.deleteLater)
    dialog.accepted.connect(lambda *_printer: tell(print_words(printer, words)))
    QDialog.open(dialog)  # QPrintDialog's own `open` wants a slot by its name in C++


def print_words(printer: QPrinter, words: str) -> str:
    """Print words on one sheet, an inch from its edges, and return what to tell."""
    painter = QPainter()
    if not painter.begin(printer):
        return _REFUSED
    document = QTextDocument()
    document.documentLayout().setPaintDevice(printer)
    font = QFont(document.defaultFont())
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setPlainText(words)
    inch = printer.resolution()
    document.setTextWidth(printer.paperRect(QPrinter.Unit.DevicePixel).width() - 2 * inch)
    painter.translate(inch, inch)
    document.drawContents(painter)
    painter.end()
    return "The receipt was sent to the printer."
