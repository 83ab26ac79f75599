"""The dialog that sends the plan: is it ready, what is sent, where and as whom, and what became of it. One page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planwriter.checks.findings import Finding
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.submit.states import State
from planwriter.template.catalogue import Catalogue
from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.office_box import OfficeBox
from planwriter.ui.parcel_view import ParcelView
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.stacked_rows import stacked_list
from planwriter.wizard.sealing import standing_before
from planwriter.wizard.sending import Prepared, prepare

_FINDING = Qt.ItemDataRole.UserRole
_PURPOSES = (
    (Purpose.FINAL, "The &finished plan"),
    (Purpose.CONSULTATION, "A draft for &consultation"),
)
_NAMES = {
    "plan.json": "Open data (JSON), without anything internal",
    "plan.docx": "Word document, final copy",
    "plan.html": "Web page",
}
_ROWS_SHOWN = 5


class SubmitDialog(QDialog):
    """Sends the plan as it is.

    Signals:
        finding_chosen: A Finding to go to.
        pointer_chosen: JSON Pointer of what the office found wrong.
        comments_kept: The person wants the office's comments in this plan, as StandingCheck says it.
    """

    finding_chosen = Signal(object)
    pointer_chosen = Signal(str)
    comments_kept = Signal(object, str, object)

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        findings: tuple[Finding, ...],
        *,
        draft_id: str,
        shell: Shell,
        sending: Sending,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Submit the plan")
        self._plan, self._catalogue, self._findings = plan, catalogue, findings
        self._draft_id, self._shell, self._sending = draft_id, shell, sending
        self._prepared: Prepared | None = None
        self._purposes = QButtonGroup(self)
        self._body = QWidget(self)
        self._ready = words_label("", self._body)
        self._ready.setObjectName("submit_ready")
        self._blocking = stacked_list("What must be fixed first", self._body)
        self._blocking.setObjectName("submit_blocking")
        for signal in (self._blocking.itemActivated, self._blocking.itemClicked):
            signal.connect(self._on_finding_chosen)
        self._contents = words_label("", self._body)
        self._contents.setObjectName("submit_contents")
        self._contents.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._office = OfficeBox(shell, sending, self._body)
        self._office.changed.connect(self._show_standing)
        self._view = ParcelView(shell, sending, plan=lambda: (plan, catalogue), parent=self._body)
        self._view.jumped.connect(self._on_pointer_chosen)
        self._view.changed.connect(self._show_standing)
        self._view.comments_kept.connect(self._on_comments_kept)
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("submit_problem")
        self._problem.hide()
        self._hint = words_label("", self, role="hint")
        self._hint.setObjectName("submit_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._carry = push_button(
            "Save a package to send by &hand…", self, name="submit_carry", on_click=self._on_carry
        )
        self._send = push_button("&Send the plan", self, name="submit_send", on_click=self._on_send, role="primary")
        self._close = push_button("&Close", self, name="submit_close", on_click=self.reject)
        self._lay_out()
        self._on_purpose_chosen()

    @property
    def purpose(self) -> Purpose:
        """What the plan is sent for."""
        return _PURPOSES[max(0, self._purposes.checkedId())][0]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(4, 0, 10, 4)
        column.addWidget(words_label("Submit the plan", self._body, role="h1"))
        for number, (_purpose, words) in enumerate(_PURPOSES):
            radio = QRadioButton(words, self._body)
            radio.setObjectName(f"submit_for_{_PURPOSES[number][0]}")
            radio.setChecked(number == 0)
            self._purposes.addButton(radio, number)
            column.addWidget(radio)
        self._purposes.idToggled.connect(lambda _number, is_on: self._on_purpose_chosen() if is_on else None)
        sections = (
            ("1. Is it ready?", (self._ready, self._blocking)),
            ("2. What is sent", (self._contents,)),
            ("3. Where, and as whom", (self._office,)),
        )
        for title, widgets in sections:
            column.addSpacing(8)
            column.addWidget(words_label(title, self._body, role="h2"))
            for widget in widgets:
                column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._view)
        column.addStretch(1)
        page = QScrollArea(self)
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(self._body)
        self._page = page
        bottom = QHBoxLayout()
        bottom.addWidget(self._carry)
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self._send)
        bottom.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(page, 1)
        whole.addWidget(self._problem)
        whole.addLayout(bottom)
        self.resize(760, 500)

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_purpose_chosen(self) -> None:
        self._prepared = None
        self._view.show_parcel(None)
        blocking = standing_before(self._findings, self.purpose)
        self._show_blocking(blocking)
        self._show_contents()
        self._show_standing()
        if not blocking:
            job = partial(
                prepare,
                self._plan,
                self._catalogue,
                self._findings,
                purpose=self.purpose,
                outbox=self._sending.outbox,
            )
            self._work(job, partial(self._on_prepared, self.purpose))

    def _on_prepared(self, purpose: Purpose, prepared: Prepared) -> None:
        if purpose is not self.purpose:
            return
        self._prepared = prepared
        self._view.show_parcel(prepared.parcel)
        self._show_contents()
        self._show_standing()

    def _on_send(self) -> None:
        self._seal_then(lambda parcel: self._sending.send(parcel.package_id, self._office.file))

    def _on_carry(self) -> None:
        self._seal_then(self._carry_away)

    def _carry_away(self, parcel: Parcel) -> None:
        if parcel.office or not self._office.file:
            self._view.carry()
        else:  # the receipt that comes back is held against this office
            package_id, office, now = parcel.package_id, self._office.file, self._shell.clock()
            self._work(partial(self._sending.outbox.address, package_id, office, now), self._on_addressed)

    def _on_addressed(self, parcel: Parcel) -> None:
        self._view.show_parcel(parcel)
        self._view.carry()

    def _seal_then(self, go_on: Callable[[Parcel], object]) -> None:
        """Put the package into the outbox, where it stays as it is, and go on with it."""
        if self._prepared is None:
            return
        self._say("")
        job = partial(
            self._sending.outbox.add,
            self._prepared.data,
            draft_id=self._draft_id,
            title=str(self._plan.answer("plan.title") or "Untitled plan"),
            now=self._shell.clock(),
        )

        def on_sealed(parcel: Parcel) -> None:
            self._view.show_parcel(parcel)
            self._show_standing()
            self._page.ensureWidgetVisible(self._view)
            go_on(parcel)

        self._work(job, on_sealed)

    def _on_finding_chosen(self, item: QListWidgetItem) -> None:
        if self.isVisible():  # where one click activates, both signals come
            self.accept()
            self.finding_chosen.emit(item.data(_FINDING))

    def _on_pointer_chosen(self, pointer: str) -> None:
        if self.isVisible():
            self.accept()
            self.pointer_chosen.emit(pointer)

    def _on_comments_kept(self, parcel: Parcel, draft_id: str, path: Path) -> None:
        self.accept()
        self.comments_kept.emit(parcel, draft_id, path)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _show_blocking(self, blocking: tuple[Finding, ...]) -> None:
        self._blocking.clear()
        for finding in blocking:
            where = self._catalogue.element(finding.element).title
            item = QListWidgetItem(f"{where}\n{finding.message}", self._blocking)
            item.setData(_FINDING, finding)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{where}. {finding.message} Enter goes there.")
        self._blocking.setVisible(bool(blocking))
        if blocking:
            self._blocking.setCurrentRow(0)
            self._blocking.setMinimumHeight(min(len(blocking), _ROWS_SHOWN) * 3 * self.fontMetrics().lineSpacing())
        count = f"{len(blocking)} things must" if len(blocking) != 1 else "1 thing must"
        ready = {
            Purpose.FINAL: "Yes. Nothing is left to fix; approval and disclosure check are there.",
            Purpose.CONSULTATION: "Yes. Nothing is left to fix before consultation.",
        }
        not_yet = f"Not yet: {count} be fixed first. Choose one to go there."
        self._ready.setText(not_yet if blocking else ready[self.purpose])

    def _show_contents(self) -> None:
        prepared = self._prepared
        if prepared is None:
            words = "planwriter seals the public copy of your plan as soon as it is ready."
            self._contents.setText(words if self._blocking.count() else "Making the documents…")
            return
        lines = [
            f"{_NAMES.get(one.path, one.path)}, {one.size_bytes:,} bytes\nSHA-256 {one.sha256}"
            for one in prepared.package.manifest.files
        ]
        lines.append("With it goes the sign-off: who approved the plan and when, the dates of consultation with OMB, "
                     "and who checked what is disclosed. Nothing else internal.")  # fmt: skip
        if prepared.replaced is not None:
            replaced = prepared.replaced
            office = replaced.profile.name if replaced.profile else "the office"
            became = f"which {office} returned with comments" if replaced.is_returned else "which was received before"
            lines.append(f"It takes the place of “{replaced.title}”, {became}.")
        self._contents.setText("\n".join(lines))

    def _show_standing(self) -> None:
        parcel = self._view.parcel
        is_new = parcel is None or parcel.state in (State.SEALED, State.REJECTED)
        may_go = self._prepared is not None and is_new
        self._send.setVisible(is_new)
        self._carry.setVisible(parcel is None)
        self._carry.setEnabled(may_go)
        self._send.setEnabled(may_go and not self._office.missing)
        self._office.set_done(is_done=parcel is not None and parcel.state.is_final)
        first = "Fix what is listed first." if self._blocking.count() else self._office.missing
        self._hint.setText(first if is_new else "")
        self._send.setAccessibleDescription(self._hint.text())

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object]) -> None:
        self._shell.runner.start_for(self, job, on_success=on_success, tell=self._say)

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if words:
            announce(self, words)
