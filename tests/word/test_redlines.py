"""LibreOffice accepts and rejects the tracked changes of a redline, and gets the newer and the older version of the plan."""

import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.tracked_changes import accepted, rejected
from tests.unit.export.docx.word_xml import W, body
from tests.unit.export.edited_plan import edited
from tests.unit.export.test_redline import redline

SCRIPT = Path(__file__).with_name("office_script.py")


@pytest.fixture(scope="module")
def resolve(
    needs_program: Callable[[str], str],
    needs_system_module: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[bytes], tuple[bytes, bytes]]:
    """A function that gives a Word file as LibreOffice saves it with every change accepted, and with every one rejected."""
    office, python = needs_program("soffice"), needs_system_module("uno")
    profile = tmp_path_factory.mktemp("profile")

    def both(data: bytes) -> tuple[bytes, bytes]:
        folder = tmp_path_factory.mktemp("redline")
        source, took, left = (folder / name for name in ("redline.docx", "accepted.docx", "rejected.docx"))
        source.write_bytes(data)
        pipe = f"planwriter{uuid.uuid4().hex}"
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        with subprocess.Popen(
            [office, *options, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL
        ) as program:
            jobs = ["accept", str(source), str(took), "reject", str(source), str(left)]
            subprocess.run([python, str(SCRIPT), pipe, *jobs], check=True, capture_output=True, timeout=100)
            program.wait(60)
        return took.read_bytes(), left.read_bytes()

    return both


def _lines(data: bytes) -> list[str]:
    """What LibreOffice's file says, a line a paragraph, without the list of contents."""
    root = body(data)
    assert not list(root.iter(f"{W}ins", f"{W}del"))
    paragraphs = [one for one in root.iter(f"{W}p") if not _is_in_contents(one)]
    lines = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs]
    return [line.replace("\u200d", "") for line in lines if line.strip()]


def _is_in_contents(paragraph: object) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")  # type: ignore[attr-defined]
    name = "" if style is None else style.get(f"{W}val")
    return name.startswith(("TOC", "Contents"))


def _wanted(lines: list[str]) -> list[str]:
    return [line.replace("*", "").replace("\u200d", "") for line in lines if line not in {"row", "cell"}]


@pytest.mark.parametrize("seed", [1, 2])
def test_accepting_and_rejecting_in_libreoffice(
    seed: int, every_element_plan: Plan, catalogue: Catalogue, resolve: Callable[[bytes], tuple[bytes, bytes]]
) -> None:
    random = Random(seed)
    older = edited(every_element_plan, catalogue, random, edits=40)
    newer = edited(older, catalogue, random, edits=40)
    data = redline(older, newer, catalogue, author="Policy Office", when="2011-10-03T00:00:00Z")
    took, left = resolve(data)
    assert _lines(took) == _wanted(accepted(data))
    assert _lines(left) == _wanted(rejected(data))
    assert _lines(took) != _lines(left)
