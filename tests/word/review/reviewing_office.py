"""LibreOffice as reviewers use it: hands steps to the script beside it, and gives the files that come back."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

from lxml import etree

from tests.unit.export.docx.word_xml import W, body
from tests.word.review.word_file import words_of

SCRIPT = Path(__file__).with_name("reviewer_script.py")
SECONDS = 120  # for one job


class ReviewingOffice:
    """One LibreOffice, started once; every file goes through `folder`.

    Args:
        folder: Of its own, empty.
        root: Folder of another system with its own LibreOffice and Python; None for the one of this system. Entering
            it takes the rights of the administrator.
    """

    def __init__(self, folder: Path, *, office: str, python: str, root: Path | None = None) -> None:
        self._folder = folder
        self._files = 0
        shutil.copy(SCRIPT, folder / SCRIPT.name)
        command = [python, str(folder / SCRIPT.name), office, str(folder / "profile")]
        if root is not None:
            inner = root / folder.relative_to("/")
            inner.mkdir(parents=True, exist_ok=True)
            enter = 'mount -t proc proc "$0/proc" && mount --bind "$1" "$0$1" && exec chroot "$0" "${@:2}"'
            command = ["unshare", "--mount", "bash", "-c", enter, str(root), str(folder), *command]
        self._errors = (folder / "errors.txt").open("w")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            start_new_session=True,
            env={"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=90)
        self._errors.close()

    @cached_property
    def version(self) -> str:
        """Which LibreOffice it is, e.g. "LibreOffice 7.4"."""
        number: str = self._done(job="version")
        return f"LibreOffice {number}"

    def reviewed(self, data: bytes, steps: Sequence[dict[str, Any]]) -> bytes:
        """Return the file after the steps; see the script for what they are.

        Raises:
            AssertionError: A step could not be done.
        """
        target = self._file(b"")
        faults = self._done(job="review", source=str(self._file(data)), target=str(target), steps=list(steps))
        assert not faults, "\n".join(f"{steps[int(number)]}: {words}" for number, words in faults.items())
        return target.read_bytes()

    def saved_again(self, data: bytes) -> bytes:
        """Return the file as LibreOffice saves it, untouched."""
        return self.reviewed(data, ())

    def told(self, data: bytes, what: str = "") -> list[str]:
        """Return what the body says in the file that LibreOffice saves, a line a paragraph.

        Args:
            what: "accept" or "reject" for every change; "" for neither.
        """
        saved = self.resolved(data, what) if what else self.saved_again(data)
        root = body(saved)
        etree.strip_elements(root, f"{W}txbxContent", with_tail=False)  # a box would stand in the midst of an answer
        return [words_of(one) for one in root.iter(f"{W}p")]

    def resolved(self, data: bytes, what: str) -> bytes:
        """Return the file with every change accepted or rejected."""
        target = self._file(b"")
        self._done(job="resolved", source=str(self._file(data)), target=str(target), what=what)
        return target.read_bytes()

    def _file(self, data: bytes) -> Path:
        self._files += 1
        path = self._folder / f"{self._files}.docx"
        if data:
            path.write_bytes(data)
        return path

    def _done(self, **job: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        watch = Timer(SECONDS, os.killpg, (self._process.pid, signal.SIGKILL))
        watch.start()
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
            watch.join()
        assert line, f"LibreOffice ended: {(self._folder / 'errors.txt').read_text()[-2000:]}"
        answer = json.loads(line)
        assert "fault" not in answer, answer["fault"]
        return answer["answer"]


def entered(folder: Path, root: Path | None = None) -> ReviewingOffice:
    """Return the LibreOffice of this system, or of the one in another folder, where Debian puts it."""
    return ReviewingOffice(folder, office="/usr/bin/soffice", python="/usr/bin/python3", root=root)
