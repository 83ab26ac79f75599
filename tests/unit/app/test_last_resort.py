"""A fault of ours: the draft is put on the disk first, the person is told, and nothing they wrote is in the details."""

import sys

import pytest
from PySide6.QtWidgets import QMessageBox

from planwriter.app.last_resort import details, install_last_resort
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
SECRET = "Zanzibarine"


def fail(words: str) -> None:
    raise ZeroDivisionError(words)


def details_of_a_fault() -> str:
    try:
        fail(SECRET)
    except ZeroDivisionError as error:
        return details(type(error), error.__traceback__)
    raise AssertionError


def test_the_details_name_version_and_places_and_nothing_that_was_written() -> None:
    words = details_of_a_fault()
    assert words.startswith("planwriter ")
    assert "ZeroDivisionError" in words
    assert " in fail" in words
    assert SECRET not in words


@pytest.mark.expects_log("unhandled ZeroDivisionError")
def test_the_draft_is_saved_before_the_person_is_told(
    sample_window: RealWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, hook = sample_window, sys.excepthook
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(f"{box.text()} {box.detailedText()}"))
    install_last_resort(real.window)
    ours, sys.excepthook = sys.excepthook, hook
    real.go_to("plan.title")
    real.type_words("X")
    try:
        fail(SECRET)
    except ZeroDivisionError as error:
        ours(type(error), error, error.__traceback__)
    assert str(real.plan.keeper.held.folder) in told[0]
    assert SECRET not in told[0]
    real.wait_saved()


@pytest.mark.expects_log("unhandled ZeroDivisionError")
def test_without_a_plan_it_says_that_none_was_open(real_window: RealWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = sys.excepthook
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    install_last_resort(real_window.window)
    ours, sys.excepthook = sys.excepthook, hook
    ours(ZeroDivisionError, ZeroDivisionError(), None)
    assert "no plan open" in told[0].lower() or "not open" in told[0]


def test_stopping_with_ctrl_c_is_no_fault(real_window: RealWindow, capsys: pytest.CaptureFixture[str]) -> None:
    hook = sys.excepthook
    install_last_resort(real_window.window)
    ours, sys.excepthook = sys.excepthook, hook
    ours(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
