"""The two faces of the export dialog's right side: what is asked before an export, and what is told after it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planwriter.ui.buttons import push_button
from planwriter.ui.export_offers import Offer
from planwriter.ui.export_word_options import FindOlder, WordOptions
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.wizard.exporting import Exported, ExportOrder

_MOST_BARRIERS = 5
_NO_NAME = "Type a name for the file."
_NOT_A_NAME = "This cannot be the name of a file. Leave out slashes and the like."
_NO_FOLDER = "There is no such folder. Choose another one."


class ExportOptionsPage(QScrollArea):
    """What is in the chosen document, and what its file is called and where it goes."""

    submitted = Signal()

    def __init__(
        self, folder: str, parent: QWidget, *, make_word_options: Callable[[QWidget], WordOptions] | None = None
    ) -> None:
        super().__init__(parent)
        _make_plain(self)
        body = QWidget(self)
        self._suffix = ""
        self._title = words_label("", body, role="h1")
        self._contents = words_label("", body)
        self._standing = words_label("", body, role="note")
        self._standing.setObjectName("export_standing")
        self._option = QCheckBox("Option", body)  # each document that has one brings its words
        self._option.setObjectName("export_option")
        self._option.hide()
        self.word = make_word_options(body) if make_word_options else None
        self._name, self._folder = QLineEdit(body), QLineEdit(folder, body)
        for field, name in ((self._name, "export_name"), (self._folder, "export_folder")):
            field.setObjectName(name)
            field.textChanged.connect(self.show_place)
            field.returnPressed.connect(self.submitted)
        self._name_problem, self._folder_problem = (words_label("", body, role="problem") for _ in range(2))
        self._replaces = words_label("A file of this name is there. It will be replaced.", body, role="hint")
        self._replaces.setObjectName("export_replaces")
        self._choose = push_button("C&hoose a folder…", body, name="export_choose")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._lay_out(body)
        self.setWidget(body)
        self.show_place()

    def show_offer(self, offer: Offer, name: str) -> None:
        """Show another document, under the name offered for it."""
        self._suffix = offer.suffix
        self._title.setText(offer.name)
        self._contents.setText("\n".join(f"• {one}" for one in offer.contents))
        self._name.setText(name)
        self._option.setText(offer.option_words or self._option.text())
        self._option.setChecked(False)
        self._option.setVisible(bool(offer.option))
        if self.word:
            self.word.setVisible(offer.format_id == "docx")
            self.word.show_copy(offer.copy)

    def show_standing(self, parts: str, rest: str) -> None:
        """Show how far the plan is, in the header's own words."""
        self._standing.setText(f"{parts} · {rest}. You can export it as it is.")

    def show_place(self) -> None:
        """Say whether a file is going to be replaced; earlier problems are forgotten."""
        for problem in (self._name_problem, self._folder_problem):
            problem.hide()
        name = self._file_name()
        self._replaces.setVisible(bool(name) and (Path(self._folder.text()) / name).is_file())

    def path(self) -> Path | None:
        """Return where the file goes; None when something is missing, which is then told beside its field."""
        name, folder = self._file_name(), Path(self._folder.text().strip())
        is_folder = bool(self._folder.text().strip()) and folder.is_dir()
        problem = "" if _is_name(name) else (_NOT_A_NAME if name else _NO_NAME)
        _tell(self._folder_problem, self._folder, "" if is_folder else _NO_FOLDER)
        _tell(self._name_problem, self._name, problem)
        return folder / name if is_folder and not problem else None

    def order(self, offer: Offer) -> ExportOrder | None:
        """Return what is to be written; None when something is missing, which is then told beside its field."""
        path, word = self.path(), self._word_of(offer)
        if path is None or (word and not word.is_ready()):
            return None
        chosen = offer.option if self._option.isChecked() else ""
        return ExportOrder(
            offer.format_id,
            offer.copy,
            path,
            for_each_office=bool(word and word.is_for_each_office),
            template=word.template if word else None,
            is_fragment=chosen == "is_fragment",
            with_schema=chosen == "with_schema",
        )

    def older(self, offer: Offer) -> FindOlder | None:
        """Return what finds the older version to compare with; None when there is nothing to compare."""
        word = self._word_of(offer)
        return word.older() if word else None

    def _word_of(self, offer: Offer) -> WordOptions | None:
        return self.word if offer.format_id == "docx" else None

    def _file_name(self) -> str:
        words = self._name.text().strip()
        return words if not words or words.lower().endswith(self._suffix) else f"{words}{self._suffix}"

    def _lay_out(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 0, 8, 0)
        column.setSpacing(5)
        column.addWidget(self._title)
        column.addWidget(words_label("What will be in it", body, role="label"))
        column.addWidget(self._contents)
        column.addWidget(self._option)
        if self.word:
            column.addSpacing(6)
            column.addWidget(self.word)
        column.addSpacing(6)
        column.addWidget(self._standing)
        column.addSpacing(6)
        column.addWidget(words_label("&File name", body, role="label", buddy=self._name))
        column.addWidget(self._name_problem)
        column.addWidget(self._name)
        column.addWidget(self._replaces)
        column.addSpacing(6)
        column.addWidget(words_label("F&older", body, role="label", buddy=self._folder))
        column.addWidget(self._folder_problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(self._choose)
        column.addLayout(row)
        column.addStretch(1)

    def _on_choose_clicked(self) -> None:
        dialog = QFileDialog(self, "Choose a folder for the document", self._folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._folder.setText(str(Path(folder))))
        dialog.open()


class ExportDonePage(QScrollArea):
    """What was written and proved, and what can be done with it."""

    open_requested = Signal(Path)
    again_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _make_plain(self)
        body = QWidget(self)
        self._path = Path()
        self._words = words_label("", body, role="h2")
        self._words.setObjectName("export_done")
        self._size = words_label("", body, role="hint")
        self._barriers = words_label("", body, role="note")
        self._barriers.setObjectName("export_barriers")
        self._open = push_button("O&pen", body, name="export_open")
        self._open_folder = push_button("Open the &folder", body, name="export_open_folder")
        self._again = push_button("Export &another", body, name="export_another")
        self._place, self._digest = (_read_only(name, body) for name in ("export_place", "export_sha256"))
        self._open.clicked.connect(lambda: self.open_requested.emit(self._path))
        self._open_folder.clicked.connect(lambda: self.open_requested.emit(self._folder_of_it()))
        self._again.clicked.connect(self.again_requested)
        self.setFocusProxy(self._open)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self._size)
        column.addWidget(self._barriers)
        for button in (self._open, self._open_folder, self._again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        for words, field in (("Where it is", self._place), ("SHA-256", self._digest)):
            column.addWidget(words_label(words, body, role="label", buddy=field))
            column.addWidget(field)
        column.addStretch(1)
        self.setWidget(body)

    def _folder_of_it(self) -> Path:
        return self._path if self._path.is_dir() else self._path.parent

    @property
    def words(self) -> str:
        """What the page says first."""
        return self._words.text()

    def show_exported(self, exported: Sequence[Exported]) -> None:
        """Show what was written where, its proof, and what keeps someone from reading it."""
        first, number = exported[0], len(exported)
        proved = f"Every one of {first.proof.of} answers was found"
        if number == 1:
            self._words.setText(f"Saved {first.path.name}. {proved} in the file.")
        else:
            self._words.setText(f"Saved {number} copies, one for each office. {proved} in each.")
        self._path = first.path if number == 1 else first.path.parent
        self._size.setText(_size_in_words(sum(one.size_bytes for one in exported)))
        found = list(dict.fromkeys(str(barrier) for one in exported for barrier in one.barriers))
        told = found[:_MOST_BARRIERS] + ([f"And {len(found) - _MOST_BARRIERS} more."] if found[_MOST_BARRIERS:] else [])
        self._barriers.setText("\n".join(["Not everybody can read all of it yet:", *told]))
        self._barriers.setVisible(bool(found))
        self._place.setText(str(self._path))
        self._digest.setText("; ".join(one.sha256 for one in exported))
        for field in (self._place, self._digest):
            field.setCursorPosition(0)


def _make_plain(area: QScrollArea) -> None:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _read_only(name: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setReadOnly(True)
    return field


def _is_name(name: str) -> bool:
    return bool(name) and Path(name).name == name and not any(letter in '<>:"/\\|?*' for letter in name)


def _tell(problem: QLabel, field: QLineEdit, words: str) -> None:
    problem.setText(words)
    problem.setVisible(bool(words))
    if words:
        field.setFocus()
        announce(field, words)


def _size_in_words(size_bytes: int) -> str:
    return f"{size_bytes:,} bytes" if size_bytes < 1_000_000 else f"{size_bytes / 1_000_000:.1f} MB"
