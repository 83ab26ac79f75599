"""Settings are used at once and kept, and used all the same when the disk refuses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planwriter.drafts.library import DraftLibrary
from planwriter.errors import StorageError
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, Theme, read_settings
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Shell:
    paths = AppPaths.of(tmp_path / "data")
    return Shell(paths, DraftLibrary(paths.drafts), Settings(), TaskRunner(), lambda: datetime.now(UTC))


def test_settings_are_used_and_written(shell: Shell) -> None:
    shell.keep_settings(Settings(theme=Theme.DARK))
    assert shell.settings.theme is Theme.DARK
    assert read_settings(shell.paths.settings_file).settings == shell.settings


def test_a_disk_that_refuses_is_told_and_the_settings_count_until_the_end(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        shell.keep_settings(Settings(text_size_percent=200))
    assert shell.settings.text_size_percent == 200
