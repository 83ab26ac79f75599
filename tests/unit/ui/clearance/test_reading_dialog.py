"""Tests of the bar while files are read."""

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.clearance.reading_dialog import ReadingDialog
from planwriter.wizard.job_progress import JobProgress

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def test_it_shows_how_far_it_is_and_stops_the_job(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    progress = JobProgress()
    dialog = ReadingDialog("Reading 2 files…", progress, parent)
    dialog.open()
    progress.total, progress.done = 5, 3
    bar = dialog.findChildren(QProgressBar)[0]
    qtbot.waitUntil(lambda: bar.value() == 3)
    dialog.findChildren(QPushButton)[0].click()
    assert progress.is_cancelled
    assert dialog.isVisible(), "it closes once the job has stopped"
    dialog.end()
    assert not dialog.isVisible()
