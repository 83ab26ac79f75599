"""Says what a package holds and what it takes the place of, and what stands before it at the office."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planwriter.plan.due import day_in_words
from planwriter.submit.package import Purpose
from planwriter.submit.states import State
from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label
from planwriter.ui.long_words import breakable, grouped
from planwriter.ui.messages import announce
from planwriter.wizard.sending import Prepared

_NAMES = {
    "plan.json": "Open data (JSON), without anything internal",
    "plan.docx": "Word document, final copy",
    "plan.html": "Web page",
}
_SIGN_OFF = (
    "With it goes the sign-off: who approved the plan and when, the dates of consultation with OMB, and who checked "
    "what is disclosed. Nothing else internal."
)
_OVERTAKEN = (
    "Another version of this plan was received in the meantime. Sending this one now makes yours the one that stands."
)


class PackageContents(QWidget):
    """What is sent.

    Signals:
        settle_wanted: The person wants the version in doubt sent again, and then this one.
    """

    settle_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words_label("", self)
        self._words.setObjectName("submit_contents")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notice = words_label("", self, role="note")
        self._notice.setObjectName("submit_notice")
        self._settle = push_button(
            "Send that one again, the&n this one", self, name="submit_settle", on_click=self.settle_wanted.emit
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._notice):
            column.addWidget(widget)
        column.addWidget(self._settle, 0, Qt.AlignmentFlag.AlignLeft)

    def show_package(self, prepared: Prepared | None, *, is_ready: bool, is_sent: bool) -> None:
        """Show what is in a package.

        Args:
            prepared: The package; None while there is none.
            is_ready: Whether there will be one soon.
            is_sent: Whether it is on its way or received, so that nothing stands before it any more.
        """
        if prepared is None:
            waiting = "planwriter seals the public copy of your plan as soon as it is ready."
            self._words.setText("Making the documents…" if is_ready else waiting)
            self._notice.hide()
            self._settle.hide()
            return
        lines = [
            f"{_NAMES.get(one.path, one.path)}, {one.size_bytes:,} bytes\nSHA-256 {grouped(one.sha256)}"
            for one in prepared.package.manifest.files
        ]
        self._words.setText("\n".join([*lines, _SIGN_OFF, *_replaced(prepared)]))
        notice = "" if is_sent else _notice(prepared)
        is_news = notice and notice != self._notice.text()
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        doubtful = prepared.doubtful
        self._settle.setVisible(not is_sent and doubtful is not None and doubtful.state is not State.SENDING)
        if is_news:
            announce(self, notice)


def _replaced(prepared: Prepared) -> list[str]:
    replaced = prepared.replaced
    if replaced is None:
        return []
    office = replaced.profile.name if replaced.profile else "the office"
    became = (
        f"which {breakable(office)} returned with comments" if replaced.is_returned else "which was received before"
    )
    return [f"It takes the place of “{breakable(replaced.title)}”, {became}."]


def _notice(prepared: Prepared) -> str:
    doubtful = prepared.doubtful
    if doubtful is not None:
        version = f"The version that you sealed on {day_in_words(doubtful.sealed_at.astimezone().date())}"
        if doubtful.state is State.SENDING:
            return f"{version} is on its way. Once the office has answered, this one can follow it."
        return (
            f"{version} may have arrived; nobody knows yet. Send that one again first: the office keeps it once. Then "
            "this one can take its place."
        )
    if prepared.is_overtaken:
        is_final = prepared.package.manifest.purpose == Purpose.FINAL
        told = " It has no page of changes, since that other version is not on this computer." if is_final else ""
        return f"{_OVERTAKEN}{told}"
    return ""
