"""Takes in what came by mail or on a stick: sealed packages, each with its receipt, and plans that nobody sealed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from planwriter.atomic import write_atomically
from planwriter.errors import FormatError, StorageError
from planwriter.submit.contract import ProblemKind
from planwriter.submit.package import EXTENSION, short_code
from planwriter.submit.receipts import receipt_file
from planwriter.submit.signing import read_receipt
from planwriter.template.loader import load_catalogue
from planwriter_endpoint.intake import Intake, Offer, RefusedError
from planwriter_endpoint.mailed import Kept, keep_mailed
from planwriter_endpoint.office import Office
from planwriter_endpoint.store import Store

MOST_BYTES = 26 * 1024 * 1024
_PACKAGE, _PLANS = f".{EXTENSION}", (".csplan", ".json")
_RECEIPT = ".receipt.json"
_NAMED = 5
_EARLY = (
    "Not taken: it takes the place of a version that is not the one that stands here. Import that one first; if it was "
    "replaced already, ask the agency which one counts."
)


@dataclass(frozen=True)
class Brought:
    """What became of one file, or of a folder in which there was nothing to take.

    Attributes:
        words: "received" or "here already", with the code that the sender reads over the phone; or why it was not
            taken.
        is_early: Whether it was not taken because it follows a version that is not here, or not yet.
    """

    path: Path
    is_taken: bool
    words: str
    is_early: bool = False


def bring_in(office: Office, store: Store, paths: Sequence[Path]) -> Iterator[Brought]:
    """Take in files, and folders with all that is in them.

    A package gets its receipt beside it. A plan that was mailed without a seal is kept as such, whatever still has to
    be fixed in it: what it says can be read and compared, and it never counts as accepted. Packages that follow a
    version which lies beside them are taken after it, whatever their names are.
    """
    intake = Intake(office, store)
    early: list[Path] = []
    found = [_found(path) for path in paths]
    for file in (file for one in found for file in one.files):
        brought = _brought(office, store, intake, file)
        if brought.is_early:
            early.append(file)
        else:
            yield brought
    while early:
        again = [_brought(office, store, intake, file) for file in early]
        yield from (one for one in again if not one.is_early)
        if all(one.is_early for one in again):
            yield from again
            break
        early = [one.path for one in again if one.is_early]
    for one in found:
        yield from one.told


@dataclass(frozen=True)
class _Found:
    """What there is to take at a path, and what there is to tell of the rest."""

    files: tuple[Path, ...]
    told: tuple[Brought, ...] = ()


def _found(path: Path) -> _Found:
    if not path.is_dir():
        return _Found((path,))
    refused: list[OSError] = []
    links: list[Path] = []
    files: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders.sort()
        links += [Path(folder, name) for name in folders if Path(folder, name).is_symlink()]
        files += [Path(folder, name) for name in sorted(names) if not name.endswith(_RECEIPT)]
    taken = tuple(one for one in files if one.suffix.lower() in (_PACKAGE, *_PLANS))
    closed = [Path(error.filename) for error in refused] + links
    words = "This folder was not looked into: it is closed to you, or only a link to another place."
    told = [Brought(one, is_taken=False, words=words) for one in closed]
    if others := [one.name for one in files if one not in set(taken)]:
        told.append(Brought(path, is_taken=bool(taken), words=_left_alone(others)))
    elif not taken and not closed:
        told.append(Brought(path, is_taken=False, words="There is no package and no plan in this folder."))
    return _Found(taken, tuple(told))


def _left_alone(names: Sequence[str]) -> str:
    count = "1 other file was" if len(names) == 1 else f"{len(names)} other files were"
    more = ", …" if len(names) > _NAMED else ""
    kinds = f"{_PACKAGE}, {', '.join(_PLANS)}"
    return f"{count} left alone ({', '.join(names[:_NAMED])}{more}). What can be taken in ends in {kinds}."


def _brought(office: Office, store: Store, intake: Intake, path: Path) -> Brought:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError:
        return Brought(path, is_taken=False, words="This file cannot be read.")
    if path.suffix.lower() in _PLANS:
        return _mailed(store, path, data)
    return _sealed(office, intake, path, data)


def _sealed(office: Office, intake: Intake, path: Path, data: bytes) -> Brought:
    try:
        taken = intake.take(Offer(data))
    except RefusedError as error:
        told = error.problem
        if told.type == ProblemKind.NOT_CURRENT.uri:
            return Brought(path, is_taken=False, words=_EARLY, is_early=True)
        words = " ".join([told.title, *(fault.detail for fault in told.faults)])
        return Brought(path, is_taken=False, words=words)
    except (OSError, DBAPIError, StorageError) as error:
        return _refused_by_disk(path, error)
    receipt = read_receipt(taken.submission.receipt, office.public_keys)
    beside = path.with_name(f"{path.name}{_RECEIPT}")
    try:
        write_atomically(beside, receipt_file(taken.submission.receipt, receipt, office.settings.name))
    except StorageError as error:
        return Brought(path, is_taken=True, words=f"received, but its receipt could not be written: {error.advice}")
    code = short_code(receipt.sha256)
    return Brought(path, is_taken=True, words=f"{'received' if taken.is_new else 'here already'}, code {code}")


def _mailed(store: Store, path: Path, data: bytes) -> Brought:
    try:
        kept = keep_mailed(store, data, load_catalogue(), datetime.now(UTC))
    except FormatError as error:
        return Brought(path, is_taken=False, words=f"Not taken. {error.title} {error.advice}")
    except (OSError, DBAPIError, StorageError) as error:
        return _refused_by_disk(path, error)
    return Brought(path, is_taken=True, words=_words(kept))


def _refused_by_disk(path: Path, error: Exception) -> Brought:
    words = f"Not taken: the disk or the database said no ({type(error).__name__}). Mend that and import it again."
    return Brought(path, is_taken=False, words=words)


def _words(kept: Kept) -> str:
    if kept.submission_id:
        return f"here already: the plan of {kept.agency} came sealed, as {kept.submission_id}"
    if not kept.is_new:
        return f"here already: the plan of {kept.agency}, mailed and not sealed"
    to_fix = "Nothing has to be fixed in it." if not kept.to_fix else f"To be fixed in it before that: {kept.to_fix}."
    return (
        f"received as mailed: the plan of {kept.agency}. It is not sealed, so nobody signed it off and there is no "
        f"receipt. Ask the agency to submit it, or to save a package to send by hand. {to_fix}"
    )
