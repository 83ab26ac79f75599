"""Whoever types fifty keys a second and is killed finds every key again but those of the last twentieth of a second."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("crash")
Worker = Callable[..., "subprocess.Popen[str]"]
Answers = Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]
State = Callable[..., None]
PROMISED_MS = 50


def test_typing_kill(worker: Worker, answers_of: Answers, quick_folder: Path, states: State) -> None:
    asked = {"folder": str(quick_folder), "seed": 7, "runs": 20, "debounce_ms": 0}
    outcomes = answers_of([worker("typist", asked)])
    worst = max(one["lost_ms"] for one in outcomes)
    late = max(one["late_ms"] for one in outcomes)
    states("killed while typing 50 keys a second in the window", f"{len(outcomes)} times", "20")
    states("    oldest key that was lost", f"{worst:.1f} ms", f"{PROMISED_MS} ms at most")
    states("    (this computer itself was late by up to)", f"{late:.0f} ms")
    assert len(outcomes) == 20
    # a computer that stands still for a while lets neither the program save nor the clock of this test be right
    assert all(one["lost_ms"] <= PROMISED_MS + one["late_ms"] for one in outcomes), outcomes


def test_saving_a_quarter_second_after_the_last_key_is_caught(
    worker: Worker, answers_of: Answers, quick_folder: Path, states: State
) -> None:
    asked = {"folder": str(quick_folder), "seed": 7, "runs": 3, "debounce_ms": 250}
    worst = max(one["lost_ms"] for one in answers_of([worker("typist", asked)]))
    states("negative control: saved only in a pause, oldest key lost", f"{worst:.0f} ms", f"more than {PROMISED_MS} ms")
    assert worst > PROMISED_MS
