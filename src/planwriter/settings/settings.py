"""What the person set once and for all: read before the first paint, written whole, never in the program's way.

Takes: settings.json. Gives: Settings, and what to say when the file could not be used.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, write_atomically
from planwriter.settings.office import OfficeSettings, read_office_settings

SETTINGS_VERSION = 1
TEXT_SIZES_PERCENT = range(100, 201)
MAX_RECENT_FOLDERS = 8
MAX_TEMPLATES = 50


class Theme(StrEnum):
    """Which colours the window has."""

    FOLLOW = "follow"
    LIGHT = "light"
    DARK = "dark"


class KeptHistory(StrEnum):
    """How much of a draft's history is kept once the plan is closed."""

    EVERY_EDIT = "every_edit"
    NAMED_VERSIONS = "named_versions"


@dataclass(frozen=True)
class Settings:
    """The settings; what is not set has the value it has here.

    Attributes:
        theme: `FOLLOW` takes the system's.
        text_size_percent: 100 to 200, on top of the system's own text size.
        recent_folders: Folders chosen for working copies, the newest first.
        export_folder: Folder of the last export; "" before the first.
        templates: The Word template of each agency, as (agency's name, file), the last chosen first.
        kept_history: `NAMED_VERSIONS` forgets on closing what lies between the versions that have a name.
        office: What the office has set for everyone, which goes before; it is never written down here.
    """

    theme: Theme = Theme.FOLLOW
    text_size_percent: int = 100
    recent_folders: tuple[str, ...] = ()
    export_folder: str = ""
    kept_history: KeptHistory = KeptHistory.EVERY_EDIT
    templates: tuple[tuple[str, str], ...] = ()
    office: OfficeSettings = field(default_factory=OfficeSettings)

    def with_recent_folder(self, folder: Path) -> "Settings":
        """Return the settings with `folder` in the first place of the recent ones."""
        others = (known for known in self.recent_folders if known != str(folder))
        return replace(self, recent_folders=(str(folder), *others)[:MAX_RECENT_FOLDERS])

    def template_of(self, agency: str) -> Path | None:
        """Return the Word template that an agency's plans are written on; None for planwriter's own."""
        if self.office.template:
            return Path(self.office.template)
        return next((Path(file) for name, file in self.templates if name == agency), None)

    def with_template(self, agency: str, file: Path | None) -> "Settings":
        """Return the settings with another template for an agency; None takes the old one away."""
        others = tuple(one for one in self.templates if one[0] != agency)
        own = () if file is None else ((agency, str(file)),)
        return replace(self, templates=(*own, *others)[:MAX_TEMPLATES])


@dataclass(frozen=True)
class SettingsRead:
    """What reading the settings gave.

    Attributes:
        settings: To go on with.
        notice: What to tell the person; "" when all is well.
    """

    settings: Settings
    notice: str = ""


def read_settings(path: Path, office_file: Path | None = None) -> SettingsRead:
    """Return the settings in a file, with what the office has set before them; never fails.

    A file that is damaged or of a newer planwriter is kept under another name and the settings start anew; a single
    value that does not fit is replaced by its own default.

    Args:
        path: The person's own.
        office_file: The office's; None for none.
    """
    read = _read_own(path)
    if office_file is None:
        return read
    office, notice = set_by_office(office_file)
    fixed = replace(_settings(dict(office.own)), office=office)
    own = {one.name: getattr(read.settings, one.name) for one in fields(Settings)}
    fixed = replace(fixed, **{name: value for name, value in own.items() if name not in ("office", *dict(office.own))})
    return SettingsRead(fixed, " ".join(filter(None, (read.notice, notice))))


def _read_own(path: Path) -> SettingsRead:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return SettingsRead(Settings())
    except OSError:
        return SettingsRead(Settings(), f"Your settings could not be read, so the usual ones are used. File: {path}")
    try:
        form = json.loads(data)
        version = form["settings_version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return _set_aside(path, "damaged", "Your settings file is damaged, so the usual settings are used.")
    if version != SETTINGS_VERSION:
        why = "Your settings are from another version of planwriter, so the usual ones are used."
        return _set_aside(path, "other-version", why)
    return SettingsRead(_settings(form))


def set_by_office(path: Path) -> tuple[OfficeSettings, str]:
    """Return what an office has set for everyone, and in words what of it cannot be used; "" when all is well."""
    return read_office_settings(path, _fits)


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings whole.

    Raises:
        StorageError: The disk refuses; the old file stays.
    """
    private_folder(path.parent)
    form = {"settings_version": SETTINGS_VERSION, **asdict(settings)}
    del form["office"]
    write_atomically(path, (json.dumps(form, indent=2) + "\n").encode())


def _settings(form: dict[str, Any]) -> Settings:
    # by hand: pydantic would cost 90 ms before the first paint
    names = [one.name for one in fields(Settings) if one.name != "office"]
    fitting = {name: form[name] for name in names if _fits(name, form.get(name))}
    if "theme" in fitting:
        fitting["theme"] = Theme(fitting["theme"])
    if "kept_history" in fitting:
        fitting["kept_history"] = KeptHistory(fitting["kept_history"])
    if "recent_folders" in fitting:
        fitting["recent_folders"] = tuple(fitting["recent_folders"])[:MAX_RECENT_FOLDERS]
    if "templates" in fitting:
        fitting["templates"] = tuple((agency, file) for agency, file in fitting["templates"])[:MAX_TEMPLATES]
    return Settings(**fitting)


def _fits(name: str, value: Any) -> bool:
    match name:
        case "theme":
            return value in list(Theme)
        case "kept_history":
            return value in list(KeptHistory)
        case "text_size_percent":
            return isinstance(value, int) and not isinstance(value, bool) and value in TEXT_SIZES_PERCENT
        case "recent_folders":
            return _are_words(value)
        case "templates":
            return isinstance(value, list) and all(_are_words(one) and len(one) == 2 for one in value)
        case _:
            return isinstance(value, str)


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _set_aside(path: Path, why: str, notice: str) -> SettingsRead:
    """Keep a file that cannot be used beside its old place, under the first free name."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(kept)
    except OSError:
        return SettingsRead(Settings(), f"{notice} The file is {path}.")
    return SettingsRead(Settings(), f"{notice} The old file is kept as {kept}.")
