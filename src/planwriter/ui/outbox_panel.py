"""What waits to be sent and what was sent, as a list for the start page; and the dialog on one of them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.submit.states import State
from planwriter.template.catalogue import Catalogue
from planwriter.ui.dialog_room import fit_into, scrolling_page
from planwriter.ui.labels import words_label
from planwriter.ui.parcel_view import ParcelView
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.stacked_rows import stacked_list

_ID = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 3
_LETTERS_WIDE, _LINES_HIGH = 96, 28  # the dialog on one package
_LEAST = QSize(680, 440)
_LETTERS_SHOWN = 120  # of the office's message


class OutboxPanel(QWidget):
    """Lists parcels, the one sealed last on top.

    Signals:
        parcel_chosen: The package id.
    """

    parcel_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = stacked_list("Sent and waiting", self)
        self._list.setObjectName("outbox_list")
        self._list.itemClicked.connect(self._on_item_chosen)
        self._list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(words_label("Sent and waiting", self, role="h2"))
        column.addWidget(self._list, 1)
        self.show_parcels(())

    def show_parcels(self, parcels: Iterable[Parcel]) -> None:
        """Show parcels; without any the panel is not there."""
        current = self._list.currentItem()
        kept = current.data(_ID) if current else ""
        self._list.clear()
        for parcel in parcels:
            lines = _lines(parcel)
            item = QListWidgetItem("\n".join(lines), self._list)
            item.setData(_ID, parcel.package_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
            if parcel.package_id == kept:
                self._list.setCurrentItem(item)
        count = self._list.count()
        self.setVisible(bool(count))
        if count and self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setMinimumHeight(min(count, _ROWS_SHOWN) * 4 * self.fontMetrics().lineSpacing())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open the parcel in hand."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self._list.currentItem()
            if item and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_item_chosen(item)
                return True
        return super().eventFilter(watched, event)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.parcel_chosen.emit(item.data(_ID))


class ParcelDialog(QDialog):
    """One parcel, from the start page.

    Signals:
        amendment_requested: The person wants to amend the plan that was received.
        comments_kept: The person wants the office's comments in their draft, as StandingCheck says it.
        pointer_chosen: JSON Pointer of what the office found wrong.
    """

    amendment_requested = Signal()
    comments_kept = Signal(object, str, object)
    pointer_chosen = Signal(str)

    def __init__(
        self,
        parcel: Parcel,
        *,
        shell: Shell,
        sending: Sending,
        plan: Callable[[], tuple[Plan, Catalogue] | None],
        parent: QWidget,
    ) -> None:
        """Show a parcel.

        Args:
            parcel: As it stands.
            shell: What the window is given.
            sending: What is on its way.
            plan: Gives the plan to compare with; called off the UI thread. None for none.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(parcel.title)
        body = QWidget(self)
        view = ParcelView(shell, sending, plan=plan, parent=body)
        view.comments_kept.connect(self._on_comments_kept)
        view.jumped.connect(self._on_jumped)
        view.show_parcel(parcel)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addWidget(words_label(parcel.title, body, role="h1"))
        inner.addWidget(view)
        inner.addStretch(1)
        page = scrolling_page(body, self)
        amend = QPushButton("A&mend this plan…", self)
        amend.setObjectName("parcel_amend")
        amend.setVisible(parcel.state is State.ACCEPTED and parcel.purpose == Purpose.FINAL)
        amend.clicked.connect(self.accept)
        amend.clicked.connect(self.amendment_requested)
        close = QPushButton("&Close", self)
        close.setObjectName("parcel_close")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(page, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(amend)
        row.addWidget(close)
        column.addLayout(row)
        fit_into(self, parent.window(), letters=_LETTERS_WIDE, lines=_LINES_HIGH, least=_LEAST)
        view.take_focus()

    def _on_jumped(self, pointer: str) -> None:
        if self.isVisible():  # where one click activates, both signals come
            self.accept()
            self.pointer_chosen.emit(pointer)

    def _on_comments_kept(self, parcel: Parcel, draft_id: str, path: Path) -> None:
        self.accept()
        self.comments_kept.emit(parcel, draft_id, path)


def _lines(parcel: Parcel) -> list[str]:
    profile = parcel.profile
    purpose = "for consultation" if parcel.purpose == Purpose.CONSULTATION else "final"
    word = parcel.word if parcel.is_returned else None
    moment = word.since if word else parcel.changed or parcel.sealed_at
    facts = [parcel.label, purpose, _day(moment)]
    if profile:
        facts.insert(1, profile.name)
    words = _shortened(word.message) if word else parcel.words
    return [parcel.title, " · ".join(facts), *([words] if words else [])]


def _shortened(message: str) -> str:
    """Return the beginning of what the office says; the whole of it stands where the row leads."""
    words = " ".join(message.split())
    return f"“{words}”" if len(words) <= _LETTERS_SHOWN else f"“{words[:_LETTERS_SHOWN].rsplit(' ', 1)[0]} …”"


def _day(moment: datetime) -> str:
    return day_in_words(moment.astimezone().date())
