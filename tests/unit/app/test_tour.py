"""The tour: every page in every mode, documents that are proved, the real drafts untouched, nothing left running."""

import json
import os
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from planwriter.export.formats import prove_document
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_offers import OFFERS
from planwriter.wizard import flow

from .conftest import SOURCE, Run

MODES = {"100-light": (1366, 768), "100-dark": (1366, 768), "200-light": (1920, 1040), "200-dark": (1920, 1040)}


@dataclass
class Toured:
    """What one tour left."""

    folder: Path
    done: subprocess.CompletedProcess[str]

    @property
    def files(self) -> list[Path]:
        """The files it told of."""
        return [Path(line.partition(": ")[2]) for line in self.done.stdout.splitlines()]


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """One tour without --out, started in an empty folder in which its usual name is taken."""
    folder = tmp_path_factory.mktemp("toured")
    (folder / "planwriter-tour").mkdir()
    home = tmp_path_factory.mktemp("home")
    environment = dict(os.environ, HOME=str(home), PYTHONPATH=SOURCE)
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "planwriter", "tour"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == [], "the real drafts are not touched"
    return Toured(folder / "planwriter-tour-2", done)


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def test_each_line_names_a_file_that_is_there(toured: Toured) -> None:
    assert all(path.is_file() for path in toured.files)
    pictures = list(toured.folder.rglob("*.png"))
    assert set(pictures) <= set(toured.files)
    assert toured.done.stderr == ""


def test_the_plan_was_sent_and_its_receipt_is_the_office_s(toured: Toured, python: Run) -> None:
    """By a real endpoint, which is gone afterwards."""
    (package,) = [path for path in toured.files if path.suffix == ".cspackage"]
    (receipt,) = [path for path in toured.files if path.name.endswith(".receipt.json")]
    office = toured.folder / "office/office.json"
    done = python("-m", "planwriter", "receipt", "verify", receipt, package, "--office", office)
    assert done.returncode == 0, done.stderr
    assert list(toured.folder.rglob("sent.png"))
    port = int(json.loads(office.read_text())["address"].rpartition(":")[2])
    with socket.socket() as asking:
        assert asking.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_shown_in_every_mode(toured: Toured, mode: str, catalogue: Catalogue, sample_plan: Plan) -> None:
    folder = toured.folder / "pictures" / mode
    names = {path.stem for path in folder.glob("*.png")}
    for number, stop in enumerate(flow.stops(catalogue, sample_plan), 1):
        name = f"{number:02}-{stop.id.replace('/', '-')}"
        assert name in names
        assert size_of(folder / f"{name}.png") == MODES[mode]
    assert {"start-page", "new-plan", "review", "export"} <= names


def test_the_pages_are_drawn_and_differ(toured: Toured) -> None:
    for mode in MODES:
        pictures = [path.read_bytes() for path in sorted((toured.folder / "pictures" / mode).glob("[0-9]*.png"))]
        assert all(len(set(pair)) == 2 for pair in pairwise(pictures))


def test_every_document_holds_the_sample_plan(toured: Toured, catalogue: Catalogue, sample_plan: Plan) -> None:
    documents = sorted((toured.folder / "documents").iterdir())
    assert len(documents) == len([one for one in OFFERS if one.copy != "redline"])
    assert {"docx", "json"} <= {path.suffix[1:] for path in documents}
    assert all(path.stat().st_size > 1000 for path in documents)
    for path in documents:
        if (format_id := path.suffix[1:]) in ("docx", "json", "html"):  # each carries every answer; some carry a part
            proof = prove_document(path.read_bytes(), sample_plan, catalogue, format_id=format_id)
            assert proof.is_whole, path.name


def test_the_draft_is_left_and_can_be_checked(toured: Toured, python: Run) -> None:
    drafts = toured.folder / "data/drafts"
    draft = next(drafts.iterdir())
    done = python("-m", "planwriter", "check", draft.name, "--data-dir", toured.folder / "data")
    assert done.returncode == 0, done.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, python: Run) -> None:
    (tmp_path / "file").write_text("")
    done = python("-m", "planwriter", "tour", "--out", tmp_path / "file/out")
    assert done.returncode == 3
    assert "could not be made" in done.stderr
