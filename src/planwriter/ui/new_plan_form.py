"""The page that begins a plan: which agency, what the plan is called, where a copy is kept."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStandardPaths, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from planwriter.template.agencies import Agency, find_agency, load_agencies
from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label
from planwriter.ui.measure import MeasuredPage
from planwriter.ui.messages import announce

_NAME = Qt.ItemDataRole.UserRole
_WIDTH_IN_LETTERS = 88
_TITLE_END = "Customer Service Plan"


class NewPlanForm(MeasuredPage):
    """Three fields and a button; any text is allowed as the agency's name.

    Signals:
        created: agency name, title, folder of the working copy ("" for none).
    """

    created = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_IN_LETTERS, parent)
        self.setObjectName("new_plan_form")
        self._is_title_own = False
        body = self.body
        self._agency, self._title, self._folder = QLineEdit(body), QLineEdit(body), QLineEdit(body)
        for field, name in ((self._agency, "agency_name"), (self._title, "plan_title"), (self._folder, "copy_folder")):
            field.setObjectName(f"new_{name}")
            field.returnPressed.connect(self._on_return_pressed)
        self._agency.setCompleter(_AgencyCompleter(self._agency))
        self._agency.textChanged.connect(self._on_agency_changed)
        self._title.textEdited.connect(self._on_title_edited)
        self._filled_in = words_label("", body, role="note")
        self._agency_problem, self._folder_problem = _problem(body), _problem(body)
        self._choose = push_button(
            "Choose a &folder…", body, name="new_plan_folder_choose", on_click=self._on_choose_clicked
        )
        self._create = push_button(
            "C&reate the plan", body, name="new_plan_create", on_click=self._on_create_clicked, role="primary"
        )
        self._cancel = push_button("Cancel", body, name="new_plan_cancel", on_click=self.cancelled.emit)
        self._lay_out(body)
        self.setFocusProxy(self._agency)
        self.start()

    def start(self, folder: str | None = None) -> None:
        """Empty the form, with the keyboard in its first field.

        Args:
            folder: Where a copy is offered to be kept; "" for nowhere, None for the person's Documents folder.
        """
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._is_title_own = False
        self._agency.clear()
        self._title.clear()
        self._folder.setText((documents if Path(documents).is_dir() else "") if folder is None else folder)
        for problem in (self._agency_problem, self._folder_problem):
            problem.hide()
        self._on_agency_changed("")
        self._agency.setFocus()

    def _lay_out(self, body: QWidget) -> None:
        page = QVBoxLayout(body)
        page.setContentsMargins(32, 20, 32, 20)
        page.setSpacing(4)
        page.addWidget(words_label("Begin a new plan", body, role="h1"))
        page.addWidget(words_label("You can change all of this later.", body, role="hint"))
        page.addSpacing(10)
        page.addWidget(words_label("&Agency", body, role="h2", buddy=self._agency))
        hint = "Type a part of its name or its short name, then pick it from the list. Any other name is fine, too."
        page.addWidget(_described(self._agency, hint, body))
        page.addWidget(self._agency_problem)
        page.addWidget(self._agency)
        page.addWidget(self._filled_in)
        page.addSpacing(10)
        page.addWidget(words_label("&Title of the plan", body, role="h2", buddy=self._title))
        page.addWidget(self._title)
        page.addSpacing(10)
        page.addWidget(words_label("Folder for a &copy (optional)", body, role="h2", buddy=self._folder))
        hint = (
            "The draft itself is always kept on this computer, and saved as you type. Here you can have a copy beside "
            "it, a file you can see, back up and pass on. Leave this empty if you want no copy."
        )
        page.addWidget(_described(self._folder, hint, body))
        page.addWidget(self._folder_problem)
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._choose)
        page.addLayout(folder)
        page.addSpacing(16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._create)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        page.addLayout(buttons)
        page.addStretch(1)

    def _on_agency_changed(self, words: str) -> None:
        name = " ".join(words.split())
        agency = find_agency(name)
        self._filled_in.setText(_filled_in_words(agency) if agency else "")
        self._filled_in.setVisible(agency is not None)
        if agency:
            announce(self._agency, self._filled_in.text())
        if name:
            self._agency_problem.hide()
        if not self._is_title_own:
            self._title.setText(f"{agency.name if agency else name} {_TITLE_END}".strip())

    def _on_title_edited(self, words: str) -> None:
        self._is_title_own = bool(words.strip())  # an emptied title follows the agency again

    def _on_choose_clicked(self) -> None:
        dialog = QFileDialog(self, "Choose a folder for the copy", self._folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    def _on_folder_chosen(self, folder: str) -> None:
        self._folder.setText(str(Path(folder)))
        self._folder_problem.hide()

    def _on_return_pressed(self) -> None:
        completer = self._agency.completer()
        popup = completer.popup() if completer else None
        if popup is None or not popup.isVisible():  # else Enter only picks an agency of the list
            self._on_create_clicked()

    def _on_create_clicked(self) -> None:
        name, folder = " ".join(self._agency.text().split()), self._folder.text().strip()
        is_named, is_there = bool(name), not folder or Path(folder).is_dir()
        _tell(self._folder_problem, self._folder, "" if is_there else _NO_FOLDER)
        _tell(self._agency_problem, self._agency, "" if is_named else _NO_NAME)
        if is_named and is_there:
            self.created.emit(name, " ".join(self._title.text().split()) or f"{name} {_TITLE_END}", folder)


_NO_NAME = "Type the name of your agency. A working name is enough to begin."
_NO_FOLDER = "There is no such folder. Choose another one, or leave this empty to keep no copy."


class _AgencyCompleter(QCompleter):
    """Offers each agency as "name (short name)", found by any part of it; picking one gives the full name."""

    def __init__(self, field: QLineEdit) -> None:
        model = QStandardItemModel(field)
        for agency in load_agencies():
            item = QStandardItem(f"{agency.name} ({agency.acronym})" if agency.acronym else agency.name)
            item.setData(agency.name, _NAME)
            model.appendRow(item)
        super().__init__(model, field)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(10)
        rows = QListView()
        rows.setAccessibleName("Agencies")
        self.setPopup(rows)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return what picking a row puts into the field."""
        return str(index.data(_NAME))


def _filled_in_words(agency: Agency) -> str:
    facts = [
        f"short name {agency.acronym}" if agency.acronym else "",
        f"agency code {agency.code}" if agency.code else "",
    ]
    facts += [agency.kind.replace("_", " "), "CFO Act agency" if agency.has_cfo_act else "not a CFO Act agency"]
    return f"planwriter will fill in for {agency.name}: {', '.join(fact for fact in facts if fact)}."


def _described(field: QWidget, hint: str, body: QWidget) -> QLabel:
    field.setAccessibleDescription(hint)
    return words_label(hint, body, role="hint")


def _problem(body: QWidget) -> QLabel:
    label = words_label("", body, role="problem")
    label.hide()
    return label


def _tell(problem: QLabel, field: QWidget, words: str) -> None:
    """Show a problem above its field and put the keyboard there; "" hides it."""
    problem.setText(words)
    problem.setVisible(bool(words))
    if words:
        field.setFocus()
        announce(field, words)
