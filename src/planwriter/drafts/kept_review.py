"""Reviewers' copies that came back and what was decided of them, kept beside a draft until it is applied or put away.

Each copy lies there as it came, named by its digest; two small files say which they are and what was decided. Each is
replaced whole and carries a digest of its own, so a crash leaves the old one or the new one, and damage is told.
"""

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from planwriter.atomic import move_file, private_folder, write_atomically
from planwriter.errors import FormatError, StorageError

COPIES, DECISIONS = "copies.json", "decisions.json"
DONE = "done"
"""Set in what was decided once nothing of it is left to decide or to apply."""
_FORM = 1
_DAMAGED = ".damaged"


class KeptReview:
    """The folder of one draft's review; it is made when the first copy comes back.

    Several threads may keep copies; one at a time may do the rest.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def is_waiting(self) -> bool:
        """Whether a review is kept that was neither applied to its end nor put away."""
        return (self._folder / COPIES).exists() and not self._is_done()

    def keep_file(self, data: bytes) -> str:
        """Keep a copy as it came and return its digest.

        Raises:
            StorageError: The disk refuses.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._folder / f"{digest}.docx"
        if not path.exists():
            write_atomically(private_folder(self._folder) / path.name, data)
        return digest

    def path_of(self, digest: str) -> Path:
        """Return where a copy lies; whether it does is another question."""
        return self._folder / f"{digest}.docx"

    def keep(self, name: str, form: dict[str, Any]) -> None:
        """Keep what is said of the copies or decided, in place of what was said before.

        Args:
            name: COPIES or DECISIONS.
            form: JSON values.

        Raises:
            StorageError: The disk refuses; what was kept before stays.
        """
        body = json.dumps(form, sort_keys=True)
        whole = {"form": _FORM, "digest": _digest(body), "body": body}
        write_atomically(private_folder(self._folder) / name, json.dumps(whole).encode())

    def kept(self, name: str) -> dict[str, Any] | None:
        """Return what was kept last under a name; None when nothing was.

        Raises:
            FormatError: It is damaged, or a newer planwriter kept it.
            StorageError: It is there and cannot be read.
        """
        path = self._folder / name
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                "What was kept of the review could not be read.", f"The file is {path}. Tell your help desk."
            ) from error
        return _read(data, path)

    def set_aside(self, name: str) -> None:
        """Put a damaged file out of the way, so that it is told once; it is not thrown away.

        Raises:
            StorageError: The disk refuses.
        """
        path = self._folder / name
        if path.exists():
            move_file(path, path.with_name(f"{name}{_DAMAGED}"))

    def forget(self) -> None:
        """Forget the review: first which copies there are, by which it is known to wait, then all of it."""
        for name in (COPIES, DECISIONS):
            with suppress(OSError):  # what the disk does not let go stays until the next time
                (self._folder / name).unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def tidy(self) -> None:
        """Forget a review that was applied to its end; for the moment in which its draft is closed."""
        if self._is_done():
            self.forget()

    def _is_done(self) -> bool:
        try:
            form = self.kept(DECISIONS)
        except (FormatError, StorageError):
            return False
        return form is not None and form.get(DONE) is True


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()


def _read(data: bytes, path: Path) -> dict[str, Any]:
    try:
        whole = json.loads(data)
        number, digest, body = whole["form"], whole["digest"], whole["body"]
        is_newer = isinstance(number, int) and number > _FORM
        form = json.loads(body) if digest == _digest(body) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(path) from error
    if is_newer:
        raise FormatError(
            "A newer planwriter kept what was decided of reviewers’ changes.",
            "Open the plan with that one, or bring the copies back and decide again.",
        )
    if not isinstance(form, dict):
        raise _damaged(path)
    return form


def _damaged(path: Path) -> FormatError:
    return FormatError("What was kept of the review is damaged.", f"It stays in {path.parent} for your help desk.")
