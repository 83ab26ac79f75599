"""Starts the window on the start page, a file or a draft, and runs it until it is closed."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from planwriter.app.last_resort import install_last_resort
from planwriter.resources import resource
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import read_settings
from planwriter.ui.main_window import MainWindow
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
from planwriter.ui.theme import apply_theme, load_fonts, theme_for


def run_window(data_dir: Path | None = None, target: str = "") -> int:
    """Open the window and return the exit status once it is closed.

    Args:
        data_dir: Where everything is kept; None for this person's own place.
        target: A file, or the id of a draft, to open at once; "" for the start page.
    """
    app = make_application()
    window = build_window(app, AppPaths.of(data_dir))
    window.show()
    if target:
        QTimer.singleShot(0, lambda: _open(window, target))
    return run_loop(app)


def run_loop(app: QApplication) -> int:
    """Run the one event loop and return the status it was left with."""
    return app.exec()


def make_application() -> QApplication:
    """Return the application, named, with our style and fonts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("planwriter")
    app.setApplicationDisplayName("planwriter")
    app.setDesktopFileName("gov.planwriter.planwriter")  # by it a Linux desktop finds our icon and file type
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resource("icons", "flag.svg"))))
    load_fonts()
    return app


def build_window(app: QApplication, paths: AppPaths) -> MainWindow:
    """Return the main window over the drafts and settings in `paths`, themed and ready to be shown."""
    read = read_settings(paths.settings_file, paths.office_file)
    shell = Shell(
        paths=paths,
        settings=read.settings,
        runner=TaskRunner(app),
        clock=lambda: datetime.now(UTC),
        system_points=QGuiApplication.font().pointSizeF(),
    )
    theme = theme_for(read.settings.theme)
    apply_theme(app, theme, text_percent=read.settings.text_size_percent, system_points=shell.system_points)
    window = MainWindow(shell)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(window.apply_settings)
    if accessibility := getattr(hints, "accessibility", None):  # from Qt 6.10
        accessibility().contrastPreferenceChanged.connect(window.apply_settings)
    install_last_resort(window)
    if read.notice:
        window.messages.show_words(read.notice)
    return window


def _open(window: MainWindow, target: str) -> None:
    path = Path(target)
    if path.exists() or path.suffix:
        window.open_path(path)
    else:
        window.open_draft(target)
