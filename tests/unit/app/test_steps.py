"""Steps are gone through one by one; what takes too long, fails or comes up as a fault is told with the step's name."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planwriter.app.steps import StepFailedError, Walk
from planwriter.errors import StorageError


def walk(app: QApplication, steps: Iterator[Any], most_seconds: float = 5.0) -> None:
    Walk(app, steps, most_seconds=most_seconds).run(app.exec)


def test_each_step_waits_for_what_it_names(qapp: QApplication) -> None:
    told: list[str] = []
    arrived: list[bool] = []

    def steps() -> Iterator[Any]:
        told.append("first")
        QTimer.singleShot(20, lambda: arrived.append(True))
        yield "wait", lambda: bool(arrived)
        told.append(f"second, {arrived}")
        yield "done", lambda: True

    hook = sys.excepthook
    walk(qapp, steps())
    assert told == ["first", "second, [True]"]
    assert sys.excepthook is hook


def test_a_step_that_takes_too_long_is_named(qapp: QApplication) -> None:
    def steps() -> Iterator[Any]:
        yield "open the moon", lambda: False

    with pytest.raises(StepFailedError, match="“open the moon”: it took longer than 0") as raised:
        walk(qapp, steps(), 0.05)
    assert raised.value.exit_status == 1


def test_what_a_step_says_in_words_is_passed_on(qapp: QApplication) -> None:
    def steps() -> Iterator[Any]:
        yield "save", lambda: True
        raise StorageError("The disk is full.", "Free some space.")

    with pytest.raises(StorageError, match="The disk is full"):
        walk(qapp, steps())


def test_a_fault_in_a_slot_ends_the_walk_with_the_steps_name(qapp: QApplication) -> None:
    def steps() -> Iterator[Any]:
        QTimer.singleShot(0, lambda: 1 / 0)
        yield "divide", lambda: False

    with pytest.raises(StepFailedError, match="“divide”: ZeroDivisionError"):
        walk(qapp, steps())
