"""Reads a small file that a command was given by name."""

from pathlib import Path

from planwriter.errors import StorageError

MOST_BYTES = 26 * 1024 * 1024  # a package is at most 25 MB; what is larger is refused by its reader, unread


def read_file(path: Path) -> bytes:
    """Return the first 26 MB of a file.

    Raises:
        StorageError: It is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError as error:
        raise StorageError(f"There is no file “{path}”.", "Check the name and the folder.") from error
    except OSError as error:
        raise StorageError(f"“{path.name}” could not be read.", "Check that it is a file you may open.") from error
