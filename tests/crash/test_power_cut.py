"""Whenever the power fails, the draft opens and nothing from before the last barrier is missing."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("crash")
Worker = Callable[..., "subprocess.Popen[str]"]
Answers = Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]
State = Callable[..., None]
LEAST = 10_000


class PowerCuts:
    """Logs one life of a draft and opens it in every state that a power cut may leave."""

    def __init__(self, worker: Worker, answers_of: Answers, library: Path, folder: Path) -> None:
        self._worker, self._answers_of, self._library, self._folder = worker, answers_of, library, folder

    def after(self, scenario: str, wanted: int) -> dict[str, Any]:
        """Return the counts over all states, and examples of what was wrong."""
        log, place = self._folder / f"{scenario}.log", self._folder / scenario
        asked = {"scenario": scenario, "folder": str(place), "runs": [["nothing", 0]], "log": str(log)}
        (lived,) = self._answers_of([self._worker("host", asked, preload=self._library)])
        assert lived["count"] > 100
        shared = {"log": str(log), "folder": str(self._folder), "root": str(place / "run"), "wanted": wanted}
        found = self._answers_of([self._worker("power_cut", {**shared, "share": [this, 2]}) for this in (0, 1)])
        return {key: found[0][key] + found[1][key] for key in found[0]}


@pytest.fixture
def power_cuts(worker: Worker, answers_of: Answers, fault_library: Path, quick_folder: Path) -> PowerCuts:
    return PowerCuts(worker, answers_of, fault_library, quick_folder)


def test_power_cut_states(power_cuts: PowerCuts, states: State) -> None:
    began = time.monotonic()
    found = power_cuts.after("life", LEAST * 4 // 5)
    states("power cuts: distinct states left on the disk", found["states"], f"at least {LEAST}")
    states("    unreadable, or in need of recovery", found["unreadable"], "0")
    states("    something from before a barrier lost", found["lost"], "0")
    states("    took", f"{time.monotonic() - began:.0f} s", "60 s at most")
    assert (found["unreadable"], found["lost"]) == (0, 0), found["examples"]
    assert found["states"] >= LEAST


def test_power_cut_negative_control(power_cuts: PowerCuts, states: State) -> None:
    found = power_cuts.after("life_without_syncs", 300)
    wrong = found["unreadable"] + found["lost"]
    states("negative control: without syncs, unreadable or lost", f"{wrong} of {found['states']}", "1 or more")
    assert found["unreadable"] >= 1
    assert found["lost"] >= 1
