"""What a release can show of itself: the same wheel twice, work without a network, work without MD5 and SHA-1, sums."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from installers.build import date_of_release, tools
from installers.sbom import digest
from installers.stage import ROOT

WHEEL_NEEDS = ("src", "resources", "pyproject.toml", "README.md", "LICENSE")
BUILD_WHEEL = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
# loaded by every Python that finds it on its path, before anything else of the program
NO_WEAK_DIGESTS = '''"""Refuses the digests that FIPS 180-4 and SP 800-131A do not allow for security."""

import hashlib
import sys

WEAK = ("md5", "sha1", "blake2b", "blake2s")


def refused(name):
    def refuse(data=b"", *, usedforsecurity=True, **rest):
        caller = sys._getframe(1)
        print(f"weak digest {name}: {caller.f_code.co_filename}:{caller.f_lineno}", file=sys.stderr, flush=True)
        raise ValueError(f"[digital envelope routines] unsupported: {name}")

    return refuse


def new(name, data=b"", **rest):
    if name.lower().replace("-", "") in WEAK:
        return refused(name)(data)
    return allowed(name, data, **rest)


allowed, hashlib.new = hashlib.new, new
for weak in WEAK:
    setattr(hashlib, weak, refused(weak))
'''


def build_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of the sources and return its path in `folder`."""
    environment = dict(os.environ, SOURCE_DATE_EPOCH=date_of_release())
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name in WHEEL_NEEDS:
            _copy(ROOT / name, Path(place) / name)
        command = [str(tools()), "-c", BUILD_WHEEL, str(folder)]
        done = subprocess.run(command, check=True, cwd=place, env=environment, capture_output=True, text=True)
    return folder / done.stdout.split()[-1]


def program(*words: str, folder: Path, network: bool = True, weak_digests: bool = True) -> tuple[int, str, str]:
    """Run the program from the checkout and return its status, what it printed and what it complained of.

    Args:
        folder: Home and data of this run.
        network: With False it runs in a network namespace that has not even a loopback.
        weak_digests: With False MD5, SHA-1 and BLAKE2 are refused, wherever they are asked for.
    """
    path = [str(ROOT / "src")]
    if not weak_digests:
        (folder / "refusing").mkdir(exist_ok=True)
        (folder / "refusing/sitecustomize.py").write_text(NO_WEAK_DIGESTS)
        path.insert(0, str(folder / "refusing"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(folder), "PYTHONPATH": os.pathsep.join(path), "QT_QPA_PLATFORM": "offscreen"}
    alone: Sequence[str] = [] if network else ["unshare", "--net", "--map-root-user"]
    command = [*alone, sys.executable, "-m", "planwriter", *words]
    done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def sums(paths: Iterable[Path]) -> str:
    """Return the lines of a SHA256SUMS file, as `sha256sum -c` reads them."""
    return "".join(f"{digest(path)}  {path.name}\n" for path in sorted(paths))


def _copy(origin: Path, target: Path) -> None:
    if origin.is_dir():
        shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(origin, target)
