"""What is asked of Word documents alone: an older version to compare with, a copy for each office, the template."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QVBoxLayout, QWidget

from planwriter.export import Since
from planwriter.export.office_copies import offices
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_template import TemplateChoice
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.shell import Shell
from planwriter.wizard.exporting import DraftVersions, since_file

FindOlder: TypeAlias = Callable[[], Since]
_NOTHING, _A_FILE = "Nothing", "Another plan's file…"
_NEEDED = "Choose the older version that the changes are shown against."


class WordOptions(QWidget):
    """The choices of the Word document in hand; those it does not have are hidden."""

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        *,
        shell: Shell,
        versions: DraftVersions | None,
        open_address: Callable[[QUrl], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._plan, self._catalogue, self._versions, self._copy = plan, catalogue, versions, ""
        self._older_label = words_label("", self, role="label")
        self._older = QComboBox(self)
        self._older.setObjectName("export_older")
        self._older.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._older.setMinimumContentsLength(24)
        self._older_label.setBuddy(self._older)
        self._problem = words_label(_NEEDED, self, role="problem")
        self._problem.setObjectName("export_older_problem")
        self._problem.hide()
        self._number = len(offices(plan))
        self._each = QCheckBox(f"One copy for each off&ice of the routing sheet ({self._number})", self)
        self._each.setObjectName("export_each_office")
        self._template = TemplateChoice(str(plan.answer("agency.name") or ""), shell, open_address, self)
        self._fill(())
        self._older.activated.connect(self._on_older_chosen)
        self._lay_out()

    def show_copy(self, copy: str) -> None:
        """Show the choices of another copy."""
        self._copy = copy
        self._older_label.setText("Compare &with" if copy == "redline" else "Sa&y on the cover what changed since")
        self._older.setAccessibleName(self._older_label.text().replace("&", ""))
        self._older_label.setVisible(copy != "final")
        self._older.setVisible(copy != "final")
        self._each.setVisible(copy == "clearance" and self._number > 0)
        self._problem.hide()

    def show_versions(self, names: Sequence[str], usual: str = "") -> None:
        """Offer the draft's named versions, and choose the usual one unless something is chosen already."""
        chosen = self._older.currentData()
        self._fill(names)
        if isinstance(chosen, Path):
            self.choose_file(chosen)
        elif usual:
            self._older.setCurrentIndex(self._older.findData(usual))

    @property
    def template(self) -> Path | None:
        """The agency's Word file; None for planwriter's own."""
        return self._template.path

    @property
    def is_for_each_office(self) -> bool:
        """Whether each office gets a copy of its own."""
        return self._copy == "clearance" and self._each.isChecked() and self._number > 0

    def is_ready(self) -> bool:
        """Whether all that is needed is chosen; what is missing is told beside its field."""
        is_missing = self._copy == "redline" and self.older() is None
        self._problem.setVisible(is_missing)
        if is_missing:
            self._older.setFocus()
            announce(self._older, _NEEDED)
        return not is_missing

    def older(self) -> FindOlder | None:
        """Return what finds the older version, for the draft's own lane; None when there is none to find."""
        chosen = self._older.currentData()
        if self._copy == "final" or chosen is None:
            return None
        if isinstance(chosen, Path):
            return partial(since_file, chosen, self._plan, self._catalogue)
        return partial(self._versions.since, str(chosen)) if self._versions else None

    def choose_file(self, path: Path) -> None:
        """Compare with the plan in a file."""
        place = self._older.count() - 1
        self._older.insertItem(place, path.name, path)
        self._older.setCurrentIndex(place)
        self._problem.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (self._older_label, self._problem, self._older, self._each):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._template)

    def _fill(self, names: Sequence[str]) -> None:
        self._older.clear()
        self._older.addItem(_NOTHING, None)
        for name in names:
            self._older.addItem(name, name)
        self._older.addItem(_A_FILE, None)

    def _on_older_chosen(self, place: int) -> None:
        self._problem.hide()
        if place != self._older.count() - 1:
            return
        self._older.setCurrentIndex(0)
        dialog = QFileDialog(self, "Compare with a plan", str(Path.home()), "Plans (*.csplan *.json);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.choose_file(Path(chosen)))
        dialog.open()
