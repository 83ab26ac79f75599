"""What the list of drafts shows of each, kept in a small file beside the draft so that listing opens no draft."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planwriter.atomic import write_atomically

FILE_NAME = "summary.json"


@dataclass(frozen=True)
class Summary:
    """One draft in the list.

    Attributes:
        id: Name of the draft's folder, a UUID.
        changed: Aware, UTC.
        state: In words, such as "In progress"; "" when the list does not know it.
        parts_met, parts_of: Parts of the order, such as 15 of 18.
        working_copy: Path of the person's file as they know it; None when there is none.
    """

    id: str
    title: str
    agency: str
    changed: datetime
    state: str = ""
    parts_met: int = 0
    parts_of: int = 18
    working_copy: str | None = None


def write_summary_file(folder: Path, summary: Summary) -> None:
    """Write the summary beside its draft.

    Raises:
        StorageError: The disk refuses; the list shows the draft as it was before.
    """
    form = {**asdict(summary), "changed": summary.changed.isoformat()}
    write_atomically(folder / FILE_NAME, json.dumps(form, indent=2).encode())


def read_summary_file(folder: Path, *, changed: datetime) -> Summary:
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
    copy = form["working_copy"]
    return Summary(
        draft_id,
        str(form["title"]),
        str(form["agency"]),
        changed.astimezone(UTC),
        state=str(form["state"]),
        parts_met=int(form["parts_met"]),
        parts_of=int(form["parts_of"]),
        working_copy=None if copy is None else str(copy),
    )
