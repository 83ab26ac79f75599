"""The command that reports what a help desk needs to know of this computer, and nothing of any plan."""

import json
import os
import re
import sys
from argparse import Namespace
from pathlib import Path
from typing import TypeAlias

from planwriter import __version__
from planwriter.cli.command import HELP, Command, add_json

Report: TypeAlias = dict[str, dict[str, str]]

_LIBRARIES = ("PySide6-Essentials", "pydantic", "python-docx", "lxml", "keyring", "platformdirs", "rfc8785")
_FONT_FILES = tuple(f"PublicSans-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic"))
_USER_OF_A_PROXY = re.compile(r"//[^/@]*@")
_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR")


def report(data_dir: Path | None) -> Report:
    """Return what is to be told, by heading; made without the network and without opening a draft."""
    return {
        "versions": _versions(),
        "paths": _paths(data_dir),
        "set by the office": _set_by_office(data_dir),
        "keyring": _keyring(),
        "network": _network(),
        "display": {name: os.environ[name] for name in _DISPLAY_VARIABLES if name in os.environ} | _fonts(),
    }


def _versions() -> dict[str, str]:
    import platform  # like the others below it is slow to load, and every start would pay for it

    from planwriter.drafts.database import SQLITE_VERSION

    own = {
        "planwriter": __version__,
        "installed": installed_in_words(Path(__file__).parents[2], is_frozen=bool(getattr(sys, "frozen", False))),
        "Python": platform.python_version(),
        "SQLite": SQLITE_VERSION,
        "system": platform.platform(),
    }
    return own | {name: _version(name) for name in _LIBRARIES}


def installed_in_words(folder: Path, *, is_frozen: bool) -> str:
    """Return how this planwriter came here.

    Args:
        folder: That holds the package: `app` in what our installers put there, else `src` or Python's own packages.
        is_frozen: Whether it is one program file with its own Python.
    """
    if is_frozen or (folder.name == "app" and (folder.parent / "app_packages").is_dir()):
        return f"from an installer or archive, in {folder.parent}"
    if (folder.parent / "pyproject.toml").is_file():
        return f"no: a checkout, in {folder.parent}"
    return f"as a Python package, in {folder}"


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not found"


def _paths(data_dir: Path | None) -> dict[str, str]:
    from planwriter.resources import resources_folder
    from planwriter.settings.paths import AppPaths

    paths = AppPaths.of(data_dir)
    places = {
        "data": paths.root,
        "drafts": paths.drafts,
        "settings": paths.settings_file,
        "office settings": paths.office_file,
        "logs": paths.logs,
        "resources": resources_folder(),
    }
    return {name: f"{path} ({_state(path)})" for name, path in places.items()}


def _set_by_office(data_dir: Path | None) -> dict[str, str]:
    from planwriter.settings.paths import AppPaths
    from planwriter.settings.settings import set_by_office

    office, notice = set_by_office(AppPaths.of(data_dir).office_file)
    return (office.facts() or {"nothing": "each person chooses"}) | ({"fault": notice} if notice else {})


def _state(path: Path) -> str:
    if not path.exists():
        return "not made yet"
    return "can be written" if os.access(path, os.W_OK) else "cannot be written"


def _keyring() -> dict[str, str]:
    from planwriter.submit.credentials import keyring_in_words

    return {"backend": keyring_in_words()}


def _network() -> dict[str, str]:
    import ssl
    from urllib.request import getproxies

    verify = ssl.get_default_verify_paths()
    proxies = {f"proxy for {kind}": _USER_OF_A_PROXY.sub("//", address) for kind, address in getproxies().items()}
    return {
        "TLS of Python": ssl.OPENSSL_VERSION,
        "certificates": verify.cafile or verify.capath or "none found",
        **(proxies or {"proxy": "none set"}),
    }


def _of_sending(data_dir: Path | None) -> dict[str, str]:
    """Return what the network code itself would use on the way to the office; nothing is connected."""
    address, told = _office(data_dir)
    try:
        from planwriter.submit.client import network_in_words  # brings Qt
    except ImportError:
        return {**told, "TLS": "not known: Qt's network library cannot be loaded"}
    return {**told, **network_in_words(address)}


def _office(data_dir: Path | None) -> tuple[str, dict[str, str]]:
    """Return the office's address and how it is told."""
    from planwriter.errors import PlanwriterError
    from planwriter.settings.paths import AppPaths
    from planwriter.settings.settings import set_by_office
    from planwriter.wizard.sending import read_office

    paths = AppPaths.of(data_dir)
    try:
        found = read_office(paths.root, set_by_office=set_by_office(paths.office_file)[0].office_profile)
    except PlanwriterError as error:
        return "", {"office": f"{error.title} {error.advice}"}
    return (found[1].address, {"office": found[1].address}) if found else ("", {"office": "none chosen yet"})


def _fonts() -> dict[str, str]:
    from planwriter.resources import resource

    lacking = [name for name in _FONT_FILES if not resource("fonts", name).is_file()]
    return {"fonts": f"missing: {', '.join(lacking)}" if lacking else "Public Sans is there"}


def _run(arguments: Namespace) -> int:
    told = report(arguments.data_dir)
    told["network"] |= _of_sending(arguments.data_dir)
    if arguments.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    for heading, facts in told.items():
        print(heading)
        for name, words in facts.items():
            print(f"  {name}: {words}")
    return 0


COMMAND = Command(
    name="doctor",
    uses=((HELP, "doctor [--json]", "Reports to a help desk; nothing of any plan."),),
    summary="Reports versions, places, keyring, network and fonts for a help desk; nothing of any plan.",
    example="doctor",
    add_arguments=add_json,
    run=_run,
)
