"""The window is built from a folder alone, opens what it is asked for, and loads nothing heavy before its first paint."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from planwriter.app.window import build_window, make_application
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, Theme, write_settings
from planwriter.ui.theme import DARK
from tests.real_window import RealWindow

from .conftest import Run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
HEAVY = ("pydantic", "docx", "lxml", "keyring", "jinja2", "sqlite3", "rfc8785", "asyncio", "email.message", "socket")
FIRST_PAINT = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from planwriter.app.window import build_window, make_application, run_loop
from planwriter.settings.paths import AppPaths
app = make_application()
window = build_window(app, AppPaths.of(Path(sys.argv[1])))
window.show()
window.grab()
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


@pytest.mark.parametrize("has_draft", [False, True])
def test_nothing_heavy_is_loaded_before_the_first_paint(python: Run, tmp_path: Path, has_draft: bool) -> None:
    if has_draft:
        assert python("-m", "planwriter", "selftest", "--data-dir", tmp_path).returncode == 0
    for first, expected in (("", "\n"), ("import sqlite3\n", "sqlite3\n")):
        assert python("-c", first + FIRST_PAINT, tmp_path).stdout == expected


def test_settings_are_read_and_a_damaged_file_is_told(qapp: QApplication, tmp_path: Path) -> None:
    hook = sys.excepthook
    paths = AppPaths.of(tmp_path)
    write_settings(paths.settings_file, Settings(theme=Theme.DARK, text_size_percent=150))
    window = build_window(make_application(), paths)
    assert window.shell.settings.text_size_percent == 150
    assert qapp.font().pointSizeF() > 15
    assert qapp.palette().window().color().name() == DARK.page
    assert window.messages.words == ""
    paths.settings_file.write_text("{")
    second = build_window(make_application(), paths)
    assert second.messages.words != ""
    assert second.shell.settings == Settings()
    sys.excepthook = hook
    for one in (window, second):
        one.deleteLater()


def test_a_file_named_on_the_command_line_is_opened(real_window: RealWindow, tmp_path: Path) -> None:
    from planwriter.app.window import _open
    from planwriter.resources import resource

    path = tmp_path / "ours.csplan"
    path.write_bytes(resource("plans", "sample.csplan").read_bytes())
    _open(real_window.window, str(path))
    real_window.wait_open()
    draft_id = real_window.plan.keeper.held.id
    real_window.window.close_plan()
    _open(real_window.window, draft_id)
    real_window.wait_open()
    assert real_window.plan.keeper.held.id == draft_id
    _open(real_window.window, "gone.csplan")
    real_window.until(lambda: real_window.messages)
    assert "gone.csplan" in real_window.messages
