"""The right to send a package: one process has it, and it is gone with that process, however it ends."""

import os
import subprocess
import sys

import pytest

from planwriter.errors import HeldError, StorageError
from planwriter.submit.holding import Hold, Holds
from tests.submit.offices import ROOT

HOLDS = """
import sys
from pathlib import Path
from planwriter.submit.holding import Hold
hold = Hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()  # until it is killed, or who started it is gone
"""


def test_a_process_that_is_killed_holds_nothing_any_more(tmp_path):
    path, holds = tmp_path / "p.sending", Holds(tmp_path)
    words = [sys.executable, "-c", HOLDS, path]
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    with subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        assert holds.is_sent("p")
        with pytest.raises(HeldError) as told:
            Hold(path)
        assert "stop it there" in told.value.advice
        other.kill()
        other.wait()
        assert not holds.is_sent("p")
        Hold(path).release()


def test_a_look_takes_nothing_away(tmp_path):
    mine, others = Holds(tmp_path), Holds(tmp_path)
    assert not others.is_sent("p")
    assert not list(tmp_path.iterdir())
    mine.keep("p")
    assert "p" in mine
    assert "p" not in others
    assert mine.is_sent("p")
    assert others.is_sent("p")
    mine.let_go("p")
    assert not others.is_sent("p")
    for one in ("a", "b"):
        mine.keep(one)
    mine.let_go()
    assert not others.is_sent("a")
    assert not others.is_sent("b")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    with pytest.raises(StorageError, match="cannot be written to"):
        Hold(tmp_path / "gone" / "p.sending")
    (tmp_path / "file").write_bytes(b"")
    assert not Holds(tmp_path / "file").is_sent("p")
