"""Whatever befalls one file of a draft, nobody is shown wrong words as if they were right, and nearly all comes back."""

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("crash")
Worker = Callable[..., "subprocess.Popen[str]"]
Answers = Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]
State = Callable[..., None]
DAMAGES = 3000


class Damages:
    """Damages drafts on two processes and adds up what became of them."""

    def __init__(self, worker: Worker, answers_of: Answers, folder: Path) -> None:
        self._worker, self._answers_of, self._folder = worker, answers_of, folder

    def done(self, damages: int, *, is_trusting: bool) -> tuple[Counter[str], list[str]]:
        """Return the counts, and examples of what went wrong."""
        shared = {"damages": damages // 2, "is_trusting": is_trusting}
        asked = [{**shared, "folder": str(self._folder / str(seed)), "seed": seed} for seed in (1, 2)]
        counts: Counter[str] = Counter()
        examples: list[str] = []
        for answer in self._answers_of([self._worker("damage", one) for one in asked]):
            examples += answer.pop("examples")
            counts.update(answer)
        return counts, examples


@pytest.fixture
def damages(worker: Worker, answers_of: Answers, quick_folder: Path) -> Damages:
    return Damages(worker, answers_of, quick_folder)


def test_damage_fuzz(damages: Damages, states: State) -> None:
    counts, examples = damages.done(DAMAGES, is_trusting=False)
    good = counts["whole"] + counts["recovered"]
    share = good / (good + counts["older"] + counts["refused"] + counts["wrong"] + counts["crashed"])
    states("damages to one file of a draft", counts["damages"], f"{DAMAGES}")
    states("    silently wrong", counts["wrong"], "0")
    states("    program fell over", counts["crashed"], "0")
    states("    whole, or back to what was saved in the last 10 minutes", f"{share:.2%}", "99% at least")
    states("    of these put together again, and said so", counts["recovered"])
    assert (counts["wrong"], counts["crashed"]) == (0, 0), examples
    assert share >= 0.99, examples


def test_a_store_that_trusts_its_database_is_caught(damages: Damages, states: State) -> None:
    counts, _examples = damages.done(400, is_trusting=True)
    states("negative control: without digests, silently wrong", counts["wrong"], "1 or more")
    assert counts["wrong"]
