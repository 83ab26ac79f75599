"""Walks the real window through the sample plan by itself: pictures, a saved draft, every document, and a receipt.

Takes: a folder. Gives: the files in it, told one by one. It sends only where an endpoint is installed here, and only to
that. The person's own drafts are never touched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from planwriter.app.pictures import CONTRASTS, MODES, Mode, picture_of, whole_page
from planwriter.app.steps import StepFailedError, Steps, Walk
from planwriter.app.tour_office import NOT_INSTALLED, NOT_STARTED, TourOffice, endpoint_command, tour_office
from planwriter.app.window import build_window, make_application, run_loop
from planwriter.atomic import private_folder
from planwriter.settings.paths import AppPaths
from planwriter.ui.export_dialog import ExportDialog
from planwriter.ui.export_offers import OFFERS
from planwriter.ui.main_window import MainWindow
from planwriter.ui.office_box import OfficeBox
from planwriter.ui.open_plan import OpenPlan
from planwriter.ui.submit_dialog import SubmitDialog

W = TypeVar("W", bound=QWidget)
OnFile: TypeAlias = Callable[[str, Path], object]


def run_tour(out: Path, on_file: OnFile, *, endpoint: list[str] | None = None) -> str:
    """Walk through everything and leave pictures, the draft and its documents in `out`; return why nothing was sent.

    What was sent and received gives "".

    Args:
        out: The folder; made when it is not there.
        on_file: Told what each file is and where, once it is written.
        endpoint: How the endpoint is started; None finds out, an empty list does without.

    Raises:
        StepFailedError: A step failed; it is named.
        StorageError: The folder cannot be written.
    """
    out = private_folder(out).absolute()
    command = endpoint_command() if endpoint is None else endpoint
    with tour_office(out / "office", command) as office:
        app = make_application()
        window = build_window(app, AppPaths.of(out / "data"))
        tour = _Tour(window, out, on_file, office)
        Walk(app, tour.steps()).run(lambda: run_loop(app))
    if tour.has_sent:
        return ""
    return NOT_STARTED if command else NOT_INSTALLED


@dataclass
class _Tour:
    window: MainWindow
    out: Path
    on_file: OnFile
    office: TourOffice | None = None
    has_sent: bool = False

    def steps(self) -> Steps:
        window = self.window
        window.show()
        yield "open the window", window.isVisible
        yield from self._beginning()
        window.open_sample()
        yield "open the sample plan", lambda: window.open_plan is not None
        plan = self._plan()
        yield from self._write_and_save(plan)
        for mode in MODES:
            yield from self._set(mode)
            yield from self._pages(plan, mode)
        for mode in CONTRASTS:
            yield from self._set(mode)
            yield from self._pages(plan, mode, at_most=3)
        for place, offer in enumerate(OFFERS):
            if not offer.needs_older:  # the sample has no older version
                yield from self._document(plan, place)
        if self.office is not None:
            yield from self._send(self.office)
        folder = plan.keeper.held.folder
        window.close()
        yield "close the window", lambda: not window.isVisible()
        for path in sorted(folder.iterdir()):
            if path.is_file():
                self.on_file("draft", path)

    def _plan(self) -> OpenPlan:
        if self.window.open_plan is None:
            raise StepFailedError("open the sample plan", "no plan is open")
        return self.window.open_plan

    def _write_and_save(self, plan: OpenPlan) -> Steps:
        """Change one word and back through the window's own undo, so that the draft is one somebody worked on."""
        now = plan.workbench.session
        title = str(now.plan.answer("plan.title"))
        plan.workbench.go_to_path(("plan.title",))
        field = plan.workbench.page.findChildren(QLineEdit)[0]
        field.setText(f"{title} (draft)")
        yield "write into a field", lambda: now.plan.answer("plan.title") == f"{title} (draft)"
        plan.workbench.undo()
        plan.save_now()
        yield "save the draft", lambda: plan.keeper.status.startswith("Saved")

    def _beginning(self) -> Steps:
        for mode in MODES:
            yield from self._set(mode)
            self._shoot("start-page", mode)
        self.window.show_new_plan()
        for mode in MODES:
            yield from self._set(mode)
            self._shoot("new-plan", mode)

    def _set(self, mode: Mode) -> Steps:
        """Take on colours and size, and let everything find its place."""
        mode.apply(self.window)
        yield from _settled(f"show {mode.name}")

    def _pages(self, plan: OpenPlan, mode: Mode, *, at_most: int = 0) -> Steps:
        workbench = plan.workbench
        stops = workbench.stops[: at_most or None]
        for number, stop in enumerate(stops, 1):
            workbench.go_to(stop.id)
            yield from _settled(f"show {stop.title}")
            name = f"{number:02}-{stop.id.replace('/', '-')}"
            self._shoot(name, mode)
            if mode is MODES[0]:
                self._keep(whole_page(workbench.page), f"{name}-whole", mode)
        workbench.show_review()
        yield from _settled("show the review")
        self._shoot("review", mode)
        plan.export()
        dialog = self._dialog()
        yield from _settled("show the export dialog")
        self._shoot("export", mode, dialog)
        dialog.reject()

    def _document(self, plan: OpenPlan, place: int) -> Steps:
        folder = private_folder(self.out / "documents")
        plan.export()
        dialog = self._dialog()
        dialog.findChildren(QListWidget, "export_offers")[0].setCurrentRow(place)
        dialog.findChildren(QLineEdit, "export_folder")[0].setText(str(folder))
        path = folder / dialog.findChildren(QLineEdit, "export_name")[0].text()
        dialog.findChildren(QPushButton, "export_run")[0].click()
        done = dialog.findChildren(QWidget, "export_done")[0]
        yield f"export {path.name}", done.isVisible
        if place == 0:
            yield from _settled("show what was exported")
            self._shoot("exported", CONTRASTS[-1], dialog)
        dialog.reject()
        self.on_file("document", path)

    def _send(self, office: TourOffice) -> Steps:
        yield "start the endpoint", lambda: office.answers or office.has_ended
        if office.has_ended:
            return
        self.window.actions_by_name["submit"].trigger()
        dialog = self.window.findChildren(SubmitDialog)[-1]
        contents, send = _child(dialog, QLabel, "submit_contents"), _child(dialog, QPushButton, "submit_send")
        yield "seal the plan", lambda: "SHA-256" in contents.text()
        # not through the dialog that asks for a file: it would write into the person's own settings of Qt
        dialog.findChildren(OfficeBox)[0].offer_file(office.profile)
        _child(dialog, QPushButton, "office_trust").click()
        token = _child(dialog, QLineEdit, "office_token")
        yield "choose the office", token.isVisible
        token.setText(office.token)
        _child(dialog, QPushButton, "office_keep").click()
        yield "sign in", send.isEnabled
        send.click()
        yield "send the plan", lambda: _child(dialog, QLabel, "parcel_state").text() == "Received"
        yield from _settled("show the receipt")
        self._shoot("sent", CONTRASTS[-1], dialog)
        dialog.reject()
        self.has_sent = True
        data = self.out / "data"
        for what, pattern in (("package", "outbox/*.cspackage"), ("receipt", "drafts/*/receipts/*.receipt.json")):
            for path in sorted(data.glob(pattern)):
                self.on_file(what, path)

    def _dialog(self) -> ExportDialog:
        return [one for one in self.window.findChildren(ExportDialog) if one.isVisible()][-1]

    def _shoot(self, name: str, mode: Mode, widget: QWidget | None = None) -> None:
        self._keep(picture_of(widget or self.window, mode.ratio), name, mode)

    def _keep(self, picture: object, name: str, mode: Mode) -> None:
        path = private_folder(self.out / "pictures" / mode.name) / f"{name}.png"
        if not picture.save(str(path)):  # type: ignore[attr-defined]
            raise StepFailedError(f"save the picture {path.name}", "the disk refused it")
        self.on_file("picture", path)


def _child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChildren(kind, name)
    if not found:
        raise StepFailedError(f"find {name}", "it is not in the window")
    return found[0]


def _settled(step: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Let the event loop go around twice: layouts, then what follows from them."""
    for _ in range(2):
        yield step, lambda: True
