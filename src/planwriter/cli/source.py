"""Finds the plan that FILE names: a working copy, a public copy, or a draft on this computer."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.errors import StorageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy
from planwriter.settings.paths import AppPaths
from planwriter.template.catalogue import Catalogue

if TYPE_CHECKING:
    from planwriter.drafts.baselines import BaselineStore
    from planwriter.plan.remarks import Remark
    from planwriter.wizard.jobs import Opened

_DRAFT_ID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@(.+))?")


@dataclass(frozen=True)
class Source:
    """The plan that a command works on.

    Attributes:
        copy: Whether it came from a public copy, which has nothing internal to check.
        draft_id: Of the draft it came from; "" when it came from a file.
        remarks: What reviewers said of it; none for a file, which never holds any.
    """

    plan: Plan
    copy: Copy
    catalogue: Catalogue
    draft_id: str = ""
    remarks: "tuple[Remark, ...]" = ()


def read_source(file: str, data_dir: Path | None) -> Source:
    """Return the plan that FILE names.

    Args:
        file: As it was typed; a file of that name wins over a draft. “ID@SEQ” and “ID@NAME” mean a draft as it was.
        data_dir: Where the drafts are; None for this person's own place.

    Raises:
        StorageError: There is no such file or draft, or it cannot be read.
        HeldError: The draft is open in a window.
        FormatError: The file is no plan.
    """
    from planwriter.drafts.portable import read_working_copy
    from planwriter.template.loader import load_catalogue

    find_file(file)
    if not names_draft(file):
        catalogue = load_catalogue()
        stored, _file = read_working_copy(Path(file), catalogue)
        return Source(stored.plan, stored.copy, catalogue)

    draft_id, at = draft_and_moment(file)
    opened = opened_draft(draft_id, data_dir)
    try:
        history, draft = opened.held.history, opened.draft
        if at:
            draft = history.draft_at(history.seq_of(at), opened.catalogue)
        return Source(draft.plan, Copy.WORKING, opened.catalogue, draft_id, tuple(draft.remarks.values()))
    finally:
        opened.held.close()


def opened_draft(draft_id: str, data_dir: Path | None) -> "Opened":
    """Return a draft, held open, after what its reader should know of it was told: what came back after damage, say.

    Raises:
        StorageError: There is no such draft, or it cannot be read.
        HeldError: The draft is open in a window.
    """
    import sys
    from datetime import UTC, datetime

    from planwriter.drafts.library import DraftLibrary
    from planwriter.wizard.jobs import open_draft

    opened = open_draft(DraftLibrary(AppPaths.of(data_dir).drafts), draft_id, datetime.now(UTC))
    if opened.notice:
        print(opened.notice, file=sys.stderr)
    return opened


def names_draft(file: str) -> bool:
    """Whether FILE can only be the id of a draft, now or as it was."""
    return _DRAFT_ID.fullmatch(file) is not None and not Path(file).exists()


def draft_and_moment(file: str) -> tuple[str, str]:
    """Return a draft's id, and the step or named version that is meant; "" for the draft as it is now."""
    found = _DRAFT_ID.fullmatch(file)
    return (found.group(1), found.group(2) or "") if found else (file, "")


def find_file(file: str) -> None:
    """Refuse what is neither a file nor the id of a draft, before anything is loaded for it.

    Raises:
        StorageError: It is a folder, or nothing.
    """
    path = Path(file)
    if path.is_dir():
        raise StorageError(f"“{path.name or file}” is a folder, not a plan.", "Name the plan's file in it.")
    if not path.exists() and not names_draft(file):
        raise StorageError(
            f"There is no file “{file[:200]}”.",
            "Check the name and the folder. For a draft on this computer give its id; “planwriter drafts” lists them.",
        )


def baselines_of(source: Source, data_dir: Path | None) -> "BaselineStore":
    """Return where the baselines of a plan are kept: beside its draft, else in one folder for all files."""
    from planwriter.drafts.baselines import BaselineStore

    paths = AppPaths.of(data_dir)
    return BaselineStore(paths.drafts / source.draft_id / "exports" if source.draft_id else paths.exports)
