#!/usr/bin/env python3
"""Makes everything of a release on Linux, checks it, and prints every number: `.venv/bin/python installers/release.py`.

It builds the .deb, the tar.xz and the wheel, lists what is in them (SBOM, licenses, SHA256SUMS), sees that the page of
what is new can be made, tries the .deb on a bare Debian 12 (as root), and ends with status 1 when a check fails or a
number is beyond its limit.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installers import changelog, smoke
from installers.build import DIST, build, date_of_release, payload, tools
from installers.dependencies import declared_packages, linked_packages
from installers.evidence import build_wheel, sums
from installers.licenses import untold
from installers.sbom import Library, bundle_files, differences, digest, libraries, listed_files, sbom
from installers.stage import ROOT, STAGE, program_version

LARGE_BYTES = 5_000_000
LEFT_OUT = (
    "Qt's declarative half (Qml, Quick), Designer, Help, Sql, Test, OpenGL and print support, its tools, sources, "
    "translations and displays without a desktop; GTK's theme; type stubs and headers"
)


@dataclass(frozen=True)
class Number:
    """One number of a release, with what it may be at most; no limit is 0."""

    name: str
    value: float
    unit: str
    limit: float = 0

    @property
    def is_good(self) -> bool:
        """Whether it keeps its limit."""
        return not self.limit or self.value <= self.limit


def release() -> tuple[list[Number], list[str]]:
    """Make and check everything; return the numbers and what is wrong, in words."""
    start = time.monotonic()
    shutil.rmtree(DIST, ignore_errors=True)
    made = build()
    built = time.monotonic() - start
    package = next(path for path in made if path.suffix == ".deb")
    numbers = [Number("the .deb", package.stat().st_size / 1e6, "MB", 75)]
    numbers.append(Number("the tar.xz", made[-1].stat().st_size / 1e6, "MB"))
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "installed"
        subprocess.run(["dpkg-deb", "-x", str(package), str(root)], check=True)
        numbers += sizes(root)
        faults = check_bundle(root, package)
        faults += check_wheel(Path(place))
        faults += changelog.check()
        faults += check_in_folder(made[-1], Path(place) / "folder")
    numbers.append(Number("building the .deb and the tar.xz", built, "s"))
    if os.geteuid() == 0:
        numbers += try_on_bare_system(package)
    else:
        faults.append("The .deb was not tried on a bare system: only root can make one")
    (DIST / "SHA256SUMS").write_text(sums(path for path in DIST.iterdir() if path.name != "SHA256SUMS"))
    numbers.append(Number("this command", time.monotonic() - start, "s", 600))
    return numbers, faults + beyond(numbers)


def sizes(root: Path) -> list[Number]:
    """Return how large the installed program is, and each of its large parts."""
    files = {path: path.stat().st_size for path in bundle_files(root)}
    numbers = [Number("installed", sum(files.values()) / 1e6, "MB", 240)]
    large = sorted(((size, path.name) for path, size in files.items() if size >= LARGE_BYTES), reverse=True)
    return numbers + [Number(f"  {name}", size / 1e6, "MB") for size, name in large]


def check_bundle(root: Path, package: Path) -> list[str]:
    """Write the SBOM beside the package, hold it against what is installed, and check licenses and dependencies."""
    when = datetime.fromtimestamp(int(date_of_release()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    bundle = payload(STAGE).parents[2]
    document = sbom(bundle, version=program_version(), timestamp=when)
    write_sbom(document)
    faults = differences(
        listed_files(document), {p.relative_to(root).as_posix(): digest(p) for p in bundle_files(root)}
    )
    known: list[Library] = libraries(root)
    faults += [f"{name}: nobody can read its license" for name in untold(known)]
    faults += check_desktop_files(root)
    missing = linked_packages(root) - declared_packages(package)
    return faults + [f"briefcase.toml does not name the system package {name}" for name in sorted(missing)]


def check_desktop_files(root: Path) -> list[str]:
    """Return what the desktops' own validator has against the desktop files of a bundle."""
    files = sorted(map(str, root.rglob("*.desktop")))
    if not files:
        return ["There is no desktop file"]
    if shutil.which("desktop-file-validate") is None:
        return ["The desktop file was not validated: desktop-file-validate is not here (package desktop-file-utils)"]
    done = subprocess.run(["desktop-file-validate", *files], check=False, capture_output=True, text=True)
    return done.stdout.splitlines() + done.stderr.splitlines()


def write_sbom(document: dict[str, object]) -> None:
    """Write the SBOM into dist/."""
    import json

    text = json.dumps(document, indent=1, sort_keys=True) + "\n"
    (DIST / f"planwriter-{program_version()}.cdx.json").write_text(text, encoding="utf-8")


def check_wheel(place: Path) -> list[str]:
    """Build the wheel twice; keep one in dist/."""
    first, second = build_wheel(place / "first"), build_wheel(place / "second")
    shutil.copy(first, DIST)
    return [] if first.read_bytes() == second.read_bytes() else ["The wheel built twice is not the same"]


def check_in_folder(archive: Path, place: Path) -> list[str]:
    """Unpack the tar.xz and run the self-test from there; nothing may be written into the folder."""
    place.mkdir()
    subprocess.run(["tar", "-C", str(place), "-xf", str(archive)], check=True)
    folder = next(place.iterdir())
    before = set(folder.rglob("*"))
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    status, said, _, _ = smoke.timed([str(folder / "planwriter"), "selftest"], environment)
    faults = [] if status == 0 else [f"The program does not start from a folder: {said[-500:]}"]
    return faults + [f"{path.name} was written into the folder" for path in set(folder.rglob("*")) - before]


def try_on_bare_system(package: Path) -> list[Number]:
    """Return the times of the .deb on a bare Debian 12, beside those of the checkout."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), QT_QPA_PLATFORM="offscreen")
    command: Sequence[str] = [sys.executable, "-m", "planwriter", "selftest"]
    warm = min(_until_first_words(command, environment) for _ in range(2))
    with smoke.own_display() as display:
        trial = smoke.try_package(package, display=display)
    first = trial.first_words["selftest without a display"]
    return [
        Number("window open, checkout, warm", warm, "s"),
        Number("window open, installed, first start", first, "s"),
        Number("  as many times the checkout's", first / warm, "×", 2.5),
        Number("selftest, bare system", trial.seconds["selftest without a display"], "s", 5),
        Number("selftest, bare system, under Xvfb", trial.seconds["selftest under Xvfb"], "s", 5),
        *(
            Number(f"  {name}", trial.seconds[name], "s")
            for name in ("install", "update", "export docx", "export pdf", "remove")
        ),
    ]


def _until_first_words(command: Sequence[str], environment: dict[str, str]) -> float:
    status, said, first, _ = smoke.timed(command, environment)
    if status:  # an error is said much quicker than a window is opened
        raise smoke.SmokeError(f"{' '.join(command)} ended with {status}.\n{said[-1000:]}")
    return first


def audit(lock: Path = STAGE / "runtime.lock") -> str:
    """Return in words what pip-audit says of locked libraries; it asks a service, which may not answer."""
    command = [str(tools()), "-m", "pip_audit", "--require-hashes", "--disable-pip", "--timeout", "5", "-r", str(lock)]
    done = subprocess.run([*command, "--progress-spinner", "off"], check=False, capture_output=True, text=True)
    return audit_in_words(done.stdout + done.stderr)


def audit_in_words(said: str) -> str:
    """Return what pip-audit found; it also says that nothing is known of libraries it could not ask about."""
    if "could not be audited" in said or "ound" not in said:
        return "NOT DONE: the service that knows of vulnerabilities did not answer, or does not know our libraries"
    return said.strip()


def beyond(numbers: list[Number]) -> list[str]:
    """Return in words which numbers are beyond their limits."""
    return [
        f"{one.name.strip()}: {one.value:.1f} {one.unit}; {one.limit:g} at most" for one in numbers if not one.is_good
    ]


def table(numbers: list[Number]) -> str:
    """Return the numbers as people read them."""
    return "\n".join(
        f"{one.name:<40}{one.value:>8.2f} {one.unit:<3}{f'  at most {one.limit:g}' if one.limit else ''}"
        for one in numbers
    )


def report(numbers: list[Number], faults: list[str], audited: str) -> str:
    """Return what the command prints: every number, what was left out, what was not done, and what is wrong."""
    verdict = faults or ["All checks are good."]
    return "\n".join([table(numbers), f"left out: {LEFT_OUT}", f"pip-audit: {audited}", *verdict])


if __name__ == "__main__":
    found, wrong = release()
    print(report(found, wrong, audit()))
    sys.exit(bool(wrong))
