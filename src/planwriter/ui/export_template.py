"""Which Word file plans are written on: planwriter's own, or the agency's, tried before use and then remembered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.atomic import write_atomically
from planwriter.errors import PlanwriterError
from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.shell import Shell
from planwriter.wizard.exporting import TemplateChecked, check_template

_OURS = "planwriter's own"
_MOST_BARRIERS = 4


class TemplateChoice(QWidget):
    """The template of one agency, buttons to change it, and what is to be known of it."""

    def __init__(self, agency: str, shell: Shell, open_address: Callable[[QUrl], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._agency, self._shell, self._open_address = agency, shell, open_address
        self._checked: TemplateChecked | None = None
        self._path = shell.settings.template_of(agency)
        self._name = words_label("", self)
        self._name.setObjectName("export_template")
        self._note = words_label("", self, role="hint")
        self._note.setObjectName("export_template_note")
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("export_template_problem")
        self._choose = push_button("Choose a &template…", self, name="export_template_choose")
        self._sheet = push_button("Proof s&heet…", self, name="export_template_sheet")
        self._own = push_button("Use planwriter's o&wn", self, name="export_template_own")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._sheet.clicked.connect(self._on_sheet_clicked)
        self._own.clicked.connect(self._on_own_clicked)
        self._lay_out()
        self._show()

    @property
    def path(self) -> Path | None:
        """The agency's file; None for planwriter's own."""
        return self._path

    def try_file(self, path: Path) -> None:
        """Try a file, and use it from now on when a plan can be written on it."""
        self._problem.hide()
        self._shell.runner.start(
            partial(check_template, path), lane="work", on_success=self._on_checked, on_failure=self._on_failed
        )

    def save_sheet(self, path: Path) -> None:
        """Write the proof sheet to a file and open it."""
        if self._checked is None:
            return
        try:
            write_atomically(path, self._checked.sheet)
        except PlanwriterError as error:
            self._tell(f"{error.title} {error.advice}")
            return
        if not self._open_address(QUrl.fromLocalFile(str(path))):
            self._tell(f"No program on this computer opens “{path.name}”. You find it in {path.parent}.")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._choose, self._sheet, self._own):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(words_label("Agency template", self, role="label"))
        for label in (self._name, self._problem, self._note):
            column.addWidget(label)
        column.addLayout(buttons)

    def _show(self) -> None:
        checked = self._checked
        self._name.setText(str(self._path.name) if self._path else _OURS)
        self._name.setToolTip(str(self._path) if self._path else "")
        by_office = self._shell.settings.office.has_set("template")
        self._choose.setVisible(not by_office)
        self._own.setVisible(self._path is not None and not by_office)
        self._sheet.setVisible(checked is not None)
        told = ["Set by your office for everyone."] if by_office else []
        lines = told if checked is None else [*told, *checked.report, *map(str, checked.barriers[:_MOST_BARRIERS])]
        more = 0 if checked is None else len(checked.barriers) - _MOST_BARRIERS
        lines += [f"And {more} more of this kind."] if more > 0 else []
        self._note.setText("\n".join(lines))
        self._note.setVisible(bool(lines))
        self._problem.hide()

    def _keep(self, path: Path | None) -> None:
        self._path = path
        self._show()
        try:
            self._shell.keep_settings(self._shell.settings.with_template(self._agency, path))
        except PlanwriterError as error:
            self._tell(f"The template is used now, but not remembered: {error.title} {error.advice}")

    def _on_choose_clicked(self) -> None:
        start = str(self._path.parent if self._path else Path.home())
        dialog = QFileDialog(self, "Choose your agency's template", start, "Word files (*.docx *.dotx);;All files (*)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.try_file(Path(chosen)))
        dialog.open()

    def _on_sheet_clicked(self) -> None:
        start = str(self._shell.settings.export_folder or Path.home())
        dialog = QFileDialog(self, "Save the proof sheet", f"{start}/template-proof.docx", "Word files (*.docx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("docx")
        dialog.fileSelected.connect(lambda chosen: self.save_sheet(Path(chosen)))
        dialog.open()

    def _on_own_clicked(self) -> None:
        self._checked = None
        self._keep(None)
        self._choose.setFocus()
        announce(self, f"Template: {_OURS}")

    def _on_checked(self, checked: TemplateChecked) -> None:
        if isValid(self):
            self._checked = checked
            self._keep(checked.path)
            announce(self, f"Template: {checked.path.name}. {self._note.text()}")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error  # a fault of ours: the last resort tells it
        if isValid(self):
            self._tell(f"{error.title} {error.advice}")

    def _tell(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()
        announce(self, words)
