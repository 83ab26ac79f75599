"""Asks the office how a received plan stands: accepted, or returned with comments and a reviewed document."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.atomic import write_atomically
from planwriter.errors import PlanwriterError
from planwriter.submit.contract import SUBMISSIONS, Standing, Submission, read_submission
from planwriter.submit.outbox import Parcel
from planwriter.submit.verdict import WORDS, Answer
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import Lane

_WORDS = {
    Standing.CONSULTATION: "The office has it for consultation.",
    Standing.ACCEPTED: "The office has accepted it.",
    Standing.RETURNED: "Returned with comments.",
    Standing.SUPERSEDED: "A newer version has taken its place.",
}


class StandingCheck(QWidget):
    """A button that asks, and what the office said."""

    def __init__(self, shell: Shell, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._sending = shell, sending
        self._parcel: Parcel | None = None
        self._attachment = ""
        self._ask = push_button("Ask the office how it stan&ds", self, name="standing_ask", on_click=self._on_ask)
        self._save = push_button("Save the revie&wed document…", self, name="standing_save", on_click=self._on_save)
        self._words = words_label("", self, role="note")
        self._words.setObjectName("standing_words")
        buttons = FlowLayout()
        for button in (self._ask, self._save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self._words)

    def show_parcel(self, parcel: Parcel) -> None:
        """Offer to ask about a parcel; only what the office has received can be asked about."""
        if self._parcel is None or self._parcel.package_id != parcel.package_id:
            self._tell("")
        self._parcel = parcel
        self.setVisible(bool(parcel.receipt))

    def _on_ask(self) -> None:
        if self._parcel is not None:
            self._tell("Asking…")
            self._request(f"{SUBMISSIONS}?package_id={self._parcel.package_id}", self._on_answered)

    def _on_answered(self, answer: Answer) -> None:
        if answer.trouble is not None:
            self._tell(f"{WORDS[answer.trouble][0]} Ask again later.")
            return
        if answer.status != 200:
            self._tell(f"The office did not say (status {answer.status}). Is your token still good?")
            return
        try:
            self._show(read_submission(answer.content_type, answer.body))
        except PlanwriterError as error:
            self._tell(f"{error.title} {error.advice}")

    def _show(self, submission: Submission) -> None:
        known = submission.status in list(Standing)
        words = _WORDS[Standing(submission.status)] if known else f"The office calls it “{submission.status}”."
        self._tell(f"{words} {submission.message}".strip(), submission.attachment)

    def _on_save(self) -> None:
        dialog = QFileDialog(self, "Save the reviewed document", str(Path.home() / "reviewed.docx"), "Word (*.docx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("docx")
        dialog.fileSelected.connect(lambda chosen: self._request(self._attachment, partial(self._keep, Path(chosen))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, path: Path, answer: Answer) -> None:
        if answer.trouble is not None or answer.status != 200:
            self._tell("The reviewed document could not be fetched. Ask again later.", self._attachment)
            return
        told = f"Saved {path.name}. Bring it back into your plan like any reviewed copy."
        job = partial(write_atomically, path, answer.body)
        self._work(job, lambda _: self._tell(told, self._attachment), lane="work")

    def _request(self, place: str, on_answer: Callable[[Answer], object]) -> None:
        """Ask the parcel's office for what is at a place below its address."""
        profile = self._parcel.profile if self._parcel else None
        if profile is None or not place.startswith("/"):
            return

        def ask(found: tuple[str, object]) -> None:
            call = self._sending.client.ask(profile.address + place, token=found[0])
            call.answered.connect(lambda answer: on_answer(answer) if isValid(self) else None)

        self._work(partial(self._sending.tokens.find, profile.address), ask, lane="network")

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object], *, lane: Lane) -> None:
        self._shell.runner.start_for(self, job, lane=lane, on_success=on_success, tell=self._tell)

    def _tell(self, words: str, attachment: str = "") -> None:
        self._attachment = attachment
        self._save.setVisible(bool(attachment))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if words:
            announce(self, words)
