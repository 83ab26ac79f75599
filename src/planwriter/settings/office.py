"""What an office has set for everyone on this computer, in a file that only its IT may write.

Takes: office-settings.json. Gives: OfficeSettings, and what to say of anything in it that cannot be used.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from planwriter.settings.word_list import read_word_list

OFFICE_VERSION = 1
FILE_NAME = "office-settings.json"
_VERSION_KEY = "office_settings_version"
_FILES = ("template", "office_profile", "word_list")
_NOT_NAMED = ("own", "agency_words")  # what no line of the file sets under this name
_OWN = ("theme", "text_size_percent", "kept_history", "export_folder")
_MOST_BYTES = 65 * 1024


@dataclass(frozen=True)
class OfficeSettings:
    """What an office has set; empty is what it left to each person.

    Attributes:
        template: The Word file that every plan is written on. Nobody can choose another one.
        office_profile: The profile of the office that plans are sent to. Nobody can choose another one.
        copy_folder: Offered for the working copy of a new plan.
        draft_legend: The words that mark the draft copies of a new plan.
        word_list: The list of words that everybody at the agency knows.
        agency_words: What is in that list. No check of a plan asks for them to be explained.
        own: Settings that each person has otherwise, by name, as settings.json writes them; see `settings.py`.
    """

    template: str = ""
    office_profile: str = ""
    copy_folder: str = ""
    draft_legend: str = ""
    word_list: str = ""
    agency_words: frozenset[str] = frozenset()
    own: tuple[tuple[str, Any], ...] = ()

    def has_set(self, name: str) -> bool:
        """Whether the office has set something, which nobody else can change then."""
        return name in self.facts()

    def facts(self) -> dict[str, str]:
        """Return what is set, by name, for people; of the list of words where it is and how many it has."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _NOT_NAMED}
        if self.word_list:
            told["word_list"] = f"{self.word_list} ({len(self.agency_words)} entries)"
        return {name: str(value) for name, value in {**told, **dict(self.own)}.items() if value}


def office_file() -> Path:
    """Return where the file lies on this system: where only administrators may write."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMW6432", "C:\\Program Files"), "planwriter", FILE_NAME)
    folder = "/Library/Application Support/planwriter" if sys.platform == "darwin" else "/etc/planwriter"
    return Path(folder, FILE_NAME)


def read_office_settings(path: Path, fits: Callable[[str, Any], bool]) -> tuple[OfficeSettings, str]:
    """Return what an office has set, and in words what of it cannot be used; never fails.

    Args:
        path: The file; most computers have none.
        fits: Says whether a value fits a setting that people otherwise have of their own.
    """
    try:
        with path.open("rb") as file:
            form = json.loads(file.read(_MOST_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return OfficeSettings(), ""
    except (OSError, ValueError, RecursionError):
        return OfficeSettings(), _told(path, "cannot be read")
    if not isinstance(form, dict) or form.pop(_VERSION_KEY, None) != OFFICE_VERSION:
        return OfficeSettings(), _told(path, f"is not of the form that this planwriter knows ({_VERSION_KEY}: 1)")
    wrong = sorted(name for name, value in form.items() if not _is_good(name, value, fits))
    good = {name: value for name, value in form.items() if name not in wrong}
    named: dict[str, Any] = {name: _absolute(path, name, value) for name, value in good.items() if name not in _OWN}
    found = OfficeSettings(**named, own=tuple((name, good[name]) for name in _OWN if name in good))
    names = ", ".join(f"“{name[:40]}”" for name in wrong)
    notice = _told(path, f"says something that planwriter cannot use: {names}") if wrong else ""
    return _with_words(found, notice)


def _with_words(found: OfficeSettings, notice: str) -> tuple[OfficeSettings, str]:
    if not found.word_list:
        return found, notice
    words, fault = read_word_list(Path(found.word_list))
    return replace(found, agency_words=words), " ".join(filter(None, (notice, fault)))


def _is_good(name: str, value: Any, fits: Callable[[str, Any], bool]) -> bool:
    if name in _OWN:
        return fits(name, value)
    return name in {field.name for field in fields(OfficeSettings)} - {*_NOT_NAMED} and isinstance(value, str)


def _absolute(path: Path, name: str, value: str) -> str:
    return str(path.parent / value) if name in _FILES and value else value


def _told(path: Path, what: str) -> str:
    return f"The settings of your office {what}. Tell your IT office. File: {path}."
