"""Writes the comment matrix to Word and CSV where the person says, and takes over one that somebody filled in."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from planwriter.atomic import write_atomically
from planwriter.errors import PlanwriterError
from planwriter.plan.counted import counted
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark
from planwriter.review.matrix_answers import MatrixAnswers
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard.naming import document_name
from planwriter.wizard.reading_copies import file_bytes
from planwriter.wizard.session import Session

_KINDS = {"docx": "Word files (*.docx)", "csv": "CSV files (*.csv)"}
_READ_BACK = "what the comment matrix says"


class MatrixFiles(QObject):
    """Lives as long as its plan is open."""

    def __init__(self, session: Session, workbench: Workbench, shell: Shell) -> None:
        super().__init__(workbench)
        self._session, self._workbench, self._shell = session, workbench, shell

    def ask_where(self, kind: str, remarks: Iterable[Remark]) -> None:
        """Ask where the matrix goes, as "docx" or "csv", and write it there."""
        rows = tuple(remarks)
        name = document_name(self._session.plan, extension=kind, copy="comment-matrix")
        start = Path(self._shell.settings.export_folder or Path.home()) / name
        dialog = QFileDialog(self._workbench, "Export the comment matrix", str(start), _KINDS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), kind, rows))
        dialog.open()

    def write(self, path: Path, kind: str, remarks: tuple[Remark, ...]) -> None:
        """Write the matrix to a file and say so."""
        job = partial(_written, path, kind, remarks, plan=self._session.plan, catalogue=self._session.catalogue)
        self._shell.runner.start(
            job,
            lane="work",
            on_success=lambda _none: self._workbench.messages.show_words(f"The comment matrix is in {path}."),
            on_failure=self._on_failed,
        )

    def ask_for_matrix(self, remarks_now: Callable[[], Mapping[str, Remark]]) -> None:
        """Ask for a matrix that somebody filled in, and take its answers over."""
        start = self._shell.settings.export_folder or str(Path.home())
        kinds = "Comment matrices (*.docx *.csv);;All files (*)"
        dialog = QFileDialog(self._workbench, "Read back an edited matrix", start, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen), remarks_now()))
        dialog.open()

    def read(self, path: Path, remarks: Mapping[str, Remark]) -> None:
        """Take over the answers of a filled-in matrix, in one step that undo takes back."""
        self._shell.runner.start(
            partial(_read, path, dict(remarks)),
            lane="work",
            on_success=partial(self._take, path),
            on_failure=self._on_failed,
        )

    def _take(self, path: Path, found: MatrixAnswers) -> None:
        self._session.apply_review(self._session.plan, found.remarks, words=_READ_BACK, now=self._shell.clock())
        words = f"“{path.name}”: {counted(len(found.remarks), 'answer')} taken over."
        self._workbench.messages.show_words(words, "Undo" if found.remarks else "", self._workbench.undo)
        if found.problems:
            dialog = ProblemsDialog(
                "Read back an edited matrix", words, [(problem,) for problem in found.problems], self._workbench
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        self._workbench.messages.show_error(error)


def _written(path: Path, kind: str, remarks: tuple[Remark, ...], *, plan: Plan, catalogue: Catalogue) -> None:
    from planwriter.export.matrix import matrix_csv, matrix_docx  # with it Word's library, not before somebody exports

    make = matrix_csv if kind == "csv" else matrix_docx
    write_atomically(path, make(remarks, plan, catalogue))


def _read(path: Path, remarks: dict[str, Remark]) -> MatrixAnswers:
    from planwriter.review.child import read_matrix_in_child  # not before somebody reads one
    from planwriter.review.matrix_answers import answers_of

    return answers_of(read_matrix_in_child(file_bytes(path), path.name), remarks)
