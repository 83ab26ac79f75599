"""Reads returned Word files, each in a process of its own that a bad file can do no harm in."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from planwriter.errors import PlanwriterError, StorageError
from planwriter.review.child import read_in_child
from planwriter.review.returned import ReturnedCopy
from planwriter.wizard.job_progress import JobProgress

_MOST_BYTES = 50 * 1024 * 1024
_Source = TypeVar("_Source")
_Found = TypeVar("_Found")
_AT_ONCE = 2  # processes, each of which may take as much memory as a hostile file wants and gets


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: As it is shown; no two are alike.
        path: Where it was when it came.
        digest: Of its bytes; "" when they are not known.
    """

    name: str
    path: Path
    copy: ReturnedCopy
    digest: str = ""


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read or used, and why."""

    name: str
    path: Path
    error: PlanwriterError


@dataclass(frozen=True)
class KeptFile:
    """A file of which the bytes were kept when it came.

    Attributes:
        name, path, digest: As of the file that was read then.
        kept: Where its bytes lie.
    """

    name: str
    path: Path
    digest: str
    kept: Path


def read_files(
    paths: Sequence[Path],
    *,
    progress: JobProgress,
    taken: Sequence[ReadFile] = (),
    keep: Callable[[bytes], object] | None = None,
) -> tuple[tuple[ReadFile, ...], tuple[FailedFile, ...]]:
    """Return what stands in each file, and the files that could not be read.

    Args:
        paths: The files; each once, however often it is named.
        progress: Polled for a wish to stop; one step a file.
        taken: Files whose names are given away already.
        keep: Called with the bytes of each file that was read, on the thread that read it; it raises nothing.

    Raises:
        StoppedError: The person stopped it.
    """
    read: list[ReadFile] = []
    failed: list[FailedFile] = []
    names = {one.name for one in taken}
    with _side_by_side(tuple(dict.fromkeys(paths)), partial(_read, keep=keep)) as reading:
        for path, found in reading:
            name = _free_name(path, names)
            names.add(name)
            try:
                copy, digest = found.result()
                read.append(ReadFile(name, path, copy, digest))
            except PlanwriterError as error:
                failed.append(FailedFile(name, path, error))
            progress.step()
    return tuple(read), tuple(failed)


def read_kept_files(
    kept: Sequence[KeptFile], *, progress: JobProgress
) -> tuple[tuple[ReadFile, ...], tuple[FailedFile, ...]]:
    """Return what stands in files that were kept when they came, and those that are lost or damaged since.

    Raises:
        StoppedError: The person stopped it.
    """
    read: list[ReadFile] = []
    failed: list[FailedFile] = []
    with _side_by_side(kept, _read_kept) as reading:
        for one, found in reading:
            try:
                read.append(ReadFile(one.name, one.path, found.result(), one.digest))
            except PlanwriterError as error:
                failed.append(FailedFile(one.name, one.path, error))
            progress.step()
    return tuple(read), tuple(failed)


def digest_of(data: bytes) -> str:
    """Return the digest by which the bytes of a file are known again."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _side_by_side(
    sources: Sequence[_Source], read: Callable[[_Source], _Found]
) -> Iterator[tuple[tuple[_Source, "Future[_Found]"], ...]]:
    """Give the files while they are being read; leaving early reads no further one."""
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="returned copy")
    try:
        yield tuple((one, pool.submit(partial(read, one))) for one in sources)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(path: Path, *, keep: Callable[[bytes], object] | None) -> tuple[ReturnedCopy, str]:
    data = file_bytes(path)
    copy = read_in_child(data)
    if keep is not None:
        keep(data)
    return copy, digest_of(data)


def _read_kept(one: KeptFile) -> ReturnedCopy:
    try:
        data = one.kept.read_bytes()
    except OSError:
        data = b""
    if digest_of(data) != one.digest:
        raise StorageError(
            f"What was kept of “{one.name}” is damaged.",
            "Bring the file back once more. What you decided of it is still there.",
        )
    return read_in_child(data)


def file_bytes(path: Path) -> bytes:
    """Return a file that somebody sent; of one that is far too large no more than it takes to refuse it.

    Raises:
        StorageError: It is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise StorageError(f"There is no file “{path.name}”.", f"Look for it in {path.absolute().parent}.") from error
    except OSError as error:
        raise StorageError(
            f"“{path.name}” could not be read.", "Check that it is a file you may open, and close it in Word."
        ) from error


def _free_name(path: Path, names: set[str]) -> str:
    """Return a name that tells the file from others of the same name: with its folder, else with a number."""
    tries = [path.name, f"{path.parent.name}/{path.name}", *(f"{path.name} ({n})" for n in range(2, len(names) + 3))]
    return next(one for one in tries if one not in names)
