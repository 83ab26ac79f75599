"""Every refusal of the disk is said in words."""

import errno
from pathlib import Path

import pytest

from planwriter.drafts.trouble import DamagedDraftError, NotSavedError, os_reason, os_trouble, sqlite_trouble
from planwriter.errors import StorageError

PATH = Path("drafts") / "one" / "draft.sqlite3"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (13, "the disk is full"),
        (8 | 1 << 8, "read-only"),
        (5, "another program"),
        (10 | 3 << 8, "reported a fault"),
        (14, "not there"),
        (11, "damaged"),
        (99, "reported a fault"),
    ],
)
def test_a_refused_commit_says_why_and_what_to_do(code: int, words: str) -> None:
    error = sqlite_trouble(code, PATH, is_saving=True)
    assert isinstance(error, NotSavedError)
    assert words in error.reason
    assert error.title == f"Your changes are not saved on this computer: {error.reason}."
    assert "Save a copy" in error.advice


@pytest.mark.parametrize("code", [11, 26, 11 | 2 << 8, None])
def test_a_damaged_file_is_told_apart_when_it_is_opened(code: int | None) -> None:
    error = sqlite_trouble(code, PATH, is_saving=False)
    assert isinstance(error, DamagedDraftError)
    assert str(PATH) in error.advice


def test_other_refusals_on_opening_are_no_damage() -> None:
    for error in (sqlite_trouble(5, PATH, is_saving=False), os_trouble(OSError(errno.EACCES, "x"), PATH)):
        assert isinstance(error, StorageError)
        assert not isinstance(error, DamagedDraftError | NotSavedError)
        assert str(PATH.parent) in error.advice


def test_the_system_s_refusals_have_words_too() -> None:
    assert os_reason(OSError(errno.ENOSPC, "x")) == "the disk is full"
    assert os_reason(OSError(errno.EROFS, "x")) == "the folder is read-only"
    assert os_reason(OSError()) == "the disk reported a fault"
