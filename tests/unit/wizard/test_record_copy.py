"""The record copy holds the final documents, the clearance copies' ground and the receipts, with true digests, or nothing."""

import errno
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter import atomic
from planwriter.checks import run_checks
from planwriter.drafts.baselines import BaselineStore
from planwriter.errors import StorageError
from planwriter.export.formats import prove_document
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.stored import Copy, read_plan
from planwriter.review.matrix import read_matrix
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.record_copy import LIST_NAME, RecordCopy, write_record_copy

EXPORT_ID = "0f0e0d0c-0000-8000-8000-000000000001"
Write = Callable[..., RecordCopy]


@pytest.fixture
def write(tmp_path: Path, sample_plan: Plan, catalogue: Catalogue) -> Write:
    """A function that writes the sample plan's record copy."""

    def run(into: Path, draft: Path) -> RecordCopy:
        return write_record_copy(
            sample_plan,
            catalogue,
            run_checks(sample_plan, catalogue),
            into=into,
            baselines=BaselineStore(draft / "exports"),
            receipts=draft / "receipts",
        )

    return run


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft's folder with one clearance copy's baseline and one receipt."""
    folder = tmp_path / "draft"
    folder.mkdir()
    BaselineStore(folder / "exports").keep(EXPORT_ID, b'{"what": "it said"}')
    (folder / "receipts").mkdir()
    (folder / "receipts" / "p.receipt.json").write_bytes(b"{}")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """The folder that the person chose."""
    folder = tmp_path / "chosen"
    folder.mkdir()
    return folder


def test_everything_is_there_and_proved(
    write: Write, into: Path, draft: Path, sample_plan: Plan, catalogue: Catalogue
) -> None:
    made = write(into, draft)
    names = [name for name, _digest in made.files]
    assert f"clearance-copies/{EXPORT_ID}.json" in names
    assert "receipts/p.receipt.json" in names
    final = next(made.folder.glob("*.docx"))
    public, working = next(made.folder.glob("*.json")), next(made.folder.glob("*.csplan"))
    assert prove_document(final.read_bytes(), sample_plan, catalogue, format_id="docx").is_whole
    assert read_plan(public.read_bytes(), catalogue).copy is Copy.PUBLIC
    assert read_plan(working.read_bytes(), catalogue).plan == sample_plan
    assert list(into.iterdir()) == [made.folder]


def test_what_reviewers_said_and_what_was_answered_is_filed(
    into: Path, draft: Path, sample_plan: Plan, catalogue: Catalogue
) -> None:
    remark = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A", "", "plan.title", "", "Why?", response="So.")
    made = write_record_copy(
        sample_plan,
        catalogue,
        (),
        into=into,
        baselines=BaselineStore(draft / "exports"),
        receipts=draft / "receipts",
        remarks=[remark],
    )
    names = [name for name, _digest in made.files if "comment-matrix" in name]
    assert sorted(name.rpartition(".")[2] for name in names) == ["csv", "docx"]
    for name in names:
        rows = read_matrix((made.folder / name).read_bytes(), name)
        assert [(row.id, row.response) for row in rows] == [(remark.id, "So.")]


def test_the_list_has_the_digest_of_every_file(write: Write, into: Path, draft: Path) -> None:
    made = write(into, draft)
    lines = (made.folder / LIST_NAME).read_text("utf-8").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines if not line.startswith("#"))
    there = {path.relative_to(made.folder).as_posix(): path for path in made.folder.rglob("*") if path.is_file()}
    del there[LIST_NAME]
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_the_system_s_own_program_checks_the_list_and_catches_a_change(write: Write, into: Path, draft: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("This computer has no sha256sum")
    made = write(into, draft)
    command = [program, "--check", "--strict", LIST_NAME]
    assert subprocess.run(command, cwd=made.folder, capture_output=True).returncode == 0
    (made.folder / "receipts" / "p.receipt.json").write_bytes(b"{ }")
    assert subprocess.run(command, cwd=made.folder, capture_output=True).returncode == 1


def test_a_draft_without_copies_and_receipts_has_no_empty_folders(write: Write, into: Path, tmp_path: Path) -> None:
    made = write(into, tmp_path / "nothing")
    assert not [path for path in made.folder.iterdir() if path.is_dir()]
    assert len(made.files) == 3


def test_a_second_record_copy_stands_beside_the_first(write: Write, into: Path, draft: Path) -> None:
    first, second = write(into, draft), write(into, draft)
    assert second.folder.name == f"{first.folder.name} 2"
    assert first.files == second.files, "the same plan gives the same files"


def test_a_disk_that_refuses_leaves_nothing_behind(
    write: Write, into: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageError):
        write(into / "not there", draft)

    def refuse(path: Path, _data: bytes) -> None:
        raise StorageError("No.", f"{path.name}.")

    monkeypatch.setattr("planwriter.wizard.record_copy.write_atomically", refuse)
    with pytest.raises(StorageError):
        write(into, draft)
    assert list(into.iterdir()) == []


def test_a_disk_that_may_not_keep_the_files_is_said_to_have_refused(
    write: Write, into: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(atomic, "_sync_folder", refuse)
    with pytest.raises(StorageError, match="record copy” could not be saved"):
        write(into, draft)
    assert list(into.iterdir()) == []
