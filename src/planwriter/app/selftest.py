"""Shows on this very computer that the window opens, writes, saves, reopens, exports and quits."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QTextEdit, QWidget

from planwriter.app.steps import StepFailedError, Steps, Walk
from planwriter.app.window import build_window, make_application, run_loop
from planwriter.export.formats import prove_document
from planwriter.plan.text import plain_text
from planwriter.settings.paths import AppPaths
from planwriter.ui.export_dialog import ExportDialog
from planwriter.ui.export_offers import OFFERS
from planwriter.ui.main_window import MainWindow
from planwriter.ui.open_plan import OpenPlan

AGENCY = "Office of Self-Tests"
ELEMENT = "overview.summary"
WORDS = "This line was typed by the self-test of planwriter."
W = TypeVar("W", bound=QWidget)


def run_selftest(data_dir: Path | None, say: Callable[[str], object]) -> None:
    """Go through the steps and say each one.

    Args:
        data_dir: Where the draft and the documents stay; None takes a folder that is gone afterwards.
        say: Told each step once it is done.

    Raises:
        StepFailedError: A step failed; it is named.
        PlanwriterError: The disk or the program said no in words.
    """
    if data_dir is None:
        with TemporaryDirectory(prefix="planwriter-selftest-", ignore_cleanup_errors=True) as folder:
            run_selftest(Path(folder), say)
        return
    app = make_application()
    window = build_window(app, AppPaths.of(data_dir))
    Walk(app, _steps(window, data_dir, say)).run(lambda: run_loop(app))
    say("quit")


def _steps(window: MainWindow, folder: Path, say: Callable[[str], object]) -> Steps:
    window.show()
    yield "open the window", window.isVisible
    say(f"opened the window ({QApplication.platformName()})")
    yield from _begin(window, say)
    yield from _write(window, say)
    draft_id = _plan(window).keeper.held.id
    window.close_plan()
    yield "close the plan", lambda: window.open_plan is None
    window.open_draft(draft_id)
    yield "reopen the draft", lambda: window.open_plan is not None
    _expect(_plan(window).session.plan.answer(ELEMENT) == plain_text(WORDS), "reopen the draft", "the words are gone")
    say(f"reopened the draft {draft_id}; every word is there")
    for row, offer in enumerate(OFFERS):
        if (offer.format_id, offer.copy) in (("docx", "clearance"), ("json", "final")):
            yield from _export(window, row, folder, say=say, format_id=offer.format_id)
    window.close()
    yield "quit", lambda: not window.isVisible()


def _begin(window: MainWindow, say: Callable[[str], object]) -> Steps:
    window.show_new_plan()
    agency = _child(window, QLineEdit, "new_agency_name")
    _child(window, QLineEdit, "new_copy_folder").clear()
    _type(agency, AGENCY)
    _press(agency, Qt.Key.Key_Return)
    yield "begin a plan", lambda: window.open_plan is not None
    say(f"began a plan of the {AGENCY}")


def _write(window: MainWindow, say: Callable[[str], object]) -> Steps:
    plan = _plan(window)
    plan.workbench.go_to_path((ELEMENT,))
    _type(next(iter(plan.workbench.page.findChildren(QTextEdit))), WORDS)
    yield "write into a field", lambda: plan.session.plan.answer(ELEMENT) == plain_text(WORDS)
    say(f"wrote {len(WORDS)} characters into “{plan.session.catalogue.element(ELEMENT).title}”")
    plan.save_now()
    yield "save", lambda: plan.keeper.status.startswith("Saved")
    say(f"saved: {plan.keeper.status}")


def _export(window: MainWindow, row: int, folder: Path, *, say: Callable[[str], object], format_id: str) -> Steps:
    plan = _plan(window)
    plan.export()
    dialog = window.findChildren(ExportDialog)[-1]
    _child(dialog, QListWidget, "export_offers").setCurrentRow(row)
    _child(dialog, QLineEdit, "export_folder").setText(str(folder))
    name = _child(dialog, QLineEdit, "export_name").text()
    done = _child(dialog, QLabel, "export_done")
    _child(dialog, QPushButton, "export_run").click()
    yield f"export {name}", lambda: done.text().startswith("Saved") or _problem(dialog)
    _expect(not _problem(dialog), f"export {name}", _problem(dialog))
    dialog.reject()
    proof = prove_document((folder / name).read_bytes(), plan.session.plan, plan.session.catalogue, format_id=format_id)
    _expect(proof.is_whole, f"export {name}", f"{proof.proved} of {proof.of} answers proved")
    say(f"exported {folder / name}; {proof.proved} of {proof.of} answers proved")


def _problem(dialog: ExportDialog) -> str:
    label = _child(dialog, QLabel, "export_problem")
    return "" if label.isHidden() else label.text()


def _plan(window: MainWindow) -> OpenPlan:
    if window.open_plan is None:
        raise StepFailedError("open a plan", "no plan is open")
    return window.open_plan


def _child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    if found is None:
        raise StepFailedError(f"find {name}", "it is not in the window")
    return found


def _expect(is_so: object, step: str, reason: str) -> None:
    if not is_so:
        raise StepFailedError(step, reason.rstrip("."))


def _type(widget: QWidget, words: str) -> None:
    for letter in words:
        _press(widget, Qt.Key.Key_unknown, letter)


def _press(widget: QWidget, key: Qt.Key, letter: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
