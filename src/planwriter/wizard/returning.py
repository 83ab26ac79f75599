"""Brings a reviewed document from the receiving office home: which draft it belongs to, and where it is kept there."""

import re
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.drafts.portable import file_name
from planwriter.drafts.summary import is_draft_folder_name
from planwriter.drafts.trash import FOLDER as TRASH
from planwriter.errors import StorageError
from planwriter.submit.outbox import Parcel

_FOLDER = "from_office"  # beside receipts/, which the office sent too
_NOT_IN_MARKS = re.compile(r"[^0-9A-Za-z]+")
_MARK_LENGTH = 8


def home_of(drafts: Path, parcel: Parcel) -> str:
    """Return the id of the draft that a package was sealed from.

    Args:
        drafts: Folder of the drafts.
        parcel: What was sent.

    Raises:
        StorageError: The draft is in the trash, or not on this computer any more.
    """
    draft_id = parcel.draft_id
    is_name = is_draft_folder_name(draft_id)
    if is_name and (drafts / draft_id).is_dir():
        return draft_id
    if is_name and (drafts / TRASH / draft_id).is_dir():
        raise StorageError(
            "The draft that this was sent from is in the trash.",
            "Nothing was brought in. On the first page choose “Open the trash”, put the draft back, and choose this"
            " again.",
        )
    raise StorageError(
        "The draft that this was sent from is not on this computer any more.",
        "Nothing was brought in. Save the reviewed document. Then open your own copy of the plan, or choose “Amend this"
        " plan…” where it is offered, and choose File > Bring back reviewed copies….",
    )


def keep_reviewed(drafts: Path, draft_id: str, parcel: Parcel, data: bytes) -> Path:
    """Keep a reviewed document with its draft, so that it can be brought in again without asking, and return its place.

    Args:
        drafts: Folder of the drafts.
        draft_id: Of the draft that it is brought into.
        parcel: What was sent; it knows where the document came from.
        data: The document.

    Raises:
        StorageError: The disk refuses.
    """
    folder = private_folder(drafts / draft_id / _FOLDER)
    path = folder / reviewed_name(parcel)
    write_atomically(path, data)
    return path


def reviewed_name(parcel: Parcel) -> str:
    """Return what the reviewed document of a package is called here, such as "Returned by the office, 5f3c0a12.docx".

    The same document always has the same name, and one that came later has another. The comment matrix shows it.
    """
    profile, word = parcel.profile, parcel.word
    attachment = word.attachment if word else ""
    mark = _NOT_IN_MARKS.sub("", attachment.rpartition("/")[2].partition(".")[0])[:_MARK_LENGTH]
    office = profile.name if profile else "the office"
    return file_name(", ".join(part for part in (f"Returned by {office}", mark) if part), ".docx")
