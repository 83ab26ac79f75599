"""Writes into a bundle what licenses everything in it carries, with the texts that a wheel forgot."""

import shutil
from pathlib import Path

from installers.sbom import Library, libraries

TEXTS = Path(__file__).parent / "licenses"
FILE = "third-party.txt"
_HEAD = """What planwriter is made of, and under which licenses

planwriter itself: Apache License 2.0, in the file copyright or LICENSE. Its data files are told in NOTICE.
Paths are those of the installed program.

"""
_QT = """
Qt and PySide6 are used under the GNU Lesser General Public License, version 3, unchanged. Its text and that of the
GNU General Public License it builds on are beside this file. Qt's libraries are files of their own, in
app_packages/PySide6: you may put other builds of the same version in their place, and you may take this program apart
to find faults in doing so. Their source is to be had at https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/; who gave you planwriter must give you the same source for three years
if you ask for it.
"""


def write_licenses(root: Path, folder: Path) -> list[Library]:
    """Write the list and the texts into a folder of a bundle, and return what is listed.

    Args:
        root: The bundle, as the libraries' paths are told.
        folder: Where in it.
    """
    known = libraries(root)
    folder.mkdir(parents=True, exist_ok=True)
    for text in sorted(TEXTS.glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    (folder / FILE).write_text(license_list(known), encoding="utf-8")
    return known


def license_list(known: list[Library]) -> str:
    """Return the list in words."""
    lines = [f"{one.name} {one.version}: {one.license or 'not told'}\n{_texts(one)}" for one in known]
    return _HEAD + "\n".join(lines) + _QT


def untold(known: list[Library]) -> list[str]:
    """Return the libraries whose license nobody can read in the bundle."""
    return [one.name for one in known if not one.license or not (one.license_files or _covered(one))]


def _covered(library: Library) -> bool:
    """Whether a text of ours, or one of another library, covers a library that came without one."""
    if library.license.startswith("LGPL-3.0-only"):
        return True
    return not library.is_python or library.license in ("MIT", "Apache-2.0")  # the texts of these are told in full


def _texts(library: Library) -> str:
    return "".join(f"    {name}\n" for name in library.license_files)
