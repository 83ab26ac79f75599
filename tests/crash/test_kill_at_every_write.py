"""Wherever the program is killed or the disk refuses, the draft is exactly one that was typed, and goes on."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.crash.scenarios import SCENARIOS

pytestmark = pytest.mark.xdist_group("crash")
Worker = Callable[..., "subprocess.Popen[str]"]
Answers = Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]
State = Callable[..., None]
KINDS = ("kill", "torn", "full", "faulty")


class Runs:
    """Runs one scenario with every fault at every call, on two processes."""

    def __init__(self, worker: Worker, answers_of: Answers, library: Path, folder: Path) -> None:
        self._worker, self._answers_of, self._library, self._folder = worker, answers_of, library, folder

    def calls(self, scenario: str) -> int:
        """Return how many calls of the scenario change something on the disk."""
        (found,) = self._of(scenario, [[["nothing", 0]]])
        assert found["wrong"] == ""
        return int(found["count"])

    def all(self, scenario: str) -> list[dict[str, Any]]:
        """Return the outcome of every run."""
        runs = [[kind, call] for call in range(1, self.calls(scenario) + 1) for kind in KINDS]
        return self._of(scenario, [runs[0::2], runs[1::2]])

    def _of(self, scenario: str, shares: list[list[list[Any]]]) -> list[dict[str, Any]]:
        asked = [
            {"scenario": scenario, "folder": str(self._folder / f"{scenario}{len(shares)}{number}"), "runs": share}
            for number, share in enumerate(shares)
        ]
        return self._answers_of([self._worker("host", one, preload=self._library) for one in asked])


@pytest.fixture
def runs(worker: Worker, answers_of: Answers, fault_library: Path, quick_folder: Path) -> Runs:
    return Runs(worker, answers_of, fault_library, quick_folder)


@pytest.mark.parametrize(
    ("scenario", "words", "least"),
    [
        ("life", "a draft's life", 500),
        ("upgrade", "opening a draft of the first release", 100),
        ("recovery", "putting a damaged draft together", 50),
    ],
)
def test_kill_at_every_write(scenario: str, words: str, least: int, runs: Runs, states: State) -> None:
    began = time.monotonic()
    outcomes = runs.all(scenario)
    wrong = [one for one in outcomes if one["wrong"]]
    took = time.monotonic() - began
    states(f"{words}: killed, torn, full, faulty at every call", f"{len(outcomes)} runs", f"at least {least}")
    states("    runs after which something was wrong", len(wrong), "0")
    states("    took", f"{took:.0f} s", "120 s at most")
    assert not wrong, wrong[:3]
    assert len(outcomes) >= least


def test_a_store_that_writes_in_place_is_caught(runs: Runs, states: State) -> None:
    outcomes = runs.all("careless")
    wrong = [one for one in outcomes if one["wrong"]]
    states("negative control: a file written in place, found wrong", f"{len(wrong)} of {len(outcomes)}", "1 or more")
    assert wrong


def test_every_scenario_goes_well_without_a_fault(runs: Runs) -> None:
    assert all(runs.calls(scenario) for scenario in SCENARIOS)
