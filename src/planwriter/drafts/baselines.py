"""What each clearance copy rests on, kept on this computer, so that a stripped copy can still come home."""

import uuid
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import StorageError


class BaselineStore:
    """A folder of baselines: that of one draft, or that of copies made from files that are no draft here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, export_id: str, data: bytes) -> None:
        """Keep a baseline as it stands in its copy.

        Raises:
            StorageError: The disk refuses.
        """
        name = _file_of(export_id)
        write_atomically(private_folder(self._folder) / name, data)

    def baseline(self, export_id: str) -> bytes | None:
        """Return a copy's baseline; None when it is not kept here.

        Raises:
            StorageError: It is there and cannot be read.
        """
        path = self._folder / _file_of(export_id)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                "What this copy was made from could not be read.", f"The file is {path}. Tell your help desk."
            ) from error

    def ids(self) -> tuple[str, ...]:
        """Return the export ids of all copies kept, in order of the ids."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.baseline")))


def _file_of(export_id: str) -> str:
    return f"{uuid.UUID(export_id)}.baseline"
