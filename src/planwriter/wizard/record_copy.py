"""The record copy: everything a records officer files of one plan, in one new folder, with a list of digests.

Takes: an open draft. Gives: a folder with the final Word and JSON documents, the working copy, what each clearance copy
rested on, the comment matrix, the receipts, and the list. The folder takes its name only once everything in it was
written and read back.
"""

import errno
import hashlib
import shutil
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planwriter.atomic import NotConfirmedError, storage_error, write_atomically
from planwriter.checks.findings import Finding
from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.portable import default_name
from planwriter.errors import StorageError
from planwriter.export.matrix import matrix_csv, matrix_docx
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.exporting import ExportOrder, ExportSource, export_plan
from planwriter.wizard.job_progress import JobProgress
from planwriter.wizard.naming import document_name

LIST_NAME = "record-list.txt"
CLEARANCE, RECEIPTS = "clearance-copies", "receipts"
MATRIX = "comment-matrix"


@dataclass(frozen=True)
class RecordCopy:
    """A record copy that was written.

    Attributes:
        folder: Where it lies.
        files: (name below the folder, SHA-256 in hex), as the list has them.
    """

    folder: Path
    files: tuple[tuple[str, str], ...]


def write_record_copy(
    plan: Plan,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    *,
    into: Path,
    baselines: BaselineStore,
    receipts: Path,
    remarks: Sequence[Remark] = (),
    progress: JobProgress | None = None,
) -> RecordCopy:
    """Write a record copy into a new folder; nothing that is there is touched.

    Args:
        plan: What to file; may be unfinished.
        catalogue: Its template.
        findings: What the checks say of it.
        into: The folder chosen by the person.
        baselines: What the draft's clearance copies rested on.
        receipts: The folder of the draft's receipts; need not be there.
        remarks: What reviewers said, and what was answered.
        progress: Polled for a wish to stop.

    Raises:
        ProofError: A document does not hold what the plan says; a fault of the program.
        StorageError: The disk refuses; nothing is left behind.
        StoppedError: The person stopped it.
    """
    part = into / f".{uuid.uuid4().hex}.part"
    try:
        try:
            part.mkdir()
            _documents(part, plan, catalogue, findings=findings, progress=progress)
            _matrix(part, plan, catalogue, remarks)
            _clearance_copies(part / CLEARANCE, baselines)
            _receipts(part / RECEIPTS, receipts)
            files = _digests(part)
            write_atomically(part / LIST_NAME, _list_of(plan, files))
            folder = _free(into / f"{Path(document_name(plan, extension='docx')).stem} record copy")
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise storage_error(error, into / "record copy") from error
    except NotConfirmedError as error:  # its words are of a file that was taken away again
        raise storage_error(OSError(errno.EIO, "not confirmed"), into / "record copy") from error
    return RecordCopy(folder, files)


def _documents(
    folder: Path,
    plan: Plan,
    catalogue: Catalogue,
    *,
    findings: tuple[Finding, ...],
    progress: JobProgress | None,
) -> None:
    source = ExportSource(plan, catalogue, findings, _keep_nothing)
    for format_id, copy in (("docx", "final"), ("json", "final")):
        name = document_name(plan, extension=format_id, copy=copy if format_id == "docx" else "")
        order = ExportOrder(format_id, copy, folder / name)
        export_plan(source, order=order, progress=progress)
    write_atomically(folder / default_name(plan), plan_bytes(plan, catalogue, Copy.WORKING))


def _matrix(folder: Path, plan: Plan, catalogue: Catalogue, remarks: Sequence[Remark]) -> None:
    for extension, make in (("docx", matrix_docx), ("csv", matrix_csv)) if remarks else ():
        name = document_name(plan, extension=extension, copy=MATRIX)
        write_atomically(folder / name, make(remarks, plan, catalogue))


def _keep_nothing(_export_id: str, _data: bytes) -> None:
    """Final copies do not come home."""


def _clearance_copies(folder: Path, baselines: BaselineStore) -> None:
    for export_id in baselines.ids():
        folder.mkdir(exist_ok=True)
        write_atomically(folder / f"{export_id}.json", baselines.baseline(export_id) or b"")


def _receipts(folder: Path, receipts: Path) -> None:
    for path in sorted(receipts.glob("*")) if receipts.is_dir() else ():
        if path.is_file():
            folder.mkdir(exist_ok=True)
            write_atomically(folder / path.name, path.read_bytes())


def _digests(folder: Path) -> tuple[tuple[str, str], ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files)


def _list_of(plan: Plan, files: Iterable[tuple[str, str]]) -> bytes:
    """Return the list in the form that `sha256sum --check` reads, with what a person should know above it."""
    facts = [
        f"Record copy of {plan.answer('plan.title') or 'a plan without a title'}",
        f"Agency: {plan.answer('agency.name') or 'not named'}",
        f"Plan {plan.plan_id}, revision {plan.revision}",
        f"{CLEARANCE}/ holds what each copy for clearance said, by the id that the copy carries.",
        "Each line below is the SHA-256 of one file and its name.",
    ]
    lines = [*(f"# {' '.join(fact.split())}" for fact in facts), *(f"{digest}  {name}" for name, digest in files)]
    return ("\n".join(lines) + "\n").encode()


def _free(folder: Path) -> Path:
    for number in range(1, 1000):
        free = folder if number == 1 else folder.with_name(f"{folder.name} {number}")
        if not free.exists():
            return free
    raise StorageError(f"There are too many record copies in {folder.parent}.", "Choose another folder.")
