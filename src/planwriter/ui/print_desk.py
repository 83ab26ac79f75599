"""Prints the open plan: the preview before it, the printer's dialog, and page after page without holding the window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QLabel, QProgressDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.errors import PlanwriterError, StorageError
from planwriter.export.pdf.pages import PagePicture
from planwriter.plan.counted import counted
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import MessageBar, announce
from planwriter.ui.shell import Shell
from planwriter.wizard.job_progress import JobProgress
from planwriter.wizard.printing import Paper, paper_of, sheet

_PATIENCE_MS = 500


class PrintDesk(QObject):
    """Prints one plan as it is now."""

    def __init__(
        self, plan: Plan, catalogue: Catalogue, *, shell: Shell, messages: MessageBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._plan, self._catalogue, self._shell, self._messages = plan, catalogue, shell, messages
        self._window = parent

    def show_preview(self) -> None:
        """Make the pages and show them before anything is printed."""
        self._make(self._preview, with_preview=True)

    def ask(self) -> None:
        """Ask for the printer and print."""
        self._make(self._ask_for_printer, with_preview=False)

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """Print the chosen pages; the window stays free in between."""
        first = max(printer.fromPage() or 1, 1) - 1
        last = min(printer.toPage() or paper.pages, paper.pages)
        progress = JobProgress()
        waiting = self._waiting("Printing…", progress, total=last - first)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            _end(waiting)
            refused = "Check that it is switched on and has paper, or choose another printer or “Print to File”."
            self._messages.show_error(StorageError("The printer did not take the plan.", refused))
            return
        pages = _Pages(printer, painter, paper.pdf, first=first, last=last)
        self._print_page(pages, first, progress=progress, waiting=waiting)

    def _make(self, then: Callable[[Paper], object], *, with_preview: bool) -> None:
        progress = JobProgress()
        waiting = self._waiting("Making the pages…", progress)

        def made(paper: Paper) -> None:
            is_wanted = not progress.is_cancelled
            _end(waiting)
            if is_wanted:
                then(paper)

        job = partial(paper_of, self._plan, self._catalogue, with_preview=with_preview, progress=progress)
        self._start(job, made, waiting)

    def _print_page(self, pages: "_Pages", page: int, *, progress: JobProgress, waiting: QProgressDialog) -> None:
        if progress.is_cancelled:
            pages.printer.abort()
            pages.painter.end()
            _end(waiting)
            self._messages.show_words(
                "You stopped the printing. Pages that the printer already has may still come out."
            )
            return
        if page >= pages.last:
            pages.painter.end()
            _end(waiting)
            words = f"The plan was sent to the printer, {pages.in_words}."
            self._messages.show_words(words)
            announce(self._window, words)
            return

        def draw(picture: PagePicture) -> None:
            draw_page(pages.painter, pages.printer, picture)
            if isValid(waiting):
                waiting.setValue(waiting.value() + 1)
            if page + 1 < pages.last:
                pages.printer.newPage()
            self._print_page(pages, page + 1, progress=progress, waiting=waiting)

        self._start(partial(sheet, pages.pdf, page), draw, waiting)

    def _preview(self, paper: Paper) -> None:
        dialog = PrintPreviewDialog(paper, self._title(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.print_wanted = partial(self._ask_for_printer, paper)
        dialog.open()

    def _ask_for_printer(self, paper: Paper) -> None:
        printer = new_printer(self._title())
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("print_dialog")
        dialog.setMinMax(1, paper.pages)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.print_on, printer, paper))
        QDialog.open(dialog)  # QPrintDialog's own `open` wants a slot by its name in C++

    def _title(self) -> str:
        return str(self._plan.answer("plan.title") or "Customer Service Plan")

    def _start(self, job: Callable[[], object], on_success: Callable[..., object], waiting: QProgressDialog) -> None:
        def failed(error: Exception) -> None:
            _end(waiting)
            if not isinstance(error, PlanwriterError):
                raise error  # a fault of ours: the last resort tells it
            self._messages.show_error(error)

        self._shell.runner.start(job, lane="work", on_success=on_success, on_failure=failed)

    def _waiting(self, words: str, progress: JobProgress, *, total: int = 0) -> QProgressDialog:
        dialog = QProgressDialog(words, "&Cancel", 0, total, self._window)
        dialog.setWindowTitle("Print the plan")
        dialog.setObjectName("print_progress")
        dialog.setMinimumDuration(_PATIENCE_MS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.canceled.connect(progress.cancel)
        return dialog


@dataclass(frozen=True)
class _Pages:
    """What printing goes through; `last` is one past the last page, which count from 0."""

    printer: QPrinter
    painter: QPainter
    pdf: bytes
    first: int
    last: int

    @property
    def in_words(self) -> str:
        count = self.last - self.first
        return counted(count, "page")


class PrintPreviewDialog(QDialog):
    """The pages as they will come out, with Print below them.

    Attributes:
        print_wanted: Called when the person wants to print.
    """

    def __init__(self, paper: Paper, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.print_wanted: Callable[[], object] = lambda: None
        self._paper = paper
        self.setWindowTitle("Print preview")
        self._printer = new_printer(title)
        self._view = QPrintPreviewWidget(self._printer, self)
        self._view.setAccessibleName("Pages as they will be printed")
        self._view.setAccessibleDescription("A picture of the pages. To have them read, export the plan as a PDF.")
        self._view.paintRequested.connect(self._paint)
        self._where = QLabel(self)
        self._where.setObjectName("preview_where")
        self._view.previewChanged.connect(self._show_where)
        self._lay_out()
        self._view.updatePreview()
        self._show_where()
        self.resize(940, 640)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(words_label("This is the final copy, as everybody may see it.", self, role="hint"))
        column.addWidget(self._view, 1)
        row = FlowLayout(last_at_right=True)  # wraps where letters are large
        view = self._view
        for words, name, call in (
            ("Pre&vious page", "preview_previous", lambda: self._turn(-1)),
            ("Ne&xt page", "preview_next", lambda: self._turn(1)),
            ("Zoom &in", "preview_in", view.zoomIn),
            ("Zoom &out", "preview_out", view.zoomOut),
            ("Whole p&age", "preview_fit", view.fitInView),
        ):
            row.addWidget(push_button(words, self, name=name, on_click=call))
        row.addWidget(self._where)
        row.addWidget(push_button("&Print…", self, name="preview_print", on_click=self._print, role="primary"))
        row.addWidget(push_button("&Close", self, name="preview_close", on_click=self.reject))
        column.addLayout(row)

    def _turn(self, by: int) -> None:
        page = min(max(self._view.currentPage() + by, 1), self._paper.pages)
        self._view.setCurrentPage(page)
        self._show_where()
        announce(self, self._where.text())

    def _show_where(self) -> None:
        self._where.setText(f"Page {self._view.currentPage()} of {self._paper.pages}")

    def _print(self) -> None:
        self.accept()
        self.print_wanted()

    def _paint(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        for number, picture in enumerate(self._paper.preview):
            if number:
                printer.newPage()
            draw_page(painter, printer, picture)
        painter.end()


def new_printer(title: str) -> QPrinter:
    """Return a printer for US Letter paper; the person may choose another one."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setDocName(title)
    printer.setFullPage(True)
    return printer


def draw_page(painter: QPainter, printer: QPrinter, picture: PagePicture) -> None:
    """Draw a page as large as the paper allows, in its middle."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_BGR888)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) // 2, (paper.height() - size.height()) // 2
    painter.drawImage(QRect(left, top, size.width(), size.height()), image)


def _end(waiting: QProgressDialog) -> None:
    if isValid(waiting):  # the person may have closed it
        waiting.close()
