"""Reads returned Word files, each in a process of its own that a bad file can do no harm in."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planwriter.errors import PlanwriterError, StorageError
from planwriter.review.child import read_in_child
from planwriter.review.returned import ReturnedCopy
from planwriter.wizard.job_progress import JobProgress

_MOST_BYTES = 50 * 1024 * 1024
_AT_ONCE = 2  # processes, each of which may take as much memory as a hostile file wants and gets


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: As it is shown; no two are alike.
    """

    name: str
    path: Path
    copy: ReturnedCopy


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read or used, and why."""

    name: str
    path: Path
    error: PlanwriterError


def read_files(
    paths: Sequence[Path], *, progress: JobProgress, taken: Sequence[ReadFile] = ()
) -> tuple[tuple[ReadFile, ...], tuple[FailedFile, ...]]:
    """Return what stands in each file, and the files that could not be read.

    Args:
        paths: The files; each once, however often it is named.
        progress: Polled for a wish to stop; one step a file.
        taken: Files whose names are given away already.

    Raises:
        StoppedError: The person stopped it.
    """
    read: list[ReadFile] = []
    failed: list[FailedFile] = []
    names = {one.name for one in taken}
    with _side_by_side(tuple(dict.fromkeys(paths))) as reading:
        for path, copy in reading:
            name = _free_name(path, names)
            names.add(name)
            try:
                read.append(ReadFile(name, path, copy.result()))
            except PlanwriterError as error:
                failed.append(FailedFile(name, path, error))
            progress.step()
    return tuple(read), tuple(failed)


@contextmanager
def _side_by_side(paths: Sequence[Path]) -> Iterator[tuple[tuple[Path, "Future[ReturnedCopy]"], ...]]:
    """Give the files while they are being read; leaving early reads no further one."""
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="returned copy")
    try:
        yield tuple((path, pool.submit(partial(_read, path))) for path in paths)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(path: Path) -> ReturnedCopy:
    return read_in_child(file_bytes(path))


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
