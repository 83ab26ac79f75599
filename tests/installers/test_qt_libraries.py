"""What Qt loads from the system is known by name and package, for run.py and for the Debian package."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installers.linux.qt_libraries import PACKAGES, advice, in_words, missing_libraries, platforms

ROOT = Path(__file__).resolve().parents[2]
# every Debian has these, or they come with one of the packages
ALWAYS_THERE = ("libc.", "libm.", "libdl.", "libpthread.", "libgcc_s.", "librt.", "ld-linux", "linux-vdso")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's loader")


@pytest.fixture(scope="module")
def pyside() -> Path:
    """The folder of PySide6."""
    import PySide6

    return Path(PySide6.__file__).parent


@pytest.mark.parametrize("plugin", ["xcb", "wayland", "offscreen"])
def test_every_library_qt_itself_asks_for_is_in_the_table(pyside: Path, plugin: str, needs_program) -> None:
    """What these libraries load in turn comes with their packages."""
    files = [pyside / f"Qt/plugins/platforms/libq{plugin}.so", *pyside.glob("Qt/lib/libQt6*.so.6")]
    used = {"Core", "Gui", "Widgets", "DBus", "XcbQpa", "WaylandClient", "Svg", "PrintSupport", "OpenGL"}
    files = [file for file in files if file.name.startswith("libq") or file.name[6:-5] in used]
    needed = set().union(*(_direct(file, needs_program("objdump")) for file in files))
    own = {file.name for file in pyside.glob("Qt/lib/*")}
    unknown = {name for name in needed - own - set(PACKAGES) if not name.startswith(ALWAYS_THERE)}
    assert unknown == set()


def _direct(file: Path, objdump: str) -> set[str]:
    """Read a library's own list of what it needs; `ldd` would add what those need."""
    told = subprocess.run([objdump, "-p", file], capture_output=True, text=True).stdout
    return {line.split()[1] for line in told.splitlines() if "NEEDED" in line}


def test_the_debian_package_depends_on_all_of_them() -> None:
    """But for Wayland's, which only a Wayland screen needs and then has."""
    tables = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["briefcase"]
    requires = set(tables["app"]["planwriter"]["linux"]["system"]["debian"]["system_runtime_requires"])
    assert {name for name in PACKAGES.values() if "wayland" not in name} <= requires


def test_nothing_is_missing_where_these_tests_run(pyside: Path) -> None:
    """The tests use Qt, after all."""
    venv = pyside.parents[3]
    assert advice(venv, {"QT_QPA_PLATFORM": "offscreen"}) == ""
    assert advice(venv / "elsewhere", {}) == ""


def test_a_file_that_is_no_library_misses_nothing(tmp_path: Path) -> None:
    """Only what the loader itself calls not found counts."""
    (tmp_path / "plain.so").write_text("plain")
    assert missing_libraries([tmp_path / "plain.so", tmp_path / "absent.so"]) == set()


@pytest.mark.parametrize(
    ("environment", "plugins"),
    [
        ({}, ["xcb"]),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xcb", "wayland"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["wayland"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:size=1x1"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["wayland", "xcb"]),
    ],
)
def test_the_plugins_looked_at_are_those_qt_would_try(environment: dict[str, str], plugins: list[str]) -> None:
    """One that starts is enough."""
    assert platforms(environment) == plugins


def test_the_instruction_names_each_package_once() -> None:
    """Two libraries can come with one package; one that is in no table is still named."""
    words = in_words({"libGL.so.1", "libGLX.so.0", "libunknown.so.3"})
    assert "sudo apt install libgl1\n" in words
    assert "libunknown.so.3" in words
    assert in_words(set()) == ""
