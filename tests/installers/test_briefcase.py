"""Briefcase's own parser takes our configuration for every system and form; a key it would pass over in silence fails."""

import json
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from installers.build import tools
from installers.icons import draw_icons
from installers.stage import ROOT, stage

FORMATS = (
    ("linux", "system"),
    ("windows", "app"),
    ("windows", "visualstudio"),
    ("macOS", "app"),
    ("macOS", "xcode"),
)
ALLOWED = {
    "": {"project_name", "bundle", "url", "author_email", "app"},
    "app": {"formal_name", "sources", "icon", "long_description", "document_type", "linux", "windows", "macOS"},
    "document_type": {"description", "extension", "icon", "url", "mime_type"},
    "linux": {"template", "system_section", "cleanup_paths", "debian"},
    "debian": {"system_runtime_requires"},
    "windows": {"system_installer", "guid", "cleanup_paths"},
    "macOS": {"min_os_version", "universal_build", "cleanup_paths"},
}
PARSE = """
import json, sys
from pathlib import Path
from briefcase.commands.base import create_config
from briefcase.config import DraftAppConfig, parse_config
from briefcase.console import Console
told = []
for platform, form in json.loads(sys.argv[2]):
    whole, apps = parse_config(Path(sys.argv[1]), platform=platform, output_format=form, console=Console())
    app = create_config(klass=DraftAppConfig, config=apps["planwriter"], msg=f"{platform} {form}")
    told.append([platform, form, str(app.version), app.bundle_identifier, app.requires])
print("TOLD", json.dumps(told))
"""


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staged project with its icons."""
    folder = stage(tmp_path_factory.mktemp("staged"))
    draw_icons(ROOT / "installers/icon.svg", folder / "icons")
    return folder


def parsed(project: Path) -> tuple[int, str]:
    """The status of Briefcase's parser, and what it said."""
    command = [str(tools()), "-c", PARSE, str(project), json.dumps(FORMATS)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=project.parent)
    return done.returncode, done.stdout + done.stderr


def unknown_keys(briefcase: Mapping[str, object]) -> Iterator[str]:
    """Keys that we never meant to write; Briefcase passes over those it does not know."""
    app = briefcase["app"]["planwriter"]
    linux = app["linux"]["system"]
    tables = {"": briefcase, "app": app, "document_type": app["document_type"]["csplan"], "linux": linux}
    tables |= {"debian": linux["debian"], "windows": app["windows"], "macOS": app["macOS"]}
    for name, table in tables.items():
        yield from (f"{name}: {key}" for key in table.keys() - ALLOWED[name])


def test_briefcase_takes_the_staged_project_for_every_system_and_form(
    staged: Path, needs_program: Callable[[str], str]
) -> None:
    """And refuses it when something is wrong."""
    needs_program("dpkg-deb")
    status, said = parsed(staged / "pyproject.toml")
    assert status == 0, said
    told = json.loads(said.partition("TOLD ")[2].splitlines()[0])
    assert [(one[0], one[1]) for one in told] == list(FORMATS)
    assert {one[3] for one in told} == {"gov.planwriter.planwriter"}
    assert all(any(pin.startswith("pyside6-essentials==") for pin in one[4]) for one in told)
    words = (staged / "pyproject.toml").read_text()
    for right, wrong in (
        ('version = "', 'version = "x.'),
        ('bundle = "gov.planwriter"', 'bundle = "gov planwriter"'),
        ('extension = "csplan"', ""),
        ('sources = ["src/planwriter"]', 'sources = ["src/other"]'),
    ):
        (staged / "planted.toml").write_text(words.replace(right, wrong, 1))
        status, said = parsed(staged / "planted.toml")
        assert status != 0, wrong


def test_briefcase_toml_has_no_key_that_briefcase_would_pass_over() -> None:
    """A misspelt key does nothing and says nothing."""
    briefcase = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["briefcase"]
    assert list(unknown_keys(briefcase)) == []
    briefcase["app"]["planwriter"]["windows"]["system_instaler"] = True
    assert list(unknown_keys(briefcase)) == ["windows: system_instaler"]


def test_windows_is_installed_for_the_whole_computer_under_a_name_that_never_changes() -> None:
    """AppLocker's default rules stop what lies in a profile; Windows knows an update by the GUID."""
    windows = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["briefcase"]["app"]["planwriter"][
        "windows"
    ]
    assert windows["system_installer"] is True
    assert windows["guid"] == "5f0a4a7e-6f5d-5d4b-9b61-3c1c5f6b1d71"


def test_every_icon_an_installer_asks_for_is_drawn(staged: Path) -> None:
    """Briefcase would go on with a picture of its own."""
    words = (ROOT / "installers/linux/template/{{ cookiecutter.format }}/briefcase.toml").read_text()
    sizes = [int(size) for size in words.partition("(")[2].partition(")")[0].split(",")]
    for size in sizes:
        data = (staged / f"icons/planwriter-{size}.png").read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(data[16:20], "big") == size
    assert (staged / "icons/planwriter.ico").read_bytes()[:6] == b"\0\0\1\0\5\0"
    icns = (staged / "icons/planwriter.icns").read_bytes()
    assert int.from_bytes(icns[4:8], "big") == len(icns)
