"""The road off the UI thread: order, answers, and what must never happen on a worker's thread."""

import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planwriter.errors import StorageError
from planwriter.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp):
    made = TaskRunner()
    yield made
    made.finish()


def test_jobs_of_the_disk_lane_run_one_by_one_in_order(runner, qtbot):
    seen, answers = [], []
    for number in range(50):
        runner.start(
            lambda number=number: seen.append(number) or number,
            lane="disk",
            on_success=answers.append,
            on_failure=answers.append,
        )
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert seen == answers == list(range(50))


def test_each_job_is_answered_once_on_the_ui_thread(runner, qtbot):
    answers = []

    def note(value):
        answers.append((value, threading.current_thread() is threading.main_thread()))

    runner.start(lambda: threading.current_thread().name, lane="work", on_success=note, on_failure=note)
    qtbot.waitUntil(lambda: bool(answers))
    name, is_on_ui_thread = answers[0]
    assert is_on_ui_thread
    assert name != threading.main_thread().name
    assert len(answers) == 1


def test_a_failure_is_handed_over_with_its_error(runner, qtbot):
    failures = []

    def job():
        raise ValueError("planted")

    runner.start(job, lane="network", on_success=pytest.fail, on_failure=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "planted"


def test_a_worker_never_destroys_widgets_that_lie_in_cycles(runner, qtbot):
    destroyed_on = []

    class Mark:
        def __del__(self):
            destroyed_on.append(threading.current_thread() is threading.main_thread())

    for _ in range(20):
        widget = QWidget()
        widget.cycle = [widget, Mark()]
    del widget

    def allocate():
        return len([[number] for number in range(200_000)])

    answers = []
    runner.start(allocate, lane="work", on_success=answers.append, on_failure=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert False not in destroyed_on
    assert gc.isenabled()
    gc.collect()
    assert destroyed_on
    assert all(destroyed_on)


def test_the_collector_goes_on_after_the_last_of_several_jobs(runner, qtbot):
    answers = []
    for _ in range(5):
        runner.start(lambda: 1, lane="network", on_success=answers.append, on_failure=answers.append)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert gc.isenabled()


def test_what_concerns_a_dialog_is_told_to_it_and_to_nobody_once_it_is_gone(runner, qtbot):
    def refuse():
        raise StorageError("The disk said no.", "Try again.")

    owner, heard = QObject(), []
    runner.start_for(owner, lambda: 7, on_success=heard.append, tell=heard.append)
    runner.start_for(owner, refuse, on_success=heard.append, tell=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [7, "The disk said no. Try again."]

    shiboken6.delete(owner)
    last = []
    runner.start_for(owner, lambda: 8, on_success=heard.append, tell=heard.append)
    runner.start_for(owner, refuse, on_success=heard.append, tell=heard.append)
    runner.start(lambda: 9, lane="work", on_success=last.append, on_failure=last.append)
    qtbot.waitUntil(lambda: last == [9])
    assert len(heard) == 2
