"""Joins [project] of pyproject.toml, briefcase.toml and the lock into one staged project that Briefcase can build."""

import re
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STAGE = ROOT / "build/stage"
_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_HEADING = "# Made by installers/stage.py from pyproject.toml, briefcase.toml and requirements.lock.\n"


def stage(folder: Path = STAGE, *, version: str = "") -> Path:
    """Make the staged project anew and return its folder.

    Args:
        folder: Where; what is there is removed, but for what was downloaded.
        version: Another version than the program's own, to try an update.
    """
    project, packaging = read_configuration()
    for name in ("src", "icons", "installers"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    _copy_sources(project, packaging, folder)
    if version:
        _rewrite_version(folder / "src/planwriter/__init__.py", version)
    shutil.copytree(ROOT / "installers/linux/template", folder / "installers/linux/template")
    for name in ("CHANGELOG.md", *project["license-files"]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    lock = runtime_lock((ROOT / "requirements.lock").read_text("utf-8"), project["dependencies"])
    (folder / "runtime.lock").write_text(lock, encoding="utf-8")
    joined = join(project, packaging, lock=lock, version=version or program_version(), wheels=folder / "wheels")
    (folder / "pyproject.toml").write_text(_HEADING + joined, encoding="utf-8")
    return folder


def read_configuration() -> tuple[dict[str, Any], str]:
    """Return [project] of pyproject.toml, with the force-included folders, and the text of briefcase.toml."""
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = whole["tool"]["hatch"]["build"]["targets"]["wheel"]
    return whole["project"] | {"force-include": wheel["force-include"]}, (ROOT / "briefcase.toml").read_text("utf-8")


def program_version() -> str:
    """Return the version, from the one place where it is written."""
    found = _VERSION.search((ROOT / "src/planwriter/__init__.py").read_text("utf-8"))
    if found is None:
        raise ValueError("src/planwriter/__init__.py names no version")
    return found[1]


def join(project: Mapping[str, Any], packaging: str, *, lock: str, version: str, wheels: Path) -> str:
    """Return the staged pyproject.toml: the project with fixed libraries, then briefcase.toml as it stands.

    Args:
        wheels: The folder of the downloaded libraries, the only place where Briefcase may take them from.
    """
    fixed = {
        "name": project["name"],
        "version": version,
        "description": project["description"],
        "license": project["license"],
        "license-files": project["license-files"],
        "requires-python": project["requires-python"],
        "authors": project["authors"],
        "dependencies": pins(lock),
    }
    lines = ["[project]", *(f"{key} = {_toml(value)}" for key, value in fixed.items()), ""]
    arguments = f"requirement_installer_args = {_toml(['--no-deps', '--no-index', '--find-links', wheels.as_posix()])}"
    head = "[tool.briefcase]\n"
    return "\n".join(lines) + "\n" + packaging.replace(head, f"{head}{arguments}\n", 1)


def runtime_lock(lock: str, roots: Iterable[str]) -> str:
    """Return the entries of a lock that the program itself needs: its libraries and what those need in turn."""
    entries = {found["name"]: found[0] for found in _ENTRY.finditer(lock)}
    needed_by = {name: _via(text) for name, text in entries.items()}
    wanted = {normal_name(re.split(r"[<>=\[; ]", root)[0]) for root in roots}
    missing = wanted - entries.keys()
    if missing:
        raise ValueError(f"not in requirements.lock: {', '.join(sorted(missing))}")
    while more := {name for name, parents in needed_by.items() if parents & wanted} - wanted:
        wanted |= more
    return "".join(entries[name] for name in entries if name in wanted)


def pins(lock: str) -> list[str]:
    """Return what a lock asks for, as in "keyring==25.7.0" or "jeepney==0.9.0 ; sys_platform == 'linux'"."""
    return [found[0].split("\n")[0].removesuffix(" \\") for found in _ENTRY.finditer(lock)]


def normal_name(name: str) -> str:
    """Return a library's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _via(entry: str) -> set[str]:
    _, _, told = entry.partition("# via")
    return {word.strip() for word in re.split(r"[\n#]", told) if word.strip()}


def _copy_sources(project: Mapping[str, Any], packaging: str, folder: Path) -> None:
    for source in tomllib.loads(packaging)["tool"]["briefcase"]["app"]["planwriter"]["sources"]:
        shutil.copytree(ROOT / source, folder / source, ignore=shutil.ignore_patterns("__pycache__"))
    for origin, target in project["force-include"].items():
        shutil.copytree(ROOT / origin, folder / "src" / target)


def _rewrite_version(module: Path, version: str) -> None:
    module.write_text(_VERSION.sub(f'__version__ = "{version}"', module.read_text("utf-8")), encoding="utf-8")


def _toml(value: object) -> str:
    """Return a value as TOML; strings, lists and tables of strings are all that is needed."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
