"""Tries a .deb on a bare Debian 12: installs, runs, updates over an older one and removes it, taking every time."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from installers.stage import ROOT

BASE = ROOT / "build/bare-debian-12"
SUITE = "bookworm"
PERSON = "1000:1000"
HOME = "/home/staff"
DATA = f"{HOME}/.local/share/planwriter"
OLDER = "0.0.9"
LEFT_BEHIND = "usr/lib/planwriter/app/planwriter/gone_since.py"
SAMPLE = "/usr/lib/planwriter/app/planwriter/_resources/plans/sample.csplan"
FORMATS = ("docx", "html", "pdf", "json", "csv", "stratml")
PROGRAM_FILES = ("usr/bin/planwriter", "usr/lib/planwriter", "usr/share/doc/planwriter")
# an own mount and process namespace: what is mounted and started in it is gone with it
INSIDE = """mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" && mkdir -p "$1/tmp/.X11-unix" &&
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"; fi &&
root=$1 && shift && exec chroot "$@"
"""


class SmokeError(Exception):
    """A step on the bare system failed; the message has what it said."""


@dataclass
class Trial:
    """What was seen on the bare system.

    Attributes:
        seconds: By step, how long it took.
        first_words: By step, how long it took until it printed something: of the self-test, until the window was open.
        said: By step, what it printed.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    first_words: dict[str, float] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


class BareSystem:
    """One copy of a bare Debian 12 in a folder, and what can be done in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.trial = Trial()

    def run(self, step: str, *command: str, person: bool = False, display: str = "", network: bool = False) -> str:
        """Run a command inside, take its time, and return what it printed.

        Args:
            step: What to call it.
            command: As it would be typed there.
            person: As an ordinary person instead of root.
            display: An X display; without it none.
            network: With the network; otherwise there is not even a loopback.

        Raises:
            SmokeError: It failed.
        """
        chroot = [f"--userspec={PERSON}", str(self.root)] if person else [str(self.root)]
        separate = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME if person else "/tmp"}
        environment |= {"LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        if display:
            environment["DISPLAY"] = display
        command_line = [*separate, "sh", "-c", INSIDE, "sh", str(self.root), *chroot, *command]
        status, said, first, seconds = timed(command_line, environment)
        self.trial.said[step], self.trial.seconds[step], self.trial.first_words[step] = said, seconds, first
        if status:
            raise SmokeError(f"{step}: {' '.join(command)} ended with {status}.\n{said[-3000:]}")
        return said

    def install(self, step: str, package: Path) -> None:
        """Install a .deb with apt, which fetches what it depends on."""
        shutil.copy(package, self.root / "tmp/planwriter.deb")
        apt = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "/tmp/planwriter.deb")
        self.run(step, *apt, network=True)

    def drafts(self, step: str) -> dict[str, str]:
        """Return the person's drafts inside, each as JSON by its id."""
        listed = json.loads(self.run(step, "planwriter", "drafts", "--json", person=True))
        return {one["id"]: self.run(f"{step}, one", "planwriter", "show", one["id"], person=True) for one in listed}


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[int, str, float, float]:
    """Run a command; return its status, what it said, and the seconds until its first line and until its end."""
    start = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        first = time.monotonic() - start
        said += process.stdout.read()
    return process.returncode, said, first, time.monotonic() - start


@contextmanager
def bare_system(base: Path = BASE) -> Iterator[BareSystem]:
    """Give a fresh copy of a bare Debian 12, gone afterwards; the first call makes the original (a minute)."""
    if not (base / "made").exists():
        _make(base)
    folder = Path(tempfile.mkdtemp(prefix="bare-", dir=base.parent))
    folder.chmod(0o755)
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", str(base / "root"), str(folder / "root")], check=True)
        yield BareSystem(folder / "root")
    finally:
        shutil.rmtree(folder)


def _make(base: Path) -> None:
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    sources = Path("/etc/apt/sources.list.d/debian.sources")
    mirror = [line.split()[1] for line in sources.read_text().splitlines() if line.startswith("URIs:")][:1]
    words = ["debootstrap", "--variant=minbase", "--include=python3-minimal", SUITE, str(base / "root"), *mirror]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SmokeError(f"debootstrap failed.\n{done.stdout[-2000:]}")
    for name in ("apt.conf.d", "sources.list.d", "trusted.gpg.d", "keyrings"):
        shutil.copytree(Path("/etc/apt") / name, base / "root/etc/apt" / name, dirs_exist_ok=True)
    passwd = base / "root/etc/passwd"
    passwd.write_text(passwd.read_text() + f"staff-member:x:1000:1000::{HOME}:/bin/sh\n")
    (base / "root" / HOME[1:]).mkdir(parents=True)
    os.chown(base / "root" / HOME[1:], 1000, 1000)
    subprocess.run(["chroot", str(base / "root"), "apt-get", "-q", "update"], check=True, capture_output=True)
    (base / "made").touch()


def older_package(package: Path, folder: Path) -> Path:
    """Return a .deb of an older version, made from this one, with a module that this one no longer has."""
    tree = folder / "older"
    subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
    control = tree / "DEBIAN/control"
    words = control.read_text()
    version = words.partition("Version: ")[2].partition("\n")[0]
    control.write_text(words.replace(f"Version: {version}\n", f"Version: {OLDER}\n"))
    (tree / LEFT_BEHIND).write_text('"""Nothing."""\n')
    target = folder / "older.deb"
    subprocess.run(
        ["dpkg-deb", "-Znone", "--root-owner-group", "-b", str(tree), str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return target


def try_package(package: Path, *, display: str = "") -> Trial:
    """Go through the life of an installed program on a bare system and return what was seen.

    Args:
        package: The .deb.
        display: An X display to show the window on once, besides the runs without one.

    Raises:
        SmokeError: A step failed, or something was lost or left behind.
    """
    with bare_system() as system:
        older = older_package(package, system.root.parent)
        system.install("install", older)
        system.run("write a draft", "planwriter", "--data-dir", DATA, "selftest", person=True)
        before = system.drafts("list the drafts before the update")
        system.install("update", package)
        if (system.root / LEFT_BEHIND).exists():
            raise SmokeError("update: a module of the older version is still there")
        if not before or system.drafts("list the drafts after the update") != before:
            raise SmokeError("update: the drafts are not what they were")
        system.run("selftest without a display", "planwriter", "selftest", person=True)
        system.run("selftest again", "planwriter", "selftest", person=True)
        if display:
            system.run("selftest under Xvfb", "planwriter", "selftest", person=True, display=display)
        for name in FORMATS:
            system.run(
                f"export {name}",
                "planwriter",
                "export",
                SAMPLE,
                "--to",
                name,
                "--out",
                f"{HOME}/plan.{name}",
                person=True,
            )
        told = system.run("doctor", "planwriter", "doctor", person=True)
        if "installed: from an installer" not in told or "SQLite: 3." not in told:
            raise SmokeError(f"doctor: it does not say how it was installed, or with which SQLite.\n{told}")
        system.run("remove", "apt-get", "purge", "-y", "-q", "planwriter")
        left = [name for name in PROGRAM_FILES if (system.root / name).exists()]
        left += [str(path) for path in (system.root / "usr/share").rglob("*gov.planwriter*")]
        if left:
            raise SmokeError(f"remove: still there: {', '.join(left)}")
        if not (system.root / DATA[1:] / "drafts").is_dir():
            raise SmokeError("remove: the drafts are gone")
        return system.trial


@contextmanager
def own_display(number: int = 97) -> Iterator[str]:
    """Give a display of an Xvfb of our own, which is ended afterwards."""
    words: Sequence[str] = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().strip() or number}"
        finally:
            server.terminate()
