#!/usr/bin/env python3
"""Builds this system's installers with one command: `.venv/bin/python installers/build.py`.

Linux gets a .deb and a tar.xz, Windows an .msi and a .zip, macOS a .dmg. What comes out lies in dist/.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installers.icons import draw_icons
from installers.licenses import write_licenses
from installers.stage import ROOT, STAGE, program_version, stage

DIST = ROOT / "dist"
TOOLS = ROOT / "build/tools"
PIP = ("-m", "pip", "--disable-pip-version-check", "-qqq")
PLATFORMS = {"linux": "linux", "win32": "windows", "darwin": "macOS"}
FORMATS = {"linux": ("system", ("deb",)), "windows": ("app", ("msi", "zip")), "macOS": ("app", ("dmg",))}
# xz's third level: a third of the time for a twentieth more bytes
DEB = {"DPKG_DEB_THREADS_MAX": "2", "DPKG_DEB_COMPRESSOR_TYPE": "xz", "DPKG_DEB_COMPRESSOR_LEVEL": "3"}
IN_FOLDER = """#!/bin/sh
# Starts planwriter from this folder; nothing is installed. Needs Python 3.11 and the libraries named in README.txt.
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
exec /usr/bin/python3.11 -I -S "$folder/launch.py" "$@"
"""
IN_FOLDER_WORDS = """planwriter, from a folder

Unpack this folder anywhere and start ./planwriter in it. Nothing is installed and nothing is written here: plans are
kept in your home folder, in ~/.local/share/planwriter. It needs Python 3.11 in /usr/bin and, on Debian or Ubuntu,
these packages: {packages}
"""


def build(arguments: Sequence[str] = (), *, version: str = "", folder: Path = STAGE) -> list[Path]:
    """Build this system's installers and return their files.

    Args:
        arguments: For Briefcase's `package`, such as an identity to sign with; none signs nothing.
        version: Another version than the program's own, to try an update.
        folder: Where the staged project is made.
    """
    platform = PLATFORMS[sys.platform]
    output, packages = FORMATS[platform]
    python = tools()
    stage(folder, version=version)
    draw_icons(ROOT / "installers/icon.svg", folder / "icons")
    fetch(python, folder)
    shutil.rmtree(folder / "build", ignore_errors=True)
    shutil.rmtree(folder / "dist", ignore_errors=True)
    for command in ("create", "build"):
        briefcase(python, folder, command, platform, output, "--no-input")
    if platform == "linux":
        program = payload(folder)
        write_licenses(program.parents[2], program.parents[1] / "share/doc/planwriter")
    else:  # on Linux the template's Makefile does it
        compile_modules(python, folder)
    for package in packages:
        signing = list(arguments) or ["--adhoc-sign"]
        briefcase(python, folder, "package", platform, output, "-p", package, *signing, "--no-input")
    DIST.mkdir(exist_ok=True)
    made = [Path(shutil.copy(path, DIST)) for path in sorted((folder / "dist").iterdir())]
    if platform == "linux":
        made.append(in_folder(payload(folder), version or program_version()))
    return made


def tools() -> Path:
    """Return the Python of the private environment of Briefcase and towncrier, made from its own lock where needed."""
    with _alone():
        return _made_tools()


@contextmanager
def _alone() -> Iterator[None]:
    """Let others who want the tools wait until they are made; on Windows nobody waits."""
    TOOLS.parent.mkdir(parents=True, exist_ok=True)
    with (TOOLS.parent / "tools.lock").open("w") as file:
        if os.name != "nt":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _made_tools() -> Path:
    lock = ROOT / "installers/requirements.lock"
    python = TOOLS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = TOOLS / "made-from.lock"
    if not (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        # Briefcase builds for the system's Python and wants to be run by it
        maker = "/usr/bin/python3" if sys.platform == "linux" else sys.executable
        shutil.rmtree(TOOLS, ignore_errors=True)
        subprocess.run([maker, "-m", "venv", str(TOOLS)], check=True)
        pip = [str(python), *PIP, "install", "--require-hashes"]
        subprocess.run([*pip, "--only-binary", ":all:", "-r", str(lock)], check=True)
        shutil.copy(lock, stamp)
    return python


def fetch(python: Path, folder: Path) -> None:
    """Download the program's libraries, each held against its hash; what follows needs no network."""
    shutil.rmtree(folder / "wheels", ignore_errors=True)
    pip = [str(python), *PIP, "download", "--require-hashes", "--no-deps"]
    lock = str(folder / "runtime.lock")
    subprocess.run([*pip, "--only-binary", ":all:", "-r", lock, "-d", str(folder / "wheels")], check=True)


def briefcase(python: Path, folder: Path, *words: str) -> None:
    """Run Briefcase on the staged project, with no package index but the folder of wheels."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= DEB | {"PIP_CONFIG_FILE": os.devnull, "SOURCE_DATE_EPOCH": date_of_release(), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(python), "-m", "briefcase", *words],
        check=False,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"Briefcase could not {words[0]} planwriter. It said:\n{done.stdout[-4000:]}")


def date_of_release() -> str:
    """Return what a release is dated by, in seconds: SOURCE_DATE_EPOCH, or when the last commit was made."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return epoch
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "1735689600"


def payload(folder: Path = STAGE) -> Path:
    """Return the folder of the built program: usr/lib/planwriter on Linux."""
    return next((folder / "build/planwriter").glob("*/*/planwriter-*/usr/lib/planwriter"))


def compile_modules(python: Path, folder: Path) -> None:
    """Compile the modules of a bundle: nobody may write beside them once they are installed."""
    compiler = [str(python), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder)]
    for packages in (folder / "build/planwriter").rglob("app_packages"):
        subprocess.run([*compiler, str(packages), str(packages.with_name("app"))], check=True)


def in_folder(program: Path, version: str) -> Path:
    """Return a tar.xz of the same program that starts from any folder."""
    name = f"planwriter-{version}-linux-x86_64"
    root = program.parents[3] / name
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(program, root, symlinks=True)
    (root / "planwriter").write_text(IN_FOLDER, encoding="utf-8")
    (root / "planwriter").chmod(0o755)
    words = IN_FOLDER_WORDS.format(packages=" ".join(system_packages()))
    (root / "README.txt").write_text(words, encoding="utf-8")
    for document in ("LICENSE", "resources/NOTICE"):
        shutil.copy(ROOT / document, root)
    for text in (program.parents[1] / "share/doc/planwriter").glob("*.txt"):
        shutil.copy(text, root)
    plain = [
        "--sort=name",
        "--owner=root:0",
        "--group=root:0",
        f"--mtime=@{date_of_release()}",
        "--use-compress-program",
    ]
    target = DIST / f"{name}.tar.xz"
    subprocess.run(["tar", "-C", str(root.parent), *plain, "xz -3 -T2", "-cf", str(target), name], check=True)
    return target


def system_packages() -> list[str]:
    """Return the Debian packages the program needs, as briefcase.toml names them."""
    import tomllib

    app = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["briefcase"]["app"]["planwriter"]
    packages: list[str] = app["linux"]["system"]["debian"]["system_runtime_requires"]
    return packages


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("signing", nargs="*", help="for Briefcase's package, after --, such as -- --identity NAME")
    for path in build(parser.parse_args().signing):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
