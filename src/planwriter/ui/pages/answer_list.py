"""The answers of one section, or of one row with pages of its own: first lines of each, and the way to change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from planwriter.plan.answers import Answer, Rows, is_empty
from planwriter.plan.plan import Path, Plan
from planwriter.plan.words import answer_in_words, row_name, short_words
from planwriter.template.catalogue import Catalogue, Field, Requirement, Section
from planwriter.ui.labels import words_label

NOT_PROVIDED = "Not provided"
_MAX_LINES = 3
_MAX_LETTERS = 220


@dataclass(frozen=True)
class Entry:
    """One answer in the list.

    Attributes:
        lines: Its first lines; none while there is no answer.
    """

    path: Path
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """What one choice of the box above the list shows.

    Attributes:
        id: The section's, or "section/row id".
    """

    id: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def words(self) -> str:
        """What the box says: "(b) Customer feedback: 6 of 7 answered"."""
        answered = sum(bool(entry.lines) for entry in self.entries)
        return f"{self.title}: {answered} of {len(self.entries)} answered"


def groups(catalogue: Catalogue, plan: Plan) -> tuple[Group, ...]:
    """Return the plan's answers section by section; rows that have pages of their own follow their section."""
    found: list[Group] = []
    for section in catalogue.sections:
        title = f"({section.letter}) {section.title}" if section.letter else section.title
        entries = tuple(_entry((one.key,), one, plan) for one in section.elements)
        found.append(Group(section.id, title, entries))
        found += _row_groups(section, title, catalogue, plan)
    return tuple(found)


class AnswerList(QWidget):
    """A box to choose a section and its answers below; only these are built."""

    went_to = Signal(tuple)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._groups: tuple[Group, ...] = ()
        self._shown: Group | None = None
        self._box = QComboBox(self)
        self._box.setObjectName("review_section")
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(20)
        self._box.currentIndexChanged.connect(self._show_group)
        self._list = QWidget(self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(words_label("&Section", self, role="label", buddy=self._box))
        column.addWidget(self._box)
        column.addWidget(self._list)

    def show_plan(self, plan: Plan) -> None:
        """Show the answers as they are; the section in hand stays, while there is one."""
        kept = self._shown.id if self._shown else ""
        self._groups = groups(self._catalogue, plan)
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItems([group.words for group in self._groups])
        place = next((n for n, group in enumerate(self._groups) if group.id == kept), 0)
        self._box.setCurrentIndex(place)
        self._box.blockSignals(False)
        self._show_group(place)

    def _show_group(self, place: int) -> None:
        group = self._groups[place]
        if group == self._shown:
            return
        self._shown = group
        fresh = QWidget(self)
        lines = QGridLayout(fresh)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(0, 1)
        before: QWidget = self._box
        for entry in group.entries:
            button = self._add(entry, fresh, lines)
            self.setTabOrder(before, button)  # what is built later would come last in the whole window
            before = button
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh
        fresh.show()

    def _add(self, entry: Entry, parent: QWidget, lines: QGridLayout) -> QPushButton:
        row = lines.rowCount()
        rule = QFrame(parent)
        rule.setProperty("role", "rule")
        lines.addWidget(rule, row, 0, 1, 2)
        lines.addWidget(words_label(entry.title, parent, role="label"), row + 1, 0)
        words = "\n".join(entry.lines) or NOT_PROVIDED
        lines.addWidget(words_label(words, parent, role="" if entry.lines else "hint"), row + 2, 0)
        button = QPushButton("Change", parent)
        button.setObjectName(f"change_{'/'.join(entry.path)}")
        button.setAccessibleName(f"Change {entry.title}")
        button.setProperty("role", "link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.went_to.emit(entry.path))
        lines.addWidget(button, row + 1, 1)
        return button


def _row_groups(section: Section, title: str, catalogue: Catalogue, plan: Plan) -> Iterator[Group]:
    tables = dict.fromkeys(page.each_row_of for page in section.pages if page.each_row_of)
    for key in tables:
        table = catalogue.element(key)
        for number, row in enumerate(plan.rows(key), 1):
            name = row_name(row, table) or f"{number} (no name yet)"
            entries = tuple(_entry((key, row.id, column.id), column, plan) for column in table.columns)
            yield Group(f"{section.id}/{row.id}", f"{title}, {name}", entries)


def _entry(path: Path, field: Field, plan: Plan) -> Entry:
    answer = plan.at(path)
    return Entry(path, _title(field), () if answer is None or is_empty(answer) else _first_lines(answer, field, plan))


def _title(field: Field) -> str:
    if field.requirement is Requirement.REQUIRED:
        return f"{field.title} (required)"
    return f"{field.title} (optional)" if field.requirement is Requirement.OPTIONAL else field.title


def _first_lines(answer: Answer, field: Field, plan: Plan) -> tuple[str, ...]:
    if isinstance(answer, Rows):
        lines = tuple(_row_line(answer, number, field, plan) for number in range(len(answer)))
    else:
        lines = answer_in_words(answer, field, plan)
    first = [line if len(line) <= _MAX_LETTERS else f"{line[:_MAX_LETTERS].rstrip()}…" for line in lines[:_MAX_LINES]]
    if rest := len(lines) - len(first):
        what = "row" if isinstance(answer, Rows) else "line"
        first.append(f"and {rest} more {what}{'s' if rest > 1 else ''}")
    return tuple(first)


def _row_line(rows: Rows, number: int, field: Field, plan: Plan) -> str:
    row = rows.rows[number]
    listed = [column for column in field.columns if column.is_listed and column.id in row.cells]
    words = " · ".join(short_words(row.cells[column.id], column, plan) for column in listed)
    return f"{number + 1}. {words or 'nothing filled in yet'}"
