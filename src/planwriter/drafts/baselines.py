"""What each clearance copy rests on, kept on this computer, so that a stripped copy can still come home."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import StorageError


@dataclass(frozen=True)
class KeptExport:
    """One copy that went out.

    Attributes:
        at: When it was exported last; aware, UTC.
        office, round: Of the routing sheet; "" for a copy for anybody.
        plan_id: Of the plan that went out; "" when what is kept cannot be read.
    """

    export_id: str
    at: datetime
    office: str = ""
    round: str = ""
    plan_id: str = ""


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
        """Return a copy's baseline; None when it is not kept here, or when the id, as a file gave it, is none.

        Raises:
            StorageError: It is there and cannot be read.
        """
        try:
            path = self._folder / _file_of(export_id)
        except ValueError:
            return None
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

    def kept(self) -> tuple[KeptExport, ...]:
        """Return all copies kept, the newest first; reads each, so it is for when a copy does not say which it is."""
        return tuple(sorted(self._all(), key=lambda one: (one.at, one.export_id), reverse=True))

    def _all(self) -> Iterator[KeptExport]:
        for path in self._folder.glob("*.baseline"):
            try:
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield _kept_export(path.stem, at, path.read_bytes())
            except OSError:
                continue  # another window cleans up, or the disk will say so when this very copy is asked for


def _kept_export(export_id: str, at: datetime, data: bytes) -> KeptExport:
    try:
        form = json.loads(data)
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict) or not isinstance(form.get("plan"), dict):
        return KeptExport(export_id, at)
    words = (form.get("office"), form.get("round"), form["plan"].get("plan_id"))
    return KeptExport(export_id, at, *(one if isinstance(one, str) else "" for one in words))


def _file_of(export_id: str) -> str:
    return f"{uuid.UUID(export_id)}.baseline"
