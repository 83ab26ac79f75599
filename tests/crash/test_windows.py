"""One draft, one window: a second one is refused and told who has it; a dead one keeps nobody out."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.errors import HeldError
from planwriter.template.catalogue import Catalogue
from tests.crash.conftest import ROOT
from tests.crash.scenarios import NOW, state

pytestmark = pytest.mark.xdist_group("crash")
State = Callable[..., None]
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from planwriter.drafts.library import DraftLibrary
held = DraftLibrary(Path(sys.argv[1])).open(sys.argv[2])
held.commit({"answers/plan.title": (None, "Typed before the end")}, datetime.now(UTC))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> DraftLibrary:
    return DraftLibrary(tmp_path / "drafts")


@pytest.fixture
def holder(library: DraftLibrary, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the draft open."""
    made = library.create(state(0), NOW)
    made.close()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "drafts"), made.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ, PYTHONPATH=str(ROOT / "src")),
    )
    assert process.stdout
    assert process.stdin
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_two_windows(library: DraftLibrary, holder: "subprocess.Popen[str]", states: State) -> None:
    (listed,) = library.list()
    with pytest.raises(HeldError) as refused:
        library.open(listed.id)
    assert f"process {holder.pid}" in refused.value.advice
    states("a second window on one draft", "refused, holder named", "refused")


def test_stale_lock(
    library: DraftLibrary, holder: "subprocess.Popen[str]", catalogue: Catalogue, states: State
) -> None:
    (listed,) = library.list()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    began = time.perf_counter()
    with closing(library.open(listed.id, datetime.now(UTC))) as again:
        took = time.perf_counter() - began
        assert again.draft(catalogue).plan.answer("plan.title") == "Typed before the end"
        assert again.recovery is None
    states("opened after the holder was killed, no question asked", f"{took * 1000:.0f} ms", "200 ms at most")


@pytest.mark.parametrize("left", [b"", b"\0" * 86, b"4711\nplanwri"])
def test_what_a_power_cut_leaves_of_a_lock_keeps_nobody_out(library: DraftLibrary, left: bytes) -> None:
    made = library.create(state(0), NOW)
    made.close()
    (made.folder / "draft.lock").write_bytes(left)
    library.open(made.id).close()
