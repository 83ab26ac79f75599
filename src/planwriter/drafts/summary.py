"""What the list of drafts shows of each, kept in a small file beside the draft so that listing opens no draft."""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planwriter.atomic import write_atomically
from planwriter.errors import StorageError

FILE_NAME = "summary.json"
DATABASE_NAME = "draft.sqlite3"
REBUILT_NAME = "rebuilt.sqlite3"
BACKUPS_NAME = "backups"
NEEDS_RECOVERY = "Damaged: open it, and planwriter brings back what it can"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Summary:
    """One draft in the list.

    Attributes:
        id: Name of the draft's folder, a UUID.
        changed: Aware, UTC.
        state: In words, such as "In progress"; "" when the list does not know it.
        parts_met, parts_of: Parts of the order, such as 15 of 18.
        working_copy: Path of the person's file as they know it; None when there is none.
        working_copy_sha256: Of what we wrote there last, in hex; None when that is not known.
    """

    id: str
    title: str
    agency: str
    changed: datetime
    state: str = ""
    parts_met: int = 0
    parts_of: int = 18
    working_copy: str | None = None
    working_copy_sha256: str | None = None

    @property
    def needs_recovery(self) -> bool:
        """Whether the draft waits to be put together again."""
        return self.state == NEEDS_RECOVERY


def is_draft_folder_name(name: str) -> bool:
    """Whether a folder of that name may hold a draft."""
    return bool(_UUID.fullmatch(name))


def summaries_in(drafts: Path) -> tuple[Summary, ...]:
    """Return all drafts in a folder, the one changed last first; opens none, and needs nothing heavy for it.

    Raises:
        StorageError: The folder is there and cannot be read.
    """
    try:
        folders = [path for path in drafts.iterdir() if is_draft_folder_name(path.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StorageError(
            "The drafts on this computer cannot be listed.",
            f"The folder {drafts} cannot be read. Open your working copies meanwhile and tell your help desk.",
        ) from error
    found = (summary for folder in folders if (summary := _summary_of(folder)))
    return tuple(sorted(found, key=lambda one: (one.changed, one.id), reverse=True))


def _summary_of(folder: Path) -> Summary | None:
    try:
        changed = datetime.fromtimestamp((folder / DATABASE_NAME).stat().st_mtime, UTC)
    except OSError:
        if not (folder / BACKUPS_NAME).is_dir() and not (folder / REBUILT_NAME).exists():
            return None  # a folder in which no draft was ever made
        return replace(read_summary_file(folder), state=NEEDS_RECOVERY)
    found = read_summary_file(folder, changed=changed)
    return replace(found, state=NEEDS_RECOVERY) if (folder / REBUILT_NAME).exists() else found


def write_summary_file(folder: Path, summary: Summary) -> None:
    """Write the summary beside its draft.

    Raises:
        StorageError: The disk refuses; the list shows the draft as it was before.
    """
    form = {**asdict(summary), "changed": summary.changed.isoformat()}
    write_atomically(folder / FILE_NAME, json.dumps(form, indent=2).encode())


def read_summary_file(folder: Path, *, changed: datetime = _LONG_AGO) -> Summary:
    """Return the summary of the draft in `folder`; a missing or damaged one never hides a draft from the list.

    Args:
        folder: The draft's.
        changed: When the draft itself was changed, for a summary that cannot be read.
    """
    try:
        form = json.loads((folder / FILE_NAME).read_bytes())
        return _summary(folder.name, form)
    except (OSError, ValueError, TypeError, KeyError):
        return Summary(folder.name, "", "", changed)


def _summary(draft_id: str, form: dict[str, Any]) -> Summary:
    changed = datetime.fromisoformat(form["changed"])
    copy, sha256 = form["working_copy"], form.get("working_copy_sha256")
    return Summary(
        draft_id,
        str(form["title"]),
        str(form["agency"]),
        changed.astimezone(UTC),
        state=str(form["state"]),
        parts_met=int(form["parts_met"]),
        parts_of=int(form["parts_of"]),
        working_copy=None if copy is None else str(copy),
        working_copy_sha256=None if sha256 is None else str(sha256),
    )
