"""The way back through a plan's history: its moments, what has changed since each, names for them, and going back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planwriter.drafts.library import OpenDraft
from planwriter.errors import PlanwriterError
from planwriter.ui.buttons import push_button
from planwriter.ui.changes_list import changes_list, chosen_change, show_changes
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.stacked_rows import stacked_list
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard import history
from planwriter.wizard.history import Moment, Since
from planwriter.wizard.saving import time_in_words
from planwriter.wizard.session import Session

_MOMENT = Qt.ItemDataRole.UserRole
_PAGE = 200


class VersionsDialog(QDialog):
    """Moments at the left, the newest on top; at the right what has changed from the one in hand to the plan of now.

    Signals:
        going_back: The plan is about to become an older one; a backup of it as it is may be wanted first.
        went_back: What was brought back, in words, and the path to show.
    """

    going_back = Signal()
    went_back = Signal(str, tuple)

    def __init__(
        self,
        session: Session,
        held: OpenDraft,
        runner: TaskRunner,
        *,
        clock: Callable[[], datetime],
        who: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._held, self._runner, self._clock, self._who = session, held, runner, clock, who
        self._since: Since | None = None
        self._kept: int | None = None
        self._asked, self._turn = -1, 0
        self.setObjectName("versions_dialog")
        self.setWindowTitle("Versions of the plan")
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._left(), 2)
        columns.addLayout(self._right(), 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(columns, 1)
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("versions_problem")
        self._problem.hide()
        whole.addWidget(self._problem)
        whole.addLayout(self._bottom())
        self.resize(960, 560)
        self._moments.currentItemChanged.connect(lambda _now, _before: self._compare())
        self._moments.setFocus()
        self.read_again()

    @property
    def moment(self) -> Moment | None:
        """The moment in hand; None while none is shown."""
        item = self._moments.currentItem()
        found = item.data(_MOMENT) if item else None
        return found if isinstance(found, Moment) else None

    def read_again(self) -> None:
        """Read the moments anew, the newest page of them; the moment in hand stays in hand when it is among them."""
        self._kept = self.moment.seq if self.moment else None
        self._moments.clear()
        self._read(None)

    # --- parts, made in the order in which Tab reaches them ---------------------------------------------------------

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._moments = stacked_list("Moments", self)
        self._moments.setObjectName("moments")
        column.addWidget(words_label("&Moments, the newest on top", self, role="h2", buddy=self._moments))
        column.addWidget(self._moments, 1)
        self._only_named = QCheckBox("Only named &versions", self)
        self._only_named.setObjectName("only_named")
        self._only_named.toggled.connect(lambda _on: self.read_again())
        self._older = push_button("Show &older moments", self, name="older_moments", on_click=self._on_older_clicked)
        row = QHBoxLayout()
        row.addWidget(self._only_named)
        row.addStretch(1)
        row.addWidget(self._older)
        column.addLayout(row)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._changes = changes_list("What has changed since then", self)
        self._changes.setObjectName("changes")
        column.addWidget(words_label("&What has changed from then to now", self, role="h2", buddy=self._changes))
        column.addWidget(self._changes, 1)
        self._answer_back = push_button(
            "&Bring back this answer only", self, name="go_back_answer", on_click=self._on_answer_clicked
        )
        self._answer_back.setAccessibleDescription("Brings back the answer of the change in hand. You can undo it.")
        self._whole_back = push_button(
            "&Go back to this moment", self, name="go_back_whole", on_click=self._on_whole_clicked
        )
        self._whole_back.setAccessibleDescription("Brings back the whole plan as it was then. You can undo it.")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._answer_back)
        row.addWidget(self._whole_back)
        column.addLayout(row)
        return column

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._name = QLineEdit(self)
        self._name.setObjectName("version_name")
        self._name.setPlaceholderText("For example: Sent to clearance 1")
        self._name.returnPressed.connect(self._on_name_clicked)
        label = words_label("&Name for the moment in hand", self, buddy=self._name)
        label.setWordWrap(False)
        row.addWidget(label)
        row.addWidget(self._name, 1)
        row.addWidget(push_button("Name i&t", self, name="name_version", on_click=self._on_name_clicked))
        row.addSpacing(24)
        row.addWidget(push_button("&Close", self, name="versions_close", on_click=self.reject))
        return row

    # --- what happens -----------------------------------------------------------------------------------------------

    def _read(self, below: int | None) -> None:
        plan, catalogue = self._session.plan, self._session.catalogue
        if self._only_named.isChecked():
            job = partial(history.named_moments, self._held)
        else:
            job = partial(history.moments, self._held, catalogue, plan, below=below, at_most=_PAGE)
        self._turn += below is None
        self._start(job, partial(self._show_moments, self._turn))

    def _show_moments(self, turn: int, found: tuple[Moment, ...]) -> None:
        if turn != self._turn:
            return  # another list was asked for meanwhile
        is_first = self._moments.count() == 0
        for moment in found:
            lines = self._lines(moment)
            item = QListWidgetItem("\n".join(lines), self._moments)
            item.setData(_MOMENT, moment)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
        has_older = bool(found) and found[-1].first > 0 and not self._only_named.isChecked()
        self._older.setEnabled(has_older)
        if is_first:
            seqs = [moment.seq for moment in found]
            self._moments.setCurrentRow(seqs.index(self._kept) if self._kept in seqs else 0)
        if self._moments.count() == 0:
            show_changes(self._changes, (), "No version has a name yet. Choose a moment and give it one below.")
            self._enable()

    def _lines(self, moment: Moment) -> list[str]:
        names = ", ".join(f"“{name}”" for name in moment.names)
        when = time_in_words(moment.at, self._clock().astimezone())
        first = names if names and self._only_named.isChecked() else " · ".join(filter(None, (names, moment.what)))
        return [line for line in (first, " · ".join(filter(None, (when, moment.who))), moment.detail) if line]

    def _compare(self) -> None:
        moment = self.moment
        self._since = None
        self._enable()
        if moment is None:
            return
        self._asked = moment.seq
        job = partial(history.since, self._held, moment.seq, self._session.plan, self._session.catalogue)
        self._start(job, self._show_since)

    def _show_since(self, found: Since) -> None:
        if found.seq != self._asked:
            return  # another moment was chosen meanwhile
        self._since = found
        show_changes(self._changes, found.changes, "Nothing: the plan is as it was then.")
        self._enable()

    def _enable(self) -> None:
        has_changes = self._since is not None and bool(self._since.changes)
        self._whole_back.setEnabled(has_changes)
        self._answer_back.setEnabled(has_changes)

    def _on_older_clicked(self) -> None:
        last = self._moments.item(self._moments.count() - 1)
        if last is not None:
            self._read(last.data(_MOMENT).first)

    def _on_whole_clicked(self) -> None:
        if self._since is None:
            return
        words = f"going back to {self._moment_in_words()}"
        self.going_back.emit()
        self._session.go_back(self._since.then, words, now=self._clock())
        self.accept()
        self.went_back.emit(f"The plan is as it was: {self._moment_in_words()}. Undo takes this back.", ())

    def _on_answer_clicked(self) -> None:
        change = chosen_change(self._changes)
        if self._since is None or change is None or not self._session.catalogue.has_element(change.element):
            return
        title = self._session.catalogue.element(change.element).title
        words = f"bringing back {title}"
        self.going_back.emit()
        self._session.go_back(self._since.then, words, now=self._clock(), element=change.element)
        self.accept()
        said = f"{title} is as it was: {self._moment_in_words()}. Undo takes this back."
        self.went_back.emit(said, (change.element,))

    def _on_name_clicked(self) -> None:
        moment = self.moment
        if moment is None:
            return
        job = partial(
            self._held.history.name_version, self._name.text(), who=self._who, now=self._clock(), seq=moment.seq
        )
        self._start(job, self._on_named)

    def _on_named(self, version: object) -> None:
        self._name.clear()
        announce(self, f"Named {getattr(version, 'name', '')}")
        self.read_again()

    def _moment_in_words(self) -> str:
        moment = self.moment
        if moment is None:
            return ""
        return moment.names[0] if moment.names else time_in_words(moment.at, self._clock().astimezone())

    def _start(self, job: Callable[[], object], show: Callable[..., object]) -> None:
        self._problem.hide()
        self._runner.start(
            job,
            lane="disk",  # a draft's file is used by one thread at a time
            on_success=lambda found: show(found) if isValid(self) else None,
            on_failure=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        if isValid(self):
            self._problem.setText(f"{error.title} {error.advice}")
            self._problem.show()
            announce(self, self._problem.text())
