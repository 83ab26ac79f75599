"""Where a plan is sent and as whom: the office's profile, shown before it is trusted, and the sign-in."""

import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.errors import PlanwriterError, StorageError
from planwriter.submit.credentials import Kept, clean_token
from planwriter.submit.outbox import Parcel
from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.ui.buttons import push_button
from planwriter.ui.connection_dialog import ConnectionDialog
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.long_words import breakable
from planwriter.ui.messages import announce
from planwriter.ui.office_offer import OfficeOffer
from planwriter.ui.sending import Sending
from planwriter.ui.sending_files import ask_for_profile
from planwriter.ui.shell import Shell
from planwriter.ui.waiting_question import WaitingQuestion
from planwriter.wizard.addressing import take_over, waiting_elsewhere
from planwriter.wizard.sending import keep_office, read_office

_MAX_BYTES = 65 * 1024
_LONGEST_NAME = 80


class OfficeBox(QWidget):
    """The office that was chosen, and the token for it.

    Signals:
        changed: Another office or token counts from now on.
        asks: This part of it should be read or filled in now.
    """

    changed = Signal()
    asks = Signal(QWidget)

    def __init__(self, shell: Shell, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._sending = shell, sending
        self.file = b""
        self.profile: OfficeProfile | None = None
        self._is_done = False
        self._to_send: tuple[str, ...] = ()
        self._token, self._kept = "", Kept.NOWHERE
        self._office = words_label("", self)
        self._office.setObjectName("office_words")
        self._choose = push_button(
            "Choose the office's pro&file…", self, name="office_choose", on_click=self._on_choose
        )
        self._check = push_button("Chec&k the connection…", self, name="office_check", on_click=self._on_check)
        self._offer = OfficeOffer(self)
        self._offer.trusted.connect(self._on_trust)
        self._offer.left.connect(self._choose.setFocus)
        self._question = WaitingQuestion(self)
        self._question.agreed.connect(self._on_agreed)
        self._field = QLineEdit(self)
        self._field.setObjectName("office_token")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.returnPressed.connect(self._on_keep)
        self._keep = push_button("&Keep this token", self, name="office_keep", on_click=self._on_keep)
        self._where = words_label("", self, role="hint")
        self._where.setObjectName("office_token_words")
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("office_problem")
        self._lay_out()
        self._problem.hide()
        self._show()
        self._work(partial(read_office, shell.paths.root, set_by_office=self._by_office), self._on_read)

    @property
    def missing(self) -> str:
        """What is still needed before anything can be sent, in words; "" when nothing is."""
        if self.profile is None:
            return "Choose the office's profile first."
        return "" if self._token else "Give the token from the office first."

    @property
    def _by_office(self) -> str:
        return self._shell.settings.office.office_profile

    def offer_file(self, path: Path) -> None:
        """Show what a profile says before anything in it counts."""
        self._say("")
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_BYTES)
            profile = read_profile(data)
        except OSError:
            self._fail(StorageError(f"“{path.name}” could not be read.", "Check that it is a file you may open."))
            return
        except PlanwriterError as error:
            self._fail(error)
            return
        self._offer.show_profile(profile, data)
        self.asks.emit(self._offer)

    def set_done(self, *, is_done: bool) -> None:
        """Show only where it went once it is there."""
        self._is_done = is_done
        self._show()

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self._choose, self._check):
            buttons.addWidget(button)
        self._label = words_label("To&ken from the office", self, role="label", buddy=self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._office)
        column.addLayout(buttons)
        for widget in (self._offer, self._question, self._label, self._where, self._field):
            column.addWidget(widget)
        column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._problem)

    def _show(self) -> None:
        profile = self.profile
        told = ". Set by your office for everyone." if self._by_office else ""
        words = "No office yet. Ask the receiving office for its profile, a small file, and choose it here."
        if profile is not None:  # the address first: a name may be as long as it likes
            words = f"To {profile.address}, {textwrap.shorten(profile.name, _LONGEST_NAME, placeholder=' …')}{told}"
        self._office.setText(breakable(words))
        self._office.setAccessibleName(words)
        for widget in (self._check, self._label, self._where, self._field, self._keep):
            widget.setVisible(profile is not None and not self._is_done)
        self._choose.setVisible(not self._is_done and not self._by_office)
        help_words = f" {profile.sign_in.help}" if profile and not self._token else ""
        self._where.setText(self._kept.words + help_words)
        self._field.setAccessibleDescription(self._where.text())

    def _on_read(self, found: tuple[bytes, OfficeProfile] | None) -> None:
        if found is not None:
            self.file, self.profile = found
            self._find_token()
            self._look_for_waiting()
        self._show()
        self.changed.emit()

    def _find_token(self) -> None:
        if self.profile is not None:
            self._work(partial(self._sending.tokens.find, self.profile.address), self._on_token_found)

    def _on_token_found(self, found: tuple[str, Kept]) -> None:
        if not self._token:  # the person may have given one meanwhile
            self._on_token(found)

    def _on_token(self, found: tuple[str, Kept]) -> None:
        self._token, self._kept = found
        self._show()
        self.changed.emit()
        self._send_waiting()

    def _on_choose(self) -> None:
        ask_for_profile(self, self.offer_file)

    def _on_trust(self, file: bytes) -> None:
        self._work(partial(keep_office, self._shell.paths.root, file), partial(self._on_trusted, file))

    def _on_trusted(self, file: bytes, profile: OfficeProfile) -> None:
        self.file, self.profile = file, profile
        self._token, self._kept, self._to_send = "", Kept.NOWHERE, ()
        self._show()
        self._field.setFocus()
        self.asks.emit(self._keep)
        self._find_token()
        self._look_for_waiting()
        self.changed.emit()

    # --- what waits already ------------------------------------------------------------------------------------------

    def _look_for_waiting(self) -> None:
        """Give what was sealed without an office this one, and ask about what waits for another."""
        outbox, office, profile, now = self._sending.outbox, self.file, self.profile, self._shell.clock()
        if profile is None:
            return

        def job() -> tuple[tuple[str, ...], tuple[Parcel, ...]]:
            return take_over(outbox, office, profile, now), waiting_elsewhere(outbox, profile)

        def tell(found: tuple[tuple[str, ...], tuple[Parcel, ...]]) -> None:
            for package_id in found[0]:
                self._sending.changed.emit(package_id)
            if self.file == office:
                self._question.ask_about(found[1])
                if found[1]:
                    self.asks.emit(self._question)

        self._work(job, tell)

    def _on_agreed(self, package_ids: tuple[str, ...]) -> None:
        self._sending.readdress(package_ids, self.file, then=self._on_readdressed)

    def _on_readdressed(self, package_ids: tuple[str, ...]) -> None:
        if isValid(self):
            self._to_send = package_ids
            self._send_waiting()

    def _send_waiting(self) -> None:
        """Send what the person wants sent here, as soon as there is a token for it."""
        if self._token:
            ids, self._to_send = self._to_send, ()
            for package_id in ids:
                self._sending.send(package_id, self.file)

    def _on_keep(self) -> None:
        profile = self.profile
        self._say("")
        try:
            token = clean_token(self._field.text())
        except PlanwriterError as error:
            self._fail(error)
            return
        if profile is not None:
            self._field.clear()
            job = partial(self._sending.tokens.keep, profile.address, token)
            self._work(job, lambda kept: self._on_token((token, kept)))

    def _on_check(self) -> None:
        if self.profile is not None:
            dialog = ConnectionDialog(
                self.profile.address, self._token, shell=self._shell, client=self._sending.client, parent=self
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object]) -> None:
        self._shell.runner.start_for(self, job, lane="network", on_success=on_success, tell=self._say)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error  # a fault of ours: the last resort tells it
        if isValid(self):
            self._say(f"{error.title} {error.advice}")

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if words:
            announce(self, words)
            self.asks.emit(self._problem)
