"""Proves that a bundle's system packages are those its own binaries are linked with, and that no library is missing."""

import re
import subprocess
import tempfile
from pathlib import Path

CONTROL = """Source: planwriter
Maintainer: planwriter <developers@planwriter.example>

Package: planwriter
Architecture: any
Depends: ${shlibs:Depends}
Description: what its binaries need
"""
ELF = b"\x7fELF"


def linked_packages(root: Path) -> set[str]:
    """Return the Debian packages whose libraries the binaries in a bundle are linked with.

    Raises:
        RuntimeError: A library is neither in the bundle nor on this Debian.
    """
    elf = binaries(root)
    inside = sorted({str(path.parent) for path in elf})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir()
        (Path(folder) / "debian/control").write_text(CONTROL)
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{one}" for one in inside)]
        done = subprocess.run(
            [*command, *(f"-e{path}" for path in elf)], check=False, cwd=folder, capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"dpkg-shlibdeps found a library missing.\n{_errors(done.stderr)}")
    depends = done.stdout.partition("shlibs:Depends=")[2].strip()
    return {re.split(r"[ (|]", one.strip())[0] for one in depends.split(",") if one.strip()}


def binaries(root: Path) -> list[Path]:
    """Return the programs and libraries in a folder."""
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == ELF:
                    found.append(path)
    return found


def declared_packages(package: Path) -> set[str]:
    """Return the packages that a .deb says it needs."""
    depends = subprocess.run(["dpkg-deb", "-f", str(package), "Depends"], check=True, capture_output=True, text=True)
    return {re.split(r"[ (|]", one.strip())[0] for one in depends.stdout.split(",")}


def _errors(told: str) -> str:
    return "\n".join(line for line in told.splitlines() if "warning:" not in line)
