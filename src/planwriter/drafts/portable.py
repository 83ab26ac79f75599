"""The working copy: the person's own file (.csplan), in whatever folder they chose.

Takes: the bytes of a plan. Gives: the file, whole or not at all; and back. A file that somebody else changed is never
written over: the copy goes beside it, and is said to.
"""

import errno
import glob
import hashlib
import platform
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from planwriter.atomic import NotConfirmedError, write_atomically
from planwriter.drafts.places import for_system
from planwriter.drafts.trouble import os_reason
from planwriter.errors import StorageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import MAX_BYTES, StoredPlan, read_plan
from planwriter.template.catalogue import Catalogue

SUFFIX = ".csplan"
MAX_NAME = 120
_MOST_DIGESTS = 30
_MAX_NAME_BYTES = 200  # file systems count bytes, and the temporary file's name is longer than its own
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


@dataclass(frozen=True)
class WorkingCopy:
    """The person's file, and how we know it again.

    Attributes:
        path: Where they chose to have it.
        ours: Digests, in hex, that the file may have while nobody else has changed it; none while nothing of ours is
            there. More than one stands here only until a write is known to have worked.
        written_at: When we last found or made it equal to the plan; aware. None when that is not known.
    """

    path: Path
    ours: tuple[str, ...] = ()
    written_at: datetime | None = None

    def about_to_hold(self, data: bytes) -> "WorkingCopy":
        """Return what to note before writing, so that a crash right after it does not make the file a stranger's."""
        others = tuple(digest for digest in self.ours if digest != digest_of(data))
        return replace(self, ours=(*others, digest_of(data))[-_MOST_DIGESTS:])


@dataclass(frozen=True)
class CopyResult:
    """What became of writing the working copy.

    Attributes:
        copy: The file to go on with; another one than before when it was written beside.
        beside: The file that somebody else changed, which was left alone; None when there was none.
        reason: Why nothing was written, as the end of a sentence; "" when it was.
        problem: The same for a message; None when it was written.
        recovered: Where the plan was left instead, since another program held the file; None nearly always.
        unconfirmed: What to tell about a file that was written and that the disk did not promise to keep; None nearly
            always.
    """

    copy: WorkingCopy
    beside: Path | None = None
    reason: str = ""
    problem: StorageError | None = None
    recovered: Path | None = None
    unconfirmed: StorageError | None = None

    @property
    def is_written(self) -> bool:
        """Whether the file now holds the plan."""
        return self.problem is None

    @property
    def news(self) -> StorageError | None:
        """What to tell a person who is leaving about a file that was written, or left alone; None for nothing."""
        if self.beside is None:
            return self.unconfirmed
        return StorageError(
            f"“{self.beside.name}” was changed by somebody else, so planwriter did not write over it.",
            f"Your plan is in “{self.copy.path.name}” beside it. Open the plan again to compare the two.",
        )


def is_changed_by_others(copy: WorkingCopy) -> bool:
    """Whether the file is there and is not one that we wrote; a file that cannot be read says nothing."""
    try:
        found = _digest_of_file(copy.path)
    except OSError:
        return False
    return found is not None and found not in copy.ours


def digest_of(data: bytes) -> str:
    """Return the digest by which a working copy is known, in hex."""
    return hashlib.sha256(data).hexdigest()


def write_working_copy(data: bytes, copy: WorkingCopy, now: datetime) -> CopyResult:
    """Write the person's file whole, or beside it when it is not the one we last wrote; never fatal.

    Args:
        data: `plan_bytes` of the plan.
        copy: The file, and what of ours it last held.
        now: Aware, in the zone in which times are shown; it names a file written beside.
    """
    result = CopyResult(WorkingCopy(copy.path, (digest_of(data),), now))
    path = for_system(copy.path)
    try:
        found = _digest_of_file(path)
        if found in result.copy.ours:
            return result
        if found is not None and found not in copy.ours:
            beside = _beside(copy.path, now)
            result = replace(result, copy=replace(result.copy, path=beside), beside=copy.path)
            path = for_system(beside)
        # a link stays a link: what it leads to is the person's file
        write_atomically(path.resolve() if path.is_symlink() else path, data)
    except NotConfirmedError as error:
        return replace(result, unconfirmed=error)
    except OSError as error:
        return _failed(copy, error)
    except StorageError as error:
        return _left_beside(data, copy, now, error.__cause__)
    return result


def _left_beside(data: bytes, copy: WorkingCopy, now: datetime, cause: BaseException | None) -> CopyResult:
    """Leave the plan beside a file that another program does not let go of, as the last resort."""
    if not isinstance(cause, PermissionError):
        return _failed(copy, cause)
    try:
        path = _recovered_name(copy, now)
        with suppress(NotConfirmedError):  # it is there, and the problem below is told anyway
            write_atomically(for_system(path), data)
    except (OSError, StorageError):
        return _failed(copy, cause)  # it is the folder that cannot be written to
    problem = StorageError(
        f"“{copy.path.name}” could not be replaced: {os_reason(cause)}.",
        f"Your plan was left beside it as “{path.name}”. planwriter tries the file itself again. Close it in other"
        " programs, or wait until it is in step again.",
    )
    return CopyResult(copy, reason=os_reason(cause), problem=problem, recovered=path)


def _recovered_name(copy: WorkingCopy, now: datetime) -> Path:
    """Return the name of what is left as the last resort: that of the last time, while nobody has changed it."""
    for path in copy.path.parent.glob(f"{glob.escape(copy.path.stem[:40])}*(recovered *{copy.path.suffix}"):
        if _digest_of_file(path) in copy.ours:
            return path
    return _beside(copy.path, now, f"recovered {now.astimezone(UTC):%Y-%m-%d %H.%M} UTC")


def taken_over(path: Path) -> WorkingCopy:
    """Return a file that the person agreed to replace as if we had written it.

    Raises:
        StorageError: It is there and cannot be read.
    """
    try:
        found = _digest_of_file(path)
    except OSError as error:
        raise _not_read(path, error) from error
    return WorkingCopy(path.absolute(), () if found is None else (found,))


def read_working_copy(path: Path, catalogue: Catalogue) -> tuple[StoredPlan, WorkingCopy]:
    """Return the plan in a file, and the file as known from now on.

    Raises:
        FormatError: It is no plan, or not one this program can read.
        StorageError: It is not there or cannot be read.
    """
    try:
        with for_system(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more than allowed is refused below, however large the file is
    except OSError as error:
        raise _not_read(path, error) from error
    return read_plan(data, catalogue), WorkingCopy(path.absolute(), (digest_of(data),))


def default_name(plan: Plan) -> str:
    """Return the name offered for a plan's working copy, from the acronym, else the title, else the agency."""
    answers = [plan.answer(key) for key in ("agency.acronym", "plan.title", "agency.name")]
    acronym, *others = (answer if isinstance(answer, str) else "" for answer in answers)
    words = f"{acronym}-customer-service-plan" if acronym else next(filter(None, others), "customer-service-plan")
    return file_name(words)


def file_name(words: str, suffix: str = SUFFIX) -> str:
    """Return a file name that every system takes: NFC, no forbidden character or device name, at most 120 characters.

    Args:
        words: The name wanted, without its suffix; may be any text.
        suffix: With its dot.
    """
    name = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", words))
    name = " ".join(name.split()).strip(". ")
    if _DEVICES.fullmatch(name.partition(".")[0].strip()):
        name = f"{name} plan"
    name = name[: MAX_NAME - len(suffix)]
    while len((name + suffix).encode()) > _MAX_NAME_BYTES:
        name = name[:-1]
    return (name.strip(". ") or "plan") + suffix


def _beside(path: Path, now: datetime, why: str = "") -> Path:
    """Return a free name that says where and when this copy was made, or why."""
    computer = platform.node() or "this computer"
    origin = f" ({why or f'from {computer} {now:%Y-%m-%d %H.%M}'}"
    for number in range(1, 1000):
        tail = f"{origin})" if number == 1 else f"{origin}, {number})"
        stem = file_name(path.stem, "")[: MAX_NAME - len(tail) - len(path.suffix)]
        beside = path.with_name(file_name(f"{stem}{tail}", path.suffix))
        if not for_system(beside).exists():
            return beside
    raise FileExistsError(errno.EEXIST, "a thousand copies stand beside each other", str(path))


def _digest_of_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _failed(copy: WorkingCopy, cause: BaseException | None) -> CopyResult:
    reason = os_reason(cause) if isinstance(cause, OSError) else "the disk reported a fault"
    problem = StorageError(
        f"Your working copy was not written: {reason}.",
        f"It should go to {copy.path}. Your draft on this computer is not touched by this. Connect the drive or free"
        " some space; planwriter tries again. Or choose another place for the copy.",
    )
    return CopyResult(copy, reason=reason, problem=problem)


def _not_read(path: Path, error: OSError) -> StorageError:
    is_missing = isinstance(error, FileNotFoundError)
    why = "it is not there" if is_missing else os_reason(error)
    return StorageError(
        f"“{path.name}” could not be opened: {why}.", f"Look for it in {path.parent}, or connect the drive it lies on."
    )
