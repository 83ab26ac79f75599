"""What the office says of a received plan: accepted, or returned with its comments and a reviewed document to bring in.

It asks when the person wants to know, and once by itself when a package is opened for which this computer has a token.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.atomic import write_atomically
from planwriter.errors import PlanwriterError
from planwriter.submit.contract import SUBMISSIONS, Standing, read_submission
from planwriter.submit.outbox import Parcel
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.states import State
from planwriter.submit.verdict import WORDS, Answer
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import Lane
from planwriter.wizard.returning import home_of, keep_reviewed, reviewed_name
from planwriter.wizard.saving import time_in_words

_WORDS = {
    Standing.CONSULTATION: "The office has it for consultation.",
    Standing.ACCEPTED: "The office has accepted it.",
    Standing.SUPERSEDED: "A newer version has taken its place.",
}


class StandingCheck(QWidget):
    """What was heard last, a button that asks anew, and what can be done with what came back.

    Signals:
        comments_kept: A reviewed document lies in its draft's folder: the parcel, the draft's id, the file's path.
    """

    comments_kept = Signal(object, str, object)

    def __init__(self, shell: Shell, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._sending = shell, sending
        self._parcel: Parcel | None = None
        self._is_busy = False
        self._words = words_label("", self)
        self._words.setObjectName("standing_words")
        self._message = words_label("", self, role="note")
        self._message.setObjectName("standing_message")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = words_label("", self, role="hint")
        self._note.setObjectName("standing_note")
        self._bring = push_button(
            "Br&ing the comments in…", self, name="standing_bring", on_click=self._on_bring, role="primary"
        )
        self._save = push_button("Save the revie&wed document…", self, name="standing_save", on_click=self._on_save)
        self._ask = push_button("Ask the office how it stan&ds", self, name="standing_ask", on_click=self._on_ask)
        buttons = FlowLayout()
        for button in (self._bring, self._save, self._ask):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._message):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._note)

    def show_parcel(self, parcel: Parcel) -> None:
        """Show what the office said of a parcel; only what it has received can be asked about."""
        is_new = self._parcel is None or self._parcel.package_id != parcel.package_id
        self._parcel = parcel
        self.setVisible(bool(parcel.receipt))
        self._show_word(parcel)
        if is_new:
            self._is_busy = False
            self._tell(_asked(parcel, self._shell))
            if parcel.state is State.ACCEPTED:
                self._ask_by_itself(parcel)

    @property
    def next_step(self) -> QPushButton | None:
        """The button that brings the comments in; None where there are none."""
        return None if self._bring.isHidden() else self._bring

    # --- what was heard ----------------------------------------------------------------------------------------------

    def _show_word(self, parcel: Parcel) -> None:
        word = parcel.word
        self._words.setText(_in_words(parcel))
        self._words.setVisible(word is not None)
        self._message.setText(word.message if word else "")
        self._message.setVisible(bool(word and word.message))
        for button in (self._bring, self._save):
            button.setVisible(bool(word and word.attachment))

    # --- asking ------------------------------------------------------------------------------------------------------

    def _on_ask(self) -> None:
        parcel, profile = self._parcel, self._parcel.profile if self._parcel else None
        if parcel is None or profile is None or self._is_busy:
            return
        self._is_busy = True
        self._tell("Asking the office…")
        find = partial(self._sending.tokens.find, profile.address)
        self._work(find, lambda found: self._ask_about(parcel, profile, found[0]), lane="network")

    def _ask_by_itself(self, parcel: Parcel) -> None:
        """Ask once, if this computer has a token for the office: nothing goes out for who sends by hand."""
        profile = parcel.profile
        if profile is None:
            return

        def ask(found: tuple[str, object]) -> None:
            if found[0] and not self._is_busy and self._is_shown(parcel):
                self._is_busy = True
                self._ask_about(parcel, profile, found[0])

        self._work(partial(self._sending.tokens.find, profile.address), ask, lane="network")

    def _ask_about(self, parcel: Parcel, profile: OfficeProfile, token: str) -> None:
        place = f"{profile.address}{SUBMISSIONS}?package_id={parcel.package_id}"
        self._call(place, token, partial(self._on_answered, parcel))

    def _on_answered(self, parcel: Parcel, answer: Answer) -> None:
        self._is_busy = False
        if not self._is_shown(parcel):
            return
        if answer.trouble is not None:
            self._tell(f"{WORDS[answer.trouble][0]} Ask again later.")
            return
        if answer.status != 200:
            self._tell(f"The office did not say (status {answer.status}). Is your token still good?")
            return
        try:
            said = read_submission(answer.content_type, answer.body)
        except PlanwriterError as error:
            self._tell(f"{error.title} {error.advice}")
            return
        if said.package_id != parcel.package_id:
            self._tell("The office answered about another package. Ask again later, or tell the office.")
            return
        job = partial(self._sending.outbox.hear, parcel.package_id, said, self._shell.clock())
        self._work(job, partial(self._on_heard, parcel))

    def _on_heard(self, before: Parcel, parcel: Parcel) -> None:
        if not self._is_shown(parcel):
            return
        self._parcel = parcel
        self._show_word(parcel)
        self._tell(_asked(parcel, self._shell))
        news = f"{parcel.label}. {_in_words(parcel)} {parcel.word.message if parcel.word else ''}".strip()
        if before.word is None or parcel.word is None or before.word.since != parcel.word.since:
            announce(self, news)
        self._sending.changed.emit(parcel.package_id)

    # --- the reviewed document ---------------------------------------------------------------------------------------

    def _on_bring(self) -> None:
        parcel = self._parcel
        if parcel is None or self._is_busy:
            return
        self._is_busy = True
        self._tell("Fetching the reviewed document…")
        # first, since nobody should wait for a document that has nowhere to go
        self._work(partial(home_of, self._shell.paths.drafts, parcel), partial(self._fetch_for, parcel))

    def _fetch_for(self, parcel: Parcel, draft_id: str) -> None:
        def keep(data: bytes) -> None:
            job = partial(keep_reviewed, self._shell.paths.drafts, draft_id, parcel, data)
            self._work(job, bring, lane="disk")

        def bring(path: Path) -> None:
            self._is_busy = False
            self._tell(_asked(parcel, self._shell))
            self.comments_kept.emit(parcel, draft_id, path)

        self._fetch(parcel, keep)

    def _on_save(self) -> None:
        parcel = self._parcel
        if parcel is None:
            return
        start = str(Path.home() / reviewed_name(parcel))
        dialog = QFileDialog(self, "Save the reviewed document", start, "Word (*.docx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("docx")
        dialog.fileSelected.connect(lambda chosen: self._fetch(parcel, partial(self._save_to, Path(chosen))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_to(self, path: Path, data: bytes) -> None:
        self._is_busy = False
        told = f"Saved {path.name}."
        self._work(partial(write_atomically, path, data), lambda _: self._tell(told))

    def _fetch(self, parcel: Parcel, on_fetched: Callable[[bytes], object]) -> None:
        """Fetch the reviewed document of a parcel."""
        profile, word = parcel.profile, parcel.word
        if profile is None or word is None or not word.attachment.startswith("/"):
            self._give_up("The office named no document that can be fetched. Ask the office for it.")
            return
        self._is_busy = True

        def take(answer: Answer) -> None:
            if answer.trouble is not None or answer.status != 200:
                why = WORDS[answer.trouble][0] if answer.trouble is not None else f"(Status {answer.status}.)"
                self._give_up(f"The reviewed document could not be fetched. {why} Try again later.")
            else:
                on_fetched(answer.body)

        def ask(found: tuple[str, object]) -> None:
            self._call(profile.address + word.attachment, found[0], take)

        self._work(partial(self._sending.tokens.find, profile.address), ask, lane="network")

    # --- inside ------------------------------------------------------------------------------------------------------

    def _call(self, place: str, token: str, on_answer: Callable[[Answer], object]) -> None:
        call = self._sending.client.ask(place, token=token)
        call.answered.connect(lambda answer: on_answer(answer) if isValid(self) else None)

    def _is_shown(self, parcel: Parcel) -> bool:
        return self._parcel is not None and self._parcel.package_id == parcel.package_id

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object], *, lane: Lane = "work") -> None:
        self._shell.runner.start_for(self, job, lane=lane, on_success=on_success, tell=self._give_up)

    def _give_up(self, words: str) -> None:
        self._is_busy = False
        self._tell(words)

    def _tell(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if words:
            announce(self, words)


def _in_words(parcel: Parcel) -> str:
    word, profile = parcel.word, parcel.profile
    if word is None:
        return ""
    office = profile.name if profile else "The office"
    if word.is_returned:
        return f"{office} returned it with comments and says:" if word.message else f"{office} returned it."
    if word.status in _WORDS:
        return _WORDS[Standing(word.status)]
    return f"The office calls it “{word.status}”."


def _asked(parcel: Parcel, shell: Shell) -> str:
    if parcel.word is None:
        return ""
    return f"Last asked: {time_in_words(parcel.word.asked, shell.clock().astimezone())}."
