"""One package and where it stands, with its receipt and what can be done about it; in two dialogs the same."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from planwriter.atomic import write_atomically
from planwriter.drafts.recovered import moment_in_words
from planwriter.errors import PlanwriterError, StorageError
from planwriter.plan.plan import Plan
from planwriter.submit.courier import Carried, save_for_courier
from planwriter.submit.outbox import Parcel
from planwriter.submit.receipts import receipt_file
from planwriter.submit.signing import ReceiptError
from planwriter.submit.states import State
from planwriter.template.catalogue import Catalogue
from planwriter.ui import sending_files
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.stacked_rows import stacked_list
from planwriter.ui.standing_check import StandingCheck
from planwriter.wizard.sending import look_again, receipt_of, receipt_text, take_receipt

_POINTER = Qt.ItemDataRole.UserRole
_WAITING = (State.QUEUED, State.SENDING, State.UNKNOWN)


class ParcelView(QWidget):
    """Shows one parcel and follows it.

    Signals:
        jumped: JSON Pointer of what the office found wrong.
        changed: It stands elsewhere now.
        comments_kept: The office's reviewed document lies with its draft, as StandingCheck says it.
    """

    jumped = Signal(str)
    changed = Signal()
    comments_kept = Signal(object, str, object)

    def __init__(
        self, shell: Shell, sending: Sending, *, plan: Callable[[], tuple[Plan, Catalogue] | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._shell, self._sending, self._plan = shell, sending, plan
        self._parcel: Parcel | None = None
        self._state = words_label("", self, role="h2")
        self._state.setObjectName("parcel_state")
        self._words = words_label("", self)
        self._words.setObjectName("parcel_words")
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Sending")
        self._bar.setTextVisible(False)
        self._faults = stacked_list("What the office found", self)
        self._faults.setObjectName("parcel_faults")
        for signal in (self._faults.itemActivated, self._faults.itemClicked):
            signal.connect(lambda item: self.jumped.emit(item.data(_POINTER)))
        self._receipt = QPlainTextEdit(self)
        self._receipt.setObjectName("parcel_receipt")
        self._receipt.setAccessibleName("Receipt")
        self._receipt.setReadOnly(True)
        self._receipt.setTabChangesFocus(True)
        self._receipt.setMinimumHeight(150)
        self._note = words_label("", self, role="note")
        self._note.setObjectName("parcel_note")
        self._standing = StandingCheck(shell, sending, self)
        self._standing.comments_kept.connect(self.comments_kept)
        self._lay_out()
        sending.changed.connect(self._on_changed)
        sending.progressed.connect(self._on_progressed)
        self.show_parcel(None)

    @property
    def parcel(self) -> Parcel | None:
        """What is shown; None while nothing is."""
        return self._parcel

    def show_parcel(self, parcel: Parcel | None) -> None:
        """Show a parcel as it stands; None shows nothing."""
        before, self._parcel = self._parcel, parcel
        self.setVisible(parcel is not None)
        if parcel is None:
            return
        if before is None or before.package_id != parcel.package_id:
            self._tell("")
        self._state.setText(parcel.label)
        self._words.setText(_words_of(parcel, self._shell.clock().astimezone()))
        self._words.setVisible(bool(self._words.text()) and not parcel.is_returned)  # then the receipt says it
        self._show_faults(parcel)
        self._show_receipt(parcel)
        self._standing.show_parcel(parcel)
        is_sending = parcel.state is State.SENDING
        self._bar.setVisible(is_sending)
        if is_sending and not self._bar.maximum():
            self._bar.setRange(0, 0)
        is_final = parcel.state.is_final
        self._try.setVisible(bool(parcel.office) and not is_final and not is_sending)
        self._stop.setVisible(parcel.state in _WAITING and (is_sending or parcel.next_try is not None))
        for button in (self._copy, self._print, self._save, self._look):
            button.setVisible(bool(parcel.receipt))
        self._carry.setVisible(not is_final)
        self._bring.setVisible(
            bool(parcel.office) and not parcel.receipt
        )  # one that was withdrawn may have been carried
        if before is None or before.state is not parcel.state:  # what the office says of it, its own part announces
            announce(self, f"{parcel.label}. {parcel.words}")

    def take_focus(self) -> None:
        """Lead the keyboard to what is to be done next, where there is one such thing."""
        if self._standing.next_step is not None:
            self._standing.next_step.setFocus()

    def carry(self) -> None:
        """Ask for a stick and save the package on it."""
        sending_files.ask_for_folder(self, self._carry_to)

    def _lay_out(self) -> None:
        self._try = push_button("Send &again now", self, name="parcel_try", on_click=self._on_try)
        self._stop = push_button("S&top sending", self, name="parcel_stop", on_click=self._on_stop)
        self._copy = push_button("C&opy the receipt", self, name="parcel_copy", on_click=self._on_copy)
        self._print = push_button("&Print the receipt…", self, name="parcel_print", on_click=self._on_print)
        self._save = push_button("Sa&ve the receipt…", self, name="parcel_save", on_click=self._on_save)
        self._look = push_button("Chec&k the receipt again", self, name="parcel_look", on_click=self._on_look)
        self._carry = push_button("Save a package to send by &hand…", self, name="parcel_carry", on_click=self.carry)
        self._bring = push_button("Read a receipt that came &back…", self, name="parcel_bring", on_click=self._on_bring)
        buttons = QWidget(self)
        row = FlowLayout(buttons)
        receipt = (self._copy, self._print, self._save, self._look)
        for button in (self._try, self._stop, *receipt, self._carry, self._bring):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self._state,
            self._words,
            self._standing,
            self._bar,
            self._faults,
            self._receipt,
            self._note,
            buttons,
        ):
            column.addWidget(widget)

    def _show_faults(self, parcel: Parcel) -> None:
        self._faults.clear()
        for fault in parcel.faults:
            item = QListWidgetItem(fault.detail or fault.pointer, self._faults)
            item.setData(_POINTER, fault.pointer)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{fault.detail} Enter goes there.")
        self._faults.setVisible(bool(parcel.faults))

    def _show_receipt(self, parcel: Parcel) -> None:
        words = ""
        try:
            if receipt := receipt_of(parcel):
                profile = parcel.profile
                words = receipt_text(parcel, receipt, profile.name if profile else "")
        except ReceiptError as error:
            words = f"{error.title} {error.advice}"
        self._receipt.setPlainText(words)
        self._receipt.setVisible(bool(words))

    def _on_changed(self, package_id: str) -> None:
        if self._parcel and package_id == self._parcel.package_id:
            self._work(partial(self._sending.outbox.parcel, package_id), self._on_read)

    def _on_read(self, parcel: Parcel) -> None:
        if self._parcel and parcel.package_id == self._parcel.package_id:
            self.show_parcel(parcel)
            self.changed.emit()

    def _on_progressed(self, package_id: str, sent: int, total: int) -> None:
        if self._parcel and package_id == self._parcel.package_id and total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(sent * 1000 // total)
            is_sent = sent >= total
            self._words.setText("Waiting for the office's answer." if is_sent else _megabytes(sent, total))
            self._words.show()

    def _on_try(self) -> None:
        if self._parcel:
            self._sending.send(self._parcel.package_id, self._parcel.office)

    def _on_stop(self) -> None:
        if self._parcel:
            self._sending.stop(self._parcel.package_id)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._receipt.toPlainText())
        self._tell("The receipt is on the clipboard.")

    def _on_print(self) -> None:
        from planwriter.ui.receipt_printing import ask_to_print  # with it the printers: only for who prints

        title = f"Receipt of “{self._parcel.title}”" if self._parcel else "Receipt"
        ask_to_print(f"{title}\n\n{self._receipt.toPlainText()}", title, self, tell=self._tell)

    def _on_save(self) -> None:
        if self._parcel:
            sending_files.ask_where_to_save(self, f"{self._parcel.package_id}.receipt.json", self._save_to)

    def _save_to(self, path: Path) -> None:
        parcel, receipt = self._parcel, receipt_of(self._parcel) if self._parcel else None
        if parcel is None or receipt is None:
            return
        name = parcel.profile.name if parcel.profile else ""
        text = path.with_name(path.name.removesuffix(".receipt.json").removesuffix(".json") + ".receipt.txt")

        def job() -> Path:
            write_atomically(path, receipt_file(parcel.receipt, receipt, name))
            write_atomically(text, receipt_text(parcel, receipt, name).encode())
            return text

        told = f"Saved {path.name}, and {text.name} to read and print."
        self._work(job, lambda _: self._tell(told))

    def _on_look(self) -> None:
        parcel, outbox = self._parcel, self._sending.outbox
        if parcel is None:
            return

        def job() -> str:
            from planwriter.template.loader import load_catalogue  # here already when a plan is open

            try:
                plan, catalogue = self._plan() or (None, load_catalogue())
            except PlanwriterError as error:  # of the draft; the receipt can be checked all the same
                told = look_again(outbox, parcel, None, load_catalogue())
                return f"{told} The draft was not compared: {error.title}"
            return look_again(outbox, parcel, plan, catalogue)

        self._work(job, self._tell)

    def _carry_to(self, folder: Path) -> None:
        if self._parcel:
            self._work(partial(save_for_courier, self._sending.outbox, self._parcel, folder), self._on_carried)

    def _on_carried(self, carried: Carried) -> None:
        self._tell(
            f"Saved {carried.package.name} and its cover sheet in {carried.package.parent}, and read them again. Print "
            f"the cover sheet. The code to compare over the phone is {carried.short_code}. Eject the stick before you "
            "take it out."
        )

    def _on_bring(self) -> None:
        sending_files.ask_for_receipt(self, self._bring_from)

    def _bring_from(self, path: Path) -> None:
        if self._parcel is None:
            return
        outbox, package_id, now = self._sending.outbox, self._parcel.package_id, self._shell.clock()

        def job() -> Parcel:
            return take_receipt(outbox, self._shell.paths.drafts, package_id, _read(path), now=now)

        self._work(job, lambda parcel: self._sending.changed.emit(parcel.package_id))

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object]) -> None:
        self._shell.runner.start_for(self, job, on_success=on_success, tell=self._tell)

    def _tell(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if words:
            announce(self, words)


def _words_of(parcel: Parcel, now: datetime) -> str:
    due = parcel.due(now)
    if due and parcel.state is not State.SENDING and parcel.attempts:
        when = f"at {moment_in_words(due.isoformat(), now)}" if due > now else "soon"
        return f"{parcel.words} Next try {when}."
    return parcel.words


def _megabytes(sent: int, total: int) -> str:
    return f"Sent {sent / 1e6:.1f} of {total / 1e6:.1f} MB."


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(65 * 1024)
    except OSError as error:
        raise StorageError(f"“{path.name}” could not be read.", "Check that it is a file you may open.") from error
