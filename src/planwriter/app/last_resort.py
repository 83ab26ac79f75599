"""When we have a fault: the draft is put on the disk first, then the person is told, with details to copy."""

import sys
from types import TracebackType

from PySide6.QtWidgets import QMessageBox

from planwriter import __version__
from planwriter.ui.main_window import MainWindow


def install_last_resort(window: MainWindow) -> None:
    """Handle every exception that nobody else handled, for as long as the program runs."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import logging  # not needed as long as all is well

        logging.getLogger(__name__).error("unhandled %s", kind.__name__)
        words = "Your plan was not open."
        if (plan := window.open_plan) is not None:
            plan.save_now()
            words = f"Your draft is safe in {plan.keeper.held.folder}."
        box = QMessageBox(QMessageBox.Icon.Critical, "planwriter has a fault", f"planwriter has a fault. {words}")
        box.setInformativeText("Go on, or close and start again. Send the details below to your help desk.")
        box.setDetailedText(details(kind, trace))
        box.exec()

    sys.excepthook = hook


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a developer needs and nothing of the plan: version, kind of fault and places in the code.

    The error's own words are left out, since they may quote what somebody wrote.
    """
    import traceback  # not needed as long as all is well

    places = [
        f"{frame.filename.rpartition('planwriter')[2]}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([f"planwriter {__version__}", kind.__name__, *places])
