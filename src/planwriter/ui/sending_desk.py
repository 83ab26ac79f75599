"""Joins the window to sending: the dialog on the open plan, the list on the start page, and going on after a restart.

Everything it needs is loaded with the first use, so that nobody who only writes waits for it.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from planwriter.errors import PlanwriterError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planwriter.checks.findings import Finding
    from planwriter.plan.plan import Plan
    from planwriter.submit.outbox import Parcel
    from planwriter.template.catalogue import Catalogue
    from planwriter.ui.main_window import MainWindow
    from planwriter.ui.open_plan import OpenPlan
    from planwriter.ui.outbox_panel import OutboxPanel
    from planwriter.ui.sending import Sending
    from planwriter.ui.start_page import StartPage

_AFTER_FIRST_PAINT_MS = 150


class SendingDesk(QObject):
    """What the window asks about sending."""

    def __init__(self, window: "MainWindow", start_page: "StartPage") -> None:
        super().__init__(window)
        self._window, self._start = window, start_page
        self._sending: Sending | None = None
        self._panel: OutboxPanel | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh)
        if self._has_outbox():
            self._soon.start(_AFTER_FIRST_PAINT_MS)

    @property
    def sending(self) -> "Sending":
        """What is on its way; taken up where the last run left it."""
        if self._sending is None:
            from planwriter.ui.sending import Sending  # the network code: only for who sends

            self._sending = Sending(self._window.shell, self)
            self._sending.changed.connect(lambda _id: self._refresh())
            self._sending.failed.connect(self._on_failed)
            self._sending.proxy_asked.connect(self._on_proxy_asked)
            self._sending.resume()
        return self._sending

    def show_list(self) -> None:
        """Show on the start page what waits and what was sent."""
        if self._sending is not None:
            self._refresh()

    def submit(self, plan: "OpenPlan") -> None:
        """Open the dialog that sends the open plan as it is."""
        from planwriter.ui.submit_dialog import SubmitDialog  # not before somebody sends

        plan.workbench.flush()
        plan.keeper.barrier_now()
        dialog = SubmitDialog(
            plan.session.plan,
            plan.session.catalogue,
            plan.session.findings,
            draft_id=plan.keeper.held.id,
            shell=self._window.shell,
            sending=self.sending,
            parent=plan.workbench,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finding_chosen.connect(lambda finding: _go_to_finding(plan, finding))
        dialog.pointer_chosen.connect(lambda pointer: _go_to_pointer(plan, pointer))
        dialog.comments_kept.connect(self._bring_in)
        dialog.open()

    def tell_of(self, plan: "OpenPlan") -> None:
        """Say so when the office has returned the plan that was just opened and its comments are not in it yet."""
        if not self._has_outbox():
            return
        outbox, plan_id = self.sending.outbox, plan.session.plan.plan_id

        def job() -> "Parcel | None":
            last = next((one for one in outbox.parcels(plan_id) if one.receipt), None)
            _ = last.profile if last else None  # read here, where nobody waits for it
            return last if last is not None and last.is_returned else None

        def tell(parcel: "Parcel | None") -> None:
            if parcel is not None and self._window.open_plan is plan and not _is_brought_in(parcel, plan):
                office = parcel.profile.name if parcel.profile else "The office"
                words = f"{plan.workbench.messages.words} {office} returned this plan with comments."
                look = partial(self._on_parcel_chosen, parcel.package_id)
                plan.workbench.messages.show_words(words.strip(), "Look at the comments…", look)

        self._window.shell.runner.start(job, lane="network", on_success=tell, on_failure=self._on_failed)

    def close(self) -> None:
        """Give up what is on its way; the next start goes on with it."""
        self._soon.stop()
        if self._sending is not None:
            self._sending.close()

    def _has_outbox(self) -> bool:
        return self._window.shell.paths.outbox.is_dir()

    def _refresh(self) -> None:
        outbox = self.sending.outbox

        def job() -> "tuple[Parcel, ...]":
            parcels = outbox.parcels()
            for parcel in parcels:
                _ = parcel.profile  # read here, where nobody waits for it
            return parcels

        self._window.shell.runner.start(job, lane="network", on_success=self._show, on_failure=self._on_failed)

    def _show(self, parcels: "tuple[Parcel, ...]") -> None:
        if not isValid(self):
            return
        if self._panel is None:
            from planwriter.ui.outbox_panel import OutboxPanel  # with it the plan's words for days

            self._panel = OutboxPanel(self._window)
            self._panel.parcel_chosen.connect(self._on_parcel_chosen)
            self._start.show_below(self._panel)
        self._panel.show_parcels(parcels)

    def _on_parcel_chosen(self, package_id: str) -> None:
        from planwriter.ui.outbox_panel import ParcelDialog

        try:
            parcel = self.sending.outbox.parcel(package_id)
        except PlanwriterError as error:
            self._on_failed(error)
            return
        plan = self._plan_of(parcel)
        dialog = ParcelDialog(parcel, shell=self._window.shell, sending=self.sending, plan=plan, parent=self._window)
        dialog.pointer_chosen.connect(partial(self._jump, parcel))
        dialog.amendment_requested.connect(lambda: self._amend(parcel))
        dialog.comments_kept.connect(self._bring_in)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _amend(self, parcel: "Parcel") -> None:
        from planwriter.wizard.amending import open_amendment  # with the package's reader: only for who amends

        shell = self._window.shell
        self._window.open_by(partial(open_amendment, shell.library, self.sending.outbox, parcel, shell.clock()))

    def _bring_in(self, parcel: "Parcel", draft_id: str, path: "Path") -> None:
        """Open the draft that a reviewed document belongs to, unless it is open, and begin to bring its comments in."""

        def bring(plan: "OpenPlan") -> None:
            plan.clearance.bring_sent(path, parcel.package_id)

        self._with_draft(draft_id, bring)

    def _plan_of(self, parcel: "Parcel") -> "Callable[[], tuple[Plan, Catalogue] | None]":
        """Return what gives the draft that a package was sealed from, as it is now."""
        plan, shell = self._window.open_plan, self._window.shell
        if plan is not None and plan.keeper.held.id == parcel.draft_id:
            now = (plan.session.plan, plan.session.catalogue)
            return lambda: now
        from planwriter.wizard.amending import draft_of  # with the package's reader: here already

        return partial(draft_of, shell.library, parcel, shell.clock())

    def _jump(self, parcel: "Parcel", pointer: str) -> None:
        """Go to what the office found wrong, in the draft that was sent."""
        self._with_draft(parcel.draft_id, lambda plan: _go_to_pointer(plan, pointer))

    def _with_draft(self, draft_id: str, then: "Callable[[OpenPlan], object]") -> None:
        """Open a draft, unless it is open, and go on with it."""
        from planwriter.wizard import jobs  # not before the first paint

        plan, shell = self._window.open_plan, self._window.shell
        if plan is not None and plan.keeper.held.id == draft_id:
            then(plan)
        else:
            self._window.open_by(partial(jobs.open_draft, shell.library, draft_id, shell.clock()), then=then)

    def _on_proxy_asked(self, package_id: str, address: str) -> None:
        from planwriter.submit.client import proxy_for
        from planwriter.ui.proxy_dialog import ProxyDialog  # only behind such a proxy

        dialog = ProxyDialog(proxy_for(address), QApplication.activeModalWidget() or self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(lambda name, password: self.sending.sign_in_to_proxy(package_id, name, password))
        dialog.open()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error  # a fault of ours: the last resort tells it
        if isValid(self):
            self._window.messages.show_error(error)


def _is_brought_in(parcel: "Parcel", plan: "OpenPlan") -> bool:
    """Whether the comment matrix has rows from the document that came back."""
    from planwriter.wizard.returning import reviewed_name  # with the drafts: here already when a plan is open

    name = reviewed_name(parcel)
    return any(name in one.file for one in plan.session.draft.remarks.values())


def _go_to_finding(plan: "OpenPlan", finding: "Finding") -> None:
    from planwriter.wizard import flow

    plan.workbench.go_to_path(flow.path_of_finding(finding, plan.session.plan))


def _go_to_pointer(plan: "OpenPlan", pointer: str) -> None:
    """Go to the place the office named; to its page when the plan has changed since."""
    from planwriter.plan.plan import path_of

    parts = pointer.split("/")
    try:
        path = path_of(plan.session.plan, pointer)
    except KeyError:
        path = (".".join(parts[2:4]),)
    if plan.session.catalogue.has_element(path[0]):
        plan.workbench.go_to_path(path)
