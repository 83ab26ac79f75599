"""The dialog that sends the plan: is it ready, what is sent, where and as whom, and what became of it. One page."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
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
from planwriter.ui.dialog_room import InSight, fit_into, scrolling_page
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.office_box import OfficeBox
from planwriter.ui.package_contents import PackageContents
from planwriter.ui.parcel_view import ParcelView
from planwriter.ui.purpose_choice import PurposeChoice
from planwriter.ui.readiness import Readiness
from planwriter.ui.sending import Sending
from planwriter.ui.sent_versions import SentVersions
from planwriter.ui.shell import Shell
from planwriter.wizard.sealing import standing_before
from planwriter.wizard.sending import Prepared, SentVersion, prepare, put_in_outbox, sent_versions

_LETTERS_WIDE, _LINES_HIGH = 108, 32
_LEAST = QSize(760, 500)
_CHANGED = "Something was received or sent meanwhile. Look at what is sent now, and choose again."
_GoOn = Callable[[Parcel], object]
_Standings = frozenset[tuple[str, State]]


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
        self._own: Parcel | None = None  # of the plan as it is; what the view shows may be another version
        self._standings: _Standings | None = None  # of the other versions, when the package was prepared
        self._pending: tuple[_GoOn, str] | None = None  # what follows once there is a package: this one, "" for any
        self._body = QWidget(self)
        self._choice = PurposeChoice(self._body)
        self._choice.changed.connect(self._on_purpose_chosen)
        self._readiness = Readiness(catalogue, self._body)
        self._readiness.finding_chosen.connect(self._on_finding_chosen)
        self._contents = PackageContents(self._body)
        self._contents.settle_wanted.connect(self._on_settle)
        self._office = OfficeBox(shell, sending, self._body)
        self._office.changed.connect(self._show_standing)
        self._versions = SentVersions(self._body)
        self._view = ParcelView(shell, sending, plan=lambda: (plan, catalogue), parent=self._body)
        self._versions.version_chosen.connect(self._view.show_parcel)
        self._view.jumped.connect(self._on_pointer_chosen)
        self._view.changed.connect(self._on_view_changed)
        self._view.comments_kept.connect(self._on_comments_kept)
        sending.changed.connect(self._look_at_versions)
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("submit_problem")
        self._problem.hide()
        self._hint = words_label("", self, role="hint")
        self._hint.setObjectName("submit_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._carry = push_button(
            "Save a package to send by &hand…", self, name="submit_carry", on_click=self._on_carry
        )
        self._send = push_button("&Send the plan", self, name="submit_send", on_click=self._on_send, role="primary")
        self._close = push_button("&Close", self, name="submit_close", on_click=self.reject)
        self._lay_out()
        fit_into(self, parent.window() if parent else None, letters=_LETTERS_WIDE, lines=_LINES_HIGH, least=_LEAST)
        self._on_purpose_chosen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(4, 0, 10, 4)
        column.addWidget(words_label("Submit the plan", self._body, role="h1"))
        column.addWidget(self._choice)
        sections = (
            ("1. Is it ready?", self._readiness),
            ("2. What is sent", self._contents),
            ("3. Where, and as whom", self._office),
        )
        for title, widget in sections:
            column.addSpacing(8)
            column.addWidget(words_label(title, self._body, role="h2"))
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._versions)
        column.addWidget(self._view)
        column.addStretch(1)
        self._page = scrolling_page(self._body, self)
        self._sight = InSight(self._page)
        self._office.asks.connect(self._sight.keep)
        right = QWidget(self)
        pair = QHBoxLayout(right)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._send)
        pair.addWidget(self._close)
        bottom = FlowLayout(last_at_right=True)  # wraps where letters are large
        bottom.addWidget(self._carry)
        bottom.addWidget(right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(self._page, 1)
        whole.addWidget(self._problem)
        whole.addWidget(self._hint)
        whole.addLayout(bottom)

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_purpose_chosen(self) -> None:
        self._pending = None
        self._readiness.show_blocking(standing_before(self._findings, self._choice.purpose), self._choice.purpose)
        self._prepared, self._own, self._standings = None, None, None
        self._show_standing()
        self._look_at_versions()
        self._prepare()

    def _on_send(self) -> None:
        self._seal_then(self._send_away)

    def _send_away(self, parcel: Parcel) -> None:
        self._sending.send(parcel.package_id, self._office.file)

    def _on_carry(self) -> None:
        self._seal_then(lambda _parcel: self._view.carry())

    def _on_settle(self) -> None:
        """Send the version in doubt again, and this one once it is known what became of that."""
        if doubtful := self._prepared.doubtful if self._prepared else None:
            self._pending = (self._send_away, "")
            self._versions.take(doubtful)
            self._sending.send(doubtful.package_id, doubtful.office or self._office.file)

    def _seal_then(self, go_on: _GoOn) -> None:
        """Put the package into the outbox, where it stays as it is, and go on with it."""
        prepared = self._prepared
        if prepared is None:
            return
        self._say("")
        self._send.setEnabled(False)  # once is enough
        job = partial(
            put_in_outbox,
            prepared,
            self._sending.outbox,
            draft_id=self._draft_id,
            title=str(self._plan.answer("plan.title") or "Untitled plan"),
            office=self._office.file,
            now=self._shell.clock(),
        )

        def on_sealed(parcel: Parcel | None) -> None:
            self._standings = None
            if parcel is None:
                self._pending = (go_on, prepared.package.package_id)
                self._look_at_versions()
                self._prepare()
                return
            self._prepared = replace(prepared, parcel=parcel)
            self._show_own(parcel)
            self._page.ensureWidgetVisible(self._view)
            go_on(parcel)

        self._work(job, on_sealed)

    def _on_finding_chosen(self, finding: Finding) -> None:
        if self.isVisible():  # where one click activates, both signals come
            self.accept()
            self.finding_chosen.emit(finding)

    def _on_pointer_chosen(self, pointer: str) -> None:
        if self.isVisible():
            self.accept()
            self.pointer_chosen.emit(pointer)

    def _on_comments_kept(self, parcel: Parcel, draft_id: str, path: Path) -> None:
        self.accept()
        self.comments_kept.emit(parcel, draft_id, path)

    # --- what would be sent, and what was -----------------------------------------------------------------------------

    def _prepare(self) -> None:
        if self._readiness.is_ready:
            purpose = self._choice.purpose
            job = partial(
                prepare, self._plan, self._catalogue, self._findings, purpose=purpose, outbox=self._sending.outbox
            )
            self._work(job, partial(self._on_prepared, purpose))

    def _on_prepared(self, purpose: Purpose, prepared: Prepared) -> None:
        if purpose is not self._choice.purpose:
            return
        self._prepared = prepared
        self._show_own(prepared.parcel)
        if self._pending is not None and prepared.doubtful is None and _may_be_sent(prepared.parcel):
            (go_on, wanted), self._pending = self._pending, None
            if wanted in ("", prepared.package.package_id):
                self._seal_then(go_on)
            else:
                self._say(_CHANGED)

    def _look_at_versions(self, _package_id: str = "") -> None:
        job = partial(sent_versions, self._plan, self._catalogue, self._sending.outbox)
        self._work(job, self._on_versions)

    def _on_versions(self, versions: tuple[SentVersion, ...]) -> None:
        found = {one.parcel.package_id: one.parcel for one in versions}
        if self._own is not None:
            self._follow(found.get(self._own.package_id, self._own))
        self._versions.show_versions(versions)
        self._show_standing()
        before, self._standings = self._standings, _standings_of(found.values(), self._own)
        if before not in (None, self._standings):
            self._prepare()

    def _show_own(self, parcel: Parcel | None) -> None:
        """Show where the plan as it is stands; None when it was not sealed yet."""
        self._own = parcel
        self._versions.take(parcel)
        self._show_standing()

    def _on_view_changed(self) -> None:
        shown = self._view.parcel
        if shown is not None and self._own is not None and shown.package_id == self._own.package_id:
            self._follow(shown)
            self._show_standing()

    def _follow(self, own: Parcel) -> None:
        before, self._own = self._own, own
        if own.receipt and before is not None and not before.receipt:
            self._sight.keep(self._view.findChild(QPlainTextEdit, "parcel_receipt"))

    def _show_standing(self) -> None:
        prepared, is_new = self._prepared, _may_be_sent(self._own)
        self._contents.show_package(prepared, is_ready=self._readiness.is_ready, is_sent=not is_new)
        may_go = prepared is not None and is_new and prepared.doubtful is None
        self._send.setVisible(is_new)
        self._carry.setVisible(self._own is None)
        self._carry.setEnabled(may_go)
        self._send.setEnabled(may_go and not self._office.missing)
        self._office.set_done(is_done=self._own is not None and bool(self._own.receipt))
        first = self._office.missing if self._readiness.is_ready else "Fix what is listed first."
        if not first and prepared is not None and prepared.doubtful is not None:
            first = "Find out first what became of the version before."
        self._hint.setText(first if is_new else "")
        self._hint.setVisible(bool(self._hint.text()))
        self._send.setAccessibleDescription(self._hint.text())

    def _work(self, job: Callable[[], Any], on_success: Callable[[Any], object]) -> None:
        self._shell.runner.start_for(self, job, on_success=on_success, tell=self._say)

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if words:
            self._show_standing()  # it can be tried again
            announce(self, words)


def _may_be_sent(parcel: Parcel | None) -> bool:
    """Whether the plan as it is can be sent: it was not, or nobody took it."""
    if parcel is None or parcel.state in (State.SEALED, State.REJECTED):
        return True
    return parcel.state is State.SUPERSEDED and not parcel.receipt


def _standings_of(parcels: Iterable[Parcel], own: Parcel | None) -> _Standings:
    """Return what the package has to be made anew for when it changes."""
    others = (one for one in parcels if own is None or one.package_id != own.package_id or own.state is State.REJECTED)
    return frozenset((one.package_id, one.state) for one in others)
